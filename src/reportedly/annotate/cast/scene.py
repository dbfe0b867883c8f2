"""What has happened up to a point of the article: who was named where, and who spoke last."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field, replace

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

    def naming(self, described: Entity, named: Entity) -> Link:
        """Return the link with the named person where a described one stood."""
        entities = tuple(named if each is described else each for each in self.entities)
        return replace(self, entities=entities, basis="description", confidence=0.6)


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
    turns: list[tuple[int, Entity]] = field(default_factory=list)
    """Offsets at which somebody begins to speak, where the article is a transcript."""
    current: int = -1
    """Number of the attribution that is being resolved."""
    links: dict[int, Link | None] = field(default_factory=dict)
    contents: list[list[tuple[int, int]]] = field(default_factory=list)
    """Token ranges of each attribution's content."""
    forces: dict[str, str] | None = None
    """State → the name its armed forces go by in the article; ``None`` until asked for."""
    forces_at: list[tuple[int, str]] = field(default_factory=list)
    """Where armed forces of which state are named."""
    covered: list[int] = field(default_factory=list)
    """For each token the attribution whose content holds it most closely, -1 for none."""

    def __post_init__(self) -> None:
        self.positions = [mention.first for _, mention in self.cast.order]
        self.covered = [-1] * len(self.view)
        for each in self.layers.attributions:
            ranges = []
            for s, e in each.content:
                first, last = self.view.token_at(s), self.view.token_at(max(s, e - 1)) + 1
                ranges.append((first, last))
            self.contents.append(ranges)
        sizes = [sum(b - a for a, b in ranges) for ranges in self.contents]
        for number in sorted(range(len(sizes)), key=lambda n: -sizes[n]):
            for first, last in self.contents[number]:
                self.covered[first:last] = [number] * (last - first)

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

    def reported(self, token: int) -> bool:
        """Whether the token stands in the content of an attribution other than the current one's own surroundings."""
        return self.covered[token] >= 0

    def enclosing_speaker(self, token: int) -> Entity | None:
        """Return who speaks the direct quote around ``token``: there "he" is somebody else."""
        number = self.covered[token]
        if number < 0 or number == self.current or not self.view.quoted[token]:
            return None
        link = self.links.get(number)
        return link.entities[0] if link and len(link.entities) == 1 else None

    def begin_of_current(self, token: int) -> int:
        """Return where the statement that is being resolved begins: its first words or its source at ``token``."""
        ranges = self.contents[self.current] if 0 <= self.current < len(self.contents) else []
        return min([token, *(first for first, _ in ranges)])

    def in_own_words(self, token: int) -> bool:
        """Whether a token stands in what the source that is being resolved says: there it is called otherwise."""
        ranges = self.contents[self.current] if 0 <= self.current < len(self.contents) else []
        return any(first <= token < last for first, last in ranges)

    def named_in_own_words(self) -> set[int]:
        """Return the persons named inside the content of the current attribution: few speak of themselves by name."""
        out: set[int] = set()
        if 0 <= self.current < len(self.contents):
            for first, last in self.contents[self.current]:
                i = bisect.bisect_left(self.positions, first)
                while i < len(self.positions) and self.positions[i] < last:
                    out.add(self.cast.order[i][0].number)
                    i += 1
        return out

    def grammar(self, mention: Mention) -> tuple[bool, bool, bool]:
        """Return whether a mention is a subject, the subject of its sentence's main verb, a mere modifier."""
        view = self.view
        for i in range(mention.last - 1, mention.first - 1, -1):
            head = view.head[i]
            if mention.first <= head < mention.last and head != i:
                continue
            dep = view.dep[i]
            if (
                dep in ("appos", "compound", "nmod")
                and view.dep[head] in ("nsubj", "nsubjpass")
                and view.dep[i] != "compound"
            ):
                dep, head = view.dep[head], view.head[head]
            if dep in ("nsubj", "nsubjpass"):
                return True, view.head[head] == head, False
            return False, False, dep in ("compound", "nmod", "poss", "amod")
        return False, False, False

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of its clause, apposition included."""
        return self.grammar(mention)[0]
