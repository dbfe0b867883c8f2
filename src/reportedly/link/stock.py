"""Standing sentences: legal notices, background paragraphs, refrains. They stand in many articles and prove
no copying."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.link.sketch import Sketch, distinct

OFTEN = 4
"""Articles that must hold a sentence word for word before it can be a standing one."""
SAMPLE = 5
"""Of these, how many are compared with one another."""
UNRELATED = 0.33
"""Share of rare words up to which articles are unrelated. Copies of one article share 0.35 and more at the
median, articles that only have a standing sentence in common 0.1 to 0.3."""
RARE = 2.5
"""Weight from which a word is rare enough to tell one story from another."""

Flags = NDArray[np.bool_]


def standing(sketches: Sequence[Sketch], collapsed: Sequence[int], weights: NDArray[np.float32]) -> dict[int, Flags]:
    """Return, for each article that has any, which of its sentences are standing ones.

    ``collapsed`` are the indices of the articles left after near copies are collapsed: a sentence is standing
    where it is in at least ``OFTEN`` of these that are otherwise unrelated. The flags then hold for all
    articles.
    """
    hashes = [sentence_hashes(each) for each in sketches]
    if not collapsed:
        return {}
    lengths = [len(hashes[index]) for index in collapsed]
    owner = np.repeat(np.array(collapsed, dtype=np.int64), lengths)
    joined = np.concatenate([hashes[index] for index in collapsed])
    order = np.lexsort((owner, joined))
    owner, joined = owner[order], joined[order]
    starts = np.flatnonzero(np.r_[True, joined[1:] != joined[:-1]]) if len(joined) else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.r_[starts, len(joined)])
    found = []
    words = _RareWords(sketches, weights)
    for start, count in zip(starts[counts >= OFTEN].tolist(), counts[counts >= OFTEN].tolist(), strict=True):
        holders = np.unique(owner[start : start + count])
        if len(holders) >= OFTEN and words.unrelated(holders):
            found.append(joined[start])
    marked = np.array(found, dtype=np.uint64)
    flags = {index: np.isin(each, marked) for index, each in enumerate(hashes)}
    return {index: flag for index, flag in flags.items() if flag.any()}


def sentence_hashes(sketch: Sketch) -> NDArray[np.uint64]:
    """Return a 64-bit number for each sentence that depends on its words and their order alone."""
    if not sketch.sentences:
        return np.zeros(0, dtype=np.uint64)
    place = np.arange(len(sketch.tokens)) - np.repeat(sketch.bounds[:-1], np.diff(sketch.bounds))
    mixed = (sketch.tokens.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= place.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B8) + np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(32)
    return np.add.reduceat(mixed, sketch.bounds[:-1])


class _RareWords:
    """The rare words of articles, and whether articles share few of them; remembers what was worked out."""

    def __init__(self, sketches: Sequence[Sketch], weights: NDArray[np.float32]) -> None:
        self.sketches, self.weights = sketches, weights
        self.words: dict[int, NDArray[np.int32]] = {}
        self.known: dict[tuple[int, ...], bool] = {}

    def unrelated(self, holders: NDArray[np.int64]) -> bool:
        """Return whether the median pair of (a sample of) these articles shares few rare words."""
        picked = np.linspace(0, len(holders) - 1, min(SAMPLE, len(holders))).round().astype(int)
        sample = tuple(holders[picked].tolist())
        if sample not in self.known:
            shares = [self._share(a, b) for place, b in enumerate(sample) for a in sample[:place]]
            self.known[sample] = float(np.median(shares)) < UNRELATED
        return self.known[sample]

    def _rare(self, index: int) -> NDArray[np.int32]:
        if index not in self.words:
            words = distinct(self.sketches[index].tokens)
            self.words[index] = words[self.weights[words] >= RARE]
        return self.words[index]

    def _share(self, a: int, b: int) -> float:
        one, other = self._rare(a), self._rare(b)
        common = np.intersect1d(one, other, assume_unique=True)
        least = min(float(self.weights[one].sum()), float(self.weights[other].sum()))
        return float(self.weights[common].sum()) / least if least > 0 else 0.0
