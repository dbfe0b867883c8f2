"""Every kind of input, found by what its bytes are and not by its name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import samples

from reportedly.model import Article, Failure
from reportedly.read import read
from reportedly.read.decode import input_hash


def one(tmp_path: Path, data: bytes, name: str = "input") -> Article:
    (tmp_path / name).write_bytes(data)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Article), found
    return found


def refused(tmp_path: Path, data: bytes, name: str = "input") -> str:
    (tmp_path / name).write_bytes(data)
    (found,) = read([tmp_path / name])
    assert isinstance(found, Failure), found
    return found.code


@pytest.mark.parametrize("kind", sorted(samples.every_kind()))
def test_every_kind_gives_its_story_under_a_name_that_says_nothing(tmp_path: Path, kind: str) -> None:
    (tmp_path / "input.dat").write_bytes(samples.every_kind()[kind])
    found = list(read([tmp_path]))
    assert found and all(isinstance(each, Article) for each in found), found
    first = found[0]
    assert isinstance(first, Article)
    assert first.language == "en" or len(first.text) < 100
    assert "talks" in first.text and "<" not in first.text
    if kind not in {"pdf", "tsv"}:
        assert all(each in first.text for each in samples.PARAGRAPHS)


def test_a_feed_entry_has_the_feeds_facts(tmp_path: Path) -> None:
    article = one(tmp_path, samples.rss())
    assert article.text == samples.STORY
    assert (article.outlet, article.title, article.url) == ("Example Post", samples.TITLE, "https://example.org/a")
    assert (article.published, article.published_basis) == ("2022-03-05T14:02:00+00:00", "metadata")
    atom = one(tmp_path, samples.atom())
    assert (atom.text, atom.byline, atom.published) == (samples.STORY, "Ann Example", "2022-03-05T14:02:00+00:00")


def test_a_teaser_is_not_taken_for_the_article(tmp_path: Path) -> None:
    teaser = "<item><title>T</title><link>https://example.org/a</link><description>In brief.</description></item>"
    assert refused(tmp_path, samples.rss(teaser)) == "R017"


def test_ninjs_item(tmp_path: Path) -> None:
    article = one(tmp_path, samples.ninjs())
    assert article.text == samples.STORY
    assert (article.id, article.title, article.byline) == ("a1", samples.TITLE, "Ann Example")
    assert (article.outlet, article.published) == ("Example Agency", "2022-03-05T15:00:00+00:00")


def test_a_list_of_rows_within_an_answer_of_an_interface(tmp_path: Path) -> None:
    rows = [{"title": "A", "content": "He said yes."}, {"title": "B"}, {"title": "C", "content": "She said no."}]
    (tmp_path / "x").write_text(json.dumps({"status": "ok", "articles": rows}, indent=1))
    first, second, third = read([tmp_path])
    assert isinstance(first, Article) and (first.text, first.title) == ("He said yes.", "A")
    assert isinstance(second, Failure) and second.code == "R008"
    assert isinstance(third, Article) and third.id != first.id


def test_a_table_row_is_an_article_and_its_cell_is_kept_verbatim(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(samples.csv_table())
    first, second = read([tmp_path])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.outlet, first.published) == ("c1", "Example Post", "2022-03-05")
    assert first.text == samples.STORY
    assert (second.id, second.text, second.published) == ("c2", "He said no.", None)


def test_a_table_in_another_encoding_with_semicolons(tmp_path: Path) -> None:
    table = "id;outlet;text\na;Société;« Non », a déclaré le ministre à Genève après la réunion.\n"
    article = one(tmp_path, table.encode("cp1252"), "x.csv")
    assert article.text == "« Non », a déclaré le ministre à Genève après la réunion."
    assert article.outlet == "Société" and article.replaced_characters == 0


def test_damaged_cells_are_counted(tmp_path: Path) -> None:
    article = one(tmp_path, "id,text\na,“Yes” — he said ".encode() + b"\xff\xfe.\n", "x.csv")
    assert article.text == "“Yes” — he said ��." and article.replaced_characters == 2


def test_a_table_without_a_column_of_texts_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path, b"country,year\nA,2020\n", "x.csv") == "R016"


def test_a_message_gives_its_text_with_sender_and_time(tmp_path: Path) -> None:
    article = one(tmp_path, samples.mail())
    assert article.text == samples.STORY
    assert (article.title, article.byline) == ("Delegations to meet", "Press Office")
    assert article.published == "2022-03-05T14:02:00+02:00"
    html = "".join(f"<p>{each}</p>" for each in samples.PARAGRAPHS)
    assert one(tmp_path, samples.mail(html, "html")).text == samples.STORY


def test_a_word_document_with_its_title(tmp_path: Path) -> None:
    article = one(tmp_path, samples.docx())
    assert (article.text, article.title, article.published) == (samples.STORY, samples.TITLE, None)


def test_a_pdf_statement(tmp_path: Path) -> None:
    article = one(tmp_path, samples.pdf(), "statement.pdf")
    assert article.text.split("\n") == ["The mediators said that the talks will go on.", "Both sides agreed."]
    assert article.id == "statement"


def test_pages_of_a_web_archive_keep_their_address(tmp_path: Path) -> None:
    pages = {"https://example.org/a": samples.page(), "https://example.org/b": samples.page(samples.PARAGRAPHS[1:])}
    (tmp_path / "x.warc.gz").write_bytes(samples.warc(pages, packed=True))
    first, second = read([tmp_path])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.url, second.url) == tuple(pages)
    assert first.id != second.id and first.input_hash == input_hash(pages["https://example.org/a"])


def test_members_of_an_archive_are_named_and_hidden_ones_left_out(tmp_path: Path) -> None:
    members = {"march/b.txt": b"He said yes.", "a.txt": b"She said no.", "__MACOSX/a.txt": b"x", ".DS_Store": b"y"}
    (tmp_path / "x.zip").write_bytes(samples.zipped(members))
    found = [each for each in read([tmp_path]) if isinstance(each, Article)]
    assert [(each.id, each.source_path) for each in found] == [("a", "x.zip!a.txt"), ("b", "x.zip!march/b.txt")]


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = samples.zipped({"a.txt.gz": gzip.compress(b"He said yes.")})
    article = one(tmp_path, gzip.compress(samples.zipped({"inner.zip": inner})), "all.zip.gz")
    assert (article.id, article.text) == ("a", "He said yes.")
    assert article.source_path == "all.zip!inner.zip!a.txt"


def test_a_bad_member_does_not_cost_the_others(tmp_path: Path) -> None:
    members = {"1.txt": b"He said yes.", "2.gz": b"\x1f\x8b\x08 broken", "3.txt": b"", "4.txt": b"She said no."}
    (tmp_path / "x.zip").write_bytes(samples.zipped(members))
    found = list(read([tmp_path]))
    assert [getattr(each, "code", "read") for each in found] == ["read", "R006", "R004", "read"]


def test_office_files_that_are_no_documents_are_refused(tmp_path: Path) -> None:
    sheet = samples.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    assert refused(tmp_path, sheet) == "R005"
    assert refused(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(200)) == "R005"
