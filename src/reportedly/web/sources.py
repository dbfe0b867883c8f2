"""Articles counted as sources: ranges with their reasons, and the agencies whose word articles are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model import SourceCount
from reportedly.web import anchors
from reportedly.web.data import ReportData
from reportedly.web.reader import text_markup

COUNTS_SHOWN = 12
"""Counts of sources shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A count of sources: "7 articles, 2–3 sources", which articles, and why."""

    words: str
    articles: tuple[tuple[str, str], ...]
    """Number and link of each article that the page shows."""
    reasons: tuple[Markup, ...]


def source_words(count: SourceCount) -> str:
    """Return "7 articles, 2–3 sources"."""
    number = len(count.articles)
    articles = f"{number:,} article{'' if number == 1 else 's'}"
    return f"{articles}, {source_range(count)} source{'' if count.low == count.high == 1 else 's'}"


def source_range(count: SourceCount) -> str:
    """Return "2–3", or "2" where the range is one number."""
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def count_views(data: ReportData) -> tuple[list[CountView], int]:
    """Return the counts of sources, and how many further ones are left out."""
    numbers = {article.id: number for number, article in enumerate(data.articles, 1)}
    views = [
        CountView(
            words=source_words(count),
            articles=tuple(
                (str(number), anchors.article(each))
                for number, each in sorted((numbers[each], each) for each in count.articles if each in numbers)
            ),
            reasons=tuple(_with_links(reason, count.articles, numbers) for reason in count.reasons),
        )
        for count in data.source_counts[:COUNTS_SHOWN]
    ]
    return views, len(data.source_counts) - len(views)


def _with_links(reason: str, articles: Sequence[str], numbers: dict[str, int]) -> Markup:
    """Return a reason in which the identifiers of shown articles are links that name their numbers."""
    shown = sorted((each for each in articles if each in numbers), key=lambda each: (-len(each), each))
    if not shown:
        return Markup(text_markup(reason))
    pieces = re.split("(" + "|".join(map(re.escape, shown)) + ")", reason)
    for index in range(0, len(pieces), 2):
        pieces[index] = text_markup(pieces[index])
    for index in range(1, len(pieces), 2):
        anchor = anchors.article(pieces[index])
        pieces[index] = f'<a href="#{anchor}">article {numbers[pieces[index]]}</a>'
    return Markup("".join(pieces))


def agency_credits(data: ReportData) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each agency with the shown articles whose word is its own: (name, link); by agency's name."""
    articles = {article.id: (number, article) for number, article in enumerate(data.articles, 1)}
    found: dict[str, list[tuple[int, str, str]]] = {}
    for origin in data.origins:
        for each in origin.articles:
            if origin.agency and each in articles:
                number, article = articles[each]
                name = f"article {number}" + (f" ({article.outlet})" if article.outlet else "")
                found.setdefault(origin.agency, []).append((number, name, anchors.article(each)))
    return [(agency, [entry[1:] for entry in sorted(entries)]) for agency, entries in sorted(found.items())]
