"""Spans compared as sets of words, so that a comma or a quotation mark more or less costs nothing."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

Words = frozenset[int]
"""Positions of words in one article."""

WORD = re.compile(r"\w+")
"""A run of letters or digits."""
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
"""The same, and each punctuation mark for itself: for boundaries as CofeNet (COLING 2022) counts them."""


class Text:
    """An article's text cut into words."""

    def __init__(self, text: str, unit: re.Pattern[str] = WORD) -> None:
        bounds = [match.span() for match in unit.finditer(text)]
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]

    def under(self, spans: Iterable[Sequence[int]] | None) -> Words:
        """Return the words that lie in or reach into any of ``spans`` (pairs of code points)."""
        found: set[int] = set()
        for start, end in spans or ():
            found.update(range(bisect.bisect_right(self._ends, start), bisect.bisect_left(self._starts, end)))
        return frozenset(found)


def jaccard(a: frozenset[int] | frozenset[str], b: frozenset[int] | frozenset[str]) -> float:
    """Return the share of the union that both have; 0 where both are empty."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def pairs(scores: Iterable[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """Pair found with gold one to one, highest score first. Rows are (score, index found, index gold).

    Of equal scores the higher indices come first: an arbitrary choice, made once so that figures are repeatable.
    """
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    chosen = []
    for score, found, gold in sorted(scores, reverse=True):
        if found not in taken_found and gold not in taken_gold:
            taken_found.add(found)
            taken_gold.add(gold)
            chosen.append((score, found, gold))
    return chosen


def precision_recall(right: int, found: int, gold: int) -> str:
    """Word precision, recall and F in per cent."""
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    f = 200 * precision * recall / both if both else 0
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F {f:.1f}"
