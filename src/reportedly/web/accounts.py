"""Reports about one thing, across articles: how many sources stand behind a row, and where reports differ."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Conflict, Record, SourceCount, Statement, quoted
from reportedly.web import anchors
from reportedly.web.data import ReportData
from reportedly.web.sources import source_words
from reportedly.web.tables import RowMaker
from reportedly.web.wording import shortened

DIFFERENCES_SHOWN = 300
"""Differences a page shows; it says how many it leaves out."""

KINDS = {
    "contradiction": "contradiction",
    "scope": "different scope",
    "framing": "different words",
    "update": "later report",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two reports that differ."""

    quote: str
    voice: str
    source: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two reports that differ; neither wins."""

    anchor: str
    on: str
    kind: str
    first: Side
    second: Side


def support(data: ReportData) -> dict[str, str]:
    """Return, for each row that is one of several reports about a thing, "4 articles, 1–2 sources".

    The low end takes an agency's word for one source however many texts carry it, the high end counts the texts
    that do not go back to one another.
    """
    articles = {row.id: row.article_id for row in _rows(data)}
    origin = {article: each.id for each in data.origins for article in each.articles}
    agency = {article: each.agency or each.id for each in data.origins for article in each.articles}
    found: dict[str, str] = {}
    for account in data.accounts:
        carriers = tuple(dict.fromkeys(articles[each] for each in account.members if each in articles))
        if len(carriers) < 2:
            continue
        high = len({origin.get(each, each) for each in carriers})
        low = len({agency.get(each, each) for each in carriers})
        words = source_words(SourceCount(articles=carriers, low=low, high=high))
        found.update((each, words) for each in account.members)
    return found


def _rows(data: ReportData) -> list[Record | Statement]:
    return [*data.statements, *data.records]


def differences(data: ReportData, make: RowMaker) -> tuple[list[Difference], int]:
    """Return the pairs of shown reports that differ, and how many further pairs are left out."""
    rows = {row.id: row for row in _rows(data)}
    pairs = [each for each in data.conflicts if each.a in rows and each.b in rows]
    shown = [_difference(each, rows, make) for each in pairs[:DIFFERENCES_SHOWN]]
    return shown, len(pairs) - len(shown)


def _difference(conflict: Conflict, rows: dict[str, Record | Statement], make: RowMaker) -> Difference:
    return Difference(
        anchor=anchors.safe(conflict.id),
        on=conflict.on,
        kind=KINDS[conflict.kind],
        first=_side(rows[conflict.a], make),
        second=_side(rows[conflict.b], make),
    )


def _side(row: Record | Statement, make: RowMaker) -> Side:
    if isinstance(row, Record):
        made = make.row(row, ())
        return Side(quote=made.quote, voice=made.voice, source=made.source, words=made.words)
    text = make.article(row.article_id).text
    return Side(
        quote=shortened(quoted(text, row.content), 320),
        voice=row.speaker or "speaker not resolved",
        source=make.source(row.article_id),
        words=anchors.words(row.id),
    )
