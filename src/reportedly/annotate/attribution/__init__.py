"""Who is said to have said which words: one function from an article's layers to its attributions."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from itertools import accumulate

from reportedly.annotate.attribution import headlines, rules, tagger
from reportedly.annotate.attribution.ascribed import ascribe
from reportedly.annotate.attribution.combine import BARS, combine
from reportedly.annotate.attribution.printed import printed, within
from reportedly.annotate.attribution.second_hand import cites, second_hand
from reportedly.annotate.attribution.tokens import holds, size
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Span, Spans

__all__ = ["attribute"]

SURE = 0.77
"""Confidence from which on the tagger's reading of a headline stands."""


def attribute(layers: Layers) -> tuple[Attribution, ...]:
    """Return the attributions of one article in the order of the text, nested ones linked to the outer.

    Fills ``layers.stated``, which the same pass of the network gives.

    Headlines have a grammar of their own, so where the tagger is not sure of a headline, what the headline rules find
    there replaces what it or the rules for running text say of the line.
    """
    lines = headlines.headlines_of(layers.article.text, layers.paragraphs, layers.article.title)
    reading = tagger.read(layers)
    layers.stated = reading.stated
    tagged = tagger.tag(layers, reading, BARS[layers.scheme].agreed)
    read = [line for line in lines if any(each.confidence >= SURE and _inside(each.content, line) for each in tagged)]
    titles = [each for each in headlines.find(layers, lines) if not any(_inside(each.content, line) for line in read)]
    settled = [line for line in lines if any(_inside(each.content, line) for each in titles)]
    running = [
        dataclasses.replace(each, headline=any(_inside(each.content, line) for line in lines))
        for each in second_hand(layers, combine(layers, tagged, rules.find(layers)))
        if not any(_inside(each.content, line) for line in settled) and not _masked(layers, each)
    ]
    running = ascribe(layers, running)
    document = printed(layers, lines)
    if document is not None:
        running = [document, *within(layers, document, running)]
    # Who is cited comes behind who cites him for the same words.
    found = sorted((*titles, *running), key=lambda each: (each.content, cites(layers.article.text, each), each.cue))
    return _nest(found)


def _masked(layers: Layers, attribution: Attribution) -> bool:
    """Does the content begin in what is no part of the article?"""
    at = attribution.content[0][0]
    return any(start <= at < end for start, end in layers.article.boilerplate)


def _inside(spans: Spans, outer: Span) -> bool:
    return bool(spans) and outer[0] <= spans[0][0] and spans[-1][1] <= outer[1]


def _nest(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Link each attribution to the smallest one whose content holds its cue, its source and its content."""
    nested = []
    sizes = [size(each.content) for each in found]
    begins = [each.content[0][0] for each in found]
    reaches = list(accumulate((each.content[-1][1] for each in found), max))
    for at, each in enumerate(found):
        frame = (*each.cue, *each.source, *each.content)
        first = min(start for start, _ in frame)
        outer: tuple[int, int] | None = None
        # ``found`` is in the order of the text: what can hold this one begins before it, and nothing whose
        # reach ends before it does can.
        for other_at in range(bisect_right(begins, first) - 1, -1, -1):
            if reaches[other_at] <= first:
                break
            if other_at != at and holds(found[other_at].content, frame):
                outer = min(outer or (sizes[other_at], other_at), (sizes[other_at], other_at))
        nested.append(dataclasses.replace(each, nested_in=outer[1] if outer else None))
    return tuple(nested)
