"""What a report is about, made comparable: day, place, number, what is counted. Unknown is never equal to unknown."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.annotate.dates import MONTHS
from reportedly.annotate.places import country_codes, gazetteer
from reportedly.link.background import stem
from reportedly.model import Ceasefire, Corridor, Figure, Record

_MONTH = "|".join(MONTHS)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})\b(?!\d)|\b(\d{{1,2}})\s+(?:of\s+)?({_MONTH})\b", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
ANYONE = frozenset(map(stem, ("people", "person", "persons", "others", "individuals")))
"""Stems of words that count human beings and say nothing more of them."""
_EMPTY = frozenset(map(stem, ("of", "the", "a", "an", "in", "from", "and", "more", "other", "its", "their")))


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar; ``year`` is ``None`` where the words give month and day only."""

    year: int | None
    month: int
    day: int

    def apart(self, other: Date) -> int:
        """Return how many days lie between two dates; without a year on both sides the nearest are meant."""
        if self.year is not None and other.year is not None:
            return abs(_ordinal(self.year, self) - _ordinal(other.year, other))
        between = abs(_ordinal(2000, self) - _ordinal(2000, other))
        return min(between, 366 - between)


def _ordinal(year: int, date: Date) -> int:
    try:
        return datetime.date(year, date.month, date.day).toordinal()
    except ValueError:  # the 29th of February of a year that has none
        return datetime.date(year, date.month, 28).toordinal() + 1


def date_of(record: Record) -> Date | None:
    """Return the day a record gives for its thing: its date, start or window, else month and day as written."""
    stated = [record.date]
    if isinstance(record, Ceasefire):
        stated.append(record.start)
    if isinstance(record, Corridor) and record.window is not None:
        stated.append(record.window.start)
    for value in stated:
        found = _ISO.match(value or "")
        if found:
            return _date(int(found[1]), int(found[2]), int(found[3]))
    found = _MONTH_DAY.search(record.date_text or "")
    if found is None:
        return None
    return _date(None, MONTHS.index((found[1] or found[4]).lower()) + 1, int(found[2] or found[3]))


def _date(year: int | None, month: int, day: int) -> Date | None:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return None
    return Date(year, month, day)


def published_day(published: str | None) -> int | None:
    """Return the day of a date of publication as a number, or ``None``."""
    found = _ISO.match(published or "")
    date = _date(int(found[1]), int(found[2]), int(found[3])) if found else None
    return _ordinal(date.year, date) if date is not None and date.year is not None else None


@dataclass(frozen=True, slots=True)
class Site:
    """A place under one name, however it is spelled; ``extent`` tells a town from a region and a whole state."""

    name: str
    countries: frozenset[str] = frozenset()
    extent: str = "unknown"


@dataclass(frozen=True, slots=True)
class Report:
    """A record with what it is compared by."""

    record: Record
    kind: str
    day: int | None
    """Day its article was published."""
    story: str | None
    date: Date | None
    """Day it gives for the thing itself."""
    site: Site | None
    units: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def site(place: str | None, country: str | None) -> Site | None:
    """Return the place a name means, by the gazetteer; a name it does not know stands for itself."""
    if not place:
        return None
    parts = [part.strip() for part in place.split(",")]
    code = country_codes().get(parts[0])
    if code is not None:
        first = Site(code, frozenset((code,)), "country")
    else:
        namesakes = gazetteer().get(parts[0].lower(), ())
        fitting = [each for each in namesakes if country in each.country.split("|")] if country else list(namesakes)
        if not fitting or (not country and len(fitting) > 1):
            return Site(parts[0].casefold(), frozenset((country,)) if country else frozenset())
        best = fitting[0]
        extent = "region" if best.latitude is None else "town"
        first = Site(f"{best.name.casefold()}/{best.country}", frozenset(best.country.split("|")), extent)
    for part in parts[1:]:
        further = country_codes().get(part)
        if len(parts) > 1 and (further is None or further not in first.countries):
            return Site(place.casefold())  # two places in one cell: which is meant is not known
    return first


def compare_sites(a: Site | None, b: Site | None) -> str:
    """Return ``same``, ``within`` (one may hold the other), ``apart`` or ``unknown``."""
    if a is None or b is None:
        return "unknown"
    if a.name == b.name:
        return "same"
    if a.countries and b.countries and not a.countries & b.countries:
        return "apart"
    if "unknown" in (a.extent, b.extent):
        return "unknown"
    return "apart" if a.extent == b.extent == "town" else "within"


def unit_words(unit: str | None) -> frozenset[str]:
    """Return the stems of the words that say what is counted."""
    return frozenset(map(stem, re.findall(r"[^\W\d_]+", unit or ""))) - _EMPTY


def bounds(figure: Figure) -> tuple[float, float] | None:
    """Return the lowest and highest number a figure allows; ``None`` where it gives none. "About" allows a tenth."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        low = high = figure.value
    if low is None and high is None:
        return None
    if figure.modifier == "about":
        low, high = low and low * 0.9, high and high * 1.1
    return (0.0 if low is None else low, float("inf") if high is None else high)


def amount(figure: Figure) -> float | None:
    """Return the number a figure names first: its value, else its lower end, else its upper."""
    return next((each for each in (figure.value, figure.low, figure.high) if each is not None), None)
