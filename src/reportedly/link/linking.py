"""All steps in order: sketches, candidates, proof, origins, stories, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.link import candidates
from reportedly.link.origins import (
    COMPLETE,
    SAME,
    Member,
    Shares,
    components,
    derive,
    edge,
    group,
    origin,
    strangeness,
)
from reportedly.link.proof import Comparison, Prepared, compare, prepare, text_likeness
from reportedly.link.relation import shares_quote
from reportedly.link.sketch import Sketch, Vocabulary, distinct, iso_day, renumbered, sketch
from reportedly.link.sources import count_sources
from reportedly.link.stock import standing
from reportedly.link.stories import stories
from reportedly.model import Article, Edge, Origin, SourceCount, Story, stable_id

MAY_BE = 0.30
"""Likeness from which a pair is remembered as sharing part of its text, though it is not one text."""
SURE = 0.55
"""Likeness from which an article has surely found its text in another …"""
SURE_ENOUGH = 4
"""… and after how many such finds no more are looked for: bounds time where one text is carried a thousand
times."""
PREPARED = 8_192
"""Articles kept ready for comparison, some 5 kB for 300 words: bounds memory."""
COUNT_ALL = 2_000
"""Articles up to which a count of the whole set is worked out beside those of its stories."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """What linking finds, each list in an order that depends on the articles alone, not on the order they
    came in."""

    origins: tuple[Origin, ...]
    """Every article is in exactly one."""
    counts: tuple[SourceCount, ...] = ()
    """The range of independent sources behind all articles (of up to ``COUNT_ALL``), then behind each
    story."""
    stories: tuple[Story, ...] = ()
    """Happenings told by more than one article."""
    related: tuple[Edge, ...] = ()
    """Pairs of articles of different origins that share quotations (``shared_quote``) or part of their
    text."""


def link_origins(articles: Iterable[Article]) -> LinkResult:
    """Return the origins, stories and source counts of these articles.

    The articles are read once and not kept: what stays in memory is some 8 kB an article. Deterministic, and
    independent of the order in which they come. Used of an article: id, text, boilerplate, outlet, agency,
    carried_from, published, text_quality.
    """
    vocabulary = Vocabulary()
    sketches = [sketch(each, vocabulary) for each in articles]
    sketches.sort(key=lambda each: (each.day is None, each.day or 0, each.id))
    vocabulary = renumbered(sketches, vocabulary)
    return _Linker(sketches, vocabulary).result()


class _Linker:
    """The state of one run: sketches, weights, and what each comparison found."""

    def __init__(self, sketches: Sequence[Sketch], vocabulary: Vocabulary) -> None:
        self.sketches = sketches
        self.first = candidates.collapse(candidates.signatures(sketches)).tolist()
        self.own = [index for index, first in enumerate(self.first) if first == index]
        self.held: NDArray[np.int64] = np.zeros(len(vocabulary.words), dtype=np.int64)
        for index in self.own:
            self.held[distinct(sketches[index].tokens)] += 1
        self.weights = vocabulary.weights(self.held, len(self.own))
        self.known = vocabulary.background() > 0
        self.standing = standing(sketches, self.own, self.weights)
        self.prepared = lru_cache(maxsize=PREPARED)(self._prepare)
        self.shares: dict[Pair, Shares] = {}
        """By (larger, smaller) index; ``a`` is the larger."""
        self.partly: dict[Pair, Edge] = {}

    def result(self) -> LinkResult:
        self._compare_candidates()
        groups = self._groups()
        origins = [self._origin(indices) for indices in groups]
        home = {article: number for number, each in enumerate(origins) for article in each.articles}
        related = tuple(each for _, each in sorted(self.partly.items()) if home[each.derived] != home[each.original])
        told = self._stories(groups, origins)
        return LinkResult(
            origins=tuple(origins),
            counts=tuple(self._counts(origins, told, related)),
            stories=tuple(told),
            related=related,
        )

    def _prepare(self, index: int) -> Prepared:
        return prepare(self.sketches[index], self.standing.get(index))

    def compare(self, a: int, b: int) -> Comparison:
        return compare(self.prepared(a), self.prepared(b), self.weights)

    def _remember(self, a: int, b: int) -> float:
        """Compare two articles, keep what is needed later, and return their likeness."""
        later, earlier = max(a, b), min(a, b)
        if (later, earlier) in self.shares:
            return self.shares[later, earlier].likeness
        found = self.compare(later, earlier)
        likeness = text_likeness(self.prepared(later), self.prepared(earlier), found)
        self.shares[later, earlier] = Shares(likeness, found.share_a, found.share_b)
        if likeness < SURE and (found.likeness >= MAY_BE or shares_quote(found)):
            part = edge(self.prepared(later), self.prepared(earlier), found, quote_only=found.likeness < MAY_BE)
            self.partly[later, earlier] = part
        return likeness

    def _compare_candidates(self) -> None:
        for index, first in enumerate(self.first):
            if index != first:
                self._remember(index, first)
        at, sure = -1, 0
        for later, earlier in candidates.pairs([self.sketches[index] for index in self.own], self.weights):
            at, sure = (at, sure) if later == at else (later, 0)
            if sure < SURE_ENOUGH:
                sure += self._remember(self.own[later], self.own[earlier]) >= SURE

    def _groups(self) -> list[list[int]]:
        linked = [pair for pair, found in self.shares.items() if found.likeness >= SAME]
        parts = components(len(self.sketches), linked)
        part_of = {index: number for number, part in enumerate(parts) for index in part}
        inside: dict[int, dict[Pair, float]] = {}
        for (later, earlier), found in self.shares.items():
            if part_of[later] == part_of[earlier]:
                inside.setdefault(part_of[later], {})[earlier, later] = found.likeness
        groups: list[list[int]] = []
        for number, part in enumerate(parts):
            if len(part) == 1:
                groups.append(part)
                continue
            known = inside[number]
            if len(part) <= COMPLETE:
                for place, later in enumerate(part):
                    for earlier in part[:place]:
                        known[earlier, later] = self._remember(later, earlier)
            groups += group(part, known)
        return sorted(groups)

    def _origin(self, indices: list[int]) -> Origin:
        sketches = [self.sketches[index] for index in indices]
        if len(indices) == 1:
            return origin(sketches, sketches[0], [])
        members = [Member(each, strangeness(each, self.held, self.known)) for each in sketches]
        place = {index: number for number, index in enumerate(indices)}
        known = {
            (place[later], place[earlier]): self.shares[later, earlier]
            for later, earlier in self._pairs_within(indices)
        }
        root, derived = derive(members, known)
        edges = []
        for i, j in derived:
            a, b = self.prepared(indices[i]), self.prepared(indices[j])
            edges.append(edge(a, b, compare(a, b, self.weights)))
        return origin(sketches, sketches[root], edges)

    def _pairs_within(self, indices: list[int]) -> list[Pair]:
        return [
            (later, earlier)
            for place, later in enumerate(indices)
            for earlier in indices[:place]
            if (later, earlier) in self.shares
        ]

    def _stories(self, groups: list[list[int]], origins: list[Origin]) -> list[Story]:
        heads = [indices[0] for indices in groups]  # the first in time stands for its origin
        flags = {number: self.standing[head] for number, head in enumerate(heads) if head in self.standing}
        found = []
        for numbers in stories([self.sketches[head] for head in heads], self.weights, flags):
            indices = sorted(index for number in numbers for index in groups[number])
            if len(indices) < 2:
                continue
            names = tuple(self.sketches[index].id for index in indices)
            days = sorted(day for index in indices if (day := self.sketches[index].day) is not None)
            found.append(
                Story(
                    id=stable_id("story", sorted(names)),
                    articles=names,
                    origins=tuple(origins[number].id for number in numbers),
                    start=iso_day(days[0]) if days else None,
                    end=iso_day(days[-1]) if days else None,
                )
            )
        return found

    def _counts(self, origins: list[Origin], told: list[Story], related: tuple[Edge, ...]) -> Iterable[SourceCount]:
        credits = {each.id: each.agency for each in self.sketches}
        # a shared quotation alone does not make two accounts one: an official's words reach everybody
        pairs = [(each.derived, each.original) for each in related if each.relation != "shared_quote"]
        if len(self.sketches) <= COUNT_ALL:
            yield count_sources([each.id for each in self.sketches], origins, credits, pairs)
        by_id = {each.id: each for each in origins}
        beside: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs:
            beside.setdefault(pair[0], []).append(pair)
        for story in told:
            near = [pair for article in story.articles for pair in beside.get(article, ())]
            yield count_sources(story.articles, [by_id[each] for each in story.origins], credits, near)
