"""How many independent sources stand behind a set of articles: a range, with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.model import Origin, SourceCount

REASONS = 40
"""Reasons given at most; the last says how many more there are."""
NAMED = 6
"""Articles named in one reason at most."""


def count_sources(
    articles: Iterable[str],
    origins: Iterable[Origin],
    credits: Mapping[str, Sequence[str]] | None = None,
    related: Iterable[tuple[str, str]] = (),
) -> SourceCount:
    """Return the range of independent sources behind the articles with these ids.

    Articles of one origin are one source. Origins whose word is one agency's are one source too: told twice,
    it is still its word. ``low`` also joins what may hang together: origins that name a common agency among
    several (``credits``: agencies by article), ``related`` pairs of articles (part of the text taken), and
    machine-made texts whose original is not among these, which may repeat any of the others.
    """
    wanted = sorted(set(articles))
    inside: dict[str, int] = {}
    held: list[Origin] = []
    chosen = set(wanted)
    for origin in origins:
        here = [article for article in origin.articles if article in chosen]
        if here:
            inside.update(dict.fromkeys(here, len(held)))
            held.append(origin)
    reasons: list[str] = []
    sure, maybe = _Union(len(held)), _Union(len(held))
    _one_text(held, inside, reasons)
    _one_agency(held, inside, sure, maybe, reasons)
    _several_agencies(held, inside, credits or {}, maybe, reasons)
    for a, b in related:
        if a in inside and b in inside and maybe.join(inside[a], inside[b]):
            reasons.append(f"{a} and {b} share part of their text")
    lost = sum(origin.kind == "unknown" and maybe.alone(index) for index, origin in enumerate(held))
    low = maybe.count()
    if lost and len(held) > 1:
        low = max(1, low - lost)
        reasons.append(f"{lost} machine-made: made from a text that is not among these, which may be another's here")
    missing = len(chosen - set(inside))
    if len(reasons) > REASONS:
        reasons[REASONS - 1 :] = [f"and {len(reasons) - REASONS + 1} more"]
    return SourceCount(articles=tuple(wanted), low=low + missing, high=sure.count() + missing, reasons=tuple(reasons))


def _one_text(held: Sequence[Origin], inside: Mapping[str, int], reasons: list[str]) -> None:
    for origin in held:
        here = [article for article in origin.articles if article in inside]
        if len(here) > 1:
            reasons.append(f"{len(here)} articles carry one text: {_names(here)}")


def _one_agency(
    held: Sequence[Origin], inside: Mapping[str, int], sure: _Union, maybe: _Union, reasons: list[str]
) -> None:
    """Join origins that are one agency's word."""
    by_agency: dict[str, list[int]] = defaultdict(list)
    for index, origin in enumerate(held):
        if origin.agency:
            by_agency[origin.agency.casefold()].append(index)
    for indices in by_agency.values():
        if len(indices) > 1:
            here = [article for index in indices for article in held[index].articles if article in inside]
            agency = held[indices[0]].agency
            reasons.append(f"{len(indices)} texts are the word of one agency, {agency}: {_names(here)}")
        for index in indices[1:]:
            sure.join(indices[0], index)
            maybe.join(indices[0], index)


def _several_agencies(
    held: Sequence[Origin],
    inside: Mapping[str, int],
    credits: Mapping[str, Sequence[str]],
    maybe: _Union,
    reasons: list[str],
) -> None:
    """Join, for the low end, origins that name a common agency, be it among others."""
    first = {origin.agency.casefold(): index for index, origin in reversed(list(enumerate(held))) if origin.agency}
    for index, origin in enumerate(held):
        for article in origin.articles:
            for agency in credits.get(article, ()) if article in inside else ():
                other = first.setdefault(agency.casefold(), index)
                if maybe.join(index, other):
                    reasons.append(f"{article} names {agency}, as {held[other].articles[0]} does")


def _names(articles: Sequence[str]) -> str:
    shown = ", ".join(articles[:NAMED])
    return shown if len(articles) <= NAMED else f"{shown} and {len(articles) - NAMED} more"


class _Union:
    """Groups of indices, joined two at a time."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two indices; return whether they were apart."""
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low
        return low != high

    def count(self) -> int:
        """Return the number of groups."""
        return sum(parent == index for index, parent in enumerate(self.parent))

    def alone(self, index: int) -> bool:
        """Return whether a group holds this index only."""
        root = self.find(index)
        return sum(self.find(each) == root for each in range(len(self.parent))) == 1
