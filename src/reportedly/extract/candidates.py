"""Candidates for records: a stretch of words with what speaks for and against it; and the choice among them.

Rules over syntax and statements find candidates and fill their fields. Which of them a careful reader would enter is
decided by a small linear model over named features (``data/record_weights.csv``: kind, feature, weight), learned from
coded articles by ``training/records.py``. The features name grammar, speech acts and cue classes, never
words of one war.
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
from reportedly.extract.reading import Reading
from reportedly.extract.scene import Scene, build_scene
from reportedly.extract.told import told_by
from reportedly.model import Record, Statement

SPLITTABLE = frozenset({"figure"})
"""Kinds of which one stretch of words often states several."""


@dataclass
class Candidate:
    """Tokens ``[start, end)`` that may state a record of ``kind``; ``key`` tells apart several on one span.

    ``build`` makes the record of a confidence and a value of the kind's deciding field (``choices.DECIDING``).
    """

    kind: str
    start: int
    end: int
    anchor: int
    features: set[str]
    build: Callable[[float, str], Record]
    key: str = ""
    voice: str = ""
    proposed: str = ""
    """The value of the deciding field by the kind's own rules; empty for a kind without one."""
    score: float = field(default=0.0)
    certain: bool = False
    """Whether the words leave no choice, whatever the model holds of them."""


class Context:
    """One article's scene with the layers that all kinds use: cue classes, parties, clauses by their verb."""

    def __init__(self, layers: Layers, statements: tuple[Statement, ...]) -> None:
        self.scene: Scene = build_scene(layers, statements)
        self.marks = lexicon().mark(self.scene.low)
        self.reading = Reading(self.scene, layers.stated)

        def having(*names: str) -> list[int]:
            return [at for at, marks in enumerate(self.marks) if any(name in marks for name in names)]

        self.parties = Parties(
            self.scene,
            having("meeting.mediating", "meeting.mediators"),
            having("meeting.nouns", "meeting.verbs", "ceasefire.nouns", "ceasefire.phrases"),
        )
        self.scene.told_by = told_by(self.scene, self.parties)
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
    # fsum: the same whatever the order of the set
    total = math.fsum((table.get("(bias)", 0.0), *(table.get(name, 0.0) for name in features)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def choose(candidates: list[Candidate], low: list[str]) -> list[Candidate]:
    """Return the candidates worth entering, in the order of the text.

    One record a distinct fact a voice: of several on the same words the likeliest, of the same words said
    again (a headline,
    a lead, a repeat) the first. ``low`` are the article's tokens in lower case.
    """
    for each in candidates:
        each.score = probability(each.kind, each.features)
    kept: list[Candidate] = []
    for each in sorted(candidates, key=lambda c: (-c.score, c.start, c.end, c.kind, c.key)):
        floor = weights().get(each.kind, {}).get("(threshold)", 0.5)
        if (each.certain or each.score >= floor) and not any(_same(each, other) for other in kept):
            kept.append(each)
    kept.sort(key=lambda c: (c.start, c.end, c.kind, c.key))
    seen: list[tuple[str, str, frozenset[str]]] = []
    distinct = []
    for each in kept:
        words = frozenset(w for w in low[each.start : each.end] if w.isalnum())
        mark = (each.kind, each.voice, words)
        if not any(
            mark[:2] == old[:2] and len(words & old[2]) > 0.75 * len(words | old[2]) and not each.key for old in seen
        ):
            distinct.append(each)
            seen.append(mark)
    return distinct


def _same(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates of a kind stand on the same words: one within the other, or most of both."""
    if a.kind != b.kind or (a.key and b.key and a.key != b.key):
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0.6 * (max(a.end, b.end) - min(a.start, b.start)) or (
        a.kind not in SPLITTABLE and shared >= 0.9 * min(a.end - a.start, b.end - b.start) > 0
    )
