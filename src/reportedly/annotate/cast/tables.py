"""The editable tables behind the cast: states, institutions, roster of officials, words of offices, given names."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return ``text`` in small letters without accents and apostrophes: the form in which names are compared."""
    text = text.replace("’", "'").replace("`", "'")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").casefold().replace("'", "")


_ENDING = re.compile(r"(skyy|skiy|skyi|skii|skij|skyj|ski)$")


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """Return the comparing form of one word of a name: folded, the endings -sky/-skyy/-ski made one."""
    return _ENDING.sub("sky", fold(word).strip(".-"))


@dataclass(frozen=True, slots=True)
class Institution:
    """A row of ``data/institutions.csv``."""

    name: str
    sort: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A row of ``data/actors.csv``: one office of one person, with the dates it was held."""

    row: int
    name: str
    gender: str | None
    side: str | None
    title: str
    body: str | None
    start: str
    end: str
    names: tuple[str, ...]

    def held(self, date: str | None) -> bool:
        """Whether the office was held on ``date`` (ISO, any precision); without a date every office may be."""
        if not date:
            return True
        return (not self.start or date[: len(self.start)] >= self.start) and (
            not self.end or date[: len(self.end)] <= self.end
        )


@dataclass(slots=True)
class Tables:
    """All tables, indexed for look-up by folded words."""

    states: dict[str, str] = field(default_factory=dict)
    """Name, variant or adjective's noun form → state."""
    state_names: frozenset[str] = frozenset()
    adjectives: dict[str, str] = field(default_factory=dict)
    adjective_of: dict[str, str] = field(default_factory=dict)
    """State → its first adjective."""
    peoples: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    """Any word for a state (all of the above, multi-word ones too) → state."""
    offices: list[Office] = field(default_factory=list)
    surnames: dict[str, list[Office]] = field(default_factory=dict)
    """Folded surname (the comparing form of ``garbled.key`` too) → offices."""
    genders: dict[str, str] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    person_nouns: dict[str, frozenset[str]] = field(default_factory=dict)
    person_classes: frozenset[str] = frozenset()
    """Everything that a person noun can stand for."""
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    def state_named(self, text: str) -> str | None:
        """Return the state that a name, capital or seat stands for ("Moscow", "the Kremlin"), else ``None``."""
        key = fold(text).removeprefix("the ").removesuffix("s") if text.endswith(("'s", "’s")) else fold(text)
        key = key.removeprefix("the ")
        if text.islower():
            # "us" is a pronoun and "male" an adjective; a name keeps its capitals. Damaged texts write "kyiv".
            return self.capitals.get(key) if len(key) > 3 and key not in _COMMON else None
        found = self.states.get(key) or self.capitals.get(key) or self.seats.get(key)
        return found or (self.states.get(key[:-1]) if _run_on(text) else None)

    def side_of(self, word: str) -> str | None:
        """Return the state a word belongs to: name, adjective, people, capital or seat; ``None`` for other words."""
        if word.islower() and (len(word) < 4 or fold(word) in _COMMON):
            return None
        folded = fold(word)
        # "Syrias north": a text that lost its apostrophes.
        return self.sides.get(folded) or (self.states.get(folded[:-1]) if _run_on(word) else None)

    def institution(self, text: str) -> Institution | None:
        """Return the institution a name means. Short forms in capitals (AP, IS, CAR) must be written so."""
        found = self.institutions.get(fold(text).removeprefix("the "))
        if found and len(text) <= 4 and text.islower():
            return None
        return found


_COMMON = frozenset(
    {"male", "chad", "turkey", "jordan", "georgia", "polish", "cooks", "carthage", "guinea", "lima", "nice"}
)


def _run_on(word: str) -> bool:
    """Whether a word may be a name with a possessive "s" whose apostrophe is lost."""
    return word[:1].isupper() and len(word) > 5 and word.endswith("s") and not word.endswith("ss")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("reportedly.data").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for row in csv.DictReader(lines):
        yield {key: (value or "").strip() for key, value in row.items() if key}


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read all tables once a process."""
    t = Tables()
    for row in _rows("countries.csv"):
        name = row["name"]
        t.adjective_of[name] = next(iter(_split(row["adjectives"])), name)
        for target, cells in (
            (t.states, [name, *_split(row["variants"])]),
            (t.adjectives, _split(row["adjectives"])),
            (t.peoples, _split(row["people"])),
            (t.capitals, _split(row["capitals"])),
            (t.seats, _split(row["seats"])),
        ):
            for cell in cells:
                key = fold(cell).removeprefix("the ")
                target.setdefault(key, name)
                t.sides.setdefault(key, name)
    t.state_names = frozenset(t.states.values())
    for row in _rows("institutions.csv"):
        institution = Institution(row["name"], row["class"], row["side"] or None)
        for cell in [row["name"], *_split(row["variants"])]:
            t.institutions.setdefault(fold(cell).removeprefix("the "), institution)
    _read_people(t)
    _read_words(t)
    return t


def _read_people(t: Tables) -> None:
    for number, row in enumerate(_rows("actors.csv"), start=1):
        names = (row["name"], *_split(row.get("aliases", "")))
        office = Office(
            row=number,
            name=row["name"],
            gender=row["gender"] or None,
            side=row["side"] or None,
            title=row["title"],
            body=row["body"] or None,
            start=row["start"],
            end=row["end"],
            names=names,
        )
        t.offices.append(office)
        for surname in dict.fromkeys(form(name.split()[-1]) for name in names for form in (fold, key)):
            t.surnames.setdefault(surname, []).append(office)
    for row in _rows("given_names.csv"):
        for name in _split(row["names"]):
            given = fold(name)
            t.genders[given] = "" if t.genders.get(given, row["gender"]) != row["gender"] else row["gender"]


def _read_words(t: Tables) -> None:
    words = tomllib.loads(files("reportedly.data").joinpath("cast_words.toml").read_text(encoding="utf-8"))
    t.words = words
    t.person_nouns = {noun: frozenset(classes.split()) for noun, classes in words["person_nouns"].items()}
    t.person_classes = frozenset().union(*t.person_nouns.values())
    t.lists = {name: frozenset(items) for name, items in words["lists"].items()}
