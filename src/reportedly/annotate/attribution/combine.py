"""One set of attributions out of two roads: the learned tagger and the rules.

An attribution that both roads find by the same cue is taken as the tagger marks it, its quotations whole. One that the
tagger alone finds has to be surer the weaker its cue ("seemed", "backed"). What the rules alone find stays where the
tagger says nothing else about the same words, or where it is speech within speech ("he said that Iran had demanded …").
How sure, and which rules may add what, depends on the scheme, that is on what counts as a statement. Thresholds: chosen
for the sum of F over development sets, on articles that the tagger was not trained on (docs/method.md).
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import pairwise

from reportedly.annotate.attribution import cues
from reportedly.annotate.layers import Attribution, Layers, Quotation
from reportedly.annotate.quotations import in_quotation, quote_type
from reportedly.model import Scheme, Span, Spans, quoted


@dataclass(frozen=True, slots=True)
class _Bar:
    """How sure the tagger must be of what it finds (its chance to be right), and what the rules may add."""

    agreed: float
    """Where the rules find the same cue."""
    known: float
    """Where the cue is in the lexicon."""
    other: float
    rules_add: bool
    floating_add: bool
    """Quotations without any cue, where they touch nothing else."""


BARS: dict[Scheme, _Bar] = {
    "record": _Bar(agreed=0.42, known=0.77, other=0.77, rules_add=True, floating_add=True),
    "quotation": _Bar(agreed=0.5, known=0.56, other=0.72, rules_add=False, floating_add=True),
    "attribution": _Bar(agreed=0.31, known=0.4, other=0.4, rules_add=False, floating_add=False),
}
SAME_WORDS = 0.5
"""Share of the shorter content: two attributions that overlap more speak of the same words."""
FLOATING_OVERLAP = 0.1
_OPENING_MARKS = ' \t\r\n"“„«‟″'
_WORD = re.compile(r"[a-z]+")
_SELF = frozenset({"i", "we", "you", "it", "one", ""})
_PRONOUNS = _SELF | {"he", "she", "they", "who", "which", "that", "this"}


def combine(layers: Layers, tagged: tuple[Attribution, ...], ruled: tuple[Attribution, ...]) -> list[Attribution]:
    """Return the attributions of running text that are kept of both roads, in no particular order."""
    bar, text = BARS[layers.scheme], layers.article.text
    by_rule = _Cues(ruled)
    kept = [_whole(layers, by_rule.sourced(each)) for each in tagged if _sure(text, each, by_rule, bar)]
    if layers.scheme != "attribution":
        kept = [each for each in kept if not _own_thought(layers, each)]
    if bar.rules_add:
        taken = tuple(piece for each in kept for piece in each.content)
        kept = [_run_on(layers, each, by_rule.same_cue(each), taken) for each in kept]
    if layers.scheme != "attribution":
        kept = [_carried_on(layers, each, kept) for each in kept]
    by_tagger, shares = _Cues(tuple(kept)), _Contents(kept)
    for each in ruled:
        if by_tagger.shares_cue(each):
            continue
        overlap = shares.overlap(each.content)
        if not each.cue:
            add = bar.floating_add and overlap <= FLOATING_OVERLAP
        else:
            named = quoted(text, each.source).lower() not in _PRONOUNS
            add = bar.rules_add and bool(each.source) and (overlap <= SAME_WORDS or (named and shares.hold(each)))
        if add:
            kept.append(each)
    return kept


def _sure(text: str, attribution: Attribution, by_rule: _Cues, bar: _Bar) -> bool:
    if by_rule.shares_cue(attribution):
        return attribution.confidence >= bar.agreed
    known = not attribution.cue or _known(quoted(text, attribution.cue).lower())
    return attribution.confidence >= (bar.known if known else bar.other)


def _whole(layers: Layers, attribution: Attribution) -> Attribution:
    """Return the attribution with each quotation that it holds in part held as a whole.

    The tagger sees 60 words before a cue; a quotation may be longer. One that the cue or the source stands in is left:
    it is somebody else's, and this attribution is speech within it.
    """
    content = attribution.content
    for each in layers.quotations:
        if not _inside(attribution.cue, each) and not _inside(attribution.source, each):
            content = _with(content, (each.start, each.end))
    if content == attribution.content:
        return attribution
    return dataclasses.replace(attribution, content=content, quote_type=quote_type(content, layers.quotations))


def _run_on(layers: Layers, attribution: Attribution, ruled: Attribution | None, taken: Spans) -> Attribution:
    """Return the attribution with the quotations that, by the rules, run on from it and that nothing else takes."""
    more = tuple(
        (start, end)
        for start, end in (ruled.content if ruled else ())
        if any(each.start - 1 <= start and end <= each.end + 1 for each in layers.quotations)  # with its marks
        and not any(begin < end and start < stop for begin, stop in taken)
    )
    return (
        dataclasses.replace(attribution, content=tuple(sorted((*attribution.content, *more)))) if more else attribution
    )


def _carried_on(layers: Layers, attribution: Attribution, kept: list[Attribution]) -> Attribution:
    """Return the attribution with the paragraphs of its quotation that were left open, by the printers' convention.

    A paragraph that opens with a mark while the quotation of the one before was not closed goes on with it, so both
    are said by the same speaker, wherever he is named. What another attribution takes is left to it.
    """
    content = attribution.content
    for chain in _open_chains(layers):
        own = [each for each in chain if any(s < each.end and each.start < e for s, e in content)]
        if not own or _inside(attribution.cue, own[0]):
            continue
        more = [(each.start, each.end) for each in chain if each not in own and not _taken(each, kept)]
        content = tuple(sorted((*content, *more)))
    if content == attribution.content:
        return attribution
    return dataclasses.replace(attribution, content=content, quote_type=quote_type(content, layers.quotations))


def _taken(quotation: Quotation, kept: list[Attribution]) -> bool:
    """Whether an attribution takes most of a quotation; what is said within it does not count."""
    shares = (
        sum(max(0, min(end, quotation.end) - max(start, quotation.start)) for start, end in each.content)
        for each in kept
    )
    return any(2 * share > quotation.end - quotation.start for share in shares)


def _open_chains(layers: Layers) -> list[list[Quotation]]:
    """Return the runs of quotations of which each but the last is left open and the next opens the next paragraph."""
    chains: list[list[Quotation]] = []
    text = layers.article.text
    for before, after in pairwise(layers.quotations):
        if before.closed or text[before.end : after.start].strip(_OPENING_MARKS):
            continue
        if chains and chains[-1][-1] is before:
            chains[-1].append(after)
        else:
            chains.append([before, after])
    return chains


def _inside(spans: Spans, quotation: Quotation) -> bool:
    return any(quotation.start <= start < quotation.end for start, _ in spans)


def _with(content: Spans, quotation: Span) -> Spans:
    """Return the content with the quotation joined to what overlaps it; as it is where nothing does."""
    touching = [piece for piece in content if piece[0] < quotation[1] and quotation[0] < piece[1]]
    if not touching:
        return content
    joined = (min(quotation[0], touching[0][0]), max(quotation[1], touching[-1][1]))
    return tuple(sorted([joined, *(piece for piece in content if piece not in touching)]))


def _known(cue: str) -> bool:
    """Is the cue a colon or dash, "according to", or does a word of it stand in the lexicon?"""
    if not cue[:1].isalpha() or cue.startswith("according"):
        return True
    verbs, nouns = cues.verbs(), cues.nouns()
    return any(word in verbs or word in nouns for word in _WORD.findall(cue))


def _own_thought(layers: Layers, attribution: Attribution) -> bool:
    """ "I think" inside a quotation: the speaker's own turn of phrase."""
    if not attribution.cue or not speaks_for_itself(layers, attribution):
        return False
    return in_quotation(layers.quotations, attribution.cue[0][0])


def speaks_for_itself(layers: Layers, attribution: Attribution) -> bool:
    """Is the source nobody but whoever speaks the words around it: "I", "we", none?"""
    return quoted(layers.article.text, attribution.source).lower() in _SELF


class _Cues:
    """Whose cue a code point belongs to."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self._points = {at: each for each in attributions for start, end in each.cue for at in range(start, end)}

    def shares_cue(self, attribution: Attribution) -> bool:
        return self.same_cue(attribution) is not None

    def same_cue(self, attribution: Attribution) -> Attribution | None:
        """Return the one that shares a cue word with this one."""
        points = (at for start, end in attribution.cue for at in range(start, end))
        return next((self._points[at] for at in points if at in self._points), None)

    def sourced(self, attribution: Attribution) -> Attribution:
        """Return the attribution, with the source of the one of the same cue where it has none itself."""
        same = None if attribution.source else self.same_cue(attribution)
        return attribution if same is None else dataclasses.replace(attribution, source=same.source)


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
