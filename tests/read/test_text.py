"""Plain text in: the article's text is the input's, to the last character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.model import Article, Failure
from reportedly.read import Limits, read
from reportedly.read.decode import decode, input_hash

TALKS = "The two sides will meet on Thursday, the spokeswoman said.\r\n\r\n“We are ready,” he added.\n\n\n"


def articles(*paths: Path | str, limits: Limits | None = None) -> list[Article]:
    found = list(read(paths, limits or Limits()))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def failure(*paths: Path | str, limits: Limits | None = None) -> Failure:
    (found,) = read(paths, limits or Limits())
    assert isinstance(found, Failure)
    return found


def test_text_is_kept_verbatim_with_its_line_ends(tmp_path: Path) -> None:
    data = TALKS.encode()
    (tmp_path / "talks_0305.txt").write_bytes(data)
    (article,) = articles(tmp_path / "talks_0305.txt")
    assert article.text == TALKS
    assert article.id == "talks_0305"
    assert (article.encoding, article.replaced_characters) == ("utf-8", 0)
    assert article.input_hash == input_hash(data)
    assert article.source_path == "talks_0305.txt"
    assert article.language == "en"
    assert article.published is None and article.published_basis is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_other_encodings_are_found_and_recorded(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TALKS.encode(encoding))
    (article,) = articles(tmp_path / "a.txt")
    assert article.text == TALKS
    assert article.encoding is not None and article.replaced_characters == 0
    if encoding != "cp1252":
        assert article.encoding == encoding


def test_a_cyrillic_text_in_its_old_encoding(tmp_path: Path) -> None:
    russian = "Представитель министерства заявил, что переговоры продолжатся в четверг. Мы готовы, сказал он. " * 4
    (tmp_path / "a.txt").write_bytes(russian.encode("cp1251"))
    (article,) = articles(tmp_path / "a.txt")
    assert article.text == russian
    assert article.language == "ru"


def test_damaged_bytes_are_counted_not_dropped() -> None:
    data = "Kyiv’s “red line” — ".encode() + b"\xff\xfe\x80" + "— the minister’s words".encode()
    found = decode(data)
    assert found.text == "Kyiv’s “red line” — ���— the minister’s words"
    assert (found.encoding, found.replaced) == ("utf-8", 3)


def test_replacement_characters_of_the_input_are_not_ours() -> None:
    assert decode("he said �".encode()).replaced == 0
    assert decode("the “minister” said �".encode() + b"\xff").replaced == 1


def test_nul_and_bidi_controls_stay_in_the_text(tmp_path: Path) -> None:
    text = "He said \u202e“no”\u202c\x00 and left the room with the others of his side.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8", newline="")
    (article,) = articles(tmp_path / "a.txt")
    assert article.text == text


def test_an_empty_file_and_a_blank_one_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n\t\n")
    assert [each.code for each in read([tmp_path]) if isinstance(each, Failure)] == ["R004", "R004"]


def test_a_file_that_is_no_text_is_refused_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    assert failure(tmp_path / "a.txt").code == "R005"


def test_caps_on_bytes_and_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 1000)
    assert failure(tmp_path / "a.txt", limits=Limits(document_bytes=1000)).code == "R101"
    assert failure(tmp_path / "a.txt", limits=Limits(article_characters=1000)).code == "R102"


def test_side_file_gives_what_the_text_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALKS)
    side = {
        "outlet": "Example Post",
        "url": "https://example.org/a",
        "published": "2022-03-05 14:02:00Z",
        "title": "T",
    }
    (tmp_path / "a.json").write_text(json.dumps(side))
    for given in (tmp_path, tmp_path / "a.txt"):
        (article,) = articles(given)
        assert (article.outlet, article.url, article.title) == ("Example Post", "https://example.org/a", "T")
        assert (article.published, article.published_basis) == ("2022-03-05T14:02:00+00:00", "metadata")


def test_index_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALKS)
    (tmp_path / "b.txt").write_text(TALKS + "More words.")
    (tmp_path / "index.csv").write_text("file,outlet,published\na.txt,Example Post,2022-03-05\nb,Daily Example,\n")
    first, second = articles(tmp_path)
    assert (first.id, first.outlet, first.published) == ("a", "Example Post", "2022-03-05")
    assert (second.id, second.outlet, second.published) == ("b", "Daily Example", None)


def test_a_broken_side_file_is_reported_and_the_text_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALKS)
    (tmp_path / "a.json").write_text("{not json")
    problem, article = read([tmp_path])
    assert isinstance(problem, Failure) and problem.code == "R007" and problem.path.endswith("a.json")
    assert isinstance(article, Article) and article.text == TALKS.replace("\r\n", "\r\n")
