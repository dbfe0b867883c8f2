"""JSON Lines in: one article a row, a bad row never costs the others."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.model import Article, Failure
from reportedly.read import Limits, read

ROW = {"id": "a1", "text": "The envoy said that the talks will go on.\n\nHe left."}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in rows))
    return path


def test_a_row_is_an_article_under_the_id_given(tmp_path: Path) -> None:
    row = ROW | {
        "outlet": "Example Post",
        "published": "2022-03-05",
        "url": "https://example.org",
        "language": "en-GB",
    }
    (article,) = read([lines(tmp_path / "x.jsonl", row | {"attributions": [], "title": "Talks"})])
    assert isinstance(article, Article)
    assert article.id == "a1" and article.text == ROW["text"]
    assert (article.outlet, article.published, article.published_basis) == (
        "Example Post",
        "2022-03-05",
        "metadata",
    )
    assert (article.url, article.title, article.language) == ("https://example.org", "Talks", "en")


def test_other_names_for_the_fields(tmp_path: Path) -> None:
    row = ROW | {
        "publisher": {"name": "Example Post"},
        "date": "Sat, 05 Mar 2022 14:02:00 +0300",
        "headline": "Talks",
    }
    (article,) = read([lines(tmp_path / "x.jsonl", row)])
    assert isinstance(article, Article)
    assert (article.outlet, article.published, article.title) == (
        "Example Post",
        "2022-03-05T14:02:00+03:00",
        "Talks",
    )


def test_bad_rows_are_reported_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    given = lines(
        tmp_path / "x.jsonl",
        ROW,
        "{broken",
        "[1, 2]",
        {"id": "no text"},
        {"id": 3, "text": 5},
        "",
        ROW | {"id": "a2"},
    )
    found = list(read([given]))
    assert [each.id for each in found if isinstance(each, Article)] == ["a1", "a2"]
    failed = [(each.code, each.path.rpartition(":")[2]) for each in found if isinstance(each, Failure)]
    assert failed == [("R007", "2"), ("R007", "3"), ("R008", "4"), ("R009", "5")]


def test_a_row_nested_ten_thousand_deep_is_a_bad_row(tmp_path: Path) -> None:
    deep = '{"id": "d", "text": "x", "y": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found = list(read([lines(tmp_path / "x.jsonl", ROW, deep)]))
    assert [getattr(each, "code", None) for each in found] == [None, "R007"]


def test_lone_surrogates_are_replaced_and_counted(tmp_path: Path) -> None:
    given = lines(tmp_path / "x.jsonl", r'{"id": "s", "text": "He said \ud83d and \ud83d\ude00."}')
    (article,) = read([given])
    assert isinstance(article, Article)
    assert article.text == "He said � and 😀." and article.replaced_characters == 1


def test_a_line_above_the_cap_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    given = lines(tmp_path / "x.jsonl", ROW, ROW | {"id": "long", "text": "word " * 5000}, ROW | {"id": "a2"})
    found = list(read([given], Limits(document_bytes=1000)))
    assert [getattr(each, "code", None) or each.id for each in found] == ["a1", "R109", "a2"]  # type: ignore[union-attr]


def test_rows_without_an_id_get_one_from_their_content(tmp_path: Path) -> None:
    given = lines(tmp_path / "x.jsonl", {"text": ROW["text"]}, {"text": "Another text."})
    first, second = read([given])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.id.startswith("article-") and first.id != second.id
    (again,) = read([lines(tmp_path / "y.jsonl", {"text": ROW["text"]})])
    assert isinstance(again, Article) and again.id == first.id


def test_two_texts_under_one_given_id_are_not_both_taken(tmp_path: Path) -> None:
    given = lines(tmp_path / "x.jsonl", ROW, ROW, ROW | {"text": "Another text under the same id."})
    assert [getattr(each, "code", None) for each in read([given])] == [None, None, "R012"]
