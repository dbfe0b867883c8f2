"""How many independent sources stand behind a set of articles: a range, with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.model import Article, Origin, SourceCount


def count_sources(
    articles: Iterable[str],
    origins: Iterable[Origin],
    by_id: Mapping[str, Article] | None = None,
    related: Iterable[tuple[str, str]] = (),
) -> SourceCount:
    """Return the range of independent sources behind the articles with these ids.

    Articles of one origin are one source. Origins that credit one agency and nobody else are one source too:
    its word, told twice. ``low`` also joins what may hang together: origins that share an agency among
    several they name, machine-made texts whose original is not here, and ``related`` pairs of articles (part
    of the text taken, quotations shared).
    """
    wanted = sorted(set(articles))
    held = [each for each in origins if any(article in wanted for article in each.articles)]
    return _count(wanted, held, by_id or {}, list(related))


def _count(
    wanted: list[str], held: list[Origin], by_id: Mapping[str, Article], related: list[tuple[str, str]]
) -> SourceCount:
    reasons: list[str] = []
    inside = {
        article: index for index, origin in enumerate(held) for article in origin.articles if article in set(wanted)
    }
    for origin in held:
        here = [article for article in origin.articles if article in inside]
        if len(here) > 1:
            reasons.append(f"{len(here)} articles carry one text: {', '.join(here)}")
    sure, maybe = _Union(len(held)), _Union(len(held))
    by_agency: dict[str, list[int]] = defaultdict(list)
    for index, origin in enumerate(held):
        if origin.agency:
            by_agency[origin.agency.casefold()].append(index)
    for indices in by_agency.values():
        if len(indices) > 1:
            reasons.append(f"{len(indices)} texts are the word of one agency, {held[indices[0]].agency}")
        for index in indices[1:]:
            sure.join(indices[0], index)
            maybe.join(indices[0], index)
    for index, origin in enumerate(held):
        for agency in sorted({name for article in origin.articles for name in _named(by_id.get(article))}):
            others = by_agency.get(agency.casefold(), [])
            if others and agency != origin.agency:
                maybe.join(index, others[0])
                reasons.append(f"{origin.articles[0]} names {agency} as well")
    for a, b in related:
        if a in inside and b in inside and maybe.join(inside[a], inside[b]):
            reasons.append(f"{a} and {b} share part of their text or their quotations: they may go back to one source")
    unknown = [index for index, origin in enumerate(held) if origin.kind == "unknown"]
    low, high = maybe.count(), sure.count()
    if unknown and len(held) > 1:
        alone = sum(1 for index in unknown if maybe.size(index) == 1)
        if alone:
            low = max(1, low - alone)
            reasons.append(f"{alone} machine-made text(s) whose original is not here may repeat another source")
    missing = len(set(wanted) - set(inside))
    return SourceCount(articles=tuple(wanted), low=low + missing, high=high + missing, reasons=tuple(reasons))


def _named(article: Article | None) -> tuple[str, ...]:
    return article.agency if article else ()


class _Union:
    """Groups of indices, joined two at a time."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            index = self.parent[index]
        return index

    def join(self, a: int, b: int) -> bool:
        """Join the groups of two indices; return whether they were apart."""
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low
        return low != high

    def count(self) -> int:
        return sum(parent == index for index, parent in enumerate(self.parent))

    def size(self, index: int) -> int:
        root = self.find(index)
        return sum(self.find(each) == root for each in range(len(self.parent)))
