"""A ledger's rows as the page's data: the articles the page will show, their rows, and the totals of all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from reportedly import __version__, model
from reportedly.store import open_to_read, query
from reportedly.store.ledger import Ledger
from reportedly.web.data import ARTICLES_SHOWN, CHARACTERS_SHOWN, ReportData

Item = TypeVar("Item")


def load(ledger: Path, *, articles: int = ARTICLES_SHOWN, characters: int = CHARACTERS_SHOWN) -> ReportData:
    """Return the page's data from a ledger file: the first ``articles`` by date, within ``characters`` of text.

    The rows of other articles are not read, only counted. Raises what opening the ledger raises.
    """
    with open_to_read(ledger) as opened:
        kept = _articles(opened, articles, characters)
        ids = [article.id for article in kept]
        statements = [from_row(model.Statement, row) for each in ids for row in query.statements(opened, article=each)]
        records = [record(row) for each in ids for row in query.records(opened, article=each)]
        counts = query.counts(opened)
        return ReportData(
            articles=tuple(kept),
            statements=tuple(statements),
            records=tuple(records),
            actors=_actors(opened, ids),
            origins=_all(model.Origin, query.origins(opened)),
            source_counts=_most_first(_all(model.SourceCount, query.source_counts(opened))),
            accounts=_all(model.Account, query.accounts(opened)),
            conflicts=_all(model.Conflict, query.conflicts(opened)),
            total_articles=counts["article"],
            total_statements=counts["statement"],
            total_speakers=int(
                opened.value("SELECT count(DISTINCT coalesce(speaker_id, speaker)) FROM statement WHERE speaker <> ''")
            ),
            failures=counts["failure"],
            made_with=f"reportedly {__version__}",
        )


def _articles(ledger: Ledger, limit: int, characters: int) -> list[model.Article]:
    """Return the first articles in the page's order (see :func:`reportedly.web.data.reading_order`)."""
    kept: list[model.Article] = []
    used = 0
    sql = "SELECT id, length(text) AS length FROM article ORDER BY published IS NULL, published, id LIMIT ?"
    for row in list(ledger.rows(sql, max(1, limit))):
        used += row["length"]
        if kept and used > characters:
            break
        found = query.article(ledger, row["id"])
        if found is not None:
            kept.append(from_row(model.Article, found))
    return kept


def _actors(ledger: Ledger, ids: Iterable[str]) -> tuple[model.Actor, ...]:
    """Return actors as merged across articles, where that was done, else as their articles name them."""
    actors = {row["id"]: from_row(model.Actor, row) for row in query.actors(ledger)}
    for each in ids:
        for row in query.article_actors(ledger, each):
            actors.setdefault(row["id"], from_row(model.Actor, row))
    return tuple(actors.values())


def _most_first(counts: tuple[model.SourceCount, ...]) -> tuple[model.SourceCount, ...]:
    return tuple(sorted(counts, key=lambda count: -len(count.articles)))


def _all(kind: type[Item], rows: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(from_row(kind, row) for row in rows)


def record(row: Mapping[str, Any]) -> model.Record:
    """Return a row of ``records.jsonl`` as the type that its ``kind`` names."""
    return from_row(model.RECORD_KINDS[row["kind"]], row)


def from_row(kind: type[Item], row: Mapping[str, Any]) -> Item:
    """Return a row of the exchange form as the type it was written from: the inverse of ``model.to_row``.

    Keys that the type does not have are passed over, so that a ledger of a newer minor version can be shown.
    """
    values: dict[str, Any] = {}
    for each in dataclasses.fields(kind):  # type: ignore[arg-type]  # every type of the model is a dataclass
        name = each.metadata.get("export", each.name)
        if name in row:
            values[each.name] = _NESTED.get(each.name, _tuples)(row[name])
    return kind(**values)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def _when(value: Any) -> Any:
    return from_row(model.When, value) if isinstance(value, dict) else value


_NESTED: dict[str, Callable[[Any], Any]] = {
    "said_at": _when,
    "window": _when,
    "roles": lambda rows: tuple(from_row(model.Role, row) for row in rows),
    "explained": lambda rows: tuple(from_row(model.Explanation, row) for row in rows),
    "edges": lambda rows: tuple(from_row(model.Edge, row) for row in rows),
}
"""Fields that hold types of the model, by name."""
