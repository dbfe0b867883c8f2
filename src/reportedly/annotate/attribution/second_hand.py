"""Second-hand sources: where "the paper said, citing two officials, that …", the officials are a source as well.

The tagger takes "two officials" for what is said. Where that is a bare name or description, it is the source of what
the paper is reported to say: a statement beside the paper's, with the same content.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import quoted

CITING = frozenset({"cite", "cited", "cites", "citing", "quote", "quoted", "quotes", "quoting"})
_END = re.compile(r"\n|[.!?][\"”’]?\s")
_CLAUSE = re.compile(r"\b(?:that|as saying|is|are|was|were|has|have|had|will|would)\b|[\"“]")


def second_hand(layers: Layers, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, those that only name whom another one cites turned into that source's statement.

    One whose carrier says nothing else in its sentence is left out: it has no content of its own.
    """
    out = []
    for each in found:
        if not _names_a_source(layers.article.text, each):
            out.append(each)
        elif carrier := _carrier(layers, each, found):
            content, quote_type = carrier.content, carrier.quote_type
            out.append(dataclasses.replace(each, source=each.content, content=content, quote_type=quote_type))
    return out


def cites(text: str, attribution: Attribution) -> bool:
    """Is the cue "citing" or its like?"""
    cue = quoted(text, attribution.cue).lower().split()
    return bool(cue) and cue[-1] in CITING


def _names_a_source(text: str, attribution: Attribution) -> bool:
    if not cites(text, attribution) or len(attribution.content) != 1:
        return False
    follows = attribution.cue[-1][1] <= attribution.content[0][0]
    return follows and not _CLAUSE.search(quoted(text, attribution.content))


def _carrier(layers: Layers, citing: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution in the same sentence whose content is not the cited source: the nearest by its cue."""
    (start, end), at = citing.content[0], citing.cue[0]
    near = [
        each
        for each in found
        if each is not citing
        and each.cue
        and not any(begin < end and start < stop for begin, stop in each.content)
        and _one_sentence(layers, at[0], each.cue[0][0])
    ]
    return min(near, key=lambda each: abs(each.cue[0][0] - at[0]), default=None)


def _one_sentence(layers: Layers, a: int, b: int) -> bool:
    return not _END.search(layers.article.text[min(a, b) : max(a, b)])
