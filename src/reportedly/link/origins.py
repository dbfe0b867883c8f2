"""Who copied whom: articles grouped by the text they carry, each group with its edges of derivation."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reportedly.link.proof import Comparison, Prepared
from reportedly.link.relation import MACHINE, precedence, relation
from reportedly.link.sketch import Sketch, distinct
from reportedly.model import Edge, Origin, stable_id

SAME = 0.42
"""Average likeness from which two groups of articles are one. In between lie 2 × the likeness of two accounts
of one event and two thirds of that of an article and its worst copy tried."""
CENTRAL = 0.52
"""Likeness of two groups' centres from which they are one. The most seen between two accounts of one event is
0.40."""
COMPLETE = 24
"""Members of a component up to which likenesses that no candidate brought up are worked out before
averaging."""

CENTRE_VOTE = 4.0
"""What speaks for the member that is most like all others: copies differ from each other in what each has
changed."""
ALL_VOTE = 100
"""Members of a group up to which each votes on each; in larger groups only pairs that were compared do."""

Likeness = Mapping[tuple[int, int], float]


def group(
    members: Sequence[int], likeness: Likeness, *, enough: float = SAME, central: float = CENTRAL, sparse: bool = False
) -> list[list[int]]:
    """Return ``members`` in groups, the two groups most alike joined first, while they are alike ``enough``.

    Two groups are as alike as all their pairs on average (average linkage), or as their centres are where
    these are nearly the same text: a trimmed and an abridged copy may share nothing but the original that
    both come from. A chain of pairs does not join what is neither. ``likeness`` is keyed by (smaller,
    larger). Pairs that are not in it are left out of the average; with ``sparse`` they count as unlike.
    """
    groups = _Groups(members, likeness, central, sparse)
    heap = [(-groups.alike(a, b), a, b) for a, row in groups.sums.items() for b in row if a < b]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if -value < enough:
            break
        if a not in groups.members or b not in groups.sums.get(a, ()) or -value != groups.alike(a, b):
            continue  # what was queued before one of the two grew; the new value is queued too
        groups.join(a, b)
        for other in groups.sums[a]:
            one, two = min(a, other), max(a, other)
            heapq.heappush(heap, (-groups.alike(one, two), one, two))
    return [sorted(each) for _, each in sorted(groups.members.items())]


class _Groups:
    """Groups being joined, named by their first member, with the likeness summed between each two of them."""

    def __init__(self, members: Sequence[int], likeness: Likeness, central: float, sparse: bool) -> None:
        self.likeness, self.central, self.sparse = likeness, central, sparse
        self.members = {each: [each] for each in members}
        self.sums: dict[int, dict[int, tuple[float, int]]] = {each: {} for each in members}
        self.near: dict[int, list[tuple[int, float]]] = {each: [] for each in members}
        for (a, b), value in likeness.items():
            self.sums[a][b] = self.sums[b][a] = (value, 1)
            self.near[a].append((b, value))
            self.near[b].append((a, value))
        self.totals = dict.fromkeys(members, 0.0)
        self.centre = {each: each for each in members}

    def alike(self, a: int, b: int) -> float:
        """Return how alike two groups are."""
        total, count = self.sums[a][b]
        if self.sparse:
            return total / (len(self.members[a]) * len(self.members[b]))
        one, other = sorted((self.centre[a], self.centre[b]))
        central = self.likeness.get((one, other), 0.0)
        return max(total / count, SAME + (central - self.central) / 10 if central >= self.central else 0.0)

    def join(self, a: int, b: int) -> None:
        """Take group ``b`` into group ``a``."""
        joined = set(self.members[b])
        for each in self.members[a]:
            for other, value in self.near[each]:
                if other in joined:
                    self.totals[each] += value
                    self.totals[other] += value
        self.members[a] += self.members.pop(b)
        self.centre[a] = min(self.members[a], key=lambda each: (-round(self.totals[each], 3), each))
        for other, (total, count) in self.sums.pop(b).items():
            del self.sums[other][b]
            if other != a:
                before = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (before[0] + total, before[1] + count)


def components(count: int, linked: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components of ``count`` nodes, those of one node included, in order of their first
    node."""
    parent = list(range(count))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in linked:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        found[find(node)].append(node)
    return [found[each] for each in sorted(found)]


@dataclass(frozen=True, slots=True)
class Shares:
    """What is kept of a comparison of ``a`` with ``b``."""

    likeness: float
    of_a: float
    """Share of a's text found in b."""
    of_b: float


NOTHING = Shares(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a group, with what tells originals from copies."""

    sketch: Sketch
    strange: float
    """Share of its words that neither the background nor any other article knows."""


def derive(members: Sequence[Member], known: Mapping[tuple[int, int], Shares]) -> tuple[int, list[tuple[int, int]]]:
    """Return the index of the group's original, and (derived, original) for each other member.

    ``known[i, j]`` holds what is known of a pair of members, ``i > j``. Members are put in an order by all
    their pairwise precedences; each is then derived from the one before it that holds most of it, most alike.
    """
    size = len(members)
    votes = [0.0] * size
    asked = known if size > ALL_VOTE else [(i, j) for i in range(size) for j in range(i)]
    middle = _centrality(size, known)
    for i, j in asked:
        found = known.get((i, j), NOTHING)
        a, b = members[i], members[j]
        vote = precedence(a.sketch, b.sketch, found.of_a, found.of_b, a.strange, b.strange)
        vote += CENTRE_VOTE * max(-1.0, min(1.0, (middle[i] - middle[j]) * 20))
        votes[i] += vote
        votes[j] -= vote
    order = sorted(range(size), key=lambda i: (-votes[i], members[i].sketch.published or "9", members[i].sketch.id))
    derived = []
    for place, i in enumerate(order[1:], start=1):
        choices = [
            (_taken(known[max(i, j), min(i, j)], i > j), -before, j)
            for before, j in enumerate(order[:place])
            if (max(i, j), min(i, j)) in known
        ]
        derived.append((i, max(choices)[2] if choices else order[0]))
    return order[0], derived


def _taken(found: Shares, by_a: bool) -> float:
    """Return how much speaks for a member's text being taken from the other: how much of it, and how
    alike."""
    return round((found.of_a if by_a else found.of_b) * found.likeness, 3)


def _centrality(size: int, known: Mapping[tuple[int, int], Shares]) -> list[float]:
    """Return each member's mean likeness to the others; the same for all where there is but one pair."""
    totals, counts = [0.0] * size, [0] * size
    for (i, j), found in known.items():
        for each in (i, j):
            totals[each] += found.likeness
            counts[each] += 1
    return [total / max(count, 1) for total, count in zip(totals, counts, strict=True)]


def edge(derived: Prepared, original: Prepared, found: Comparison, *, quote_only: bool = False) -> Edge:
    """Return the edge of derivation of a compared pair; ``found.a`` is the derived article."""
    return Edge(
        derived=derived.sketch.id,
        original=original.sketch.id,
        relation="shared_quote" if quote_only else relation(derived, original, found),
        share=round(found.share_a, 3),
        aligned=tuple((derived.sketch.span(i), original.sketch.span(j)) for i, j, _ in found.links),
    )


def origin(sketches: Sequence[Sketch], root: Sketch, edges: Sequence[Edge]) -> Origin:
    """Return the origin that a group of articles goes back to.

    It is an agency's where the group credits one, or comes from its own outlet; unknown where the article
    that stands first is itself machine-made, so that the text it was made from is not among these; the first
    article's otherwise.
    """
    agency = credited(sketches)
    kind: Literal["original", "agency", "unknown"] = "original"
    if agency:
        kind = "agency"
    elif root.quality in MACHINE or root.carried_from:
        kind = "unknown"
    names = tuple(sorted(each.id for each in sketches))
    return Origin(id=stable_id("origin", names), kind=kind, articles=names, edges=tuple(edges), agency=agency)


def credited(sketches: Sequence[Sketch]) -> str | None:
    """Return the agency whose word the articles are, the one that most of them have their text from.

    An article that names several agencies is nobody's word but its own, unless it says where it has its text
    from.
    """
    counts = Counter(agency for each in sketches if (agency := _agency(each)))
    return min(counts, key=lambda agency: (-counts[agency], agency)) if counts else None


def _agency(one: Sketch) -> str | None:
    if one.carried_from and any(each.casefold() == one.carried_from.casefold() for each in one.agency):
        return one.carried_from
    return one.agency[0] if len(one.agency) == 1 else None


def strangeness(sketch: Sketch, held: NDArray[np.int64], known: NDArray[np.bool_]) -> float:
    """Return the share of an article's distinct words that no other article and not the background holds."""
    words = distinct(sketch.tokens)
    if not len(words):
        return 0.0
    return float(((held[words] <= 1) & ~known[words]).mean())
