"""What an article says of itself: dateline, agency credits, outlet it was taken from, day of publication.

A credit is one of: a dateline ("MOSCOW, March 5. /TASS/", "GENEVA (Reuters) -"), a source line ("Source: Sputnik",
"With Reuters, the Associated Press and AFP"), a tag ("Sputnik reported", "told Reuters" is *not* one: it names who
was spoken to, which :func:`carriers` gives to the statement's chain).
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.cast.tables import tables
from reportedly.data import load_csv
from reportedly.model import Article, Basis, Span, Spans

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "(?:" + "|".join(rf"{name}|{name[:3]}\b\.?" for name in _MONTHS) + r"|Sept\b\.?)"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PLACE = r"(?P<place>[A-Z][A-Z’'.\-]+(?:[ /][A-Z][A-Z’'.\-]+){0,3}|[A-Z][\w’'.\-]+(?: [A-Z][\w’'.\-]+){0,2})"
_WORD_DATE = re.compile(
    rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>\d{{4}}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening of agency copy: where and when it was filed, and by whom."""

    span: Span
    place: str | None = None
    date_text: str | None = None
    agency: str | None = None


@cache
def _names() -> dict[str, str]:
    """Spelling in a credit → display name."""
    names: dict[str, str] = {}
    for row in load_csv("agencies.csv"):
        for alias in (row["name"], *row["aliases"].split("|")):
            names.setdefault(alias.strip(), row["name"])
    return names


@cache
def _agency_pattern() -> str:
    return "|".join(re.escape(each) for each in sorted(_names(), key=lambda name: (-len(name), name)))


@cache
def _named() -> re.Pattern[str]:
    """Any name of an agency or outlet, as a whole word."""
    return re.compile(rf"(?<!\w)(?:{_agency_pattern()})(?!\w)")


@cache
def _dateline() -> tuple[re.Pattern[str], ...]:
    agency, day = rf"(?P<agency>{_agency_pattern()})", rf"(?P<date>{_DATE})"
    capitals = r"(?P<place>[A-Z][A-Z’'.\-]+(?: [A-Z][A-Z’'.\-]+){0,3})"
    return (
        re.compile(rf"{_PLACE}(?:,\s*[A-Z]\w+)?,?\s*{day}?\s*[.,]?\s*/\s*{agency}\s*/\s*[.\-–—]?"),
        re.compile(rf"{_PLACE}(?:,\s*[A-Z][\w.]+)?,?\s*{day}?\s*\({agency}\)\s*[-–—:]*"),
        re.compile(rf"{capitals}(?:,\s*(?:[A-Z][\w.]+ ?){{1,3}})?(?:,\s*{day})?\s*[–—-]{{1,2}}\s"),
        re.compile(rf"\(\s*{agency}\s*\)\s*[-–—:]*"),
    )


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    agency = _agency_pattern()
    listed = rf"(?P<names>(?:the )?(?:{agency})(?:(?:, | and |, and |/| & )(?:the )?(?:{agency}|agencies|wires))*)"
    return (
        re.compile(rf"(?:Sources?|Via|From|Courtesy|Credit)\s*[:\-–]?\s*{listed}\s*[.)]?\s*$"),
        re.compile(rf"^\(?(?:With|Agencies|Reporting by|(?:With )?[Ii]nputs from)\s*:?\s*{listed}.{{0,30}}$"),
        re.compile(rf"^(?P<names>{agency})\s*$"),
        re.compile(rf"(?<![\w’])(?P<names>{agency}),? (?:has )?(?:reported|reports|informed|informs)\b"),
    )


def find_dateline(text: str, paragraphs: Spans) -> Dateline | None:
    """Return the dateline, looked for at the head of the first paragraphs (headline and lead-in stand before it)."""
    for start, end in paragraphs[:6]:
        for pattern in _dateline():
            match = pattern.match(text, start, min(end, start + 160))
            if match is None:
                continue
            found = match.groupdict()
            agency = found.get("agency")
            if agency is None and end - match.end() < 60:
                continue  # a heading with a dash, not a dateline
            return Dateline(
                span=match.span(),
                place=found.get("place"),
                date_text=found.get("date"),
                agency=_names()[agency] if agency else None,
            )
    return None


def find_credits(text: str, paragraphs: Spans) -> tuple[str, ...]:
    """Return the agencies and outlets that the text credits as its source, in the order of the text."""
    found: dict[str, None] = {}
    for start, end in paragraphs:
        line = text[start:end]
        for credit in _credits():
            for match in credit.finditer(line):
                for name in _named().findall(match.group("names")):
                    found[_names()[name]] = None
    return tuple(found)


def carriers(words: str) -> tuple[str, ...]:
    """Return the agencies and outlets named in a stretch of words ("in an interview with TASS")."""
    return tuple(dict.fromkeys(_names()[name] for name in _named().findall(words)))


def is_carrier(words: str) -> bool:
    """Is this the name of an agency or outlet?"""
    bare = words.removeprefix("the ").removeprefix("The ").removesuffix(" news agency").strip()
    institution = tables().institution(bare)
    return bare in _names() or words in _names() or (institution is not None and institution.sort == "media")


def enrich(article: Article, paragraphs: Spans) -> Article:
    """Return the article with what its own text says: dateline place, credits, day of publication with its basis."""
    dateline = find_dateline(article.text, paragraphs)
    agencies = list(article.agency)
    if dateline and dateline.agency:
        agencies.append(dateline.agency)
    agencies.extend(find_credits(article.text, paragraphs))
    published, basis = article.published, article.published_basis
    if published and basis is None:
        basis = "metadata"
    if not published:
        published, basis = _published(article.text, paragraphs, dateline)
    own = _names().get(article.outlet or "", article.outlet)
    names = tuple(dict.fromkeys(agencies))
    return dataclasses.replace(
        article,
        agency=names,
        carried_from=article.carried_from or next((name for name in names if name != own), None),
        dateline_place=article.dateline_place or (dateline.place if dateline else None),
        published=published,
        published_basis=basis,
    )


def _published(text: str, paragraphs: Spans, dateline: Dateline | None) -> tuple[str | None, Basis | None]:
    """Day of publication out of the text alone.

    A dateline with a year states it. Without one, a weekday beside the same day of the month ("Saturday, March 5")
    narrows the years that the text itself names; the year is ``inferred`` where exactly one fits, else it is not
    guessed (law 2).
    """
    parts = _parts(dateline.date_text) if dateline is not None and dateline.date_text else None
    if parts is None:
        return None, None
    year, month, day = parts
    if year:
        return _iso(year, month, day), "dateline"
    weekday = _weekday_of(text, paragraphs, month, day)
    years = sorted({int(each) for each in re.findall(r"\b(?:19|20)\d\d\b", text)})
    fitting = [iso for each in years if (iso := _iso(each, month, day)) and weekday == _weekday_name(iso)]
    return (fitting[0], "inferred") if len(fitting) == 1 else (None, None)


def _weekday_name(iso: str) -> str:
    return _WEEKDAYS[datetime.date.fromisoformat(iso).weekday()]


def _weekday_of(text: str, paragraphs: Spans, month: int, day: int) -> str | None:
    """The weekday that the text writes beside this day of the month."""
    beside = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b[\s,(]{{1,3}}(?:the\s)?({_DATE})")
    for start, end in paragraphs:
        for match in beside.finditer(text, start, end):
            parts = _parts(match.group(2))
            if parts is not None and parts[1:] == (month, day):
                return match.group(1)
    return None


def _parts(words: str) -> tuple[int | None, int, int] | None:
    match = _WORD_DATE.search(words)
    if match is None:
        return None
    found = match.groupdict()
    name = (found["month"] or found["month2"])[:3]
    month = next(at for at, each in enumerate(_MONTHS, 1) if each.startswith(name))
    year = found["year"] or found["year2"]
    return (int(year) if year else None), month, int(found["day"] or found["day2"])


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
