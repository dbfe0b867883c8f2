"""What was changed between an original and its copy, word by word: damaged words explained by the
original's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from reportedly.link.background import WORD, stem
from reportedly.link.things import unit_words
from reportedly.model import Article, Edge, Explanation, Figure, Span, Spans


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


def explained(
    edge: Edge,
    copy: Article,
    original: Article,
    figures: Sequence[Figure] = (),
    original_figures: Sequence[Figure] = (),
) -> Edge:
    """Return the edge with the copy's damaged words explained by its original; both articles' figures may help.

    Damaged are the words of the copy's spin evidence, and those of its damaged figures: such a figure is led to
    the one undamaged figure on the same people in the aligned sentences, if there is just one.
    """
    broken = [each for each in figures if each.damaged and each.value is None]
    damage = (*copy.spin_evidence, *(span for each in broken for span in each.span))
    kept = []
    for each in explain(copy.text, original.text, edge.aligned, damage):
        if not each.damaged:
            continue
        figure = next((one for one in broken if _touches(one.span, each.copy)), None)
        found = _counterpart(figure, edge, original_figures) if figure else None
        if figure and found:
            each = replace(each, figure=figure.id, original_figure=found.id, original_value=found.value)
        kept.append(each)
    return replace(edge, explained=tuple(kept))


def _counterpart(figure: Figure, edge: Edge, figures: Sequence[Figure]) -> Figure | None:
    there = tuple(other for here, other in edge.aligned if _touches(figure.span, here))
    units = unit_words(figure.unit)
    fitting = [
        each
        for each in figures
        if each.value is not None
        and not each.damaged
        and each.quantity == figure.quantity
        and any(_touches(each.span, span) for span in there)
        and (not units or bool(units & unit_words(each.unit)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _touches(spans: Spans, span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


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
