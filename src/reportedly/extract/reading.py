"""What the network reads as records, laid over an article's tokens: signs that every kind of candidate has.

The network (``annotate/attribution``) gives each word a chance of beginning a record of a kind and of being part of
one, and scores for the values of some of its fields. A candidate's signs are how much of it the network would enter,
how well the two stretches of words agree, and which values it reads there.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.layers import Stated
from reportedly.extract.scene import Scene

STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""A number becomes signs by the steps that it has climbed: the weights of a linear model then bend as they need."""
VALUE_STEPS = (0.1, 0.3, 0.5, 0.7, 0.9)
LIKELY = 0.2
"""From which share on words that hold no cue of a kind are a candidate all the same."""

TOLD = 0.6
"""From which chance on words of a record that no statement holds are somebody's all the same."""


class Reading:
    """One article's tokens with the chances that they state a record of a kind."""

    def __init__(self, scene: Scene, stated: Stated | None) -> None:
        self.scene = scene
        self.kinds: dict[str, int] = {}
        self.fields: dict[str, tuple[int, tuple[str, ...]]] = {}
        if stated is None or not len(stated.start) or not scene.begin:
            return
        self.kinds = {kind: number for number, kind in enumerate(stated.kinds)}
        at = 0
        for name, values in stated.fields.items():
            self.fields[name] = (at, values)
            at += len(values)
        begin, finish = np.array(scene.begin), np.array(scene.finish)
        word = np.minimum(np.searchsorted(stated.end, begin, side="right"), len(stated.start) - 1)
        on = ((stated.start[word] < finish) & (stated.end[word] > begin)).astype(float)[:, None]  # else white space
        # One list a column: single numbers are looked up far more often than rows.
        self.begins: list[list[float]] = (stated.chances[word, :, 0] * on).T.tolist()
        self.inside: list[list[float]] = (stated.chances[word, :, 1] * on).T.tolist()
        self.words: list[float] = _summed(on)[:, 0].tolist()
        self.heard: list[float] = _summed(stated.told[word, None] * on)[:, 0].tolist()
        self.sums: list[list[float]] = _summed(stated.chances[word, :, 1] * on).T.tolist()
        self.scores = _summed(stated.scores[word] * on)

    def share(self, kind: str, start: int, end: int) -> float:
        """Return how much of the tokens ``[start, end)`` is likely to be part of a record, 0 to 1."""
        column = self.kinds.get(kind)
        size = self._size(start, end) if column is not None else 0.0
        return self._sum(column, start, end) / size if column is not None and size else 0.0

    def likely(self, kind: str, start: int, end: int) -> bool:
        """Whether the tokens may state a record, whatever cues they hold."""
        return self.share(kind, start, end) >= LIKELY

    def agreement(self, kind: str, start: int, end: int) -> float:
        """Return how well the tokens are what the network would enter of their sentence: the Jaccard index expected."""
        low, high = self.scene.sentences[self.scene.sentence[start]]
        column = self.kinds[kind]
        beside = self._sum(column, min(low, start), start) + self._sum(column, end, max(high, end))
        size = self._size(start, end)
        return self._sum(column, start, end) / (size + beside) if size else 0.0

    def told(self, start: int, end: int) -> bool:
        """Whether the tokens, if they state a record, are more likely somebody's words than the outlet's own."""
        size = self._size(start, end) if self.kinds else 0.0
        return bool(size) and (self.heard[end] - self.heard[start]) / size >= TOLD

    def values(self, field: str, start: int, end: int) -> dict[str, float]:
        """Return the chance of each value of a field (``kind.field`` or ``modality``) on the tokens."""
        size = self._size(start, end) if field in self.fields else 0.0
        if not size:
            return {}
        at, names = self.fields[field]
        own = slice(at, at + len(names))
        mean = ((self.scores[end, own] - self.scores[start, own]) / size).tolist()
        top = max(mean)
        chances = [math.exp(each - top) for each in mean]
        total = sum(chances)
        return {name: chance / total for name, chance in zip(names, chances, strict=True)}

    def signs(self, kind: str, start: int, end: int, anchor: int) -> set[str]:
        """Return the signs of a candidate on the tokens ``[start, end)``; none where the network has not read."""
        if kind not in self.kinds or start >= end:
            return set()
        column = self.kinds[kind]
        found: set[str] = set()
        for name, number in (
            ("stated", self.share(kind, start, end)),
            ("agreed", self.agreement(kind, start, end)),
            ("begun", max(self.begins[column][start : min(start + 2, end)])),
            ("anchored", self.inside[column][anchor]),
        ):
            found.update(_steps(name, STEPS)[: bisect_left(STEPS, number)])
        for field in self.fields:
            of, _, name = field.rpartition(".")
            if of in ("", kind):
                for value, chance in self.values(field, start, end).items():
                    if chance > VALUE_STEPS[0]:
                        found.update(_steps(f"{name}={value}", VALUE_STEPS)[: bisect_left(VALUE_STEPS, chance)])
        return found

    def _sum(self, column: int, start: int, end: int) -> float:
        return self.sums[column][end] - self.sums[column][start]

    def _size(self, start: int, end: int) -> float:
        return self.words[end] - self.words[start]


def _summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sums over the first 0, 1, 2 … rows."""
    return np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])


@lru_cache(maxsize=256)
def _steps(name: str, steps: tuple[float, ...]) -> tuple[str, ...]:
    """Return the signs of a number, one a step."""
    return tuple(f"read:{name}>{step}" for step in steps)
