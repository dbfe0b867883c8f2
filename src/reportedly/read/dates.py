"""Publication times as inputs write them → ISO 8601, or nothing.

What is ambiguous ("03/04/2022") or no date ("2013-2014") gives ``None``: a date is never guessed (law 2).
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?")
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WORDS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})"
    r"(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})"
    r"(?:[,\s]+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*(?P<half>[ap]\.?m\.?)?)?\s*(?P<zone>UTC|GMT|Z)?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 80


def iso_time(value: object) -> str | None:
    """Return ``value`` as an ISO 8601 date ("2022-03-05") or date-time with the offset it states, or
    ``None``.

    Takes ISO 8601 in its common spellings, RFC 5322 mail and feed dates, dates in English words, day-first
    dates in figures where the day is above 12, and seconds or milliseconds since 1970. A date-time without an
    offset stays so.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text or len(text) > _LONGEST:
        return None
    for form in (_iso, _compact, _partial, _mail, _words, _figures):
        found = form(text)
        if found is not None:
            return found
    return None


def _iso(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day = match["date"]
    if match["hour"] is None:
        return _valid_day(day)
    zone = (match["zone"] or "").upper()
    if zone in {"Z", "UTC", "GMT"}:
        zone = "+00:00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    elif len(zone) == 3:
        zone = f"{zone}:00"
    return _valid_time(f"{day}T{match['hour']:0>2}:{match['minute']}:{match['second'] or '00'}{zone}")


def _compact(text: str) -> str | None:
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    day = f"{match[1]}-{match[2]}-{match[3]}"
    if match[4] is None:
        return _valid_day(day)
    return _valid_time(f"{day}T{match[4]}:{match[5]}:{match[6]}{'+00:00' if match[7] else ''}")


def _partial(text: str) -> str | None:
    return text if _PARTIAL.fullmatch(text) and text >= "1500" else None


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    month = (match["month"] or match["month2"]).lower()
    if month[:3] not in _MONTHS:
        return None
    day = f"{match['year']}-{_MONTHS.index(month[:3]) + 1:02}-{int(match['day'] or match['day2']):02}"
    if match["hour"] is None:
        return _valid_day(day)
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return _valid_time(f"{day}T{hour:02}:{match['minute']}:00{'+00:00' if match['zone'] else ''}")


def _figures(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first > 12 >= second:
        return _valid_day(f"{year}-{second:02}-{first:02}")
    if second > 12 >= first:
        return _valid_day(f"{year}-{first:02}-{second:02}")
    return _valid_day(f"{year}-{first:02}-{second:02}") if first == second else None


def _epoch(seconds: float) -> str | None:
    if not math.isfinite(seconds):
        return None
    if seconds > 1e11:
        seconds /= 1000  # milliseconds
    # Small numbers are years or row numbers, not times of publication.
    if not 1e8 < seconds < 1e10:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _valid_day(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def _valid_time(time: str) -> str | None:
    try:
        return datetime.fromisoformat(time).isoformat()
    except ValueError:
        return None
