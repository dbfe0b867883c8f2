"""Rounds, ceasefires and corridors in time: a drawing made here, and the same rows as a table.

The sign says what is reported, not what happened: hollow is proposed or announced, filled is reported as held or in
effect, striped is disputed (reports differ), crossed is refused, cancelled or blocked.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Ceasefire, Corridor, Record, Round
from reportedly.web.cells import date_cell, record_words
from reportedly.web.data import ReportData
from reportedly.web.tables import Row, RowMaker
from reportedly.web.wording import coded, range_words

MARKS_SHOWN = 240
"""Signs a drawing shows; the table has further rows."""
GAP_DAYS = 10
"""A longer stretch without any row is drawn as a break."""

BREAK = 56.0
"""Width of such a break."""

LANES = ("Rounds of talks", "Ceasefires", "Corridors")
SIGNS = {
    "hollow": "proposed, announced or agreed",
    "filled": "reported as held, open or in effect",
    "striped": "disputed: reports differ",
    "crossed": "refused, cancelled, blocked or violated",
}
_FILLED = frozenset(("held", "ongoing", "in_effect", "extended", "used", "open", "expired", "claimed_past"))
_CROSSED = frozenset(("cancelled", "refused", "rejected", "violated", "blocked", "shelled", "closed", "suspended"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One record in the drawing; lengths in units of the drawing."""

    x: float
    y: float
    width: float
    """0 for a single day."""
    sign: str
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day named below the drawing, or a break in time."""

    x: float
    label: str
    year: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawing and its table."""

    width: float
    height: float
    lanes: tuple[tuple[str, float, float], ...]
    """Name, top and height of each lane."""
    signs: tuple[Sign, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[str, Row], ...]
    """Sign and row of each record with a day, in order of time."""
    undated: tuple[tuple[str, Row], ...]
    """The others, in the order of the articles."""
    not_drawn: int


def sign_of(record: Record, disputed: frozenset[str]) -> str:
    """Return which of :data:`SIGNS` a record gets."""
    status = getattr(record, "status", None)
    if record.id in disputed:
        return "striped"
    if status in _CROSSED or record.polarity == "negative":
        return "crossed"
    if status in _FILLED and record.modality in ("asserted", "past_habit"):
        return "filled"
    return "hollow"


def disputed_records(data: ReportData) -> frozenset[str]:
    """Return the ids of records whose reports differ: members of disputed accounts, and both sides of conflicts."""
    members = {each for account in data.accounts if account.agreement == "disputed" for each in account.members}
    sides = {side for conflict in data.conflicts for side in (conflict.a, conflict.b)}
    return frozenset(members | sides)


def timeline(data: ReportData, make: RowMaker) -> Timeline | None:
    """Return the timeline, or ``None`` where no round, ceasefire or corridor is on record."""
    records = [each for each in data.records if isinstance(each, Round | Ceasefire | Corridor)]
    if not records:
        return None
    disputed = disputed_records(data)
    records.sort(key=lambda each: (_days(each) is None, *(_days(each) or ())))
    rows = tuple((sign_of(each, disputed), make.row(each, _cells(each))) for each in records)
    dated = [
        (days, each, sign, row)
        for each, (sign, row) in zip(records, rows, strict=True)
        if (days := _days(each)) is not None
    ]
    drawn = dated[:MARKS_SHOWN]
    scale, ticks, width = _scale([days for days, *_ in drawn])
    signs: list[Sign] = []
    lanes: list[tuple[str, float, float]] = []
    top = 8.0
    for lane, kind in zip(LANES, (Round, Ceasefire, Corridor), strict=True):
        levels: list[float] = []
        for days, each, sign, row in drawn:
            if not isinstance(each, kind):
                continue
            x, end = scale[days[0]], scale[days[1]]
            level = next((index for index, taken in enumerate(levels) if taken < x - 18), len(levels))
            levels[level : level + 1] = [end]
            title = f"{record_words(each)}: {coded(getattr(each, 'status', None)) or 'reported'}"
            title = f"{title}, {range_words(*map(str, days))}. Voice: {row.voice}"
            signs.append(Sign(x=x, y=top + 16 + level * 20, width=end - x, sign=sign, title=title, href=row.anchor))
        height = 12 + 20 * max(1, len(levels))
        lanes.append((lane, top, height))
        top += height + 6
    return Timeline(
        width=width,
        height=top + 34,
        lanes=tuple(lanes),
        signs=tuple(signs),
        ticks=tuple(ticks),
        rows=rows[: len(dated)],
        undated=rows[len(dated) :],
        not_drawn=len(dated) - len(drawn),
    )


def _cells(record: Round | Ceasefire | Corridor) -> Sequence[str]:
    days = ""
    if not isinstance(record, Round):
        start = record.window.start if isinstance(record, Corridor) and record.window else None
        start = start or (record.start if isinstance(record, Ceasefire) else None)
        end = record.window.end if isinstance(record, Corridor) and record.window else None
        end = end or (record.end if isinstance(record, Ceasefire) else None)
        days = range_words(start, end)
    note = f" ({coded(record.modality)})" if record.modality != "asserted" else ""
    what = record_words(record)
    if isinstance(record, Round) and record.outcome:
        what += f". Outcome as reported: {record.outcome}"
    return days or date_cell(record), what, coded(record.status) + note, record.place or ""


def _days(record: Record) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a record, or ``None`` where it has no day."""
    start, end = record.date, None
    if isinstance(record, Ceasefire):
        start, end = record.start or record.date or record.declared, record.end
    elif isinstance(record, Corridor) and record.window:
        start, end = record.window.start or record.date, record.window.end
    elif isinstance(record, Round):
        end = record.end
    first = _day(start)
    if first is None:
        return None
    return first, max(first, _day(end) or first)


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _scale(
    spans: Sequence[tuple[datetime.date, datetime.date]],
) -> tuple[dict[datetime.date, float], list[Tick], float]:
    """Return where each day stands, the days to name, and the drawing's width. Long gaps become breaks."""
    days = sorted({day for span in spans for day in span})
    place: dict[datetime.date, float] = {}
    ticks: list[Tick] = []
    x, left = 0.0, 126.0
    labelled = -100.0
    gaps = [_apart(first, second) for first, second in itertools.pairwise(days)]
    near = sum(gap for gap in gaps if gap <= GAP_DAYS)
    breaks = sum(gap > GAP_DAYS for gap in gaps)
    step = max(9.0, min(220.0, (880 - BREAK * breaks) / max(1, near)))
    year = None
    for index, day in enumerate(days):
        if index:
            gap = gaps[index - 1]
            if gap > GAP_DAYS:
                x += BREAK
                ticks.append(Tick(x=left + x - BREAK / 2, label="", is_break=True))
            else:
                x += step * gap
        place[day] = left + x
        if x - labelled >= 44:
            ticks.append(Tick(x=left + x, label=f"{day.day} {day:%b}", year=str(day.year) if day.year != year else ""))
            labelled, year = x, day.year
    return place, ticks, left + max(x, 880) + 40


def _apart(first: datetime.date, second: datetime.date) -> int:
    return (second - first).days
