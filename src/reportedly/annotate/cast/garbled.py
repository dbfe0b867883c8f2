"""Spellings of one name: transliterations, damaged letters, first names in two languages. Different people stay
apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from reportedly.annotate.cast.tables import key

_SAME_SOUND = (
    ("yy", "y"),
    ("iy", "y"),
    ("ii", "y"),
    ("ij", "y"),
    ("j", "y"),
    ("w", "v"),
    ("ph", "f"),
    ("kh", "h"),
    ("ck", "k"),
    ("ou", "u"),
    ("ee", "i"),
    ("z", "s"),
    ("q", "k"),
)
_FIRST_LETTERS = (
    {"v", "w"},
    {"a", "o"},
    {"e", "y", "i"},
    {"k", "q", "c"},
    {"j", "y"},
    {"s", "z"},
    {"g", "h"},
    {"u", "v"},
)
_SHORT = tuple(
    frozenset(group.split())
    for group in (
        "joe joseph",
        "bill william will",
        "bob robert rob",
        "dick richard rick",
        "jim james",
        "tony anthony",
        "mike michael",
        "kate katherine catherine",
        "liz elizabeth",
        "ted edward",
        "chuck charles",
        "jack john",
        "steve steven stephen",
        "kristen kristin",
        "vladimir volodymyr",
        "alexander oleksandr",
        "dmitry dmytro",
        "mikhail mykhailo",
        "nikolai mykola",
        "pavel pavlo",
        "alexei oleksiy",
    )
)
"""Given names that one person may bear in two languages or in short."""


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return a rougher form, in which transliterations of one name fall together."""
    text = key(word)
    for pair in _SAME_SOUND:
        text = text.replace(*pair)
    return re.sub(r"(.)\1", r"\1", text)


def same_surname(a: str, b: str) -> bool:
    """Whether two keys are one surname in two transliterations ("medinski" and "medinsky", "podoliak" and
    "podolyak").
    """
    return a == b or (len(a) > 3 and len(b) > 3 and sound(a).replace("i", "y") == sound(b).replace("i", "y"))


def garbled(a: str, b: str) -> bool:
    """Whether ``a`` may be ``b`` with letters lost, swapped or changed ("zelskyy" and "zelensky", "lavor" and
    "lavrov").

    One edit for names of five letters, two from six; the first two letters must be the same below eight letters
    (the damage
    observed in spun and translated texts keeps them), so "Medvedev" is not "Medinsky".
    """
    if min(len(a), len(b)) < 5 or a[0] != b[0] or (a[1] != b[1] and min(len(a), len(b)) < 8):
        return False
    return int(DamerauLevenshtein.distance(a, b)) <= (1 if max(len(a), len(b)) < 6 else 2)


def same_given(a: str, b: str) -> bool:
    """Whether two given names can be one person's: equal, an initial, a short form, or a transliteration."""
    a, b = key(a), key(b)
    if not a or not b or a == b or (a[0] == b[0] and min(len(a), len(b)) == 1):
        return True
    if any(a in group and b in group for group in _SHORT):
        return True
    if a[0] != b[0] and not any(a[0] in group and b[0] in group for group in _FIRST_LETTERS):
        return False
    if same_surname(a, b):
        return True
    if min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)):
        return True
    return min(len(a), len(b)) >= 5 and int(DamerauLevenshtein.distance(sound(a), sound(b))) <= 1
