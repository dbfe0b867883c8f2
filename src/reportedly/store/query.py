"""Questions to the ledger. Every answer is an iterator of rows in the exchange form (``docs/record.md``),
in a fixed order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.model import Failure
from reportedly.store.ledger import Ledger
from reportedly.store.rows import article_row

Row = dict[str, Any]

_ARTICLE = (
    "SELECT article.row, article.text, (SELECT min(origin_id) FROM origin_article WHERE article_id = "
    "article.id) AS origin"
    " FROM article"
)


class _Where:
    """Conditions joined by AND, with their parameters."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[Any] = []

    def add(self, condition: str, value: Any) -> None:
        """Add a condition with one ``?``, unless there is no value to compare with."""
        if value is not None:
            self.conditions.append(condition)
            self.parameters.append(value)

    def __str__(self) -> str:
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


def article(ledger: Ledger, article_id: str) -> Row | None:
    """Return one article, or ``None``."""
    row = next(ledger.rows(f"{_ARTICLE} WHERE id = ?", article_id), None)
    return None if row is None else article_row(row["row"], row["text"], row["origin"])


def articles(
    ledger: Ledger,
    *,
    outlet: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Row]:
    """Give articles by id. ``search``: words that title or text hold."""
    where = _Where()
    where.add("outlet = ?", outlet)
    where.add("n IN (SELECT rowid FROM article_search WHERE article_search MATCH ?)", _words(search))
    for row in ledger.rows(f"{_ARTICLE}{where} ORDER BY id{_page(limit, offset)}", *where.parameters):
        yield article_row(row["row"], row["text"], row["origin"])


def statements(
    ledger: Ledger,
    *,
    article: str | None = None,
    speaker: str | None = None,
    act: str | None = None,
    search: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Row]:
    """Give statements by article and place in it.

    ``speaker`` is a name or a part of one, case aside; ``search``: words that the content holds; the
    filters narrow together.
    """
    where = _Where()
    where.add("article_id = ?", article)
    where.add("speaker LIKE '%' || ? || '%' ESCAPE '\\'", _like(speaker))
    where.add("act = ?", act)
    where.add(
        "n IN (SELECT rowid FROM statement_search WHERE statement_search MATCH 'words: (' || ? || ')')",
        _words(search),
    )
    # Of statements that begin alike, the one whose frame stands first: an article's rows are stored in that order.
    sql = f"SELECT row FROM statement{where} ORDER BY article_id, start, n{_page(limit, offset)}"
    for row in ledger.rows(sql, *where.parameters):
        yield json.loads(row["row"])


def records(
    ledger: Ledger,
    *,
    kind: str | None = None,
    article: str | None = None,
    statement: str | None = None,
    voice: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Row]:
    """Give rounds … figures by article, place in it and kind. ``kind`` is one of ``model.RECORD_KINDS``.

    Events, which are derived from the others, come only where they are asked for.
    """
    where = _Where()
    where.add("kind = ?", kind)
    where.add("kind != ?", "event" if kind is None else None)
    where.add("article_id = ?", article)
    where.add("statement_id = ?", statement)
    where.add("voice LIKE '%' || ? || '%' ESCAPE '\\'", _like(voice))
    sql = f"SELECT row FROM record{where} ORDER BY article_id, start, kind, id{_page(limit, offset)}"
    for row in ledger.rows(sql, *where.parameters):
        yield json.loads(row["row"])


def article_actors(ledger: Ledger, article: str | None = None) -> Iterator[Row]:
    """Give actors as each article names them, by actor, then article."""
    where = _Where()
    where.add("article_id = ?", article)
    for row in ledger.rows(f"SELECT row FROM article_actor{where} ORDER BY id, article_id", *where.parameters):
        yield json.loads(row["row"])


def actors(ledger: Ledger) -> Iterator[Row]:
    """Give actors, merged across articles, by id."""
    return _all(ledger, "actor")


def origins(ledger: Ledger) -> Iterator[Row]:
    """Give origins with their articles and edges, by id."""
    return _all(ledger, "origin")


def stories(ledger: Ledger, *, article: str | None = None) -> Iterator[Row]:
    """Give happenings that several articles tell, by id; ``article`` keeps those that it tells."""
    where = _Where()
    where.add("id IN (SELECT story_id FROM story_article WHERE article_id = ?)", article)
    for row in ledger.rows(f"SELECT row FROM story{where} ORDER BY id", *where.parameters):
        yield json.loads(row["row"])


def related(ledger: Ledger, *, article: str | None = None) -> Iterator[Row]:
    """Give pairs of articles of different origins that share words, by the two; ``article`` keeps its own."""
    where = _Where()
    where.add("?1 IN (derived, original)", article)
    sql = f"SELECT row FROM related{where} ORDER BY derived, original, relation"
    for row in ledger.rows(sql, *where.parameters):
        yield json.loads(row["row"])


def source_counts(ledger: Ledger) -> Iterator[Row]:
    """Give the counts of independent sources, by id."""
    return _all(ledger, "source_count")


def accounts(ledger: Ledger, *, member: str | None = None) -> Iterator[Row]:
    """Give accounts by id; ``member`` keeps those that hold the row of this id."""
    where = _Where()
    where.add("id IN (SELECT account_id FROM account_member WHERE member = ?)", member)
    for row in ledger.rows(f"SELECT row FROM account{where} ORDER BY id", *where.parameters):
        yield json.loads(row["row"])


def conflicts(ledger: Ledger) -> Iterator[Row]:
    """Give conflicts by id."""
    return _all(ledger, "conflict")


def _all(ledger: Ledger, table: str) -> Iterator[Row]:
    for row in ledger.rows(f"SELECT row FROM {table} ORDER BY id"):
        yield json.loads(row["row"])


def failures(ledger: Ledger) -> Iterator[Failure]:
    """Give the failures that stand: those of the latest run over each input, by path."""
    for row in ledger.rows("SELECT path, stage, code, message FROM failure ORDER BY path, stage, code, message"):
        yield Failure(**_failure(row))


def has_failure(ledger: Ledger, failure: Failure) -> bool:
    """Whether this failure stands already."""
    sql = "SELECT 1 FROM failure WHERE path = ? AND stage = ? AND code = ? AND message = ?"
    return ledger.value(sql, failure.path, failure.stage, failure.code, failure.message) is not None


def failures_with_inputs(ledger: Ledger) -> list[tuple[Failure, str | None, list[str]]]:
    """Return each standing failure with the article it concerns and the inputs of the run that met it."""
    sql = (
        "SELECT path, stage, code, message, article_id, run.inputs FROM failure JOIN run ON run.id = run_id"
        " ORDER BY path, stage, code, message"
    )
    return [(Failure(**_failure(row)), row["article_id"], json.loads(row["inputs"])) for row in ledger.rows(sql)]


def _failure(row: sqlite3.Row) -> dict[str, str]:
    return {name: row[name] for name in ("path", "stage", "code", "message")}


def runs(ledger: Ledger) -> Iterator[Row]:
    """Give the runs that wrote to this ledger, oldest first."""
    for row in ledger.rows("SELECT * FROM run ORDER BY id"):
        found = dict(row)
        for name in ("configuration", "models", "inputs", "summary"):
            found[name] = json.loads(found[name] or "null")
        yield found


@dataclass(frozen=True, slots=True)
class Known:
    """What a ledger knows of an article it holds: enough to pass over it, or to see that it changed."""

    as_read: str
    pipeline: str
    run_id: int


def known(ledger: Ledger, article_id: str) -> Known | None:
    """Return what is stored under an id, or ``None``."""
    row = next(ledger.rows("SELECT as_read, pipeline, run_id FROM article WHERE id = ?", article_id), None)
    return None if row is None else Known(*row)


def runs_of_articles(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Give the id of each stored article and the run that stored it."""
    for row in ledger.rows("SELECT id, run_id FROM article ORDER BY id"):
        yield row["id"], row["run_id"]


def counts(ledger: Ledger) -> dict[str, int]:
    """Return how many rows each table of the record holds; kinds of records under their own name."""
    tables = ("article", "statement", "record", "actor", "origin", "account", "conflict", "failure", "review")
    found = {table: int(ledger.value(f"SELECT count(*) FROM {table}")) for table in tables}
    found["record"] -= int(ledger.value("SELECT count(*) FROM record WHERE kind = 'event'"))
    for row in ledger.rows("SELECT kind, count(*) AS number FROM record GROUP BY kind ORDER BY kind"):
        found[row["kind"]] = row["number"]
    return found


def linked(ledger: Ledger) -> str | None:
    """Return the mark of the last link stage, ``None`` where articles have changed since."""
    value = ledger.value("SELECT value FROM meta WHERE key = 'linked'")
    return None if value is None else str(value)


def _page(limit: int | None, offset: int) -> str:
    return "" if limit is None and not offset else f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"


def _like(text: str | None) -> str | None:
    return None if text is None else text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _words(search: str | None) -> str | None:
    """Return a query of FTS5 that holds each word as a string: nothing a user types is read as its syntax."""
    if search is None:
        return None
    return " ".join('"' + word.replace('"', '""') + '"' for word in search.split()) or '""'
