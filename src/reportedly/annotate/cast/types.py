"""What the cast of an article consists of: entities, their mentions and their roles, all tied to the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from reportedly.model import Actor, Role, Span, SpeakerKind, stable_id

MentionForm = Literal["name", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names or describes an entity. ``first`` and ``last`` are token numbers, ``last`` exclusive."""

    first: int
    last: int
    span: Span
    """Code points of the article's text."""
    form: MentionForm = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RoleFact:
    """An office, title or description that the article (or the roster) gives an entity."""

    title: str
    """As written, article and name left out: "Russian Foreign Minister"."""
    words: frozenset[str]
    """Content words of the title in small letters; country words and empty ones left out."""
    classes: frozenset[str]
    """What the head word can stand for (``person_nouns`` in ``data/cast_words.toml``)."""
    modifiers: frozenset[str] = frozenset()
    """Those of ``words`` that stand before the head word and say which office it is."""
    noun: str = ""
    """The first class: what the head word chiefly means."""
    side: str | None = None
    body: str | None = None
    span: Span | None = None
    """Where the article says so; ``None`` for the roster."""
    evidence: str = "text"
    start: str | None = None
    end: str | None = None


@dataclass(slots=True, eq=False)
class Entity:
    """A person, body, state or group of one article."""

    number: int
    name: str
    kind: SpeakerKind
    side: str | None = None
    gender: str | None = None
    plural: bool = False
    media: bool = False
    place: bool = False
    """A place that is no state: a city, a region."""
    roles: list[RoleFact] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    """Why differing spellings were taken for one: ``"Zelskyy ~ Zelensky (garbled)"``."""
    forms: dict[str, int] = field(default_factory=dict)
    """Every way the article writes the name, with how often."""
    roster: str | None = None
    """Name in the roster of officials, where the entity was found there."""

    @property
    def is_person(self) -> bool:
        return self.kind == "person" or (self.kind == "unnamed" and not self.plural)

    @property
    def actor_id(self) -> str:
        """The identifier of the actor that this entity is: the same in every article that tells as much of it."""
        return stable_id("actor", self.kind, self.roster or self.name, self.side)

    def add_alias(self, text: str) -> None:
        if text and text != self.name and text not in self.aliases:
            self.aliases.append(text)


@dataclass(slots=True)
class Cast:
    """Everybody one article speaks of, in the order of first mention."""

    article_id: str
    entities: list[Entity] = field(default_factory=list)
    by_token: dict[int, tuple[Entity, Mention]] = field(default_factory=dict)
    """Token number → who is named there (names and descriptions, no pronouns)."""
    order: list[tuple[Entity, Mention]] = field(default_factory=list)
    """Name mentions in the order of the text."""
    home: str | None = None
    """The state an unspecified ministry belongs to, as dateline and outlet suggest."""
    index: dict[str, Entity] = field(default_factory=dict)
    """Names and aliases → entity."""
    countries: dict[str, int] = field(default_factory=dict)
    """How often each state is named, by itself, its people, capital or seat."""

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    def new(self, name: str, kind: SpeakerKind, **traits: object) -> Entity:
        """Add an entity and return it."""
        entity = Entity(len(self.entities), name, kind)
        for key, value in traits.items():
            setattr(entity, key, value)
        self.entities.append(entity)
        self.index.setdefault(name, entity)
        return entity

    def put(self, entity: Entity, mention: Mention) -> None:
        """Record that ``entity`` is mentioned there; a token belongs to the first mention that claims it."""
        entity.mentions.append(mention)
        for token in range(mention.first, mention.last):
            self.by_token.setdefault(token, (entity, mention))

    def find(self, name: str) -> Entity | None:
        """Return the entity of that name or alias, if any."""
        return self.index.get(name)

    def learn(self) -> None:
        """Bring the index of names up to date after names and aliases were settled; the full name goes before an
        alias.
        """
        self.index = {}
        for entity in self.entities:
            self.index.setdefault(entity.name, entity)
        for entity in self.entities:
            for alias in entity.aliases:
                self.index.setdefault(alias, entity)

    def actors(self) -> tuple[Actor, ...]:
        """Return the cast as rows of the record: unnamed descriptions left out, roles with their evidence."""
        rows = []
        for each in self.entities:
            if each.kind == "unnamed" or not each.mentions:
                continue
            roles = tuple(
                Role(
                    title=fact.title,
                    body=fact.body,
                    start=fact.start,
                    end=fact.end,
                    evidence=f"{self.article_id}:{fact.span[0]}-{fact.span[1]}" if fact.span else fact.evidence,
                )
                for fact in each.roles
            )
            rows.append(
                Actor(
                    id=each.actor_id,
                    name=each.name,
                    kind=each.kind,
                    side=each.side,
                    roles=roles,
                    aliases=tuple(each.aliases),
                )
            )
        return tuple(rows)
