"""The measures: a ledger against gold, in the figures that the project's bars are set in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.evaluate.copies import measure_copies
from reportedly.evaluate.names import same_name
from reportedly.evaluate.records import measure_records
from reportedly.evaluate.statements import measure_statements
from reportedly.export import read_jsonl
from reportedly.store import Ledger, query

Row = dict[str, Any]
Measure = Callable[[Path, Ledger], Iterator[str]]

__all__ = ["MEASURES", "Measure", "measure_copies", "measure_records", "measure_statements", "same_name"]


def _by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    return found


def _statements(gold: Path, ledger: Ledger) -> Iterator[str]:
    return measure_statements(read_jsonl(gold), _by_article(query.statements(ledger)))


def _records(gold: Path, ledger: Ledger) -> Iterator[str]:
    return measure_records(read_jsonl(gold), _by_article(query.records(ledger)))


def _copies(gold: Path, ledger: Ledger) -> Iterator[str]:
    return measure_copies(read_jsonl(gold), query.origins(ledger))


MEASURES: Mapping[str, Measure] = MappingProxyType({"statements": _statements, "records": _records, "copies": _copies})
"""What ``reportedly evaluate`` measures: (gold file, ledger) → lines of figures."""
