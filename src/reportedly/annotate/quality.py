"""Is a text machine-made? Flags with their evidence, on one article alone, never from what a side says.

Three kinds of evidence: wordings that spinners' substitution tables leave behind
(``data/spinner_phrases.csv``), words that do not go with their neighbours
(:mod:`reportedly.annotate.fluency`), and names that come out broken ("Zelskyy", "Lavor" beside "Lavrov"),
which people misspell now and then but programs again and again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

from reportedly.annotate import fluency
from reportedly.annotate.fluency import NAMES, Pairs, Reading
from reportedly.data import load_csv
from reportedly.model import Span, Spans, TextQuality

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENOUGH_PAIRS = 80
"""Pairs of neighbouring words below which their bands say nothing about an article."""
ENOUGH_POINTS = 4.0
"""Points of spinners' wordings that flag an article by themselves; fewer add to what the pairs of words
say."""
POINT = 0.75
"""What a point adds to the log odds."""
BROKEN_NAMES = 2
"""Different broken names that flag an article …"""
WORDS_A_NAME = 500
"""… if there is at least one in so many words: in long texts people's typing errors add up."""
SHOWN = 12
"""Pairs of words shown as evidence at most, the oddest first."""

_SPACED = re.compile(r"\b[a-z] \. [a-z] \.")
_CUT = re.compile(r"(?:\w\s?(?:\.\.\.|…)|\[(?:\.\.\.|…)\])[\"”’]?\s*$")


def assess(text: str, doc: Doc | None, boilerplate: Spans = ()) -> tuple[TextQuality, Spans]:
    """Return the quality of a text and the spans that show it, in the order of the text.

    ``doc`` is the parse of ``text``; without one the text is parsed here. ``boilerplate`` is left out. A
    clean text has no spans; a truncated one has the mark of the cut.
    """
    if doc is None:
        from reportedly.annotate import syntax

        doc = syntax.parse(text)
    reading = fluency.read(doc, boilerplate)
    wordings, points = spun_wordings(text, boilerplate)
    pairs = fluency.background().pairs(reading)
    counts = fluency.bands(reading, pairs)
    damaged, kind = fluency.weights().scores(counts)
    odds = damaged if counts["n"] >= ENOUGH_PAIRS else -POINT * ENOUGH_POINTS
    broken = broken_names(reading)
    by_names = len({_fold(reading.words[place]) for place in broken}) >= BROKEN_NAMES and (
        len(broken) * WORDS_A_NAME >= len(reading.words)
    )
    if odds > 0 or points >= ENOUGH_POINTS or (points and odds + POINT * points > 0):
        spans = [*wordings, *odd_places(reading, pairs), *(reading.spans[place] for place in broken)]
        return ("machine_spun" if points >= ENOUGH_POINTS or kind > 0 else "machine_translated"), _merged(spans)
    if by_names:
        return "machine_translated", _merged([reading.spans[place] for place in broken])
    return _cut(text, boilerplate)


def spun_wordings(text: str, boilerplate: Spans = ()) -> tuple[list[Span], float]:
    """Return where spinners' wordings stand and how many points they make; one wording counts three times at
    most."""
    spans: list[Span] = []
    seen: Counter[str] = Counter()
    total = 0.0
    matches = [(m.span(), _points()[_plain(m.group())]) for m in _phrases().finditer(text)]
    matches += [(m.span(), 2.0) for m in _SPACED.finditer(text)]
    for (start, end), points in sorted(matches):
        if any(begin <= start < stop for begin, stop in boilerplate):
            continue
        spans.append((start, end))
        phrase = _plain(text[start:end])
        seen[phrase] += 1
        total += points if seen[phrase] <= 3 else 0.0
    return spans, total


def odd_places(reading: Reading, pairs: Pairs) -> list[Span]:
    """Return the words and pairs of words that are least like ordinary text."""
    use, ratio = fluency.compared(reading), fluency.association(pairs)
    if not len(use):
        return []
    hyphened = np.array(["-" in word for word in reading.words], dtype=np.bool_)[1:]
    unknown = use & (pairs.second < 0) & ~hyphened
    oddness = np.where(use & (pairs.first >= 0) & (pairs.second >= 0), -ratio, 0.0)
    oddness = np.where(unknown, 5.0, oddness) + np.where(fluency.wrong_article(reading), 4.0, 0.0)
    best = np.argsort(-oddness, kind="stable")[:SHOWN]
    return [
        reading.spans[i + 1] if unknown[i] else (reading.spans[i][0], reading.spans[i + 1][1])
        for i in best.tolist()
        if oddness[i] >= 1.5
    ]


def broken_names(reading: Reading) -> list[int]:
    """Return the places of names that are a known name with letters missing or moved.

    Known are names that stand three times in the article and the surnames of the roster
    (``data/actors.csv``); endings and letters that transliterations differ in are not held against a name,
    nor is a name that ordinary news knows.
    """
    names: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    for place, (word, tag) in enumerate(zip(reading.words, reading.tags, strict=True)):
        if tag in NAMES and len(word) >= 5 and word.isalpha() and word[0].isupper() and word[1:].islower():
            folded = _fold(word)
            names[folded] += 1
            places.setdefault(folded, []).append(place)
    often = {name for name, count in names.items() if count >= 3}
    found = []
    for name in sorted(names):
        if name in often or name in _roster() or _familiar(reading.words[places[name][0]]):
            continue
        if any(_misspells(name, known) for known in sorted(often)) or any(
            _shortens(name, known) for known in _roster_by_initial().get(name[0], ())
        ):
            found += places[name]
    return sorted(found)


def _misspells(name: str, known: str) -> bool:
    """Return whether ``name`` is ``known`` with letters missing or moved; another letter makes it another
    name."""
    if name[0] != known[0] or len(name) < 5 or not (len(name) < len(known) or sorted(name) == sorted(known)):
        return False
    return not known.startswith(name) and OSA.distance(name, known, score_cutoff=2) <= 2


def _shortens(name: str, known: str) -> bool:
    """Return whether ``name`` is ``known`` with one or two letters missing inside."""
    if not 1 <= len(known) - len(name) <= 2 or len(name) < 5 or known.startswith(name) or known[-1] != name[-1]:
        return False
    letters = iter(known)
    return all(letter in letters for letter in name)


def _familiar(word: str) -> bool:
    background = fluency.background()
    number = background.words.get(word.lower())
    return number is not None and (background.news[number] >= 3 or background.books[number] > 0)


def _fold(name: str) -> str:
    """Return a name without what transliterations differ in: accents, y/i/j, doubled letters, kh/h/g, w/v."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    name = re.sub(r"[yij]+", "i", name.replace("kh", "g").replace("ch", "g"))
    return re.sub(r"(.)\1+", r"\1", name.replace("w", "v").replace("h", "g"))


@cache
def _roster() -> frozenset[str]:
    found: set[str] = set()
    for row in load_csv("actors.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            found.update(_fold(word) for word in name.split() if len(word) >= 5 and word.isalpha())
    return frozenset(found)


@cache
def _roster_by_initial() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for name in sorted(_roster()):
        table.setdefault(name[0], []).append(name)
    return {initial: tuple(names) for initial, names in table.items()}


@cache
def _points() -> dict[str, float]:
    return {row["phrase"].lstrip("-"): float(row["points"]) for row in load_csv("spinner_phrases.csv")}


@cache
def _phrases() -> re.Pattern[str]:
    """Whole words; a row that starts with a hyphen is the end of a compound."""
    parts = []
    for row in load_csv("spinner_phrases.csv"):
        phrase = row["phrase"]
        words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.lstrip("-").split())
        parts.append((rf"(?<=\w-){words}" if phrase.startswith("-") else rf"(?<![\w-]){words}") + r"(?![\w-])")
    return re.compile("|".join(parts), re.IGNORECASE)


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().replace("’", "'").split())


def _cut(text: str, boilerplate: Spans) -> tuple[TextQuality, Spans]:
    """Return whether the article's last line ends in the mark of a cut ("…", "[...]")."""
    end = len(text.rstrip())
    for start, stop in sorted(boilerplate, reverse=True):
        if stop >= end:
            end = len(text[:start].rstrip())
    found = _CUT.search(text, max(0, end - 8), end)
    return ("truncated", (found.span(),)) if found and end > 200 else ("clean", ())


def _merged(spans: list[Span]) -> Spans:
    """Return spans in order, those that overlap joined."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
