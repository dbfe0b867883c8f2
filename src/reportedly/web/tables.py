"""The record of the talks as tables. Each row stands beside its exact words, and every cell of it leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.model import (
    OUTLET,
    Accusation,
    Article,
    Ceasefire,
    Corridor,
    Delegation,
    Denial,
    Event,
    Figure,
    Position,
    Record,
    Statement,
    quoted,
)
from reportedly.web import anchors, cells
from reportedly.web.data import ReportData
from reportedly.web.wording import (
    shortened,
)

Kind = TypeVar("Kind", bound=Record)

ROWS_SHOWN = 1_000
"""Rows a table shows; the table says how many it leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: its cells in the order of the table's columns, and where its words stand."""

    anchor: str
    words: str
    cells: tuple[str, ...]
    quote: str
    voice: str
    source: str
    """Article number and outlet."""
    statement: str | None = None
    """Anchor of the statement the record rests on."""
    confidence: str = ""
    support: str = ""
    """In how many articles and sources the same thing is reported, where in several."""
    group: str = ""
    answers: tuple[Row, ...] = ()
    """Denials that answer an accusation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the page."""

    anchor: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    numeric: tuple[int, ...] = ()
    """Columns of figures: set in tabular numerals, to the right."""


class RowMaker:
    """Makes rows of one page's data: knows its articles and their numbers."""

    def __init__(self, data: ReportData, support: Mapping[str, str] | None = None) -> None:
        self._support = support or {}
        self._articles: dict[str, tuple[int, Article]] = {
            article.id: (number, article) for number, article in enumerate(data.articles, 1)
        }
        self._statements: dict[str, Statement] = {each.id: each for each in data.statements}

    def article(self, identifier: str) -> Article:
        """Return a shown article."""
        return self._articles[identifier][1]

    def source(self, identifier: str) -> str:
        """Return an article's number and outlet: "3 · Border Post"."""
        number, article = self._articles[identifier]
        return f"{number} · {article.outlet}" if article.outlet else str(number)

    def row(self, record: Record, cells: Iterable[str], *, group: str = "", answers: Sequence[Row] = ()) -> Row:
        """Return the row of ``record``."""
        article = self.article(record.article_id)
        statement = self._statements.get(record.statement_id or "")
        return Row(
            anchor=anchors.record(record.id),
            words=anchors.words(record.id),
            cells=tuple(cells),
            quote=shortened(quoted(article.text, record.span), 320),
            voice=voice_words(record),
            source=self.source(record.article_id),
            support=self._support.get(record.id, ""),
            statement=anchors.statement(statement.id) if statement else None,
            confidence=f"{record.confidence:.2f}",
            group=group,
            answers=tuple(answers),
        )


def voice_words(record: Record) -> str:
    """Return whose word a record is."""
    return "the outlet itself" if record.voice == OUTLET else record.voice


def record_tables(data: ReportData, make: RowMaker) -> list[Table]:
    """Return the tables that have rows, in the page's order."""
    tables = [
        _table(
            data,
            Figure,
            lambda each: make.row(each, cells.figure_cells(each)),
            anchor="figures",
            title="Figures",
            note="Numbers as claimed, each with its claimant. A damaged figure has no value.",
            columns=("What", "Figure", "Unit", "Place", "Date"),
            numeric=(1,),
        ),
        _table(
            data,
            Position,
            lambda each: make.row(each, cells.position_cells(each), group=each.holder or "holder not known"),
            anchor="positions",
            title="Positions, by party and issue",
            note="What a party is reported to want, offer or refuse.",
            columns=("Issue", "Stance", "Addressee", "Condition"),
            order=lambda each: (each.holder or "\uffff", each.issue or "\uffff"),
        ),
        _table(
            data,
            Ceasefire,
            lambda each: make.row(each, cells.ceasefire_cells(each)),
            anchor="ceasefires",
            title="Ceasefires",
            note="As proposed, announced or reported; the status is the report's.",
            columns=("Status", "By", "Side", "Purpose", "Area", "From – to", "Declared"),
        ),
        _table(
            data,
            Corridor,
            lambda each: make.row(each, cells.corridor_cells(each)),
            anchor="corridors",
            title="Corridors",
            note="Humanitarian corridors as reported; who blocks one is always somebody’s claim.",
            columns=(
                "Status",
                "Route",
                "Purpose",
                "Window",
                "Proposed, agreed or rejected by",
                "Blocked by, as claimed",
            ),
        ),
        _accusations(data, make),
        _table(
            data,
            Delegation,
            lambda each: make.row(each, cells.delegation_cells(each)),
            anchor="delegations",
            title="Delegations",
            note="Who came for a party.",
            columns=("Party", "Head", "Role", "Members", "Round"),
        ),
        _table(
            data,
            Event,
            lambda each: make.row(each, cells.event_cells(each)),
            anchor="events",
            title="Events",
            note="Derived rows in PLOVER’s terms, each with its CAMEO code. An accusation is the accuser’s act.",
            columns=("Type", "Mode", "Source", "Recipient", "CAMEO", "Date", "Place"),
        ),
    ]
    return [_without_empty(table) for table in tables if table is not None]


def _without_empty(table: Table) -> Table:
    """Return ``table`` without the columns that no row fills; the first one always stays."""
    every = [each for row in table.rows for each in (row, *row.answers)]
    keep = [index for index in range(len(table.columns)) if index == 0 or any(row.cells[index] for row in every)]

    def narrowed(row: Row) -> Row:
        cells = tuple(row.cells[index] for index in keep)
        return replace(row, cells=cells, answers=tuple(narrowed(each) for each in row.answers))

    return replace(
        table,
        columns=tuple(table.columns[index] for index in keep),
        rows=tuple(narrowed(row) for row in table.rows),
        numeric=tuple(keep.index(index) for index in table.numeric if index in keep),
    )


def _table(
    data: ReportData,
    kind: type[Kind],
    row: Callable[[Kind], Row],
    *,
    anchor: str,
    title: str,
    note: str,
    columns: tuple[str, ...],
    numeric: tuple[int, ...] = (),
    order: Callable[[Kind], tuple[str, ...]] | None = None,
) -> Table | None:
    found = [each for each in data.records if isinstance(each, kind)]
    if not found:
        return None
    if order:
        found.sort(key=order)
    return Table(
        anchor=anchor,
        title=title,
        note=note,
        columns=columns,
        rows=tuple(row(each) for each in found[:ROWS_SHOWN]),
        left_out=max(0, len(found) - ROWS_SHOWN),
        numeric=numeric,
    )


def _accusations(data: ReportData, make: RowMaker) -> Table | None:
    """Return accusations, each followed by the denials that answer it; denials of something else stand alone."""
    columns = ("Accuser", "Accused", "Deed", "Place", "Date", "Answer")
    denials: dict[str, list[Denial]] = {}
    known = {each.id for each in data.records if isinstance(each, Accusation)}
    alone: list[Denial] = []
    for each in data.records:
        if isinstance(each, Denial):
            if each.accusation_id in known:
                denials.setdefault(str(each.accusation_id), []).append(each)
            else:
                alone.append(each)
    rows = [
        make.row(
            each,
            cells.accusation_cells(each),
            answers=[make.row(denial, cells.denial_cells(denial)) for denial in denials.get(each.id, ())],
        )
        for each in data.records
        if isinstance(each, Accusation)
    ]
    rows += [make.row(each, cells.denial_cells(each)) for each in alone]
    if not rows:
        return None
    return Table(
        anchor="accusations",
        title="Accusations and denials",
        note="An accusation says who accuses whom of what, never what happened. Denials stand under what they answer.",
        columns=columns,
        rows=tuple(rows[:ROWS_SHOWN]),
        left_out=max(0, len(rows) - ROWS_SHOWN),
    )
