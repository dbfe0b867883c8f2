"""Numbers: value, bounds and modifier; a damaged figure is flagged and has no value."""

from __future__ import annotations

import pytest

from reportedly.annotate.quantities import Quantity, quantities_in


def only(text: str) -> Quantity:
    (found,) = quantities_in(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "modifier"),
    [
        ("some 1,755 foreigners", 1755, 1755, 1755, "about"),
        ("at least 50 people", 50, 50, None, "at_least"),
        ("more than 100 others", 100, 100, None, "more_than"),
        ("up to 300 fighters", 300, None, 300, "up_to"),
        ("137 servicemen", 137, 137, 137, "exact"),
        ("twenty-three zones", 23, 23, 23, "exact"),
        ("two dozen villagers", 24, 24, 24, "about"),
        ("1.5 million refugees", 1_500_000, 1_500_000, 1_500_000, "exact"),
        ("about 290000 dead", 290_000, 290_000, 290_000, "about"),
        ("nearly two hundred thousand soldiers", 200_000, 200_000, 200_000, "about"),
        ("more than a quarter of a million people", 250_000, 250_000, None, "more_than"),
        ("half a million displaced", 500_000, 500_000, 500_000, "exact"),
    ],
)
def test_a_number_has_a_value_and_bounds(
    text: str, value: float, low: float | None, high: float | None, modifier: str
) -> None:
    found = only(text)
    assert (found.value, found.low, found.high, found.modifier) == (value, low, high, modifier)


@pytest.mark.parametrize(
    ("text", "low", "vague"),
    [
        ("tens of thousands of people fled", 20_000, "tens of thousands"),
        ("several hundred fighters surrendered", 200, "several hundred"),
        ("many thousands of deaths", 2_000, "many thousands"),
    ],
)
def test_a_vague_number_has_a_floor_and_no_value(text: str, low: float, vague: str) -> None:
    found = only(text)
    assert (found.value, found.low, found.vague) == (None, low, vague)


def test_a_round_million_is_a_damaged_figure_without_a_value() -> None:
    found = only("that round million Ukrainians need to be evacuated")
    assert found.damaged
    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize("text", ["in 2014", "at 21:50", "40 percent", "$12 billion", "No one came", "a 40-page text"])
def test_years_times_shares_and_money_are_no_counts(text: str) -> None:
    assert quantities_in(text) == ()
