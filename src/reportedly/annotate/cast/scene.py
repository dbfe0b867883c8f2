"""What has happened up to a point of the article: who was named where, and who spoke last."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from reportedly.annotate.cast.tables import Tables, tables
from reportedly.annotate.cast.types import Cast, Entity, Mention
from reportedly.annotate.cast.view import View
from reportedly.annotate.layers import Layers

LOOK_BACK = 60
"""Mentions before a pronoun that are weighed; a bound that keeps long articles linear."""


@dataclass(frozen=True, slots=True)
class Link:
    """Who a source is: the entities (several for joint speakers), how they were found and how surely."""

    entities: tuple[Entity, ...]
    basis: str
    confidence: float
    literal: str | None = None
    """The source's own words, where they name somebody the cast does not hold."""
    side: str | None = None
    kind: str | None = None


@dataclass(slots=True)
class Scene:
    """The cast with the speakers resolved so far. ``spoken`` holds (token, link) in the order of the text."""

    layers: Layers
    cast: Cast
    view: View
    t: Tables = field(default_factory=tables)
    spoken: list[tuple[int, Link]] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    """First tokens of ``cast.order``."""
    document_speaker: Entity | None = None

    def __post_init__(self) -> None:
        self.positions = [mention.first for _, mention in self.cast.order]

    def say(self, at: int, link: Link) -> None:
        """Record a resolved speaker."""
        bisect.insort(self.spoken, (at, link), key=lambda item: item[0])

    def last_spoken(self, at: int) -> tuple[int, Link] | None:
        """Return the speaker nearest before token ``at``."""
        i = bisect.bisect_left(self.spoken, at, key=lambda item: item[0])
        return self.spoken[i - 1] if i else None

    def recent_speakers(self, at: int, limit: int = 8) -> list[tuple[int, Link]]:
        """Return the speakers before token ``at``, nearest first."""
        i = bisect.bisect_left(self.spoken, at, key=lambda item: item[0])
        return self.spoken[max(0, i - limit) : i][::-1]

    def before(self, at: int) -> list[tuple[Entity, Mention]]:
        """Return the mentions before token ``at``, nearest first, at most :data:`LOOK_BACK`."""
        i = bisect.bisect_left(self.positions, at)
        return self.cast.order[max(0, i - LOOK_BACK) : i][::-1]

    def after(self, at: int) -> list[tuple[Entity, Mention]]:
        """Return the mentions from token ``at`` on, nearest first, at most :data:`LOOK_BACK`."""
        i = bisect.bisect_left(self.positions, at)
        return self.cast.order[i : i + LOOK_BACK]

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of its clause, title and apposition included."""
        view = self.view
        for i in range(mention.first, mention.last):
            head = view.head[i]
            if not mention.first <= head < mention.last:
                if view.dep[i] in ("nsubj", "nsubjpass"):
                    return True
                if view.dep[i] in ("appos", "compound", "nmod") and view.dep[head] in ("nsubj", "nsubjpass"):
                    return True
        return False
