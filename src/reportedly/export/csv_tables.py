"""Tables for spreadsheets: ``statements.csv`` and ``articles.csv``, a row a line, with the exact words
beside their spans.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.model import quoted
from reportedly.store import Ledger, query
from reportedly.store.rows import storable

Row = dict[str, Any]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def statement_rows(ledger: Ledger) -> Iterator[Row]:
    """Give statements flat: who said what, where it stands, through whom it came."""
    article: Row = {}
    for row in query.statements(ledger):
        if article.get("id") != row["article_id"]:
            article = query.article(ledger, row["article_id"]) or {}
        yield {
            "id": row["id"],
            "article_id": row["article_id"],
            "outlet": article.get("outlet"),
            "published": article.get("published"),
            "speaker": row["speaker"],
            "speaker_kind": row["speaker_kind"],
            "act": row["act"],
            "quote_type": row["quote_type"],
            "content": _words(article, row["content"]),
            "source": _words(article, row["source"]),
            "cue": _words(article, row["cue"]),
            "addressee": row["addressee"],
            "said_at": (row["said_at"] or {}).get("start"),
            "via": " > ".join(row["via"]),
            "nested_in": row["nested_in"],
            "polarity": row["polarity"],
            "modality": row["modality"],
            "confidence": row["confidence"],
            "content_spans": _spans(row["content"]),
            "source_spans": _spans(row["source"]),
            "cue_spans": _spans(row["cue"]),
        }


def article_rows(ledger: Ledger) -> Iterator[Row]:
    """Give articles flat, without their text."""
    for row in query.articles(ledger):
        flat = {name: value for name, value in row.items() if name not in ("text", "spin_evidence", "boilerplate")}
        flat["agency"] = "; ".join(row["agency"])
        flat["characters"] = len(row["text"])
        yield flat


CSV_TABLES: Mapping[str, Callable[[Ledger], Iterator[Row]]] = MappingProxyType(
    {"articles": article_rows, "statements": statement_rows}
)


def write_csv(ledger: Ledger, folder: Path) -> dict[str, int]:
    """Write each table as UTF-8 CSV (RFC 4180, with a byte-order mark so that spreadsheets read it as UTF-8).

    Words that a spreadsheet would take for a formula get an apostrophe before them; the exact words are in the
    JSON Lines export.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {name: _write(folder / f"{name}.csv", rows(ledger)) for name, rows in CSV_TABLES.items()}


def _write(path: Path, rows: Iterator[Row]) -> int:
    number = 0
    partial = path.with_name(path.name + ".part")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            if not number:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])
            number += 1
    partial.replace(path)
    return number


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    safe = storable(value).replace("\x00", "\ufffd")
    return "'" + safe if safe.startswith(_FORMULA) else safe


def _words(article: Row, spans: list[list[int]]) -> str:
    return quoted(article["text"], [(start, end) for start, end in spans]) if article else ""


def _spans(spans: list[list[int]]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)
