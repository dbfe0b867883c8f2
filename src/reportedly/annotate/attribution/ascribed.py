"""What a later sentence ascribes: "A. This was stated by X at a briefing." gives A to X, as agencies of some countries
write their leads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from reportedly.annotate.attribution import cues
from reportedly.annotate.attribution.tokens import trim
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.quotations import in_quotation, quote_type
from reportedly.model import Span, Spans

_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+")
_MOST = 200
"""Sentences of an article that are read so; news has one or two."""
_COVERED = 0.5
"""Share of the ascribed words from which on they have their attribution already."""
_ENDS = (
    "during|in|at|on|following|after|while|commenting|answering|speaking|as|when|who|which|late|earlier|today|yesterday"
)
"""What ends the name of who stated it."""


@cache
def _ascription() -> re.Pattern[str]:
    verbs = sorted((form for form, cue in cues.verbs().items() if "s" in cue.frames), key=lambda x: (-len(x), x))
    paper = r"an?\s+(?:\w+\s+)?(?:statement|message|release|report)"
    return re.compile(
        rf"(?:(?<=\n)|(?<=[.!?\"”’)]\s))(?:This|That|It)\s+(?P<cue>(?:was|is|has been)\s+(?:{'|'.join(verbs)})\s+by"
        rf"|(?:came|comes|was\s+said|is\s+said)\s+in\s+{paper}\s+(?:(?:issued|made|released|published)\s+)?(?:by|from))"
        rf"[^\S\n]{{1,3}}(?P<source>[^\n]{{2,160}}?)(?=\s+(?:{_ENDS})\b|,|[.:]\s|[.:]?\n|[.:]?$)"
    )


def ascribe(layers: Layers, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those of words that the next sentence ascribes, in no particular order.

    An attribution of the mere "This" gives way; words that have an attribution already keep it. What stands inside a
    quotation or outside the article ascribes nothing.
    """
    matches = [
        match
        for match in _ascription().finditer(layers.article.text)
        if not in_quotation(layers.quotations, match.start())
        and not any(start <= match.start() < end for start, end in layers.article.boilerplate)
    ][:_MOST]
    out = list(found)
    for match in matches:
        content = _before(layers, match.start(), out)
        if content is None:
            continue
        out = [each for each in out if not _overlap(each.cue, match.span("cue"))]
        if any(_overlap(each.content, content) > _COVERED * (content[1] - content[0]) for each in out):
            continue
        out.append(
            Attribution(
                source=(match.span("source"),),
                cue=(match.span("cue"),),
                content=(content,),
                quote_type=quote_type((content,), layers.quotations),
                confidence=0.85,
            )
        )
    return out


def _before(layers: Layers, at: int, found: Sequence[Attribution]) -> Span | None:
    """Return what stands before ``at`` in its paragraph, else the paragraph before.

    Sentences that have a source of their own are left to it, but for the last: what is said in that is ascribed too.
    """
    text, paragraphs = layers.article.text, layers.paragraphs
    number = bisect_right(paragraphs, (at, len(text))) - 1
    if number < 0 or at >= paragraphs[number][1]:
        return None
    start, end = paragraphs[number][0], at
    if start == end:
        if not number:
            return None
        start, end = paragraphs[number - 1]
    told = max((each.cue[-1][1] for each in found if each.cue and start <= each.cue[0][0] < end), default=start)
    for mark in _SENTENCE.finditer(text, told, end):
        if told > start and text[mark.end() : end].strip():
            start = mark.end()
            break
    start, end = trim(text, start, end)
    return (start, end) if start < end else None


def _overlap(spans: Spans, span: Span) -> int:
    return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in spans)
