"""The page's own words: plain, and neutral where the articles' words are not.

"said" is the page's word for every act of speech; the article's own verb ("claimed", "admitted") stands beside it as a
quotation, and the coded act as a noun.
"""

from __future__ import annotations

import datetime
import re

from reportedly.model import Article

ACTS: dict[str, str] = {
    "assert": "assertion",
    "deny": "denial",
    "accuse": "accusation",
    "demand": "demand",
    "appeal": "appeal",
    "offer": "offer",
    "pledge": "pledge",
    "accept": "acceptance",
    "reject": "rejection",
    "threaten": "threat",
    "concede": "concession",
    "express": "sentiment",
}
"""The noun shown for each act of :data:`reportedly.model.Act`."""

BASES: dict[str, str] = {
    "stated": "stated in the text",
    "dateline": "from the dateline",
    "relative": "worked out from the words",
    "metadata": "given with the article",
    "inferred": "inferred",
}

QUALITY: dict[str, str] = {
    "machine_spun": "Machine-spun",
    "machine_translated": "Machine-translated",
    "truncated": "Cut off",
}

QUALITY_NOTES: dict[str, str] = {
    "machine_spun": "Words were replaced by a program. Its figures and names may be damaged; marked words show where.",
    "machine_translated": "Translated by a program. Names and figures may be damaged; marked words show where.",
    "truncated": "The text ends in the middle.",
}

SPEAKER_KINDS: dict[str, str] = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "group": "group",
    "unnamed": "unnamed",
}

RELATIONS: dict[str, str] = {
    "identical": "identical to",
    "reprint": "reprint of",
    "edited": "edited from",
    "spun": "machine-spun from",
    "translated": "translated from",
    "shared_quote": "shares a quotation with",
}

RECORD_NAMES: dict[str, str] = {
    "round": "round of talks",
    "delegation": "delegation",
    "ceasefire": "ceasefire",
    "corridor": "corridor",
    "position": "position",
    "accusation": "accusation",
    "denial": "denial",
    "figure": "figure",
    "event": "event",
}

MODIFIERS: dict[str, str] = {
    "at_least": "at least",
    "about": "about",
    "more_than": "more than",
    "up_to": "up to",
}

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$")


def date_words(value: str | None) -> str:
    """Return an ISO 8601 date or date-time as "9 March 2022" or "9 March 2022, 07:00 UTC"; other text unchanged."""
    if not value:
        return ""
    match = _DATE.match(value)
    if match is None:
        return value
    year, month, day, clock, zone = match.groups()
    try:
        date = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return value
    words = f"{date.day} {date:%B} {date.year}" if day else f"{date:%B} {date.year}"
    if clock:
        words += f", {clock}"
        if zone:
            words += " UTC" if zone in ("Z", "+00:00", "+0000") else f" (UTC{zone})"
    return words


def range_words(start: str | None, end: str | None) -> str:
    """Return "9 March 2022" or "9 March 2022 – 11 March 2022"."""
    first, last = date_words(start), date_words(end)
    if not first or not last or first == last:
        return first or last
    return f"{first} – {last}"


def coded(value: str | None) -> str:
    """Return a coded value of the record as words: ``at_least`` → "at least"."""
    return (value or "").replace("_", " ")


def outlet_name(article: Article) -> str:
    """Return the outlet, or what stands in for it where the article does not say."""
    return article.outlet or "outlet not known"


def article_title(article: Article, *, length: int = 140) -> str:
    """Return the article's title, or its first unmasked line cut to ``length`` code points."""
    if article.title and article.title.strip():
        return article.title.strip()
    text, position = article.text, 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position : min(end, position + 8 * length)].strip()
        masked = any(start <= position and stop >= end for start, stop in article.boilerplate)
        if line and not masked:
            return shortened(line, length)
        position = end + 1
    return article.id


def shortened(words: str, length: int) -> str:
    """Return ``words`` on one line, cut at a space before ``length`` code points and marked by "…" where cut."""
    line = " ".join(words[: length * 4].split())
    if len(line) <= length:
        return line
    head = line[:length]
    return (head[: head.rfind(" ")] if " " in head[length // 2 :] else head).rstrip(" ,;:–—-") + "…"
