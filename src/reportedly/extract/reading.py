"""What the network reads as records, laid over an article's tokens: signs that every kind of candidate has.

The network (``annotate/attribution``) gives each word a chance of beginning a record of a kind and of being part of
one, and scores for the values of some of its fields. A candidate's signs are how much of it the network would enter,
how well the two stretches of words agree, and which values it reads there.
"""

from __future__ import annotations

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
        self.fields: dict[str, tuple[str, ...]] = {}
        if stated is None or not len(stated.start) or not scene.begin:
            return
        self.kinds = {kind: number for number, kind in enumerate(stated.kinds)}
        self.fields = stated.fields
        begin, finish = np.array(scene.begin), np.array(scene.finish)
        word = np.minimum(np.searchsorted(stated.end, begin, side="right"), len(stated.start) - 1)
        on = ((stated.start[word] < finish) & (stated.end[word] > begin)).astype(float)  # else white space
        self.begins = stated.chances[word, :, 0] * on[:, None]
        self.inside = stated.chances[word, :, 1] * on[:, None]
        self.words, self.sums, self.scores, self.heard = (
            _summed(values * on[:, None])
            for values in (np.ones((len(on), 1)), self.inside, stated.scores[word], stated.told[word, None])
        )

    def share(self, kind: str, start: int, end: int) -> float:
        """Return how much of the tokens ``[start, end)`` is likely to be part of a record, 0 to 1."""
        if kind not in self.kinds:
            return 0.0
        size = self._size(start, end)
        return self._sum(kind, start, end) / size if size else 0.0

    def likely(self, kind: str, start: int, end: int) -> bool:
        """Whether the tokens may state a record, whatever cues they hold."""
        return self.share(kind, start, end) >= LIKELY

    def agreement(self, kind: str, start: int, end: int) -> float:
        """Return how well the tokens are what the network would enter of their sentence: the Jaccard index expected."""
        low, high = self.scene.sentences[self.scene.sentence[start]]
        low, high = min(low, start), max(high, end)
        beside = self._sum(kind, low, start) + self._sum(kind, end, high)
        size = self._size(start, end)
        return self._sum(kind, start, end) / (size + beside) if size else 0.0

    def told(self, start: int, end: int) -> bool:
        """Whether the tokens, if they state a record, are more likely somebody's words than the outlet's own."""
        size = self._size(start, end) if self.kinds else 0.0
        return bool(size) and float(self.heard[end, 0] - self.heard[start, 0]) / size >= TOLD

    def values(self, field: str, start: int, end: int) -> dict[str, float]:
        """Return the chance of each value of a field (``kind.field`` or ``modality``) on the tokens."""
        size = self._size(start, end) if field in self.fields else 0
        if not size:
            return {}
        at = sum(len(self.fields[name]) for name in list(self.fields)[: list(self.fields).index(field)])
        names = self.fields[field]
        mean = (self.scores[end] - self.scores[start])[at : at + len(names)] / size
        chances = np.exp(mean - mean.max())
        return dict(zip(names, (chances / chances.sum()).tolist(), strict=True))

    def signs(self, kind: str, start: int, end: int, anchor: int) -> set[str]:
        """Return the signs of a candidate on the tokens ``[start, end)``; none where the network has not read."""
        if kind not in self.kinds or start >= end:
            return set()
        column = self.kinds[kind]
        numbers = {
            "stated": self.share(kind, start, end),
            "agreed": self.agreement(kind, start, end),
            "begun": float(self.begins[start : min(start + 2, end), column].max()),
            "anchored": float(self.inside[anchor, column]),
        }
        found = {f"read:{name}>{step}" for name, number in numbers.items() for step in STEPS if number > step}
        for field in self.fields:
            if field.startswith(kind + ".") or "." not in field:
                name = field.removeprefix(kind + ".")
                chances = self.values(field, start, end).items()
                found |= {f"read:{name}={v}>{step}" for v, chance in chances for step in VALUE_STEPS if chance > step}
        return found

    def _sum(self, kind: str, start: int, end: int) -> float:
        column = self.kinds[kind]
        return float(self.sums[end, column] - self.sums[start, column])

    def _size(self, start: int, end: int) -> float:
        return float(self.words[end, 0] - self.words[start, 0])


def _summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sums over the first 0, 1, 2 … rows."""
    return np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
