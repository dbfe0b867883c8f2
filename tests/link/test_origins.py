"""Who copied whom: copies of every kind go back to their original, two accounts of one event do not."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from reportedly.annotate import annotate
from reportedly.link import LinkResult, link_origins
from reportedly.model import Article
from tests.link.texts import COPIES, ELSEWHERE, HARBOUR, SAME_EVENT, TRANSLATED, article, spun, trimmed


def groups(result: LinkResult) -> list[tuple[str, ...]]:
    return sorted(origin.articles for origin in result.origins)


def relations(result: LinkResult) -> dict[str, tuple[str, str]]:
    return {edge.derived: (edge.original, edge.relation) for origin in result.origins for edge in origin.edges}


@pytest.fixture(scope="module")
def everything() -> list[Article]:
    copies = [article(key, text) for key, text in COPIES.items()]
    return [*copies, article("account", SAME_EVENT), article("elsewhere", ELSEWHERE)]


def test_copies_of_every_kind_have_one_origin_and_accounts_their_own(everything: list[Article]) -> None:
    assert groups(link_origins(everything)) == [
        ("account",),
        ("elsewhere",),
        ("original", "spun", "translated", "trimmed"),
    ]


def test_each_copy_says_what_was_done_to_its_original(everything: list[Article]) -> None:
    assert relations(link_origins(everything)) == {
        "trimmed": ("original", "reprint"),
        "spun": ("original", "spun"),
        "translated": ("original", "translated"),
    }


@pytest.mark.parametrize("kind", ["trimmed", "spun", "translated"])
def test_one_copy_alone_is_found_beside_its_original(kind: str) -> None:
    found = link_origins([article("a", HARBOUR), article("b", COPIES[kind]), article("account", SAME_EVENT)])
    assert groups(found) == [("a", "b"), ("account",)]


def test_two_copies_are_one_source_though_the_original_is_missing() -> None:
    found = link_origins([article("spun", spun(HARBOUR)), article("translated", TRANSLATED)])
    assert groups(found) == [("spun", "translated")]


def test_aligned_sentences_are_the_sentences(everything: list[Article]) -> None:
    text = {each.id: each.text for each in everything}
    edges = [edge for origin in link_origins(everything).origins for edge in origin.edges]
    edge = next(edge for edge in edges if edge.derived == "trimmed")
    taken = [
        (text["trimmed"][a:b], text["original"][c:d])
        for (a, b), (c, d) in edge.aligned
        if "coastguard" in text["trimmed"][a:b]
    ]
    assert taken[0][0] == taken[0][1]
    assert taken[0][0].startswith("Two coastguard officers") and taken[0][0].endswith("still in custody.")


def test_a_shared_quotation_is_noted_but_is_no_common_origin() -> None:
    found = link_origins([article("a", HARBOUR), article("b", SAME_EVENT)])
    assert groups(found) == [("a",), ("b",)]
    assert [(edge.derived, edge.original, edge.relation) for edge in found.related] == [("b", "a", "shared_quote")]


@pytest.mark.parametrize(
    ("early", "late"), [("2021-06-15", "2021-06-16"), ("2021-06-15T08:00:00Z", "2021-06-15T11:30:00+02:00")]
)
def test_the_earlier_article_is_the_origin_even_where_it_is_shorter(early: str, late: str) -> None:
    found = link_origins([article("long", HARBOUR, late), article("short", trimmed(HARBOUR), early)])
    assert relations(found)["long"][0] == "short"


def test_a_credited_outlet_is_the_origin() -> None:
    paper = article("paper", HARBOUR, outlet="Coast Herald", agency=("Nordwire",), carried_from="Nordwire")
    wire = article("wire", HARBOUR + "\nMore follows.", outlet="Nordwire")
    assert relations(link_origins([paper, wire]))["paper"][0] == "wire"


def test_a_reprint_years_later_is_still_a_reprint() -> None:
    found = link_origins([article("a", HARBOUR, "2021-06-15"), article("b", HARBOUR, "2023-02-01")])
    assert relations(found) == {"b": ("a", "identical")}


def test_boilerplate_does_not_make_one_text_of_two() -> None:
    notice = (
        "\nAll rights reserved by the Coast Herald and its partners; no part may be stored in any system of retrieval."
        * 9
    )
    first, second = HARBOUR + notice, ELSEWHERE + notice
    masked = [
        article("a", first, boilerplate=((len(HARBOUR), len(first)),)),
        article("b", second, boilerplate=((len(ELSEWHERE), len(second)),)),
    ]
    assert groups(link_origins(masked)) == [("a",), ("b",)]


def test_a_form_filled_in_twice_is_no_copy() -> None:
    form = (
        "Telephone call with the {0} of {1}\nThe president spoke by telephone with the {0} of {1}, {2}.\n"
        "The two leaders discussed relations between their countries and the situation at the {3} border crossing.\n"
        "The president explained in detail the reasons for closing the crossing and the measures taken for travellers.\n"
        "{2} invited the president to {4} for the anniversary of the treaty. They agreed to stay in contact."
    )
    first = form.format("prime minister", "Norlund", "Eirik Tangen", "Vardal", "Tromstad")
    second = form.format("chancellor", "Ostmark", "Gisela Brandauer", "Kirchfeld", "Wallnitz")
    assert groups(link_origins([article("a", first), article("b", second, "2021-06-17")])) == [("a",), ("b",)]


def test_a_compilation_of_two_sources_does_not_make_them_one() -> None:
    both = "Week in review\n" + HARBOUR + "\n" + ELSEWHERE
    found = link_origins(
        [article("a", HARBOUR, "2021-06-15"), article("b", ELSEWHERE, "2021-06-17"), article("c", both, "2021-06-19")]
    )
    home = {name: origin.id for origin in found.origins for name in origin.articles}
    assert home["a"] != home["b"]


def test_the_order_of_the_articles_changes_nothing(everything: list[Article]) -> None:
    results = {repr(link_origins(order)) for order in itertools.islice(itertools.permutations(everything), 0, 720, 97)}
    assert len(results) == 1


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["!!!"], ["One word", "One word"], ["\n" * 50, "“"]])
def test_next_to_nothing_is_linked_without_complaint(texts: list[str]) -> None:
    found = link_origins(article(str(number), text, None) for number, text in enumerate(texts))
    assert sorted(name for origin in found.origins for name in origin.articles) == [str(n) for n in range(len(texts))]


def test_the_five_examples_go_back_to_their_agencies_and_nothing_is_merged(examples: Path) -> None:
    articles = [
        annotate(Article(id=path.stem[:3], text=path.read_text(encoding="utf-8"))).article
        for path in sorted(examples.glob("*.txt"))
    ]
    found = link_origins(articles)
    assert {origin.articles: (origin.kind, origin.agency) for origin in found.origins} == {
        ("000",): ("unknown", None),
        ("001",): ("agency", "TASS"),
        ("002",): ("agency", "Sputnik"),
        ("003",): ("unknown", None),
        ("004",): ("agency", "Sputnik"),
    }
    assert (found.counts[0].low, found.counts[0].high) == (2, 4)
