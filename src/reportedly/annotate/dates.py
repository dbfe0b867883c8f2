"""Date and time expressions, each resolved to an interval against the article's publication date or dateline.

What cannot be resolved keeps its words and has no ``start`` ("as soon as possible", a month and day with no year in
reach). A weekday is the nearest one on the side its sentence points to: "on Saturday" in an article of a Saturday is
that day, with a future verb the next one. Weeks run from Monday (ISO 8601).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from reportedly.annotate.columns import columns
from reportedly.annotate.layers import Layers
from reportedly.model import Basis, When

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "zero",
            "one a an",
            "two couple",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
_COUNT = (
    r"(?P<count>\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|sixty|ninety|several|few)"
)
_UNIT = r"(?P<unit>minute|hour|day|week|month|year)"
_ZONE = r"(?:\s*\(?(?P<zone>GMT|UTC)(?P<shift>[+-]\d{1,2})?\)?|\s*Z)?"

_WEEKDAY_BEFORE = r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_PERIODS = "hours|days|weeks|months"
_SOON = (
    rf"in the near future|(?<!as )soon|in the coming days|within (?:the )?(?:coming |next )?(?:{_PERIODS})|"
    rf"in the following days|(?:in|over|during) the (?:past|last|coming|next) (?:couple of |few )?(?:{_PERIODS})|"
    r"as soon as possible|at any moment|recently"
)
_WHICH = "this|last|next|the past|the last|the next|previous|the previous|the coming|past|coming"
_WITHIN = "within|in the (?:next|coming|past|last)|over the (?:next|past|last|coming)|in"
_ROUGHLY = "about|more than|at least|nearly|almost|over|some|up to|approximately"
_PREPOSITION = "in|since|by|until|before|early|late|mid-?|of"

_SOURCES: tuple[tuple[str, str, int], ...] = (
    ("iso", r"\b(?P<year>\d{4})-(?P<mm>\d\d)-(?P<day>\d\d)\b", 0),
    (
        "time_first",
        rf"\b(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d){_ZONE}\s+on\s+(?:(?P<day2>\d{{1,2}})\s+)?"
        rf"{_MONTH}(?:\s+(?P<day>\d{{1,2}})\b)?{_YEAR}",
        0,
    ),
    ("month_day", rf"{_WEEKDAY_BEFORE}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]?\d){_YEAR}", 0),
    ("day_month", rf"{_WEEKDAY_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}", 0),
    (
        "month",
        rf"\b(?:(?P<which>last|next|this)\s+|the\s+month\s+of\s+|(?P<prep>{_PREPOSITION})\s*)?{_MONTH}{_YEAR}",
        0,
    ),
    (
        "weekday",
        rf"\b(?:(?P<which>last|next|this|coming|on|since|until|by)\s+)?{_WEEKDAY}(?:['’]s)?{_PART}"
        r"(?P<week>\s+(?:last|next|this)\s+week)?\b",
        0,
    ),
    (
        "near_day",
        r"\b(?P<word>today|yesterday|tomorrow|tonight|right now|now(?! no\b)|at the moment|currently)\b(?:['’]s)?",
        re.I,
    ),
    ("clock", rf"\b(?P<hour>\d{{1,2}}):(?P<minute>\d\d)\b{_ZONE}(?:\s+(?P<half>[ap]\.?m\.?))?", re.I),
    (
        "near_period",
        rf"\b(?:(?P<part>earlier|later|early|late)\s+)?(?P<which>{_WHICH})\s+"
        r"(?P<unit>week|weekend|month|year|evening|morning|afternoon|night)\b",
        re.I,
    ),
    (
        "ago",
        rf"\b(?:about |some |almost |over |more than )?{_COUNT}\s+{_UNIT}s?\s+"
        r"(?P<way>ago|earlier|later|before|after)\b",
        re.I,
    ),
    (
        "within",
        rf"\b(?P<way>{_WITHIN})\s+(?:the\s+)?(?:(?:next|coming|past|last)\s+)?{_COUNT}\s+{_UNIT}s?\b",
        re.I,
    ),
    ("soon", rf"\b(?:{_SOON})\b", re.I),
    (
        "duration",
        rf"\b(?P<body>(?:(?P<modifier>{_ROUGHLY})\s+)?{_COUNT}(?:-|\s+)(?:more\s+)?{_UNIT}s?(?:[- ]long)?)\b",
        re.I,
    ),
    ("unit_long", r"\b(?P<unit>hour|day|week|month|year)s?[- ]long\b", re.I),
    (
        "year",
        r"\b(?:in|since|of|by|until|from|during|the)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*(?:people|soldiers|[%,]\d))",
        re.I,
    ),
)
PATTERNS = tuple((name, re.compile(pattern, flags)) for name, pattern, flags in _SOURCES)
"""Kinds of expression in the order they are looked for: the more exact first; no words are read twice."""

Kind = Literal["point", "duration", "vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words ``[start, end)`` of the article (code points) and what they say; ``length`` is an ISO 8601 duration.

    ``bounded`` is ``"since"``, ``"until"`` or ``""``: which side of an interval the words give.
    """

    start: int
    end: int
    kind: Kind
    when: When
    length: str | None = None
    bounded: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day an article speaks from, and how it is known."""

    day: date
    basis: Basis


_IN_PROSE = re.compile(r"\b(?:on|in|since|of|by|from|until|dated|the)\s+$", re.I)


def anchor_of(layers: Layers) -> Anchor | None:
    """Return the article's own day: a full date in its first lines, near its publication; else its publication date."""
    published = _day(layers.article.published or "")
    text = layers.article.text
    for start, end in layers.paragraphs[:4]:
        for name, pattern in PATTERNS:
            if name not in ("iso", "month_day", "day_month"):
                continue
            match = pattern.search(text, start, min(end, start + 200))
            if match is None or not match["year"] or _IN_PROSE.search(text[max(0, match.start() - 12) : match.start()]):
                continue
            found = _READERS[name](match, *match.span(), None, False)
            day = _day(found.when.start or "") if found else None
            if day and published and 0 <= (published - day).days <= 31:
                return Anchor(day, "dateline")
    return Anchor(published, "relative") if published else None


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def find_dates(layers: Layers) -> tuple[TimeExpression, ...]:
    """Return all date and time expressions of an article in the order of its text; none overlap."""
    text, anchor = layers.article.text, anchor_of(layers)
    points = future_points(layers)
    taken: list[TimeExpression] = []
    free = bytearray(len(text) + 1)
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            while start < end and text[start].isspace():
                start += 1
            if start == end or any(free[start:end]):
                continue
            found = _READERS[name](match, start, end, anchor, _points_ahead(points, text, start))
            if found is not None:
                free[start:end] = b"\x01" * (end - start)
                taken.append(found)
    return tuple(sorted(taken, key=lambda each: each.start))


_WILL = frozenset({"will", "'ll", "shall", "tomorrow"})
_DUE = frozenset({"scheduled", "due", "expected", "planned", "slated"})
_AHEAD = _WILL | _DUE | {"would"}
_PAST = frozenset({"was", "were", "had"})


def future_points(layers: Layers) -> list[tuple[int, int]]:
    """Return stretches of text that speak of what is to come: clauses with "will", "would", "is due to" …"""
    found = []
    for at, word in enumerate(columns(layers.doc).lower):
        if word not in _AHEAD:
            continue
        token = layers.doc[at]
        would = word == "would" and token.head.dep_ in ("ccomp", "relcl", "ROOT")
        if word in _DUE:
            near = {token.head.lower_, *(child.lower_ for child in token.children)}
            if near & _PAST:
                continue
        elif word not in _WILL and not would:
            continue
        head = token.head if token.dep_ in ("aux", "auxpass") else token
        found.append((head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text)))
    return found


_STARTING = re.compile(r"\b(?:starting|beginning|effective|as of|to start|to begin)\s+$", re.I)


def _points_ahead(stretches: list[tuple[int, int]], text: str, offset: int) -> bool:
    if _STARTING.search(text[max(0, offset - 14) : offset]):
        return True
    return any(start <= offset < end for start, end in stretches)


def _point(
    start: int,
    end: int,
    match: re.Match[str],
    first: str | None,
    last: str | None,
    basis: Basis | None,
    kind: Kind = "point",
) -> TimeExpression:
    words = match.string[start:end]
    lowered = words.lower()
    bounded = (
        "since" if lowered.startswith(("since", "from")) else "until" if lowered.startswith(("until", "by")) else ""
    )
    when = When(start=first, end=last or first, text=words, basis=basis) if first else When(text=words)
    return TimeExpression(
        start=start, end=end, kind=kind if first or kind != "point" else "vague", when=when, bounded=bounded
    )


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _year_for(month: int, day: int | None, anchor: Anchor | None, ahead: bool) -> int | None:
    """The year a month and day without one belong to: the nearest to the article's day, on the side the
    sentence points to.
    """
    if anchor is None:
        return None
    best: tuple[int, int] | None = None
    for year in (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1):
        try:
            gap = (date(year, month, min(day or 15, 28 if month == 2 else 30)) - anchor.day).days
        except ValueError:
            continue
        cost = abs(gap) + (200 if (gap < -16) == ahead and abs(gap) > 16 else 0)
        if best is None or cost < best[0]:
            best = (cost, year)
    return best[1] if best else None


def _calendar(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    groups = match.groupdict()
    month = _month_number(groups["month"])
    day_text = groups.get("day") or groups.get("day2")
    if day_text is None:
        return None
    day = int(day_text)
    year = int(groups["year"]) if groups.get("year") else _year_for(month, day, anchor, ahead)
    basis: Basis | None = "stated" if groups.get("year") else "relative"
    if not 1 <= day <= 31:
        return None
    if year is None:
        return _point(start, end, match, None, None, None)
    try:
        stamp = date(year, month, day).isoformat()
    except ValueError:
        return None
    if groups.get("hour"):
        zone = "Z" if groups.get("zone") else ""
        if groups.get("shift"):
            zone = f"{groups['shift'][0]}{int(groups['shift'][1:]):02d}:00"
        stamp += f"T{int(groups['hour']):02d}:{groups['minute']}{zone}"
    return _point(start, end, match, stamp, None, basis)


def _iso(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    return _point(start, end, match, match.group(), None, "stated")


def _month_alone(
    match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool
) -> TimeExpression | None:
    groups = match.groupdict()
    if not groups["year"] and not groups["which"] and not groups["prep"] and "month" not in match.group().lower():
        return None
    if (
        groups["month"] in ("May", "March")
        and not groups["year"]
        and groups["prep"] not in ("in", "since", "by", "until")
    ):
        return None
    month = _month_number(groups["month"])
    year = int(groups["year"]) if groups["year"] else _year_for(month, None, anchor, ahead)
    if year is None:
        return _point(start, end, match, None, None, None)
    return _point(start, end, match, f"{year}-{month:02d}", None, "stated" if groups["year"] else "relative")


def _weekday(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    if anchor is None:
        return _point(start, end, match, None, None, None)
    wanted = WEEKDAYS.index(match["weekday"].lower())
    back = (anchor.day.weekday() - wanted) % 7
    which = (match["which"] or "").lower()
    week = (match["week"] or "").strip().lower()
    if week:
        shift = {"last": -7, "next": 7, "this": 0}[week.split()[0]]
        day = anchor.day - timedelta(days=anchor.day.weekday() - wanted - shift)
    elif which in ("next", "coming", "until", "by") or (ahead and which != "last"):
        day = anchor.day + timedelta(days=(wanted - anchor.day.weekday()) % 7)
    elif which == "last":
        day = anchor.day - timedelta(days=back or 7)
    else:
        day = anchor.day - timedelta(days=back)
    return _point(start, end, match, day.isoformat(), None, anchor.basis)


def _near_day(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    if anchor is None:
        return _point(start, end, match, None, None, None)
    shift = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    return _point(start, end, match, (anchor.day + timedelta(days=shift)).isoformat(), None, anchor.basis)


def _period(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    unit, which = match["unit"].lower(), match["which"].lower().removeprefix("the ")
    if anchor is None or unit in ("evening", "morning", "afternoon", "night"):
        same_day = anchor is not None and which == "this"
        return _point(start, end, match, anchor.day.isoformat() if same_day and anchor else None, None, "relative")
    step = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    return _point(start, end, match, *_bounds(anchor.day, unit, step), anchor.basis)


def _bounds(day: date, unit: str, step: int) -> tuple[str, str]:
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return first.isoformat(), (monday + timedelta(days=6)).isoformat()
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        return (f"{index // 12}-{index % 12 + 1:02d}",) * 2
    return (str(day.year + step),) * 2


def _count(word: str) -> float | None:
    if word[0].isdigit():
        return float(word)
    number = NUMBERS.get(word.lower())
    return None if number is None else float(number)


def _ago(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    count, unit, way = _count(match["count"]), match["unit"].lower(), match["way"].lower()
    days = {"day": 1, "week": 7}.get(unit)
    if anchor is None or count is None or way != "ago" or unit in ("minute", "hour"):
        return _point(start, end, match, None, None, None, "vague")
    if days:
        return _point(start, end, match, (anchor.day - timedelta(days=int(count * days))).isoformat(), None, "relative")
    return _point(start, end, match, _bounds(anchor.day, unit, -int(count))[0], None, "relative")


def _vague(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    return _point(start, end, match, None, None, None, "vague")


def _duration(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    count = _count(match["count"])
    length = None
    if count is not None:
        letter = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}[match["unit"].lower()]
        time = "T" if match["unit"].lower() in ("minute", "hour") else ""
        length = f"P{time}{count:g}{letter}"
    return TimeExpression(start=start, end=end, kind="duration", when=When(text=match.string[start:end]), length=length)


def _unit_long(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    unit = match["unit"].lower()
    length = {"hour": "PT1H", "day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}[unit]
    return TimeExpression(start=start, end=end, kind="duration", when=When(text=match.group()), length=length)


def _year(match: re.Match[str], start: int, end: int, anchor: Anchor | None, ahead: bool) -> TimeExpression | None:
    return _point(start, end, match, match["year"], None, "stated")


Reader = Callable[[re.Match[str], int, int, "Anchor | None", bool], "TimeExpression | None"]
_READERS: dict[str, Reader] = {
    "iso": _iso,
    "time_first": _calendar,
    "month_day": _calendar,
    "day_month": _calendar,
    "month": _month_alone,
    "weekday": _weekday,
    "near_day": _near_day,
    "clock": _vague,
    "near_period": _period,
    "ago": _ago,
    "within": _vague,
    "soon": _vague,
    "duration": _duration,
    "unit_long": _unit_long,
    "year": _year,
}
