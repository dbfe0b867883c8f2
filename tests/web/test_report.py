"""The report page: whole, escaped, self-contained; every statement leads to its words and back."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.model import ArticleRecord
from reportedly.store import open_to_write, write
from reportedly.web.data import ReportData, cut, from_records
from reportedly.web.report import build_report, render
from tests.web.pages import TEXT, Page, record

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'></style></title><!-- \u202egnp"


@pytest.fixture(scope="module")
def html() -> str:
    return build_report(from_records([record()], made_with="reportedly 1"))


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_reader_holds_the_text_itself(page: Page) -> None:
    assert page.readers == [TEXT]


def test_identifiers_are_unique_and_every_link_leads_somewhere(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inside = [href[1:] for href in page.hrefs if href.startswith("#")]
    assert set(inside) <= set(page.ids)


def test_each_statement_leads_to_its_words_and_back(page: Page) -> None:
    for number in "123":
        assert f"#words-statement-{number}" in page.hrefs
        assert f"#statement-{number}" in page.hrefs
        assert {f"statement-{number}", f"words-statement-{number}"} <= set(page.ids)


def test_each_record_leads_to_its_words(page: Page) -> None:
    for number in "1234567":
        assert f"#words-record-{number}" in page.hrefs
        assert f"words-record-{number}" in page.ids


def test_source_cue_and_content_are_marked_and_numbered(page: Page) -> None:
    spans = [values for tag, values in page.tags if tag == "span" and values.get("data-s") == "1.1"]
    assert [values["class"] for values in spans] == ["c l0", "s l0", "q l0", "c l0"]
    nested = [values["class"] for tag, values in page.tags if tag == "span" and values.get("data-s") == "1.3"]
    assert nested == ["s l1", "q l1", "c l1"], "the inner statement has an underline of its own"


def test_nothing_is_fetched_and_only_named_code_runs(html: str, page: Page) -> None:
    for tag, values in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert "src" not in values and "style" not in values
        assert not any(name.startswith("on") for name in values)
    policy = next(values["content"] for tag, values in page.tags if values.get("http-equiv"))
    assert policy is not None and policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        inline = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "http" not in inline[0] and "@import" not in inline[0] and not re.search(r"url\((?!#)", inline[0])
    outside = [href for href in page.hrefs if not href.startswith("#")]
    assert outside == ["https://example.org/a?b=1&c=2"], "the article's own address, which only a reader follows"


def test_said_is_the_pages_word_and_the_articles_verb_stands_beside_it(html: str) -> None:
    body = re.search(r'<article class="statement" id="statement-3".*?</article>', html, re.DOTALL)
    assert body is not None
    assert "</span> said <span" in body[0] and ">accusation<" in body[0] and '<q class="cue"><bdi>called' in body[0]


def test_the_chain_runs_from_the_speaker_to_the_outlet(html: str) -> None:
    chains = re.findall(r'<ol class="chain".*?</ol>', html, re.DOTALL)
    names = [re.findall(r"<bdi>(.*?)</bdi>", chain) for chain in chains]
    assert ["Ana Reyes", "a briefing", "Northern Wire", "Border Post"] in names
    assert ["“the mayor”", "Ana Reyes", "Northern Wire", "Border Post"] in names, "the outer speaker relays the inner"


def test_whom_an_accusation_is_against_is_no_station_of_the_chain() -> None:
    base = record()
    accuse, demand = (replace(base.statements[0], id=act, act=act, addressee="East") for act in ("accuse", "demand"))
    html = build_report(from_records([replace(base, statements=(accuse, demand))]))
    chains = [re.findall(r"<bdi>(.*?)</bdi>", each) for each in re.findall(r'<ol class="chain".*?</ol>', html)]
    assert chains == [
        ["Ana Reyes", "a briefing", "Northern Wire", "Border Post"],
        ["Ana Reyes", "East", "a briefing", "Northern Wire", "Border Post"],
    ]
    assert "<dt>Against</dt><dd><bdi>East</bdi>" in html


def test_the_cite_line_identifies_the_words(page: Page) -> None:
    text = "".join(page.text)
    start = TEXT.index("“did not fire”")
    assert "Ana Reyes (Colonel), as reported by Border Post" in text
    assert "‘“did not fire” […] “on anyone”’" in text
    assert f"characters {start}–{start + 14}, " in text
    assert "6 May 2019 (date given with the article)" in text


def test_an_unresolved_speaker_is_quoted_not_named(page: Page) -> None:
    text = "".join(page.text)
    assert "Speaker not resolved" in text and "no name in article" in text


def test_hostile_text_is_shown_as_text_everywhere() -> None:
    base = record()
    article = replace(base.article, id=NASTY, outlet=NASTY, title=NASTY, url="javascript:alert(3)", byline=NASTY)
    article = replace(article, text=NASTY + TEXT, agency=(NASTY,), language='en"><script>', boilerplate=())
    statements = tuple(
        replace(each, article_id=NASTY, speaker=NASTY, speaker_id=NASTY, medium=NASTY, speaker_basis=NASTY)
        for each in base.statements
    )
    statements = (replace(statements[0], id=NASTY), *statements[1:])
    records = tuple(replace(each, article_id=NASTY, voice=NASTY, place=NASTY) for each in base.records)
    actor = replace(base.actors[0], id=NASTY, name=NASTY, side=NASTY, aliases=(NASTY,))
    page = Page(
        build_report(
            from_records([ArticleRecord(article=article, statements=statements, records=records, actors=(actor,))])
        )
    )
    assert page.readers == [NASTY + TEXT]
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any(tag == "img" or name.startswith("on") for tag, values in page.tags for name in values)
    assert not any(href.startswith("javascript") for href in page.hrefs)
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)


def test_names_written_right_to_left_do_not_reorder_the_line() -> None:
    base = record()
    name = "دونالد \u202e(x)"
    statements = tuple(replace(each, speaker=name) for each in base.statements)
    page = build_report(from_records([replace(base, statements=statements, actors=())]))
    assert f"<bdi>{name[:7]}" in page
    assert '<bdi class="ctl" data-u="U+202E">' in page


def test_what_no_page_can_hold_is_replaced_in_every_place() -> None:
    base = record()
    article = replace(base.article, text="\x00\ud800" + TEXT[2:], outlet="\x00\ud800", title="\ud800")
    statements = tuple(replace(each, speaker="\x00A\ud800") for each in base.statements)
    html = build_report(from_records([replace(base, article=article, statements=statements, actors=())]))
    assert "\x00" not in html
    assert html.encode("utf-8")


def test_an_article_in_a_language_that_is_not_read_says_so() -> None:
    article = replace(record().article, language="xx")
    silent = build_report(from_records([ArticleRecord(article=article)]))
    assert "Not looked through for statements: its language (<bdi>xx</bdi>) is not read." in silent
    none = build_report(from_records([ArticleRecord(article=replace(article, language="en"))]))
    assert "No statement was found in this article." in none


def test_a_large_ledger_is_cut_and_says_so() -> None:
    base = record()
    many = [
        ArticleRecord(
            article=replace(base.article, id=f"a{number:04}", boilerplate=()),
            statements=(replace(base.statements[0], id=f"statement-{number}", article_id=f"a{number:04}"),),
        )
        for number in range(1_000)
    ]
    html = build_report(from_records(many))
    assert "first 200 of" in html and "1,000 articles by date; 800 articles" in " ".join(html.split())
    page = Page(html)
    assert len(page.readers) == 200
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)


def test_cutting_by_length_keeps_at_least_one_article() -> None:
    data = cut(from_records([record()]), characters=10)
    assert len(data.articles) == 1


def test_an_empty_ledger_gives_a_page() -> None:
    page = Page(build_report(ReportData()))
    assert page.readers == []


def test_the_same_data_give_the_same_page(html: str) -> None:
    assert build_report(from_records([record()], made_with="reportedly 1")) == html


def test_render_writes_what_the_ledger_holds(tmp_path: Path) -> None:
    ledger, output = tmp_path / "a.sqlite", tmp_path / "pages" / "a.html"
    with open_to_write(ledger) as opened:
        run = write.start_run(
            opened, version="1", pipeline="p", configuration={}, models={}, inputs=["a"], at="2020-01-01"
        )
        write.store_article(opened, record(), as_read="x", pipeline="p", run_id=run)
    render(ledger, output)
    page = Page(output.read_text(encoding="utf-8"))
    assert page.readers == [TEXT]
    assert {"statement-1", "words-statement-1", "record-7"} <= set(page.ids)
    assert [each.name for each in output.parent.iterdir()] == ["a.html"], "no half-written file stays behind"
