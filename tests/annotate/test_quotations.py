"""Quotation marks of every make; unclosed and mixed ones end somewhere sensible and never raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.annotate.boilerplate import lines_of
from reportedly.annotate.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find_quotations(text, tuple(lines_of(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” he said. “We wait.”", ["We are ready,", "We wait."]),
        ('"We are ready," he said. "We wait."', ["We are ready,", "We wait."]),
        ("‘It’s over,’ said the mayor’s aide.", ["It’s over,"]),
        ("„Wir warten“, sagte er.", ["Wir warten"]),
        ("«Nous attendons», dit-il.", ["Nous attendons"]),
        ("The rebels' leader didn't say 'yes' to them.", ["yes"]),
        ("”We are ready” – said the aide.", ["We are ready"]),
        ("''We go,'' he said.", ["We go,"]),
        (
            "He called it “unacceptable. Nobody answered.\n“We wait,” she said.",
            ["unacceptable. Nobody answered.", "We wait,"],
        ),
    ],
)
def test_quotations_of_every_make(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_missing_closing_mark_is_reported_as_such() -> None:
    text = "He called it “unacceptable. Nobody answered."
    assert [each.closed for each in find_quotations(text, tuple(lines_of(text)))] == [False]


@given(st.text(alphabet="ab “”\"'‘’«»„.\n", max_size=80))
def test_any_marks_give_ordered_spans_inside_the_text(text: str) -> None:
    edges = [edge for each in find_quotations(text, tuple(lines_of(text))) for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
