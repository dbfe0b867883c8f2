"""How many independent sources: a range, and why."""

from __future__ import annotations

from reportedly.link import count_sources, link_origins
from reportedly.model import Origin
from tests.link.texts import ELSEWHERE, HARBOUR, SAME_EVENT, article, spun


def origin(*articles: str, kind: str = "original", agency: str | None = None) -> Origin:
    return Origin(id=f"o-{articles[0]}", kind=kind, articles=articles, agency=agency)  # type: ignore[arg-type]


def test_articles_of_one_text_are_one_source() -> None:
    count = count_sources(["a", "b", "c"], [origin("a", "b"), origin("c")])
    assert (count.low, count.high) == (2, 2)
    assert count.reasons == ("2 articles carry one text: a, b",)


def test_two_texts_that_credit_one_agency_are_its_word() -> None:
    count = count_sources(["a", "b"], [origin("a", agency="Nordwire"), origin("b", agency="NORDWIRE")])
    assert (count.low, count.high) == (1, 1)
    assert "word of one agency, Nordwire" in count.reasons[0]


def test_an_agency_named_among_others_lowers_the_low_end_only() -> None:
    count = count_sources(
        ["a", "b"],
        [origin("a", agency="Nordwire"), origin("b")],
        credits={"a": ("Nordwire",), "b": ("Coastal", "Nordwire")},
    )
    assert (count.low, count.high) == (1, 2)


def test_shared_text_lowers_the_low_end_only() -> None:
    count = count_sources(["a", "b"], [origin("a"), origin("b")], related=[("a", "b")])
    assert (count.low, count.high) == (1, 2)


def test_a_machine_made_text_without_its_original_may_be_anybodys() -> None:
    count = count_sources(["a", "b"], [origin("a"), origin("b", kind="unknown")])
    assert (count.low, count.high) == (1, 2)
    assert count_sources(["b"], [origin("b", kind="unknown")]).low == 1


def test_only_the_articles_asked_for_are_counted() -> None:
    count = count_sources(["a"], [origin("a", "b"), origin("c")])
    assert (count.articles, count.low, count.high, count.reasons) == (("a",), 1, 1, ())


def test_linking_counts_all_articles_first_and_then_each_story() -> None:
    found = link_origins(
        [
            article("a", HARBOUR),
            article("b", spun(HARBOUR)),
            article("c", SAME_EVENT, "2021-06-16"),
            article("d", ELSEWHERE),
        ]
    )
    assert (found.counts[0].low, found.counts[0].high) == (3, 3)  # the quotation that a and c share joins nothing
    assert [story.articles for story in found.stories] == [("a", "b", "c")]
    assert found.counts[1].articles == ("a", "b", "c") and (found.counts[1].low, found.counts[1].high) == (2, 2)
    assert (found.stories[0].start, found.stories[0].end) == ("2021-06-15", "2021-06-16")
