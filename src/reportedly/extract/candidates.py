"""Candidates for records: a stretch of words with what speaks for and against it; and the choice among them.

Rules over syntax and statements find candidates and fill their fields. Which of them a careful reader would enter is
decided by a small linear model over named features (``data/record_weights.csv``: kind, feature, weight), learned from
coded articles by ``training/records.py``. The features name grammar, speech acts and cue classes, never words of one war.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reportedly.annotate.layers import Layers
from reportedly.data import load_csv
from reportedly.extract.lexicon import lexicon
from reportedly.extract.parties import Parties
from reportedly.extract.scene import Scene, build_scene
from reportedly.model import Record, Statement


@dataclass
class Candidate:
    """Tokens ``[start, end)`` that may state a record of ``kind``; ``build`` makes it, ``key`` tells apart several on one span."""

    kind: str
    start: int
    end: int
    anchor: int
    features: set[str]
    build: Callable[[float], Record]
    key: str = ""
    score: float = field(default=0.0)


class Context:
    """One article's scene with the layers that all kinds use: cue classes, parties, clauses by their verb."""

    def __init__(self, layers: Layers, statements: tuple[Statement, ...]) -> None:
        self.scene: Scene = build_scene(layers, statements)
        self.marks = lexicon().mark(self.scene.low)
        self.parties = Parties(self.scene)
        self.heads = [self.scene.clause_head(at) for at in range(len(self.scene.low))]

    @cached_property
    def by_head(self) -> dict[int, list[int]]:
        """Clause verb → the tokens of that clause alone."""
        found: dict[int, list[int]] = {}
        for at, head in enumerate(self.heads):
            found.setdefault(head, []).append(at)
        return found

    def classes(self, tokens: Iterable[int]) -> set[str]:
        """Return the cue classes of some tokens."""
        found: set[str] = set()
        for at in tokens:
            found |= self.marks[at]
        return found


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """Return kind → feature → weight."""
    table: dict[str, dict[str, float]] = {}
    for row in load_csv("record_weights.csv"):
        table.setdefault(row["kind"], {})[row["feature"]] = float(row["weight"])
    return table


def probability(kind: str, features: set[str]) -> float:
    """Return how likely a careful reader enters such a candidate, 0 to 1."""
    table = weights().get(kind)
    if table is None:
        return 1.0
    total = table.get("(bias)", 0.0)
    for name in sorted(features):
        total += table.get(name, 0.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates worth entering, in the order of the text; of several on the same words the likeliest."""
    for each in candidates:
        each.score = probability(each.kind, each.features)
    kept: list[Candidate] = []
    for each in sorted(candidates, key=lambda c: (-c.score, c.start, c.end, c.kind, c.key)):
        floor = weights().get(each.kind, {}).get("(threshold)", 0.5)
        if each.score >= floor and not any(_same(each, other) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda c: (c.start, c.end, c.kind, c.key))


def _same(a: Candidate, b: Candidate) -> bool:
    if a.kind != b.kind or a.key != b.key:
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0.6 * (max(a.end, b.end) - min(a.start, b.start))
