"""The exchange form: UTF-8 JSON Lines, one file a table, the same bytes for the same record.

Rows are sorted by what they say, never by when they were stored: two builds of the same inputs, in whatever
order and with whatever interruptions, give equal files. Names and values are those of ``docs/record.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.store import Ledger, query
from reportedly.store.rows import dumps

Row = dict[str, Any]

TABLES: Mapping[str, Callable[[Ledger], Iterator[Row]]] = MappingProxyType(
    {
        "articles": query.articles,
        "statements": query.statements,
        "records": query.records,
        "events": partial(query.records, kind="event"),
        "actors": query.actors,
        "origins": query.origins,
        "stories": query.stories,
        "related": query.related,
        "source_counts": query.source_counts,
        "accounts": query.accounts,
        "conflicts": query.conflicts,
    }
)
"""Files of the exchange form (without ``.jsonl``) and where their rows come from."""


def tables(ledger: Ledger) -> dict[str, Iterator[Row]]:
    """Return the rows of each table of the exchange form, one at a time."""
    return {name: rows(ledger) for name, rows in TABLES.items()}


def write_jsonl(ledger: Ledger, folder: Path) -> dict[str, int]:
    """Write all tables into ``folder`` (made where missing; files of an earlier export are replaced)."""
    folder.mkdir(parents=True, exist_ok=True)
    return {f"{name}.jsonl": write_lines(folder / f"{name}.jsonl", rows) for name, rows in tables(ledger).items()}


def write_lines(path: Path, rows: Iterable[Row]) -> int:
    """Write rows to a file that appears complete or not at all; return how many."""
    number = 0
    partial = path.with_name(path.name + ".part")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(dumps(row) + "\n")
            number += 1
    partial.replace(path)
    return number


def read_jsonl(path: Path | str) -> Iterator[Row]:
    """Give the rows of a JSON Lines file; blank lines are passed over."""
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
