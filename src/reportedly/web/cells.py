"""The cells of one record in the columns of its table, as words; empty for what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import (
    Accusation,
    Ceasefire,
    Corridor,
    Delegation,
    Denial,
    Event,
    Figure,
    Position,
    Record,
    Round,
)
from reportedly.web.wording import BASES, MODIFIERS, RECORD_NAMES, coded, date_words, range_words


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


def figure_cells(each: Figure) -> Iterable[str]:
    """What, figure, unit, place, date."""
    return coded(each.quantity), figure_words(each), each.unit or "", each.place or "", date_cell(each)


def position_cells(each: Position) -> Iterable[str]:
    """Issue, stance, addressee, condition."""
    stance = coded(each.stance)
    issue = each.issue or ""
    if each.issue_group and each.issue_group.casefold() not in issue.casefold():
        issue = f"{issue} [{each.issue_group}]"
    return issue, _negated(each, stance), each.addressee or "", each.condition or ""


def ceasefire_cells(each: Ceasefire) -> Iterable[str]:
    """Status, by whom, side, purpose, area, from – to, declared."""
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


def corridor_cells(each: Corridor) -> Iterable[str]:
    """Status, route, purpose, window, who proposed, agreed or rejected, who blocks as claimed."""
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


def accusation_cells(each: Accusation) -> Iterable[str]:
    """Accuser, accused, deed, place, date, answer."""
    return (
        each.accuser or "",
        each.accused or "",
        each.deed or "",
        each.place or "",
        date_cell(each),
        coded(each.answered_by),
    )


def denial_cells(each: Denial) -> Iterable[str]:
    """The same columns as an accusation."""
    return each.denier or "", "", f"denies: {each.of}" if each.of else "denies", each.place or "", date_cell(each), ""


def delegation_cells(each: Delegation) -> Iterable[str]:
    """Party, head, role, members, round."""
    ordinal = str(each.round) if each.round is not None else ""
    return each.party or "", each.head or "", each.head_role or "", ", ".join(each.members), ordinal


def event_cells(each: Event) -> Iterable[str]:
    """Type, mode, source, recipient, CAMEO code, date, place."""
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
