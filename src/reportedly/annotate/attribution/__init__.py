"""Who is said to have said which words: one function from an article's layers to its attributions."""

from __future__ import annotations

import dataclasses

from reportedly.annotate.attribution import headlines, rules
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Span, Spans

__all__ = ["attribute"]


def attribute(layers: Layers) -> tuple[Attribution, ...]:
    """Return the attributions of one article in the order of the text, nested ones linked to the outer.

    Headlines have a grammar of their own, so what the headline rules find there replaces what the tagger or the
    rules for running text say of the same line.
    """
    lines = headlines.headlines_of(layers.article.text, layers.paragraphs, layers.article.title)
    titles = headlines.find(layers, lines)
    settled = [line for line in lines if any(_inside(each.content, line) for each in titles)]
    running = [each for each in rules.find(layers) if not any(_inside(each.content, line) for line in settled)]
    found = sorted((*titles, *running), key=lambda each: (each.content, each.cue))
    return _nest(found)


def _inside(spans: Spans, outer: Span) -> bool:
    return bool(spans) and outer[0] <= spans[0][0] and spans[-1][1] <= outer[1]


def _nest(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Link each attribution to the smallest one whose content holds its cue and its content."""
    nested = []
    for at, each in enumerate(found):
        outer: tuple[int, int] | None = None
        frame = (*each.cue, *each.source, *each.content)
        for other_at, other in enumerate(found):
            if other_at != at and all(any(_inside((part,), piece) for piece in other.content) for part in frame):
                size = sum(end - start for start, end in other.content)
                outer = min(outer or (size, other_at), (size, other_at))
        nested.append(dataclasses.replace(each, nested_in=outer[1] if outer else None))
    return tuple(nested)
