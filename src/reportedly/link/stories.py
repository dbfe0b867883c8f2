"""Which articles tell of the same happening, though they go back to different origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.link import candidates
from reportedly.link.origins import components, group
from reportedly.link.sketch import Sketch

WINDOW_DAYS = 4
"""Days apart at most that two origins may tell of one happening."""
ALIKE = 0.19
"""Average likeness of origins from which they tell of one happening (measured: benchmarks/origins.py) …"""
LINKED = 0.15
"""… and from which two are looked at together at all."""
LEAD = 300
"""Words from the start of an article that say what has happened; behind them stands what happened before."""
NEXT_DAY = 0.7
"""What the likeness of two articles of one outlet counts on different days: it goes on reporting, it does not
repeat."""
RARE = 2.0
"""Weight from which a word tells one happening from another."""


def stories(
    roots: Sequence[Sketch], weights: NDArray[np.float32], standing: Mapping[int, NDArray[np.bool_]]
) -> list[list[int]]:
    """Return the indices of ``roots`` (one article an origin, in order of time) in groups, one a happening.

    Two origins are alike as the rare words of their leads are (cosine of frequency times rarity). Groups are
    joined by average linkage with every pair counted, so that a long war does not become one story.
    ``standing`` gives, by index, the sentences to leave out.
    """
    vectors = [vector(each, weights, standing.get(index)) for index, each in enumerate(roots)]
    likeness: dict[tuple[int, int], float] = {}
    for later, earlier in candidates.pairs(roots, weights, window=WINDOW_DAYS, partners=40, share=0.05):
        value = cosine(vectors[later], vectors[earlier])
        if roots[later].outlet == roots[earlier].outlet and roots[later].day != roots[earlier].day:
            value *= NEXT_DAY
        if value >= LINKED:
            likeness[min(later, earlier), max(later, earlier)] = value
    parts = components(len(roots), list(likeness))
    part_of = {index: number for number, part in enumerate(parts) for index in part}
    inside: dict[int, dict[tuple[int, int], float]] = {}
    for pair, value in likeness.items():
        inside.setdefault(part_of[pair[0]], {})[pair] = value
    found = [
        each
        for number, part in enumerate(parts)
        for each in (group(part, inside[number], enough=ALIKE, sparse=True) if number in inside else [part])
    ]
    return sorted(found)


Vector = tuple[NDArray[np.int32], NDArray[np.float32]]


def vector(sketch: Sketch, weights: NDArray[np.float32], standing: NDArray[np.bool_] | None = None) -> Vector:
    """Return an article's rare words and how much each stands for it, scaled to length one."""
    tokens = sketch.tokens
    if standing is not None:
        tokens = tokens[np.repeat(~standing, np.diff(sketch.bounds))]
    words, counts = np.unique(tokens[:LEAD], return_counts=True)
    weight = weights[words]
    rare = weight >= RARE
    words, value = words[rare], (weight[rare] * (1 + np.log(counts[rare]))).astype(np.float32)
    length = float(np.sqrt((value**2).sum()))
    return words.astype(np.int32), value / np.float32(length or 1.0)


def cosine(a: Vector, b: Vector) -> float:
    """Return how alike two articles' rare words are, from 0 to 1."""
    _, at_a, at_b = np.intersect1d(a[0], b[0], assume_unique=True, return_indices=True)
    return float((a[1][at_a] * b[1][at_b]).sum())
