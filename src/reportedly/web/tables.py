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
    Round,
    Statement,
    quoted,
)
from reportedly.web import anchors
from reportedly.web.data import ReportData
from reportedly.web.wording import (
    BASES,
    MODIFIERS,
    RECORD_NAMES,
    coded,
    date_words,
    range_words,
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
            lambda each: make.row(each, _figure_cells(each)),
            anchor="figures",
            title="Figures",
            note="Numbers as claimed, each with its claimant. A damaged figure has no value.",
            columns=("What", "Figure", "Unit", "Place", "Date"),
            numeric=(1,),
        ),
        _table(
            data,
            Position,
            lambda each: make.row(each, _position_cells(each), group=each.holder or "holder not known"),
            anchor="positions",
            title="Positions, by party and issue",
            note="What a party is reported to want, offer or refuse.",
            columns=("Issue", "Stance", "Addressee", "Condition"),
            order=lambda each: (each.holder or "\uffff", each.issue or "\uffff"),
        ),
        _table(
            data,
            Ceasefire,
            lambda each: make.row(each, _ceasefire_cells(each)),
            anchor="ceasefires",
            title="Ceasefires",
            note="As proposed, announced or reported; the status is the report's.",
            columns=("Status", "By", "Side", "Purpose", "Area", "From – to", "Declared"),
        ),
        _table(
            data,
            Corridor,
            lambda each: make.row(each, _corridor_cells(each)),
            anchor="corridors",
            title="Humanitarian corridors",
            note="Routes as reported; who blocks one is always somebody’s claim.",
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
            lambda each: make.row(each, _delegation_cells(each)),
            anchor="delegations",
            title="Delegations",
            note="Who came for a party.",
            columns=("Party", "Head", "Role", "Members", "Round"),
        ),
        _table(
            data,
            Event,
            lambda each: make.row(each, _event_cells(each)),
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
            _accusation_cells(each),
            answers=[make.row(denial, _denial_cells(denial)) for denial in denials.get(each.id, ())],
        )
        for each in data.records
        if isinstance(each, Accusation)
    ]
    rows += [make.row(each, _denial_cells(each)) for each in alone]
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


def date_cell(record: Record) -> str:
    """Return a record's date with its basis, or the words of a date that stays unresolved."""
    if record.date is None:
        return f"“{record.date_text}”, not resolved" if record.date_text else ""
    basis = BASES.get(record.date_basis or "", "")
    words = f"“{record.date_text}”" if record.date_text else ""
    why = ", ".join(part for part in (words, basis) if part)
    return date_words(record.date) + (f" ({why})" if why else "")


def figure_words(figure: Figure) -> str:
    """Return the number as claimed: "at least 50", "1,700–1,800"; a damaged one says so."""
    if figure.damaged:
        return "damaged in the text"
    modifier = MODIFIERS.get(figure.modifier or "", "")
    if figure.value is not None:
        return f"{modifier} {_number(figure.value)}".strip()
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return f"{modifier} {_number(low)}–{_number(high)}".strip()
    bound = low if low is not None else high
    return f"{modifier} {_number(bound)}".strip() if bound is not None else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _figure_cells(each: Figure) -> Iterable[str]:
    return coded(each.quantity), figure_words(each), each.unit or "", each.place or "", date_cell(each)


def _position_cells(each: Position) -> Iterable[str]:
    stance = coded(each.stance)
    issue = each.issue or ""
    if each.issue_group and each.issue_group.casefold() not in issue.casefold():
        issue = f"{issue} [{each.issue_group}]"
    return issue, _negated(each, stance), each.addressee or "", each.condition or ""


def _ceasefire_cells(each: Ceasefire) -> Iterable[str]:
    window = range_words(each.start, each.end) or date_cell(each)
    return (
        _negated(each, coded(each.status)),
        ", ".join(each.declarer),
        coded(each.side),
        coded(each.purpose),
        each.area or each.place or "",
        window,
        date_words(each.declared),
    )


def _corridor_cells(each: Corridor) -> Iterable[str]:
    ends = " → ".join(part for part in (each.origin, each.destination) if part)
    who = [("proposed", each.proposed_by), ("agreed", each.agreed_by), ("rejected", each.rejected_by)]
    window = range_words(each.window.start, each.window.end) if each.window else ""
    return (
        _negated(each, coded(each.status)),
        "; ".join(part for part in (ends, each.route) if part) or each.place or "",
        coded(each.purpose),
        window or date_cell(each),
        "; ".join(f"{what}: {', '.join(names)}" for what, names in who if names),
        each.blocker or "",
    )


def _accusation_cells(each: Accusation) -> Iterable[str]:
    return (
        each.accuser or "",
        each.accused or "",
        each.deed or "",
        each.place or "",
        date_cell(each),
        coded(each.answered_by),
    )


def _denial_cells(each: Denial) -> Iterable[str]:
    return each.denier or "", "", f"denies: {each.of}" if each.of else "denies", each.place or "", date_cell(each), ""


def _delegation_cells(each: Delegation) -> Iterable[str]:
    ordinal = str(each.round) if each.round is not None else ""
    return each.party or "", each.head or "", each.head_role or "", ", ".join(each.members), ordinal


def _event_cells(each: Event) -> Iterable[str]:
    return (
        each.event_type or "",
        each.mode or "",
        each.source_actor or "",
        each.recipient or "",
        each.cameo or "",
        date_cell(each),
        each.place or "",
    )


def _negated(record: Record, words: str) -> str:
    """Return ``words`` with what keeps a row from being a plain report: negated, planned, possible."""
    notes = ["negated"] if record.polarity == "negative" else []
    if record.modality != "asserted":
        notes.append(coded(record.modality))
    return f"{words} ({', '.join(notes)})".strip() if notes else words


def round_words(each: Round) -> str:
    """Return a round as words: "round 2, in person"."""
    head = f"round {each.ordinal}" if each.ordinal is not None else "talks"
    return ", ".join(part for part in (head, coded(each.format), ", ".join(each.parties)) if part)


def record_words(record: Record) -> str:
    """Return a round, ceasefire or corridor in a few words, for the timeline."""
    if isinstance(record, Round):
        return round_words(record)
    if isinstance(record, Ceasefire):
        return ", ".join(part for part in ("ceasefire", coded(record.side), ", ".join(record.declarer)) if part)
    if isinstance(record, Corridor):
        ends = " → ".join(part for part in (record.origin, record.destination) if part)
        return ", ".join(part for part in ("corridor", ends or record.route or "") if part)
    return RECORD_NAMES[type(record).__name__.lower()]
