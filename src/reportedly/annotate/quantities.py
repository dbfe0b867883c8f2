"""Counted things: each number with its value, its bounds and what was counted; damaged figures carry no value.

"some 1,755 foreigners" → 1755, about; "tens of thousands" → no exact value, low 20 000; "round million" (a spinner's
"around two million" with its number lost) is flagged as damaged and has none. Times, percentages, money and distances
are no quantities here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reportedly.annotate.dates import NUMBERS
from reportedly.annotate.layers import Layers

Modifier = Literal["exact", "at_least", "about", "more_than", "up_to"]

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_WORDS = "|".join(
    sorted((w for w in NUMBERS if w not in ("a", "an", "couple", "hundred", "zero")), key=len, reverse=True)
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TENS_VALUE = {word: 10 * number for number, word in enumerate(_TENS.split("|"), 2)}
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|{_WORDS}|a couple of)"
_SCALE = r"(?:hundred|thousand|million|billion|dozen)"
_PLURAL = (
    r"(?P<plural>(?:tens|hundreds|thousands|dozens|scores|millions)(?:\s+of\s+(?:thousands|millions))?"
    r"|(?:several|a few|many)\s+(?:hundred|thousand|million|dozen)s?)"
)
_SHARE = rf"(?P<share>half|(?:a\s+)?quarter\s+of)\s+an?\s+(?P<whole>{_SCALE})"
_MODIFIER = (
    r"(?P<modifier>at least|no fewer than|not less than|more than|over|as many as|up to|about|around|approximately|"
    r"roughly|nearly|almost|some|an estimated|close to|a minimum of|fewer than|less than)"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,:$€£-])(?<!\bno )(?<!\bNo )(?<!\d )(?:{_MODIFIER}\s+)?(?:another\s+|additional\s+|further\s+)?"
    rf"(?:{_SHARE}\b|(?P<number>{_NUMBER})(?:\s+(?P<scale>{_SCALE}(?:\s+{_SCALE})?)\b)?|(?P<lone>(?:a\s+)?{_SCALE})\b|\b{_PLURAL}\b)(?![\w%]|[.,:-]\d|-\w)",
    re.IGNORECASE,
)
_DAMAGED = re.compile(
    r"\b(?:round|spherical|approximately|about)\s+(?P<scale>hundred|thousand|million|billion)s?\b(?!\s+of)",
    re.IGNORECASE,
)
_FLOORS = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_MODIFIERS: dict[str, Modifier] = {
    "at least": "at_least",
    "no fewer than": "at_least",
    "not less than": "at_least",
    "a minimum of": "at_least",
    "more than": "more_than",
    "over": "more_than",
    "up to": "up_to",
    "as many as": "up_to",
    "fewer than": "up_to",
    "less than": "up_to",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The number words ``[start, end)`` (code points). ``value`` is ``None`` for vague plurals and damaged figures."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier | None
    damaged: bool = False
    vague: str | None = None
    """The words of a vague plural ("tens of thousands"), else ``None``."""


def find_quantities(layers: Layers) -> tuple[Quantity, ...]:
    """Return the quantities of an article's text, in order."""
    return quantities_in(layers.article.text)


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of any text. Years, clock times, percentages and sums of money are left out."""
    found = [
        Quantity(start=m.start(), end=m.end(), value=None, low=None, high=None, modifier=None, damaged=True)
        for m in _DAMAGED.finditer(text)
    ]
    spoiled = {at for each in found for at in range(each.start, each.end)}
    for match in _QUANTITY.finditer(text):
        if match.start() in spoiled or match.end() - 1 in spoiled or _no_count(match, text):
            continue
        found.append(_quantity(match))
    return tuple(sorted(found, key=lambda each: each.start))


def _no_count(match: re.Match[str], text: str) -> bool:
    words = match.group()
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return True
    return bool(
        re.match(
            r"\s*(?:percent|per cent|dollars|euros|roubles|rubles|km|kilomet|miles|GMT|UTC|a\.m|p\.m|[°%$€£])",
            text[match.end() :],
        )
    )


def _quantity(match: re.Match[str]) -> Quantity:
    groups = match.groupdict()
    modifier: Modifier | None = None
    if groups["modifier"]:
        modifier = _MODIFIERS.get(re.sub(r"\s+", " ", groups["modifier"].lower()), "about")
    if groups["plural"]:
        words = groups["plural"].lower().split()
        if words[0] in _FLOORS:
            floor = float(
                _FLOORS[words[0]]
                * {"thousands": 1_000, "millions": 1_000_000}.get(words[-1] if len(words) > 1 else "", 1)
            )
        else:  # "several hundred"
            floor = 2.0 * _SCALES[words[-1].removesuffix("s")]
        return Quantity(
            start=match.start(),
            end=match.end(),
            value=None,
            low=floor,
            high=None,
            modifier=modifier,
            vague=groups["plural"].lower(),
        )
    if groups["lone"]:
        value = float(_SCALES[groups["lone"].lower().split()[-1]])
    elif groups["share"]:
        value = (0.25 if "quarter" in groups["share"].lower() else 0.5) * _SCALES[groups["whole"].lower()]
    else:
        value = number_value(groups["number"])
        for scale in (groups["scale"] or "").lower().split():  # "two hundred thousand"
            value *= _SCALES[scale]
    if modifier is None and "dozen" in match.group().lower():
        modifier = "about"
    modifier = modifier or "exact"
    low: float | None = None if modifier == "up_to" else value
    high = None if modifier in ("at_least", "more_than") else value
    return Quantity(start=match.start(), end=match.end(), value=value, low=low, high=high, modifier=modifier)


def number_value(words: str) -> float:
    """Return the value of "1,755", "2.5", "three" or "seventy-five"."""
    plain = words.lower().replace(",", "")
    if plain[0].isdigit():
        return float(plain)
    if plain == "a couple of":
        return 2.0
    total = 0.0
    for part in plain.split("-"):
        total += _TENS_VALUE.get(part, NUMBERS.get(part, 0))
    return total
