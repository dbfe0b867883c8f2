"""The cue words of ``data/record_cues.toml``, with their inflections made, ready to look tokens up in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

VOWELS = "aeiou"


def inflections(base: str, irregular: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the base form and its regular and listed irregular forms ("stop": stops, stopped, stopping)."""
    forms = [base, *irregular.get(base, ())]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.append(base + "es")
    elif base.endswith("y") and len(base) > 1 and base[-2] not in VOWELS:
        forms += [base[:-1] + "ies", base[:-1] + "ied"]
    else:
        forms.append(base + "s")
    if base.endswith("ee"):
        forms += [base + "d", base + "ing"]
    elif base.endswith("ie"):
        forms += [base + "d", base[:-2] + "ying"]
    elif base.endswith("e"):
        forms += [base + "d", base[:-1] + "ing"]
    else:
        forms += [base + "ed", base + "ing"]
        if len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in VOWELS and base[-3] not in VOWELS:
            forms += [base + base[-1] + "ed", base + base[-1] + "ing"]
    return tuple(dict.fromkeys(forms))


@dataclass(frozen=True)
class Lexicon:
    """``single``: word form → the classes it belongs to; ``phrases``: first form → (rest of the words, class) pairs."""

    single: dict[str, frozenset[str]]
    lemma: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    def classes(self, word: str) -> frozenset[str]:
        """Return the classes of one lower-case word form."""
        return self.single.get(word, frozenset())

    def mark(self, low: list[str]) -> list[frozenset[str]]:
        """Return, for each word of a text, its classes: its own, and those of phrases that start at it."""
        marks = [self.single.get(word, EMPTY) for word in low]
        for at, word in enumerate(low):
            for rest, name in self.phrases.get(word, ()):
                if tuple(low[at + 1 : at + 1 + len(rest)]) == rest:
                    marks[at] = marks[at] | {name}
        return marks


EMPTY: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the shipped cue words, once a process."""
    raw: dict[str, Any] = tomllib.loads(
        resources.files("reportedly.data").joinpath("record_cues.toml").read_text(encoding="utf8")
    )
    irregular: dict[str, list[str]] = raw.pop("irregular")
    for section in ("place", "group", "reporting"):
        raw.pop(section)
    single: dict[str, set[str]] = {}
    lemma: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for section, lists in raw.items():
        for key, words in lists.items():
            name = f"{section}.{key}"
            for word in words:
                first, *rest = word.replace("-", " - ").split()  # as the parser cuts words
                for form in inflections(first, irregular):
                    if rest:
                        phrases.setdefault(form, []).append((tuple(rest), name))
                        phrases[form].append(((*rest[:-1], rest[-1] + "s"), name))
                    else:
                        single.setdefault(form, set()).add(name)
                        lemma.setdefault(form, first)
    return Lexicon(
        {form: frozenset(names) for form, names in single.items()},
        lemma,
        {form: tuple(found) for form, found in phrases.items()},
    )
