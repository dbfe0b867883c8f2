"""When and where: the time expression and the place that belong to some tokens of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.dates import TimeExpression

if TYPE_CHECKING:
    from reportedly.extract.common import Article


def length_of(article: Article, start: int, end: int) -> str | None:
    """Return the first length of time in the tokens, as written and in ISO 8601: "five hours (PT5H)"."""
    found = next((d for d in article.dates_in(start, end) if d.kind == "duration"), None)
    if found is None:
        return None
    return f"{found.when.text} ({found.length})" if found.length else found.when.text


def date_of(article: Article, start: int, end: int) -> TimeExpression | None:
    """Return the time expression that dates the tokens: the first resolved point among them, else the first
    vague one.
    """
    inside = [each for each in article.dates_in(start, end) if each.kind != "duration"]
    resolved = [each for each in inside if each.when.start]
    return next(iter(resolved or inside), None)


def place_of(article: Article, start: int, end: int) -> str | None:
    """Return the place that locates the tokens: one after a preposition of place, the most exact first."""
    inside = [
        p
        for p in article.places_in(start, end)
        if p.preposition in ("in", "at", "near", "on", "outside", "around", "across", "over", "of")
    ]
    return inside[0].name if inside else None


def venue_of(article: Article, start: int, end: int) -> str | None:
    """Return where a meeting is: the last place of its clause that things happen in and that is no side's own name."""
    inside = [p for p in article.places_in(start, end) if p.preposition in ("in", "at", "near", "outside")]
    away = [p for p in inside if p.name not in article.main_pair()]
    chosen = (away or inside)[-1:] if away or len(inside) == 1 else []
    return chosen[0].name if chosen else None
