"""The cue lexicon: which word forms signal an attribution, with which frames and which speech act by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.data import load_csv


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of ``data/cues.csv``."""

    lemma: str
    pos: str
    act: str
    frames: frozenset[str]


@cache
def verbs() -> dict[str, Cue]:
    """Return every verb form in lower case with its cue."""
    forms: dict[str, Cue] = {}
    for row in load_csv("cues.csv"):
        if row["pos"] == "verb":
            cue = Cue(row["lemma"], "verb", row["act"], frozenset(row["frames"]))
            for form in _verb_forms(row["lemma"], row["forms"]):
                forms.setdefault(form, cue)
    return forms


@cache
def nouns() -> dict[str, Cue]:
    """Return every noun form in lower case with its cue."""
    forms: dict[str, Cue] = {}
    for row in load_csv("cues.csv"):
        if row["pos"] == "noun":
            cue = Cue(row["lemma"], "noun", row["act"], frozenset(row["frames"]))
            for form in (row["lemma"], row["lemma"] + "s"):
                forms.setdefault(form, cue)
    return forms


_DOUBLING = frozenset({"admit", "beg", "brag", "dub", "quip", "regret", "slam", "refer"})


def _verb_forms(lemma: str, irregular: str) -> tuple[str, ...]:
    if lemma.endswith(("s", "sh", "ch", "x")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    present = (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"
    if stem.endswith("e"):
        past = stem + "d"
    elif stem.endswith("y") and stem[-2] not in "aeiou":
        past = stem[:-1] + "ied"
    else:
        past = stem + "ed"
    return (lemma, third, present, *(irregular.split("|") if irregular else (past,)))
