"""One set of attributions out of two roads: the learned tagger and the rules.

An attribution that both roads find by the same cue is taken as the tagger marks it, its quotations whole. One that the
tagger alone finds has to be surer, the more so where it is speech within speech ("he said that Iran had demanded …"). A
quotation that the rules alone find stays where the tagger says nothing else about the same words.
How sure, and which rules may add what, depends on the scheme, that is on what counts as a statement. Thresholds: chosen
for the sum of F over development sets, on articles that the tagger was not trained on (docs/method.md).
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from reportedly.annotate.attribution import cues
from reportedly.annotate.attribution.tokens import holds, size
from reportedly.annotate.layers import Attribution, Layers, Quotation
from reportedly.annotate.quotations import in_quotation, open_chains, quote_type
from reportedly.model import Scheme, Span, Spans, quoted


@dataclass(frozen=True, slots=True)
class _Bar:
    """How sure the tagger must be of what it finds (its chance to be right), and what the rules may add."""

    agreed: float
    """Where the rules find the same cue."""
    known: float
    """Where the cue is in the lexicon."""
    other: float
    nested: float
    """Where the rules do not find it and it stands within what another is said to say."""
    rules_add: bool
    """Quotations that the rules alone find; what they alone find of reported speech is wrong four times in five."""
    floating_add: bool
    """Quotations without any cue, where they touch nothing else."""


BARS: dict[Scheme, _Bar] = {
    "record": _Bar(agreed=0.6, known=0.62, other=0.62, nested=0.88, rules_add=True, floating_add=True),
    "quotation": _Bar(agreed=0.5, known=0.6, other=0.8, nested=0.6, rules_add=False, floating_add=True),
    "attribution": _Bar(agreed=0.31, known=0.4, other=0.4, nested=0.4, rules_add=False, floating_add=False),
}
SAME_WORDS = 0.5
"""Share of the shorter content: two attributions that overlap more speak of the same words."""
FLOATING_OVERLAP = 0.1
_WORD = re.compile(r"[a-z]+")
_SELF = frozenset({"i", "we", "you", "it", "one", ""})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my"})
_PRONOUNS = _SELF | {"he", "she", "they", "who", "which", "that", "this"}


def combine(layers: Layers, tagged: tuple[Attribution, ...], ruled: tuple[Attribution, ...]) -> list[Attribution]:
    """Return the attributions of running text that are kept of both roads, in no particular order."""
    bar, text = BARS[layers.scheme], layers.article.text
    by_rule = _Cues(ruled)
    likely = _Contents([each for each in tagged if each.confidence >= bar.agreed])
    chains = open_chains(text, layers.quotations)
    kept = [
        _whole(layers, by_rule.sourced(_in_line(text, each)), chains)
        for each in tagged
        if _sure(text, each, by_rule, likely, bar)
    ]
    if layers.scheme != "attribution":
        kept = [each for each in kept if not _own_thought(layers, each)]
    if bar.rules_add:
        taken = tuple(piece for each in kept for piece in each.content)
        kept = [_run_on(layers, each, by_rule.same_cue(each), taken) for each in kept]
    if layers.scheme != "attribution":
        kept = [_carried_on(layers, each, kept, chains) for each in kept] if chains else kept
        kept = [each for each in kept if not _own_grounds(text, each, kept)]
    by_tagger, shares = _Cues(tuple(kept)), _Contents(kept)
    for each in ruled:
        if by_tagger.shares_cue(each):
            continue
        overlap = shares.overlap(each.content)
        if not each.cue:
            add = bar.floating_add and overlap <= FLOATING_OVERLAP
        else:
            named = quoted(text, each.source).lower() not in _PRONOUNS
            quotes = bar.rules_add and bool(each.source) and each.quote_type != "indirect"
            add = quotes and (overlap <= SAME_WORDS or (named and shares.hold(each)))
        if add:
            kept.append(each)
    return kept


def _sure(text: str, attribution: Attribution, by_rule: _Cues, likely: _Contents, bar: _Bar) -> bool:
    if by_rule.shares_cue(attribution):
        return attribution.confidence >= bar.agreed
    known = not attribution.cue or _known(quoted(text, attribution.cue).lower())
    least = bar.known if known else bar.other
    if least <= attribution.confidence < bar.nested:
        return not likely.hold(attribution)
    return attribution.confidence >= least


def _in_line(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution with a source that runs over a line's end cut to the line next to its cue.

    What stands on the other line is a caption or a headline ("… Kremlin | Peru and Chile agreed to …").
    """
    source = []
    for start, end in attribution.source:
        lines = text[start:end].split("\n")
        if len(lines) > 1 and attribution.cue and lines[0].strip() and lines[-1].strip():
            if attribution.cue[0][0] >= end:
                start = end - len(lines[-1].lstrip())
            else:
                end = start + len(lines[0].rstrip())
        source.append((start, end))
    return dataclasses.replace(attribution, source=tuple(source))


def _whole(layers: Layers, attribution: Attribution, chains: list[list[Quotation]]) -> Attribution:
    """Return the attribution with each quotation that it holds in part held as a whole.

    The tagger sees 60 words before a cue; a quotation may be longer. One that the cue or the source stands in is left:
    it is somebody else's, and this attribution is speech within it.
    """
    content = attribution.content
    for each in layers.quotations:
        if not _inside(attribution.cue, each) and not _inside(attribution.source, each):
            end = each.end if each.closed else _end_of_open(attribution, each, chains)
            content = _with(content, (each.start, end))
    if content == attribution.content:
        return attribution
    return dataclasses.replace(attribution, content=content, quote_type=quote_type(content, layers.quotations))


def _end_of_open(attribution: Attribution, quotation: Quotation, chains: list[list[Quotation]]) -> int:
    """Return where a quotation that nothing closes ends: with its paragraph where the next one carries it on, else
    where the tagger sees the content end.
    """
    chained = any(quotation in chain for chain in chains)
    ends = [end for _, end in attribution.content if quotation.start < end <= quotation.end]
    return quotation.end if chained or not ends else max(ends)


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


def _own_grounds(text: str, attribution: Attribution, kept: list[Attribution]) -> bool:
    """Whether a source only grounds what another is said to say: "the ministry said that, according to its data, …"."""
    whose = quoted(text, attribution.source).lower().split(" ")[0]
    return whose in _POSSESSIVE and any(
        each is not attribution and each.source and each.content == attribution.content for each in kept
    )


def _carried_on(
    layers: Layers, attribution: Attribution, kept: list[Attribution], chains: list[list[Quotation]]
) -> Attribution:
    """Return the attribution with the paragraphs of its quotation that were left open, by the printers' convention.

    A paragraph that opens with a mark while the quotation of the one before was not closed goes on with it, so both
    are said by the same speaker, wherever he is named. What another attribution takes is left to it.
    """
    content = attribution.content
    for chain in chains:
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
        self._sizes = [size(content) for content in self._contents]

    def overlap(self, content: Spans) -> float:
        """Return the largest share, of the shorter of both, that ``content`` has in common with a kept one."""
        own = size(content)
        best = 0.0
        for other, other_size in zip(self._contents, self._sizes, strict=True):
            if other[0][0] < content[-1][1] and content[0][0] < other[-1][1]:
                shared = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in other)
                best = max(best, shared / max(1, min(own, other_size)))
        return best

    def hold(self, attribution: Attribution) -> bool:
        """Does another content hold source, cue and content of the attribution: is it speech within speech?"""
        frame = (*attribution.source, *attribution.cue, *attribution.content)
        return any(holds(content, frame) for content in self._contents if content is not attribution.content)
