"""Date and time expressions: sentence in, interval out; what cannot be known stays unknown."""

from __future__ import annotations

import pytest

from reportedly.annotate import syntax
from reportedly.annotate.dates import TimeExpression, anchor_of, find_dates
from reportedly.annotate.layers import Layers
from reportedly.model import Article

WEDNESDAY = "2023-05-10"


def dates(text: str, published: str | None = WEDNESDAY) -> list[TimeExpression]:
    paragraphs = ((0, len(text)),)
    article = Article(id="a", text=text, published=published)
    return list(find_dates(Layers(article=article, doc=syntax.parse(text), paragraphs=paragraphs)))


def starts(text: str, published: str | None = WEDNESDAY) -> list[str | None]:
    return [each.when.start for each in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The delegations met on Wednesday.", "2023-05-10"),
        ("The delegations met on Monday.", "2023-05-08"),
        ("The delegations will meet on Monday.", "2023-05-15"),
        ("The delegations were due to meet on Monday.", "2023-05-08"),
        ("They met on Thursday last week.", "2023-05-04"),
        ("The army withdrew yesterday.", "2023-05-09"),
        ("A truce takes effect tomorrow.", "2023-05-11"),
        ("The talks opened on May 6.", "2023-05-06"),
        ("The talks opened on 6 May.", "2023-05-06"),
        ("They signed a text on December 20.", "2022-12-20"),
        ("They signed a text on 20 December 2019.", "2019-12-20"),
        ("The war began in April 2014.", "2014-04"),
        ("The war began in 2011.", "2011"),
        ("Fighting resumed three days ago.", "2023-05-07"),
        ("The pause starts at 7:00 GMT on May 12.", "2023-05-12T07:00Z"),
        ("The pause starts at 12:00 (GMT+3) on May 12.", "2023-05-12T12:00+03:00"),
    ],
)
def test_a_date_is_resolved_against_the_articles_day(text: str, start: str) -> None:
    assert starts(text) == [start]


def test_weeks_are_weeks_and_run_from_monday() -> None:
    (week,) = dates("The sides traded fire last week.")
    assert (week.when.start, week.when.end) == ("2023-05-01", "2023-05-07")
    assert week.when.basis == "relative"


@pytest.mark.parametrize("text", ["Talks go on as soon as possible.", "They will meet soon.", "They met recently."])
def test_vague_words_stay_unresolved(text: str) -> None:
    (vague,) = dates(text)
    assert vague.when.start is None
    assert vague.when.text in text


@pytest.mark.parametrize("text", ["They met on Friday.", "They met on March 5.", "They met yesterday."])
def test_without_a_day_to_count_from_nothing_is_guessed(text: str) -> None:
    (found,) = dates(text, published=None)
    assert (found.when.start, found.when.basis) == (None, None)


def test_a_stated_year_needs_no_publication_date() -> None:
    (found,) = dates("They met on March 5, 2022.", published=None)
    assert (found.when.start, found.when.basis) == ("2022-03-05", "stated")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("The session lasted five hours.", "PT5H"),
        ("A day-long truce held.", "P1D"),
        ("They agreed a four-day pause.", "P4D"),
        ("The truce was extended by two more days.", "P2D"),
        ("The war has gone on for eight years.", "P8Y"),
    ],
)
def test_lengths_of_time_are_lengths_and_no_dates(text: str, length: str) -> None:
    (found,) = dates(text)
    assert (found.kind, found.length, found.when.start) == ("duration", length, None)


def test_a_spinners_afternoon_lengthy_truce_is_no_afternoon() -> None:
    assert dates("The sides have agreed an afternoon-lengthy ceasefire.") == []


def test_a_dateline_with_a_full_date_counts_before_the_day_of_reprinting() -> None:
    text = "GENEVA, Saturday 10 Sep 2016\nA truce would begin on Monday, the ministers said."
    layers = Layers(
        article=Article(id="a", text=text, published="2016-09-21"),
        doc=syntax.parse(text),
        paragraphs=((0, 28), (29, len(text))),
    )
    anchor = anchor_of(layers)
    assert anchor is not None and (anchor.day.isoformat(), anchor.basis) == ("2016-09-10", "dateline")
    assert [each.when.start for each in find_dates(layers)] == ["2016-09-10", "2016-09-12"]


def test_every_expression_quotes_the_text_verbatim() -> None:
    text = "On May 3 – five days after the shelling – they met again, “on Tuesday”, for two hours."
    for found in dates(text):
        assert text[found.start : found.end] == found.when.text
