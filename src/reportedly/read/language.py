"""Which language a text is written in: by its script, and among Latin scripts by its function words.

Small and its own on purpose: the question asked is "English or not", on whole articles; every answer can be
traced to an editable table. Codes are ISO 639-1.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources

_SAMPLE = 20_000
"""Code points looked at: enough for an article, little for a book."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_WORDS = 12
_LOWEST_SHARE = 0.12
"""Function words make up a third to a half of running English; tables and lists of names stay under a tenth.
"""
_ALIASES = {"english": "en", "eng": "en", "russian": "ru", "rus": "ru", "ukrainian": "uk", "ukr": "uk"}

_SCRIPTS = (
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)


def language_code(value: object) -> str | None:
    """Return the ISO 639-1 code an input states ("en-US", "eng", "English" → "en"), or ``None``."""
    if not isinstance(value, str):
        return None
    code = re.split(r"[-_\s]", value.strip().lower(), maxsplit=1)[0]
    code = _ALIASES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in {"und", "mul", "zxx"} else None


def find_language(text: str) -> str | None:
    """Return the language of ``text`` (ISO 639-1), or ``None`` where there is too little to tell."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script == "cyrillic":
        return _cyrillic(sample)
    if script != "latin":
        return script
    words = Counter(each.lower().replace("’", "'") for each in _WORD.findall(sample))
    total = sum(words.values())
    if total < _FEWEST_WORDS:
        return None
    shares = {code: sum(words[word] for word in known) / total for code, known in _function_words().items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= _LOWEST_SHARE else None


def _script(sample: str) -> str | None:
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:
        counts["ja"] += counts["zh"] if counts["ja"] else 0
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= 2 * _FEWEST_WORDS else None


def _cyrillic(sample: str) -> str:
    """Tell the Cyrillic languages apart by letters that only one of them writes."""
    lower = sample.lower()
    count = {letter: lower.count(letter) for letter in "ыэёъіїєґўјљњђћџ"}
    if count["ў"]:
        return "be"
    if sum(count[each] for each in "їєґ") > sum(count[each] for each in "ыэёъ"):
        return "uk"
    if sum(count[each] for each in "јљњђћџ"):
        return "sr"
    if count["ы"] or count["э"] or count["ё"]:
        return "ru"
    return "bg" if count["ъ"] else "ru"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    table = (resources.files("reportedly.data") / "language_words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    return {row["language"]: frozenset(row["words"].split()) for row in rows}
