"""The learned tagger leads; rules confirm it, fill what it leaves out and keep out what is no statement.

An attribution that both roads find by the same cue is taken as the tagger marks it. One that the tagger alone
finds has to be surer the weaker its cue: the corpus it learned from also marks thoughts, wishes and appearances
("seemed", "backed") that nobody is reported to have said. What the rules alone find stays where the tagger says
nothing else about the same words, or where it is speech within speech ("he said that Iran had demanded …"), which that
corpus does not mark. Thresholds: chosen for the sum of F over the development sets (docs/method.md).
"""

from __future__ import annotations

import re

from reportedly.annotate.attribution import cues
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Spans, quoted

SURE_WITH_KNOWN_CUE = 0.6
SURE_WITH_OTHER_CUE = 0.85
SAME_WORDS = 0.5
"""Share of the shorter content: two attributions that overlap more speak of the same words."""
FLOATING_OVERLAP = 0.3
_WORD = re.compile(r"[a-z]+")
_SELF = frozenset({"i", "we", "you", "it", "one", ""})
_PRONOUNS = _SELF | {"he", "she", "they", "who", "which", "that", "this"}


def combine(layers: Layers, tagged: tuple[Attribution, ...], ruled: tuple[Attribution, ...]) -> list[Attribution]:
    """Return the attributions of running text that are kept of both roads, in no particular order."""
    if layers.scheme != "record":
        return list(tagged)
    text = layers.article.text
    by_rule = _Cues(ruled)
    kept = [each for each in tagged if not _own_thought(layers, each) and _sure(text, each, by_rule)]
    by_tagger = _Cues(tuple(kept))
    shares = _Contents(kept)
    for each in ruled:
        most = SAME_WORDS if each.cue else FLOATING_OVERLAP
        if by_tagger.shares_cue(each):
            continue
        named = quoted(text, each.source).lower() not in _PRONOUNS
        if shares.overlap(each.content) <= most or (named and shares.hold(each)):
            kept.append(each)
    return kept


def _sure(text: str, attribution: Attribution, by_rule: _Cues) -> bool:
    if by_rule.shares_cue(attribution):
        return True
    known = _known(quoted(text, attribution.cue).lower())
    return attribution.confidence >= (SURE_WITH_KNOWN_CUE if known else SURE_WITH_OTHER_CUE)


def _known(cue: str) -> bool:
    """Is the cue a colon or dash, "according to", or does a word of it stand in the lexicon?"""
    if not cue[:1].isalpha() or cue.startswith("according"):
        return True
    verbs, nouns = cues.verbs(), cues.nouns()
    return any(word in verbs or word in nouns for word in _WORD.findall(cue))


def _own_thought(layers: Layers, attribution: Attribution) -> bool:
    """ "I think" inside a quotation: the speaker's own turn of phrase."""
    if not attribution.cue or quoted(layers.article.text, attribution.source).lower() not in _SELF:
        return False
    start = attribution.cue[0][0]
    return any(each.start <= start < each.end for each in layers.quotations)


class _Cues:
    """Which code points are cue words."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self._points = {at for each in attributions for start, end in each.cue for at in range(start, end)}

    def shares_cue(self, attribution: Attribution) -> bool:
        return any(at in self._points for start, end in attribution.cue for at in range(start, end))


class _Contents:
    """The contents kept, for the share of one that another already covers."""

    def __init__(self, attributions: list[Attribution]) -> None:
        self._contents = [each.content for each in attributions]
        self._sizes = [_size(content) for content in self._contents]

    def overlap(self, content: Spans) -> float:
        """Return the largest share, of the shorter of both, that ``content`` has in common with a kept one."""
        size = _size(content)
        best = 0.0
        for other, other_size in zip(self._contents, self._sizes, strict=True):
            if other[0][0] < content[-1][1] and content[0][0] < other[-1][1]:
                shared = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in other)
                best = max(best, shared / max(1, min(size, other_size)))
        return best

    def hold(self, attribution: Attribution) -> bool:
        """Does one kept content hold source, cue and content of the attribution: is it speech within speech?"""
        frame = (*attribution.source, *attribution.cue, *attribution.content)
        return bool(attribution.source and attribution.cue) and any(
            all(any(start <= a and b <= end for start, end in content) for a, b in frame) for content in self._contents
        )


def _size(content: Spans) -> int:
    return sum(end - start for start, end in content)
