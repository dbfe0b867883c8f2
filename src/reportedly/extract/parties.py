"""Which parties a stretch of text names, for whom a speaker speaks, and between whom the talks are.

Rests on the article's cast (who is who) and the tables behind it. A place is not its government: "in Kyiv" names
no party.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reportedly.annotate.cast.entities import cast_of
from reportedly.annotate.cast.tables import fold, tables
from reportedly.annotate.cast.types import Cast, Entity
from reportedly.annotate.places import country_codes, gazetteer
from reportedly.data import load_toml
from reportedly.extract.scene import Scene

PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "into", "across", "throughout", "within", "over"}
)
DIRECTIONS = frozenset({"the", "eastern", "northern", "southern", "western", "central"})
NO_PARTY = frozenset({"media", "agency", "platform"})
GROUP_WORDS = frozenset(load_toml("record_cues.toml")["group"]["words"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at tokens ``[start, end)``; ``form``: state | adjective | group | person."""

    start: int
    end: int
    name: str
    form: str
    as_place: bool = False


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Adjectives and peoples, one word each, folded → state."""
    t = tables()
    return {word: state for source in (t.adjectives, t.peoples) for word, state in source.items() if " " not in word}


def _armed_group(name: str) -> str | None:
    """Return the armed group that a name ends in: "the Palestinian movement Hamas" is no state's."""
    words = name.split()
    for at in range(len(words)):
        found = tables().institution(" ".join(words[at:]))
        if found is not None and found.sort == "armed":
            return found.name
    return None


class Parties:
    """The parties of one article: where they are named, how often, who speaks for whom."""

    def __init__(self, scene: Scene, mediating: list[int] | None = None, meeting: list[int] | None = None) -> None:
        self.scene = scene
        self.cast: Cast = scene.layers.cast or cast_of(scene.layers)[0]
        self.at: dict[int, Mention] = {}
        self.person_at: dict[int, Entity] = {}
        self._find()
        self.mentions = sorted(set(self.at.values()), key=lambda m: m.start)
        self.counts = Counter(m.name for m in self.mentions)
        first = {m.name: m.start for m in reversed(self.mentions)}
        self.ranked = sorted(self.counts, key=lambda name: (-self.counts[name], first[name]))
        self._sides: dict[str, str] = {}
        self.mediators = self._mediators(mediating or [])
        self.pair = self._pair(meeting or [])

    # ---- finding

    def _find(self) -> None:
        scene, adjectives = self.scene, _adjectives()
        for token, (entity, mention) in self.cast.by_token.items():
            if entity.kind == "person":
                self.person_at[token] = entity
            elif entity.kind == "state":
                place = self._as_place(mention.first, entity)
                self.at[token] = Mention(mention.first, mention.last, entity.name, "state", place)
            elif self._may_be_party(entity):
                self.at[token] = Mention(mention.first, mention.last, self._party_name(entity), "group")
        for token, word in enumerate(scene.low):
            if token not in self.at and token not in self.person_at and scene.words[token][:1].isupper():
                state = adjectives.get(fold(word))
                if state is not None:
                    self.at[token] = Mention(token, token + 1, state, "adjective")

        self._territories()

    def _territories(self) -> None:
        """A territory that is no state of its own and never acts in this article is a place wherever it is named."""
        codes, scene = country_codes(), self.scene
        acting = {
            m.name for at, m in self.at.items() if scene.dep[at] == "nsubj" and scene.pos[scene.head[at]] == "VERB"
        }
        for token, mention in self.at.items():
            if mention.form == "state" and mention.name not in codes and mention.name not in acting:
                self.at[token] = dataclasses.replace(mention, as_place=True)

    def _may_be_party(self, entity: Entity) -> bool:
        """Whether a body can be a side: one that has a side, a known institution, or one whose name says what it is."""
        if entity.media or entity.place or entity.kind not in ("organisation", "group"):
            return False
        if not entity.side and entity.name.lower() in gazetteer():
            return False
        institution = tables().institution(entity.name)
        if institution is not None:
            return institution.sort not in NO_PARTY
        return bool(entity.side) or not GROUP_WORDS.isdisjoint(fold(word) for word in entity.name.split())

    def _party_name(self, entity: Entity) -> str:
        """A body stands for its state, unless the state itself is at war within ("Sudanese Armed Forces" and
        another force).
        """
        t = tables()
        if group := _armed_group(entity.name):
            return group
        if entity.side and entity.side in t.states.values() and entity.side != entity.name:
            rivals = [
                e for e in self.cast.entities if e.kind == "organisation" and e.side and e.side not in t.states.values()
            ]
            armed = entity.name.lower().endswith(("forces", "army"))
            return entity.name if armed and rivals else entity.side
        return entity.name

    def _as_place(self, start: int, entity: Entity) -> bool:
        scene = self.scene
        before = start - 1
        while before >= 0 and scene.low[before] in DIRECTIONS:
            before -= 1
        if before < 0:
            return False
        if scene.low[before] in PLACE_PREPOSITIONS:
            return True
        capital = fold(scene.low[start]) in tables().capitals
        return capital and scene.low[before] in ("to", "from") and scene.pos[scene.head[before]] == "VERB"

    def _mediators(self, anchors: list[int]) -> list[str]:
        found: list[str] = []
        scene = self.scene
        for at in anchors:
            for token in range(scene.left[at], scene.right[at] + 1):
                mention = self.at.get(token)
                if mention is not None and (token > at or scene.dep[token] == "nsubj") and scene.dep[at] != "pobj":
                    found.append(mention.name)
        return list(dict.fromkeys(found))

    def _pair(self, meetings: list[int]) -> list[str]:
        """The two sides of the talks: those "between" whom meetings and ceasefires are said to be, else
        those named most.
        """
        scene, votes = self.scene, Counter[tuple[str, str]]()
        for at in meetings:
            low, high = scene.sentences[scene.sentence[at]]
            names: list[str] = []
            joined = "between" in scene.low[at : min(high, at + 8)] or (at and scene.pos[at - 1] in ("ADJ", "PROPN"))
            window = range(max(low, at - 6), min(high, at + 16)) if joined else range(0)
            for token in window:
                name = self.at[token].name if token in self.at else self.person_side(token)
                if name and name not in names and not (token in self.at and self.at[token].as_place):
                    names.append(name)
            if not joined:
                names = self._joined_subject(at)
            if len(names) == 2:
                votes[min(names), max(names)] += 2 if "between" in scene.low[at : min(high, at + 8)] else 1
        if votes:
            best = max(sorted(votes), key=lambda pair: (votes[pair], sum(self.counts[n] for n in pair)))
            return sorted(best, key=lambda name: self.ranked.index(name) if name in self.ranked else 99)
        acting = {m.name for m in self.mentions if not m.as_place}
        named = [name for name in self.ranked if self.counts[name] >= 2 and name not in self.mediators]
        return [name for name in named if name in acting][:2]

    def _joined_subject(self, anchor: int) -> list[str]:
        """The two parties that together are the subject of a meeting's clause ("A and B began talks")."""
        scene = self.scene
        subject = scene.inherited_subject(scene.clause_head(anchor))
        if subject is None or "and" not in scene.low[scene.left[subject] : scene.right[subject] + 1]:
            return []
        named = self.named(scene.left[subject], scene.right[subject] + 1)
        return named if len(named) == 2 and not set(named) & set(self.mediators) else []

    # ---- sides

    def person_side(self, token: int) -> str | None:
        """Return the side of the person named at a token."""
        entity = self.person_at.get(token)
        return entity.side if entity is not None else None

    def side(self, name: str | None) -> str | None:
        """Return the party a speaker's name stands for: a state, a group, or the name itself where nothing is known."""
        if not name:
            return None
        if name not in self._sides:
            self._sides[name] = self._side(name)
        return self._sides[name]

    def _side(self, name: str) -> str:
        armed = _armed_group(name)
        if armed:
            return armed
        entity = self.cast.find(name)
        if entity is None and " and " not in name:
            last = fold(name.split()[-1])
            named = [
                e
                for e in self.cast.entities
                if e.kind == "person" and fold(e.name.split()[-1])[:5] == last[:5] and len(last) > 3
            ]
            entity = named[0] if named else None
        if entity is not None and entity.side:
            return self._party_name(entity) if entity.kind != "person" else entity.side
        state = tables().state_named(name)
        if state or " and " in name:
            return state or name
        for word in name.replace("’", "'").split():
            found = tables().side_of(word.strip(",.").removesuffix("'s"))
            if found:
                return found
        return name

    def is_media(self, name: str | None) -> bool:
        """Whether a speaker is an outlet or agency that passes on what others say."""
        entity = self.cast.find(name) if name else None
        return bool(entity and entity.media) or bool(
            name and any(w in name.lower() for w in ("media", "report", "sources", "times", "journal", "news"))
        )

    def opponent(self, side: str | None) -> str | None:
        """Return the other side of the talks where ``side`` is one of the two; else ``None``."""
        if side in self.pair and len(self.pair) == 2:
            return self.pair[1 - self.pair.index(side)]
        return None

    def named(self, start: int, end: int, places: bool = False) -> list[str]:
        """Return the parties named at tokens ``[start, end)``, each once, in order."""
        found: list[str] = []
        for at in range(start, end):
            mention = self.at.get(at)
            if mention is not None and mention.name not in found and (places or not mention.as_place):
                found.append(mention.name)
        return found

    def of_token(self, token: int | None) -> str | None:
        """Return the party that the noun phrase headed by ``token`` stands for, persons and "its …" included."""
        if token is None:
            return None
        scene = self.scene
        if token in self.at:
            return self.at[token].name
        if token in self.person_at:
            return self.person_at[token].side
        behind = self.at.get(token + 1)
        if behind is not None and behind.form == "group" and scene.low[token] in GROUP_WORDS:
            return behind.name  # "the Palestinian movement Hamas", which parsers take for "the movement that Hamas …"
        for at in scene.children[token]:
            if scene.dep[at] == "appos" and at in self.at:
                return self.at[at].name
        for at in range(scene.left[token], token):
            if scene.head[at] == token and at in self.at and not self.at[at].as_place:
                return self.at[at].name
            if scene.head[at] == token and self.person_side(at):
                return self.person_side(at)
        for at in range(token + 1, scene.right[token] + 1):
            if scene.head[at] != at and scene.low[scene.head[at]] == "of" and scene.head[scene.head[at]] == token:
                return self.at[at].name if at in self.at else None
        return None
