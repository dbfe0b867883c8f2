"""Which parties a stretch of text names, and for whom a speaker speaks.

States come from ``data/countries.csv`` (names, adjectives, peoples, capitals and seats that stand for the state); armed
groups and organisations from the parse's entities. A place is not its government: "in Kyiv" names no party.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reportedly.data import load_csv
from reportedly.extract.scene import Scene

PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "around", "outside", "inside", "into", "across", "throughout", "within", "towards", "toward", "from", "to", "through", "over"]
)
GROUP_ENTITIES = frozenset({"ORG", "NORP"})
GROUP_WORDS = frozenset(
    ["forces", "army", "front", "movement", "council", "party", "militia", "group", "alliance", "army", "brigade", "brigades", "union", "nations", "group", "rebels"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at tokens ``[start, end)``; ``form``: name | adjective | people | capital | seat | group | person."""

    start: int
    end: int
    name: str
    form: str
    as_place: bool = False


Forms = dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]


@lru_cache(maxsize=1)
def state_forms() -> Forms:
    """Return first word → (all words, state, form), longest first; lower case."""
    forms: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in load_csv("countries.csv"):
        for column, form in (
            ("name", "name"),
            ("variants", "name"),
            ("adjectives", "adjective"),
            ("people", "people"),
            ("capitals", "capital"),
            ("seats", "seat"),
        ):
            for each in (row.get(column) or "").split("|"):
                words = tuple(each.strip().replace("’", "'").split())
                if words:
                    forms.setdefault(words[0].lower(), []).append((words, row["name"], form))
    return {first: tuple(sorted(found, key=lambda each: (-len(each[0]), each[1]))) for first, found in forms.items()}


class Parties:
    """The parties of one article: where they are named, how often, who speaks for whom."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}
        self._find()
        counts = Counter(m.name for m in self.mentions if m.form != "person")
        first = {m.name: -m.start for m in reversed(self.mentions)}
        self.ranked = sorted(counts, key=lambda name: (-counts[name], -first[name]))
        self.counts = counts
        self.persons = self._person_sides()
        self._sides: dict[str, str] = {}

    # ---- finding

    def _find(self) -> None:
        scene, forms = self.scene, state_forms()
        at = 0
        while at < len(scene.low):
            found = self._state_at(at, forms) or self._group_at(at)
            if found is None:
                at += 1
                continue
            self.mentions.append(found)
            for token in range(found.start, found.end):
                self.at[token] = found
            at = found.end

    def _state_at(self, at: int, forms: Forms) -> Mention | None:
        scene = self.scene
        for words, name, form in forms.get(scene.low[at], ()):
            end = at + len(words)
            if end > len(scene.low):
                continue
            if any(a.lower() != b for a, b in zip(words, scene.low[at:end], strict=True)):
                continue
            if not scene.words[at][0].isupper():
                continue
            if len(words) == 1 and words[0].isupper() and not scene.words[at].isupper():
                continue
            return Mention(at, end, name, form, self._as_place(at, end, form))
        return None

    def _as_place(self, start: int, end: int, form: str) -> bool:
        scene = self.scene
        if form in ("adjective", "people"):
            return False
        before = start - 1
        while before >= 0 and scene.low[before] in ("the", "eastern", "northern", "southern", "western", "central"):
            before -= 1
        if before < 0 or scene.low[before] not in PLACE_PREPOSITIONS:
            return False
        if scene.low[before] in ("to", "from", "with"):
            return form not in ("seat",) and scene.tag[before] != "TO" and form == "capital"
        return True

    def _group_at(self, at: int) -> Mention | None:
        scene = self.scene
        if scene.ent[at] not in GROUP_ENTITIES or (at and scene.ent[at - 1] == scene.ent[at] and at - 1 not in self.at):
            return None
        end = at + 1
        while end < len(scene.ent) and scene.ent[end] == scene.ent[at] and scene.sentence[end] == scene.sentence[at]:
            end += 1
        start = at + 1 if scene.low[at] == "the" and end > at + 1 else at
        while end - 1 > start and scene.low[end - 1] in ("'s", "'", "’"):
            end -= 1
        name = scene.text[scene.begin[start] : scene.finish[end - 1]]
        if not name[0].isupper() or not any(c.isalpha() for c in name):
            return None
        return Mention(start, end, self._canonical(name), "group")

    def _canonical(self, name: str) -> str:
        """A group's first, longer name where this one is its abbreviation or part ("FARC" after "… (FARC)")."""
        for earlier in self.mentions:
            if earlier.form == "group" and earlier.name != name and self._stands_for(name, earlier.name):
                return earlier.name
        return name

    def _stands_for(self, short: str, long: str) -> bool:
        words = [w for w in long.split() if w[:1].isupper()]
        return short.isupper() and len(short) > 1 and "".join(w[0] for w in words) == short

    # ---- persons

    def _person_sides(self) -> dict[str, str]:
        """Return last name → side, from the words that stand with a person ("Russian Foreign Minister Sergei Lavrov")."""
        scene, votes = self.scene, {}
        for at, kind in enumerate(scene.ent):
            if kind != "PERSON" or (at and scene.ent[at - 1] == "PERSON"):
                continue
            end = at + 1
            while end < len(scene.ent) and scene.ent[end] == "PERSON":
                end += 1
            while end - 1 > at and scene.low[end - 1] in ("'s", "'"):
                end -= 1
            side = self._beside(at, end)
            if side:
                votes.setdefault(scene.low[end - 1], Counter())[side] += 1
        return {last: max(sorted(found), key=lambda s: found[s]) for last, found in votes.items()}

    def _beside(self, start: int, end: int) -> str | None:
        scene = self.scene
        low, high = scene.sentences[scene.sentence[start]]
        for at in range(start - 1, max(low, start - 9) - 1, -1):
            if at in self.at and self.at[at].form != "person":
                return self.at[at].name
            if scene.tag[at] in ("VBD", "VBZ", "VBP", "CC") or scene.low[at] in (
                ",",
                ".",
                "''",
                '"',
                ";",
                "with",
                "that",
            ):
                break
        if end < high and scene.low[end] in (",", "(", "-", "—"):
            for at in range(end + 1, min(high, end + 9)):
                if at in self.at and self.at[at].form != "person":
                    return self.at[at].name
                if scene.tag[at] in ("VBD", "VBZ", "VBP") or scene.low[at] in (",", ")", "who"):
                    break
        return None

    # ---- sides

    def side(self, name: str | None) -> str | None:
        """Return the party that a speaker's name stands for: a state, a group, or the name itself where nothing is known."""
        if not name:
            return None
        if name not in self._sides:
            self._sides[name] = self._side(name)
        return self._sides[name]

    def _side(self, name: str) -> str:
        words = name.replace("’", "'").split()
        forms = state_forms()
        for at, word in enumerate(words):
            for form, state, _ in forms.get(word.lower().rstrip(",").removesuffix("'s"), ()):
                if [w.lower() for w in form] == [
                    w.lower().rstrip(",").removesuffix("'s") for w in words[at : at + len(form)]
                ]:
                    return state
        for last in reversed(words):
            if last.lower() in self.persons:
                return self.persons[last.lower()]
        return name

    def opponent(self, side: str | None) -> str | None:
        """Return the party most often named beside ``side``, where the article clearly has two; else ``None``."""
        others = [name for name in self.ranked if name != side]
        if side is None or not others:
            return None
        return others[0] if self.counts[others[0]] >= 2 else None

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
        if scene.ent[token] == "PERSON":
            return self.persons.get(scene.low[token])
        for at in range(scene.left[token], token):
            if scene.head[at] == token and at in self.at and not self.at[at].as_place:
                return self.at[at].name
            if scene.head[at] == token and scene.ent[at] == "PERSON" and scene.low[at] in self.persons:
                return self.persons[scene.low[at]]
        for at in range(token + 1, scene.right[token] + 1):
            if scene.head[at] != at and scene.low[scene.head[at]] == "of" and scene.head[scene.head[at]] == token:
                return self.at[at].name if at in self.at else None
        return None
