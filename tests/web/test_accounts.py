"""Reports about one thing: sources are counted by origin, and differing reports stand side by side."""

from dataclasses import replace

from reportedly.model import Account, Article, ArticleRecord, Conflict, Figure, Origin
from reportedly.web.accounts import differences, support
from reportedly.web.data import ReportData, from_records
from reportedly.web.report import build_report
from reportedly.web.tables import RowMaker
from tests.web.pages import Page


def told_by(*outlets: str) -> ReportData:
    """Return one figure told in as many articles as outlets are named."""
    results = [
        ArticleRecord(
            article=Article(id=outlet, text=f"{number} people were held.", outlet=outlet),
            records=(Figure(id=f"figure-{outlet}", article_id=outlet, span=((0, 9),), value=float(number)),),
        )
        for number, outlet in enumerate(outlets, 40)
    ]
    members = tuple(f"figure-{outlet}" for outlet in outlets)
    return from_records(results, accounts=[Account(id="x", kind="figure", members=members, agreement="single_source")])


def test_copies_of_one_text_are_one_source() -> None:
    data = told_by("A", "B", "C")
    assert support(data)["figure-A"] == "3 articles, 3 sources"
    copied = replace(data, origins=(Origin(id="o", kind="original", articles=("A", "B")),))
    assert support(copied)["figure-A"] == "3 articles, 2 sources"


def test_two_texts_that_credit_one_agency_make_a_range() -> None:
    wire = tuple(Origin(id=f"o-{each}", kind="agency", agency="Wire", articles=(each,)) for each in "AB")
    assert support(replace(told_by("A", "B", "C"), origins=wire))["figure-C"] == "3 articles, 2–3 sources"


def test_a_report_in_one_article_is_not_counted() -> None:
    assert support(told_by("A")) == {}


def test_differing_reports_stand_side_by_side_and_lead_to_their_words() -> None:
    conflict = Conflict(id="conflict-1", a="figure-A", b="figure-B", on="count", kind="contradiction")
    data = replace(told_by("A", "B"), conflicts=(conflict,))
    ((pair,), left_out) = differences(data, RowMaker(data))
    assert (pair.on, pair.kind, left_out) == ("count", "contradiction", 0)
    assert (pair.first.quote, pair.second.quote) == ("40 people", "41 people")
    page = Page(build_report(data))
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    assert "Where reports differ" in "".join(page.text)
