"""All steps in order: sketches, candidates, proof, origins, stories, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.link import candidates
from reportedly.link.origins import COMPLETE, SAME, Member, components, derive, group, origin, strangeness
from reportedly.link.proof import Comparison, Prepared, compare, prepare, text_likeness
from reportedly.link.relation import shares_quote
from reportedly.link.sketch import Sketch, Vocabulary, sketch
from reportedly.link.stock import standing
from reportedly.model import Article, Origin, SourceCount

MAY_BE = 0.30
"""Likeness from which a pair is remembered as sharing part of its text, though it is not one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """What linking finds, each list in an order that depends on the articles alone, not on the order they
    came in."""

    origins: tuple[Origin, ...]
    """Every article is in exactly one."""
    counts: tuple[SourceCount, ...] = ()
    """The range of independent sources behind each story, in the order of ``stories``."""
    related: tuple[tuple[str, str], ...] = field(default=())
    """Pairs of articles of different origins that share part of their text or their quotations."""


def link_origins(articles: Iterable[Article]) -> LinkResult:
    """Return the origins, stories and source counts of these articles.

    The articles are read once and not kept: what stays in memory is some 8 kB an article. Deterministic, and
    independent of the order in which they come.
    """
    return _link(read_sketches(articles))


def read_sketches(articles: Iterable[Article]) -> tuple[list[Sketch], Vocabulary]:
    """Return the sketches of the articles in order of time (undated last, then by id), and their
    vocabulary."""
    vocabulary = Vocabulary()
    sketches = [sketch(each, vocabulary) for each in articles]
    sketches.sort(key=lambda each: (each.day is None, each.day or 0, each.id))
    return sketches, vocabulary


class _Linker:
    """The state of one run: sketches, weights, and each comparison made so far."""

    def __init__(self, sketches: Sequence[Sketch], vocabulary: Vocabulary) -> None:
        self.sketches = sketches
        self.first = candidates.collapse(candidates.signatures(sketches)) if sketches else np.zeros(0, dtype=np.int64)
        own = [index for index in range(len(sketches)) if self.first[index] == index]
        self.held: NDArray[np.int64] = np.zeros(len(vocabulary.words), dtype=np.int64)
        for index in own:
            self.held[np.unique(sketches[index].tokens)] += 1
        self.weights = vocabulary.weights(self.held, len(own))
        self.known = vocabulary.background() > 0
        self.own = own
        self.standing = standing(sketches, own, self.weights)
        self.prepared = lru_cache(maxsize=4096)(self._prepare)

    def _prepare(self, index: int) -> Prepared:
        return prepare(self.sketches[index], self.standing.get(index))

    def compare(self, a: int, b: int) -> Comparison:
        return compare(self.prepared(a), self.prepared(b), self.weights)

    def likeness(self, a: int, b: int, found: Comparison) -> float:
        return text_likeness(self.prepared(a), self.prepared(b), found)

    def member(self, index: int) -> Member:
        each = self.sketches[index]
        return Member(each, self.prepared(index), strangeness(each, self.held, self.known))


def _link(read: tuple[list[Sketch], Vocabulary]) -> LinkResult:
    sketches, vocabulary = read
    linker = _Linker(sketches, vocabulary)
    likeness: dict[tuple[int, int], float] = {}
    related: list[tuple[str, str]] = []
    own = linker.own
    for later, earlier in candidates.pairs([sketches[index] for index in own], linker.weights):
        a, b = own[later], own[earlier]
        found = linker.compare(a, b)
        likeness[min(a, b), max(a, b)] = linker.likeness(a, b, found)
        if found.likeness >= MAY_BE or shares_quote(found):
            related.append((sketches[a].id, sketches[b].id))
    for index, first in enumerate(linker.first.tolist()):
        if index != first:
            found = linker.compare(index, first)
            likeness[min(index, first), max(index, first)] = linker.likeness(index, first, found)
    groups = _groups(linker, likeness)
    origins = []
    home: dict[str, int] = {}
    for number, indices in enumerate(groups):
        origins.append(_origin(linker, indices))
        home.update({sketches[index].id: number for index in indices})
    apart = tuple(sorted((min(pair), max(pair)) for pair in related if home[pair[0]] != home[pair[1]]))
    return LinkResult(origins=tuple(origins), related=apart)


def _groups(linker: _Linker, likeness: dict[tuple[int, int], float]) -> list[list[int]]:
    linked = [pair for pair, value in likeness.items() if value >= SAME]
    groups: list[list[int]] = []
    rows: dict[int, list[tuple[int, int]]] = {}
    parts = components(len(linker.sketches), linked)
    part_of = {index: number for number, part in enumerate(parts) for index in part}
    for pair in likeness:
        if part_of[pair[0]] == part_of[pair[1]]:
            rows.setdefault(part_of[pair[0]], []).append(pair)
    for number, part in enumerate(parts):
        if len(part) == 1:
            groups.append(part)
            continue
        known = {pair: likeness[pair] for pair in rows.get(number, [])}
        if len(part) <= COMPLETE:
            for i, b in enumerate(part):
                for a in part[:i]:
                    if (a, b) not in known:
                        known[a, b] = linker.likeness(b, a, linker.compare(b, a))
        groups += group(part, known)
    return sorted(groups)


def _origin(linker: _Linker, indices: list[int]) -> Origin:
    sketches = [linker.sketches[index] for index in indices]
    if len(indices) == 1:
        return origin(sketches, sketches[0], [])
    members = [linker.member(index) for index in indices]

    @cache
    def compared(i: int, j: int) -> Comparison | None:
        return linker.compare(indices[i], indices[j])

    root, edges = derive(members, compared)
    return origin(sketches, sketches[root], edges)
