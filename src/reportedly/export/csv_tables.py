"""Tables for spreadsheets: ``statements.csv`` and ``articles.csv``, a row a line, with the exact words
beside their spans.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.model import Article, quoted
from reportedly.store import Ledger, query
from reportedly.store.rows import storable

Row = dict[str, Any]

_NOT_FLAT = ("text", "spin_evidence", "boilerplate")
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
        flat = {name: value for name, value in row.items() if name not in _NOT_FLAT}
        flat["agency"] = "; ".join(row["agency"])
        flat["characters"] = len(row["text"])
        yield flat


STATEMENT_COLUMNS = (
    *("id", "article_id", "outlet", "published", "speaker", "speaker_kind", "act", "quote_type", "content", "source"),
    *("cue", "addressee", "said_at", "via", "nested_in", "polarity", "modality", "confidence"),
    *("content_spans", "source_spans", "cue_spans"),
)
ARTICLE_COLUMNS = (*(each.name for each in fields(Article) if each.name not in _NOT_FLAT), "characters")

CSV_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Ledger], Iterator[Row]]]] = MappingProxyType(
    {"articles": (ARTICLE_COLUMNS, article_rows), "statements": (STATEMENT_COLUMNS, statement_rows)}
)
"""Tables by name: their columns and where their rows come from."""


def write_csv(ledger: Ledger, folder: Path) -> dict[str, int]:
    """Write each table as UTF-8 CSV (RFC 4180, with a byte-order mark so that spreadsheets read it as UTF-8).

    Words that a spreadsheet would take for a formula get an apostrophe before them; the exact words are in the
    JSON Lines export.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {
        f"{name}.csv": _write(folder / f"{name}.csv", columns, rows(ledger))
        for name, (columns, rows) in CSV_TABLES.items()
    }


def _write(path: Path, columns: tuple[str, ...], rows: Iterator[Row]) -> int:
    number = 0
    partial = path.with_name(path.name + ".part")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(row[column]) for column in columns])
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
