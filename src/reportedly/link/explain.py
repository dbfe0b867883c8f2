"""What was changed between an original and its copy, word by word: damaged words explained by the
original's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from reportedly.link.background import WORD, stem
from reportedly.model import Span, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Words of a copy that stand where the original has others. Both are kept; an empty span is a place."""

    copy: Span
    original: Span
    copy_words: str
    original_words: str
    damaged: bool = False
    """The words lie on the copy's spin evidence: what the original says is to be preferred."""


def explain(
    copy: str, original: str, aligned: Iterable[tuple[Span, Span]], damage: Spans = ()
) -> tuple[Explanation, ...]:
    """Return the differences inside aligned sentences, in the order of the copy.

    ``aligned`` are pairs of spans (copy, original) as in :attr:`reportedly.model.Edge.aligned`, ``damage``
    the copy's spin evidence. A difference reaches from the last common word to the next; words that differ in
    their ending only, in case or in accents are the same.
    """
    found: list[Explanation] = []
    for (start, end), (first, last) in aligned:
        here = [(m.start() + start, m.end() + start) for m in WORD.finditer(copy[start:end])]
        there = [(m.start() + first, m.end() + first) for m in WORD.finditer(original[first:last])]
        left, right = [stem(copy[s:e]) for s, e in here], [stem(original[s:e]) for s, e in there]
        pending: tuple[int, int, int, int] | None = None
        for step in Indel.opcodes(left, right):
            if step.tag == "equal":
                if pending:
                    found.append(_explanation(copy, original, here, there, pending, damage, (start, first)))
                pending = None
            elif pending:
                pending = (pending[0], step.src_end, pending[2], step.dest_end)
            else:
                pending = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if pending:
            found.append(_explanation(copy, original, here, there, pending, damage, (start, first)))
    return tuple(sorted(found, key=lambda each: (each.copy, each.original)))


def _explanation(
    copy: str,
    original: str,
    here: list[Span],
    there: list[Span],
    step: tuple[int, int, int, int],
    damage: Spans,
    starts: tuple[int, int],
) -> Explanation:
    span = _span(here, step[0], step[1], starts[0])
    other = _span(there, step[2], step[3], starts[1])
    return Explanation(
        copy=span,
        original=other,
        copy_words=copy[span[0] : span[1]],
        original_words=original[other[0] : other[1]],
        damaged=any(start < span[1] and span[0] < end for start, end in damage),
    )


def _span(words: list[Span], begin: int, end: int, start: int) -> Span:
    """Return the span of some words of a sentence; an empty one behind the word before where there are
    none."""
    if begin < end:
        return words[begin][0], words[end - 1][1]
    place = words[begin - 1][1] if begin else start
    return place, place
