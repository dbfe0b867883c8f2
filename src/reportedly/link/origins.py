"""Who copied whom: articles grouped by the text they carry, each group with its edges of derivation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from reportedly.link.proof import Comparison, Prepared
from reportedly.link.relation import MACHINE, precedence, relation
from reportedly.link.sketch import Sketch
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


def group(members: Sequence[int], likeness: dict[tuple[int, int], float]) -> list[list[int]]:
    """Return ``members`` in groups, the two groups most alike joined first, while they are alike enough.

    Two groups are as alike as all their pairs on average (average linkage), or as their centres are where
    these are nearly the same text: a trimmed and an abridged copy may share nothing but the original that
    both come from. A chain of pairs does not join what is neither. ``likeness`` is keyed by (smaller,
    larger); pairs that are not in it are left out.
    """
    groups: dict[int, list[int]] = {each: [each] for each in members}
    sums: dict[int, dict[int, tuple[float, int]]] = {each: {} for each in members}
    centre = {each: each for each in members}
    for (a, b), value in likeness.items():
        sums[a][b] = sums[b][a] = (value, 1)

    def alike(a: int, b: int) -> float:
        total, count = sums[a][b]
        one, other = sorted((centre[a], centre[b]))
        central = likeness.get((one, other), 0.0)
        return max(total / count, SAME + (central - CENTRAL) / 10 if central >= CENTRAL else 0.0)

    while True:
        best = max(((alike(a, b), -a, -b) for a, row in sums.items() for b in row if a < b), default=(0.0, 0, 0))
        if best[0] < SAME:
            return [sorted(each) for _, each in sorted(groups.items())]
        a, b = -best[1], -best[2]
        groups[a] += groups.pop(b)
        centre[a] = _centre(groups[a], likeness)
        for other, (total, count) in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                before = sums[a].get(other, (0.0, 0))
                sums[a][other] = sums[other][a] = (before[0] + total, before[1] + count)


def _centre(members: Sequence[int], likeness: dict[tuple[int, int], float]) -> int:
    """Return the member most like all others, the first where several are."""
    totals = {
        each: sum(likeness.get((min(each, other), max(each, other)), 0.0) for other in members if other != each)
        for each in members
    }
    return min(members, key=lambda each: (-round(totals[each], 3), each))


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
class Member:
    """One article of a group, with what tells originals from copies."""

    sketch: Sketch
    prepared: Prepared
    strange: float
    """Share of its words that neither the background nor any other article knows."""


def derive(members: Sequence[Member], compared: Callable[[int, int], Comparison | None]) -> tuple[int, list[Edge]]:
    """Return the index of the group's original and, for each other member, the edge to the member it was
    taken from.

    ``compared(i, j)`` gives the comparison with ``a`` = member ``i``, or ``None`` for pairs that were not
    compared. Members are put in an order by all their pairwise precedences; each is then derived from the
    most similar one before it.
    """
    size = len(members)
    votes = np.zeros(size)
    for i in range(size):
        for j in range(i):
            found = compared(i, j)
            share_i, share_j = (found.share_a, found.share_b) if found else (0.0, 0.0)
            a, b = members[i], members[j]
            vote = precedence(a.sketch, b.sketch, share_i, share_j, a.strange, b.strange)
            votes[i] += vote
            votes[j] -= vote
    order = sorted(
        range(size),
        key=lambda i: (-votes[i] / max(size - 1, 1), _time(members[i].sketch), members[i].sketch.id),
    )
    edges = []
    for place, i in enumerate(order[1:], start=1):
        known = [(found, j) for j in order[:place] if (found := compared(i, j)) is not None]
        if not known:
            continue
        found, j = max(known, key=lambda pair: (round(pair[0].likeness, 3), pair[0].share_a, -order.index(pair[1])))
        edges.append(edge(members[i].prepared, members[j].prepared, found))
    return order[0], edges


def edge(derived: Prepared, original: Prepared, found: Comparison) -> Edge:
    """Return the edge of derivation of a compared pair; ``found.a`` is the derived article."""
    return Edge(
        derived=derived.sketch.id,
        original=original.sketch.id,
        relation=relation(derived, original, found),
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
    """Return the agency that most of the crediting articles name, the first by name where they are even."""
    counts = Counter(agency for each in sketches for agency in dict.fromkeys(each.agency))
    return min(counts, key=lambda agency: (-counts[agency], agency)) if counts else None


def strangeness(sketch: Sketch, held: NDArray[np.int64], known: NDArray[np.bool_]) -> float:
    """Return the share of an article's distinct words that no other article and not the background holds."""
    distinct = np.unique(sketch.tokens)
    if not len(distinct):
        return 0.0
    return float(((held[distinct] <= 1) & ~known[distinct]).mean())


def _time(sketch: Sketch) -> tuple[bool, str]:
    return (sketch.published is None, sketch.published or "")
