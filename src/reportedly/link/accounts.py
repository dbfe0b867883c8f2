"""Reports about one thing, across articles: which belong together, whether sources agree, where reports differ.

Two reports are about one thing on positive evidence only: the same ordinal between the same parties, the same day
and place, the same number of the same people. Fields that both lack are no evidence. No side of a difference wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from reportedly.link.differences import Difference, agree, differ
from reportedly.link.things import ANYONE, Date, Report, amount, compare_sites, date_of, published_day, site, unit_words
from reportedly.model import (
    RECORD_KINDS,
    Account,
    Ceasefire,
    Conflict,
    Corridor,
    Figure,
    Origin,
    Record,
    Round,
    SourceCount,
    Story,
    stable_id,
)

NEAR = 14
"""Days between articles, or between the days they give, up to which they may speak of one thing."""
SERIES = 60
"""Days between articles up to which "the third round" of the same parties is the same round."""
NEIGHBOURS = 16
"""Reports of a block, next in time, that each is compared with: keeps the work linear."""
COMPARED = 10
"""Differing reports of an account that are set against each other, the earliest of each."""
COUNTED = 50
"""Articles of an account whose sources are counted: two independent ones among them are enough."""
FEW = 10
"""A number below is too common to be evidence."""

Count = Callable[[Sequence[str]], SourceCount]
"""Counts the independent sources behind articles, see :func:`reportedly.link.count_sources`."""
Key = tuple[object, ...]


def link_accounts(
    records: Iterable[Record],
    origins: Iterable[Origin],
    count: Count,
    published: Mapping[str, str | None] | None = None,
    stories: Iterable[Story] = (),
) -> tuple[tuple[Account, ...], tuple[Conflict, ...]]:
    """Return the accounts of two and more articles, and the pairs of their reports that differ, both by id.

    ``published`` gives the date of publication by article id. Of the records, figures, rounds, ceasefires and
    corridors are used. Deterministic, independent of order; time grows with the number of records.
    """
    home = {article: each.id for each in origins for article in each.articles}
    told = {article: each.id for each in stories for article in each.articles}
    read = (
        _report(each, published or {}, told)
        for each in records
        if isinstance(each, Figure | Round | Ceasefire | Corridor)
    )
    # What has no key meets nothing; left out here, it takes no memory.
    reports = [each for each in read if next(keys(each), None) is not None]
    reports.sort(key=lambda each: (each.day or 0, each.record.article_id, each.record.id))
    accounts, conflicts = [], []
    for group in _groups(reports):
        for members in _unambiguous(group):
            if len({each.record.article_id for each in members}) > 1:
                account, found = _account(members, home, count)
                accounts.append(account)
                conflicts += found
    unique = {each.id: each for each in conflicts}
    return tuple(sorted(accounts, key=lambda each: each.id)), tuple(unique[each] for each in sorted(unique))


_KINDS = {type_: kind for kind, type_ in RECORD_KINDS.items()}


def _report(record: Record, published: Mapping[str, str | None], told: Mapping[str, str]) -> Report:
    place = record.place
    if isinstance(record, Ceasefire):
        place = record.area or place
    parties = record.parties if isinstance(record, Round) else record.declarer if isinstance(record, Ceasefire) else ()
    return Report(
        record=record,
        kind=_KINDS[type(record)],
        day=published_day(published.get(record.article_id)),
        story=told.get(record.article_id),
        date=date_of(record),
        site=site(place, record.place_country if place == record.place else None),
        units=unit_words(record.unit) if isinstance(record, Figure) else frozenset(),
        parties=tuple(sorted({each.casefold() for each in parties})),
    )


def keys(report: Report) -> Iterator[Key]:
    """Give the keys under which reports on the same thing meet; none where a report says too little."""
    record = report.record
    day = (report.date.month, report.date.day) if report.date else None
    if isinstance(record, Round):
        for pair in combinations(report.parties[:5], 2):
            if record.ordinal is not None:
                yield ("round", record.ordinal, *pair)
            if day and report.site:
                yield ("meeting", *day, report.site.name, *pair)
    elif isinstance(record, Ceasefire):
        if day and report.site:
            yield ("ceasefire", *day, report.site.name)
    elif isinstance(record, Corridor):
        ends = {("from", record.origin), ("to", record.destination), ("route", record.route)}
        for what, end in sorted((what, end.casefold()) for what, end in ends if end):
            if day:
                yield ("corridor", *day, what, end)
        if day and report.site and report.site.extent != "country":
            yield ("corridor", *day, "at", report.site.name)
    elif isinstance(record, Figure):
        yield from _figure_keys(report, record)


def _figure_keys(report: Report, record: Figure) -> Iterator[Key]:
    number = amount(record)
    for word in sorted(report.units):
        if report.site and report.site.extent != "country":
            yield ("count", record.quantity, word, report.site.name)
        if word not in ANYONE and record.value is not None and number is not None and number >= FEW:
            yield ("number", record.quantity, word, number)
        if record.claimant and report.story and word not in ANYONE and record.quantity != "other":
            yield ("claim", record.quantity, word, record.claimant.casefold(), report.story)


def _one_thing(a: Report, b: Report, key: Key) -> bool:
    """Whether two reports that share a key are about one thing, by all else they say."""
    place = compare_sites(a.site, b.site)
    apart = a.date.apart(b.date) if a.date and b.date else None
    if isinstance(a.record, Round) and isinstance(b.record, Round):
        if None not in (a.record.ordinal, b.record.ordinal) and a.record.ordinal != b.record.ordinal:
            return False
        if key[0] == "round":
            return (apart is None or apart <= NEAR) and _near(a, b, SERIES, unknown=True)
        return apart == 0
    if a.kind in ("ceasefire", "corridor"):
        return apart == 0 and place != "apart" and _near(a, b, SERIES, unknown=True) and _ends_fit(a, b)
    if a.record.article_id == b.record.article_id or place == "apart" or apart:
        return False
    if key[0] == "number" and not (place in ("same", "within") or a.story == b.story is not None):
        return False
    return a.story == b.story is not None or _near(a, b, NEAR, unknown=apart == 0)


def _ends_fit(a: Report, b: Report) -> bool:
    one, other = a.record, b.record
    if isinstance(one, Corridor) and isinstance(other, Corridor):
        pairs = ((one.origin, other.origin), (one.destination, other.destination))
        return all(not x or not y or x.casefold() == y.casefold() for x, y in pairs)
    return not a.parties or not b.parties or bool(set(a.parties) & set(b.parties))


def _near(a: Report, b: Report, days: int, *, unknown: bool) -> bool:
    return unknown if a.day is None or b.day is None else abs(a.day - b.day) <= days


@dataclass(slots=True)
class _Group:
    """Reports joined so far, with the days and ordinals they span: what keeps a chain from growing."""

    members: list[int]
    days: list[int] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    ordinals: set[int] = field(default_factory=set)


def _groups(reports: Sequence[Report]) -> list[list[Report]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        for key in keys(report):
            blocks[key].append(index)
    groups = [_group(index, report) for index, report in enumerate(reports)]
    for key, block in blocks.items():
        for place, index in enumerate(block):
            for other in block[place + 1 : place + 1 + NEIGHBOURS]:
                if groups[index] is not groups[other] and _one_thing(reports[index], reports[other], key):
                    _join(groups, groups[index], groups[other], reports[index].kind)
    return [
        [reports[at] for at in sorted(group.members)]
        for index, group in enumerate(groups)
        if len(group.members) > 1 and min(group.members) == index
    ]


def _group(index: int, report: Report) -> _Group:
    ordinal = report.record.ordinal if isinstance(report.record, Round) else None
    return _Group(
        [index],
        [report.day] if report.day is not None else [],
        [report.date] if report.date else [],
        {ordinal} if ordinal is not None else set(),
    )


def _join(groups: list[_Group], a: _Group, b: _Group, kind: str) -> None:
    days = [*a.days, *b.days]
    if days and max(days) - min(days) > (NEAR if kind == "figure" else SERIES):
        return
    if len(a.ordinals | b.ordinals) > 1:
        return
    if any(x.apart(y) > (NEAR if kind == "round" else 0) for x in a.dates for y in b.dates):
        return
    if len(a.members) < len(b.members):
        a, b = b, a
    a.members += b.members
    a.days = [min(days), max(days)] if days else []
    a.dates = list(dict.fromkeys([*a.dates, *b.dates]))
    a.ordinals |= b.ordinals
    for index in b.members:
        groups[index] = a


def _unambiguous(group: list[Report]) -> list[list[Report]]:
    """Return the group, or its parts by number where an article gives several: which answers which is unknown."""
    numbers: dict[str, set[float]] = defaultdict(set)
    by_number: dict[float, list[Report]] = defaultdict(list)
    for each in group:
        if isinstance(each.record, Figure) and (number := amount(each.record)) is not None:
            numbers[each.record.article_id].add(number)
            by_number[number].append(each)
    if all(len(its) == 1 for its in numbers.values()):
        return [group]
    return [by_number[number] for number in sorted(by_number)]


Agreement = Literal["corroborated", "single_source", "disputed"]


def _account(members: list[Report], home: Mapping[str, str], count: Count) -> tuple[Account, list[Conflict]]:
    conflicts, disputed = [], False
    for a, b in _to_compare(members):
        for difference in differ(a, b):
            conflicts.append(_conflict(a.record, b.record, difference))
            disputed |= difference.kind == "contradiction"
    names = tuple(each.record.id for each in members)
    account = Account(
        id=stable_id("account", members[0].kind, sorted(names)),
        kind=members[0].kind,
        members=names,
        agreement=_agreement(members, home, count, disputed),
    )
    return account, conflicts


def _agreement(members: list[Report], home: Mapping[str, str], count: Count, disputed: bool) -> Agreement:
    """Even the low end of the count must be two: what may be one source told twice corroborates nothing."""
    if _sources(members, home, count).high < 2:
        return "single_source"
    if disputed:
        return "disputed"
    said = [each for each in members if not isinstance(each.record, Figure) or amount(each.record) is not None]
    for first in _distinct(said):
        agreeing = [each for each in said if agree(first, each)]
        if len(agreeing) > 1 and _sources(agreeing, home, count).low > 1:
            return "corroborated"
    return "single_source"


def _sources(members: Sequence[Report], home: Mapping[str, str], count: Count) -> SourceCount:
    """Count the sources of the first article of each origin."""
    first: dict[str, str] = {}
    for each in members:
        first.setdefault(home.get(each.record.article_id, each.record.article_id), each.record.article_id)
    return count(list(first.values())[:COUNTED])


def _signature(each: Report) -> Key:
    record = each.record
    number = amount(record) if isinstance(record, Figure) else None
    status = getattr(record, "status", None)
    blocker = record.blocker if isinstance(record, Corridor) else None
    name = each.site.name if each.site else None
    return (number, status, blocker, name, each.date, tuple(sorted(each.units)))


def _distinct(members: Sequence[Report]) -> list[Report]:
    """Return the earliest report of each that says something else, ``COMPARED`` at most."""
    seen: dict[Key, Report] = {}
    for each in members:
        seen.setdefault(_signature(each), each)
    return list(seen.values())[:COMPARED]


def _to_compare(members: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    for a, b in combinations(_distinct(members), 2):
        if a.record.article_id != b.record.article_id:
            yield a, b


def _conflict(a: Record, b: Record, difference: Difference) -> Conflict:
    return Conflict(
        id=stable_id("conflict", *sorted((a.id, b.id)), difference.on),
        a=a.id,
        b=b.id,
        on=difference.on,
        kind=difference.kind,
        span_a=a.span[0] if a.span else None,
        span_b=b.span[0] if b.span else None,
    )
