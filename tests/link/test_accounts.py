"""Reports about one thing across articles: joined on positive evidence only, sources counted, both sides kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from reportedly.link import count_sources, explained, link_accounts
from reportedly.link.things import Date, compare_sites, date_of, site
from reportedly.model import (
    Account,
    Article,
    Ceasefire,
    Conflict,
    Corridor,
    Edge,
    Figure,
    Origin,
    Record,
    Round,
    SourceCount,
    Story,
    stable_id,
)

_KIND: dict[str, type[Record]] = {"round": Round, "figure": Figure, "ceasefire": Ceasefire, "corridor": Corridor}


def made(kind: str, article: str, **values: Any) -> Any:
    if kind == "figure" and "value" in values:
        values = {"low": values["value"], "high": values["value"], "modifier": "exact", **values}
    name = stable_id(kind, article, sorted(values.items()))
    return _KIND[kind](id=name, article_id=article, span=((10, 40),), **values)


def origin(*articles: str, agency: str | None = None, kind: Any = "original") -> Origin:
    return Origin(id=f"origin-{articles[0]}", kind="agency" if agency else kind, articles=articles, agency=agency)


def linked(
    records: Sequence[Record],
    origins: Sequence[Origin] = (),
    published: dict[str, str | None] | None = None,
    stories: Sequence[Story] = (),
) -> tuple[tuple[Account, ...], tuple[Conflict, ...]]:
    ids = sorted({each.article_id for each in records})
    held = {article for each in origins for article in each.articles}
    every = [*origins, *(origin(each) for each in ids if each not in held)]

    def count(articles: Sequence[str]) -> SourceCount:
        return count_sources(articles, every)

    return link_accounts(records, every, count, published, stories)


def one_story(*articles: str) -> Story:
    return Story(id="story-1", articles=articles, origins=articles)


HODEIDA = {"quantity": "killed", "unit": "fishermen", "place": "Hodeida", "place_country": "YE"}
JUBA = {"parties": ("South Sudan", "SPLM-IO"), "ordinal": 2}
DAYS: dict[str, str | None] = {"a": "2018-09-01", "b": "2018-09-02", "c": "2018-09-03"}


def test_two_sources_that_give_one_figure_corroborate_it() -> None:
    figures = [made("figure", "a", value=18.0, **HODEIDA), made("figure", "b", value=18.0, **HODEIDA)]
    accounts, conflicts = linked(figures, published=DAYS)
    assert [each.agreement for each in accounts] == ["corroborated"]
    assert set(accounts[0].members) == {each.id for each in figures}
    assert not conflicts


@pytest.mark.parametrize(
    "origins",
    [
        [origin("a", "b")],
        [origin("a", agency="SABA"), origin("b", agency="Saba")],
        [origin("a"), origin("b", kind="unknown")],
    ],
    ids=["one text", "one agency's word", "a text made from one that is not there"],
)
def test_what_may_be_one_source_told_twice_corroborates_nothing(origins: list[Origin]) -> None:
    figures = [made("figure", "a", value=18.0, **HODEIDA), made("figure", "b", value=18.0, **HODEIDA)]
    accounts, _ = linked(figures, origins, DAYS)
    assert [each.agreement for each in accounts] == ["single_source"]


def test_figures_that_differ_are_both_kept_and_dispute_each_other() -> None:
    low, high = made("figure", "a", value=18.0, **HODEIDA), made("figure", "b", value=55.0, **HODEIDA)
    accounts, conflicts = linked([low, high], published={"a": "2018-09-01", "b": "2018-09-01"})
    assert [each.agreement for each in accounts] == ["disputed"]
    (conflict,) = conflicts
    assert {conflict.a, conflict.b} == {low.id, high.id}
    assert (conflict.on, conflict.kind, conflict.span_a, conflict.span_b) == (
        "count",
        "contradiction",
        (10, 40),
        (10, 40),
    )


def test_a_toll_that_rises_in_a_later_report_is_an_update() -> None:
    figures = [made("figure", "a", value=18.0, **HODEIDA), made("figure", "c", value=26.0, **HODEIDA)]
    accounts, conflicts = linked(figures, published=DAYS)
    assert [(each.on, each.kind) for each in conflicts] == [("count", "update")]
    assert accounts[0].agreement == "single_source"


def test_a_toll_that_falls_is_no_update() -> None:
    figures = [made("figure", "a", value=26.0, **HODEIDA), made("figure", "c", value=18.0, **HODEIDA)]
    assert [each.kind for each in linked(figures, published=DAYS)[1]] == ["contradiction"]


def test_other_people_counted_is_another_scope() -> None:
    boys = {**HODEIDA, "unit": "young fishermen"}
    figures = [made("figure", "a", value=18.0, **HODEIDA), made("figure", "b", value=5.0, **boys)]
    assert [(each.on, each.kind) for each in linked(figures, published=DAYS)[1]] == [("count", "scope")]


def test_a_lower_bound_and_a_number_above_it_do_not_contradict() -> None:
    figures = [
        made("figure", "a", value=18.0, low=18.0, high=None, modifier="at_least", **HODEIDA),
        made("figure", "b", value=21.0, **HODEIDA),
    ]
    accounts, conflicts = linked(figures, published=DAYS)
    assert not conflicts
    assert accounts[0].agreement == "corroborated"


def test_an_article_with_two_numbers_contradicts_nobody() -> None:
    figures = [made("figure", "a", value=each, **HODEIDA) for each in (18.0, 40.0)]
    figures += [made("figure", "b", value=each, **HODEIDA) for each in (18.0, 60.0)]
    accounts, conflicts = linked(figures, published=DAYS)
    assert [len(each.members) for each in accounts] == [2]
    assert not conflicts


@pytest.mark.parametrize(
    ("change", "days"),
    [
        ({"place": "Taiz"}, DAYS),
        ({"quantity": "injured"}, DAYS),
        ({"unit": "soldiers"}, DAYS),
        ({"date": "2018-08-01"}, DAYS),
        ({"place": None, "place_country": None}, DAYS),
        ({}, {"a": "2018-09-01", "b": "2018-11-01"}),
        ({}, {}),
    ],
    ids=["town", "what befell them", "who", "day", "no place", "months apart", "days of neither known"],
)
def test_figures_without_common_ground_stay_apart(change: dict[str, Any], days: dict[str, str | None]) -> None:
    first = made("figure", "a", value=18.0, date="2018-08-30", **HODEIDA)
    second = made("figure", "b", **{**HODEIDA, "value": 18.0, **change})
    assert linked([first, second], published=days) == ((), ())


def test_fields_that_both_lack_are_no_evidence() -> None:
    bare = [made(kind, article) for kind in ("figure", "round", "ceasefire", "corridor") for article in "ab"]
    assert linked(bare, published=DAYS, stories=[one_story("a", "b")]) == ((), ())


def test_one_claimant_in_one_story_speaks_of_one_figure() -> None:
    claim = {"quantity": "displaced", "unit": "families", "claimant": "Mayor of Tal Tamr"}
    figures = [made("figure", "a", value=300.0, **claim), made("figure", "b", value=900.0, **claim)]
    assert linked(figures)[0] == ()
    accounts, conflicts = linked(figures, stories=[one_story("a", "b")])
    assert [each.agreement for each in accounts] == ["disputed"]
    assert len(conflicts) == 1


def test_hundreds_are_no_number_to_know_a_thing_by() -> None:
    vague = {"quantity": "other", "unit": "times", "low": 200.0}
    figures = [made("figure", "a", **vague), made("figure", "b", **vague)]
    assert linked(figures, published=DAYS, stories=[one_story("a", "b")]) == ((), ())


def test_a_round_is_known_by_its_ordinal_and_its_parties() -> None:
    rounds = [
        made("round", "a", place="Addis Ababa", **JUBA),
        made("round", "b", **{**JUBA, "parties": ("SPLM-IO", "South Sudan", "IGAD")}),
        made("round", "c", **{**JUBA, "ordinal": 3}),
        made("round", "d", **{**JUBA, "parties": ("Sudan", "JEM")}),
    ]
    accounts, _ = linked(rounds, published=DAYS)
    assert [set(each.members) for each in accounts] == [{rounds[0].id, rounds[1].id}]


def test_the_second_round_of_another_year_is_another_round() -> None:
    rounds = [made("round", "a", **JUBA), made("round", "b", **JUBA)]
    assert linked(rounds, published={"a": "2014-02-11", "b": "2017-12-20"}) == ((), ())


def test_reports_of_a_round_differ_on_place_and_time() -> None:
    rounds = [
        made("round", "a", place="Addis Ababa", place_country="ET", date="2014-02-11", **JUBA),
        made("round", "b", place="Khartoum", place_country="SD", date="2014-02-13", **JUBA),
    ]
    accounts, conflicts = linked(rounds)
    assert sorted((each.on, each.kind) for each in conflicts) == [("place", "contradiction"), ("time", "contradiction")]
    assert accounts[0].agreement == "disputed"


def test_a_town_and_its_country_do_not_contradict() -> None:
    assert compare_sites(site("Addis Ababa", "ET"), site("Ethiopia", None)) == "within"
    assert compare_sites(site("Kyiv", "UA"), site("Kiev", "UA")) == "same"
    assert compare_sites(site("Addis Ababa", "ET"), site("Dolo Odo camp", None)) == "unknown"
    assert compare_sites(None, None) == "unknown"


def test_whether_a_round_was_held_is_disputed_on_one_day_and_an_update_on_two() -> None:
    rounds = [made("round", "a", status="cancelled", **JUBA), made("round", "b", status="held", **JUBA)]
    assert [(each.on, each.kind) for each in linked(rounds)[1]] == [("existence", "contradiction")]
    assert [(each.on, each.kind) for each in linked(rounds, published=DAYS)[1]] == [("existence", "update")]


def test_ceasefires_need_day_and_area() -> None:
    truce = {"area": "Idlib", "date_text": "from January 12", "declarer": ("Turkey",)}
    same = made("ceasefire", "b", area="Idlib", start="2020-01-12", status="agreed")
    found, _ = linked([made("ceasefire", "a", **truce), same])
    assert [each.kind for each in found] == ["ceasefire"]
    other = made("ceasefire", "b", area="Idlib", start="2020-01-12", declarer=("Russia",))
    assert linked([made("ceasefire", "a", **truce), other])[0] == ()
    assert linked([made("ceasefire", "a", area="Idlib"), made("ceasefire", "b", area="Idlib")])[0] == ()


def test_a_corridor_one_calls_open_and_another_blocked_by_somebody() -> None:
    way = {"date": "2016-12-15", "origin": "Aleppo"}
    corridors = [
        made("corridor", "a", status="blocked", blocker="Syria", destination="Idlib", **way),
        made("corridor", "b", status="blocked", blocker="Nusra Front", **way),
        made("corridor", "c", status="open", destination="Homs", **way),
    ]
    accounts, conflicts = linked(corridors)
    assert [each.agreement for each in accounts] == ["disputed"]
    assert ("blame", "contradiction") in {(each.on, each.kind) for each in conflicts}


def test_days_as_written() -> None:
    assert date_of(made("round", "a", date_text="on 3 March")) == Date(None, 3, 3)
    assert date_of(made("round", "a", date_text="March 2022")) is None
    assert date_of(made("round", "a", date_text="next week", date="2022")) is None
    assert Date(None, 12, 31).apart(Date(None, 1, 1)) == 1
    assert Date(2021, 3, 3).apart(Date(2022, 3, 3)) == 365
    assert Date(2022, 3, 3).apart(Date(None, 3, 3)) == 0


def test_the_order_of_the_records_changes_nothing() -> None:
    records: list[Record] = []
    for article in "abcdefgh":
        records += [
            made("figure", article, value=float(10 + len(records) % 3), **HODEIDA),
            made("round", article, **JUBA),
        ]
    first = linked(records, published=DAYS)
    mixed = records.copy()
    random.Random(7).shuffle(mixed)
    assert linked(mixed, published=DAYS) == first
    assert first[0]


def test_a_figure_that_is_repeated_thousands_of_times_is_compared_with_its_neighbours_only() -> None:
    figures = [made("figure", f"{number:05}", value=18.0, **HODEIDA) for number in range(4000)]
    days: dict[str, str | None] = {each.article_id: "2018-09-01" for each in figures}
    accounts, conflicts = linked(figures, published=days)
    assert [len(each.members) for each in accounts] == [4000]
    assert not conflicts


def test_a_damaged_figure_of_a_copy_is_explained_by_its_original() -> None:
    original = "The ministry said on Monday that 4,200 villagers were displaced by the shelling of Goma."
    copy = (
        "The ministry stated on Monday that 4 villagers, two hundred villagers were displaced by the shelling of Goma."
    )
    at, there = copy.index("4 villagers"), original.index("4,200")
    broken = Figure(
        id="figure-copy",
        article_id="copy",
        span=((at, at + 33),),
        quantity="displaced",
        unit="villagers",
        damaged=True,
    )
    whole = Figure(
        id="figure-original",
        article_id="original",
        span=((there, there + 31),),
        quantity="displaced",
        unit="villagers",
        value=4200.0,
    )
    edge = Edge(
        derived="copy",
        original="original",
        relation="spun",
        share=1.0,
        aligned=(((0, len(copy)), (0, len(original))),),
    )
    articles = Article(id="copy", text=copy), Article(id="original", text=original)
    found = explained(edge, *articles, [broken], [whole]).explained
    assert {(each.figure, each.original_figure, each.original_value) for each in found} == {
        ("figure-copy", "figure-original", 4200.0)
    }
    assert any("4,200" in each.original_words for each in found)
    assert all("stated" not in each.copy_words for each in found)
    assert broken.value is None
    soldiers = Figure(
        id="other", article_id="original", span=whole.span, quantity="displaced", unit="soldiers", value=90.0
    )
    assert {each.figure for each in explained(edge, *articles, [broken], [soldiers]).explained} == {None}
