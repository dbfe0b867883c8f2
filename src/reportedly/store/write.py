"""What a run writes: articles with their rows, links across articles, failures, runs. One transaction each."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly import model
from reportedly.store.ledger import Ledger
from reportedly.store.rows import article_columns, dumps, first, storable

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What stands across articles; replaced as a whole whenever the articles change."""

    actors: tuple[model.Actor, ...] = ()
    origins: tuple[model.Origin, ...] = ()
    stories: tuple[model.Story, ...] = ()
    related: tuple[model.Edge, ...] = ()
    """Articles of different origins that share quotations or part of their text."""
    source_counts: tuple[model.SourceCount, ...] = ()
    accounts: tuple[model.Account, ...] = ()
    conflicts: tuple[model.Conflict, ...] = ()


def store_article(ledger: Ledger, found: model.ArticleRecord, *, as_read: str, pipeline: str, run_id: int) -> None:
    """Store an article and all its rows, in the place of what an earlier run made of the same id.

    ``as_read`` is the hash of the article as its reader gave it, ``pipeline`` names what made the rows: the
    two tell a later run whether to pass over it. Reviews are kept. What was linked across articles is
    marked as out of date.
    """
    article = found.article
    text, row = article_columns(article)
    with ledger.transaction() as db:
        _drop(db, article.id)
        db.execute(
            "INSERT INTO article (id, as_read, pipeline, outlet, published, language, text_quality, "
            "title, words, text, row,"
            " run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.id,
                as_read,
                pipeline,
                _text(article.outlet),
                _text(article.published),
                _text(article.language),
                article.text_quality,
                _text(article.title),
                count_words(text),
                text,
                row,
                run_id,
            ),
        )
        _statements(db, text, found.statements)
        _records(db, (*found.records, *found.events))
        db.executemany(
            "INSERT OR IGNORE INTO article_actor (article_id, id, row) VALUES (?, ?, ?)",
            [(article.id, actor.id, dumps(model.to_row(actor))) for actor in found.actors],
        )


def drop_articles(ledger: Ledger, ids: Iterable[str]) -> None:
    """Forget articles that are no longer among the inputs, with all their rows; links are then out of date."""
    with ledger.transaction() as db:
        for each in ids:
            _drop(db, each)


def _drop(db: sqlite3.Connection, article_id: str) -> None:
    db.execute("DELETE FROM meta WHERE key = 'linked'")
    db.execute("DELETE FROM statement WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM article WHERE id = ?", (article_id,))
    db.execute("DELETE FROM failure WHERE article_id = ?", (article_id,))


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def count_words(text: str) -> int:
    """Return the number of runs of letters and digits: the unit of every rate that a run reports."""
    return sum(1 for _ in _WORD.finditer(text))


def _statements(db: sqlite3.Connection, text: str, statements: Iterable[model.Statement]) -> None:
    # Equal ids mean equal content (law 5): the second of two is the same statement, found twice.
    db.executemany(
        "INSERT OR IGNORE INTO statement (id, article_id, start, speaker, speaker_id, act, quote_type, "
        "words, row)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.id,
                each.article_id,
                first(each.content),
                _text(each.speaker),
                each.speaker_id,
                each.act,
                each.quote_type,
                model.quoted(text, each.content),
                dumps(model.to_row(each)),
            )
            for each in statements
        ],
    )


def _records(db: sqlite3.Connection, records: Iterable[model.Record]) -> None:
    rows = [(each, model.to_row(each)) for each in records]
    db.executemany(
        "INSERT OR IGNORE INTO record (id, article_id, kind, start, voice, statement_id, date, row)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.id,
                each.article_id,
                row["kind"],
                first(each.span),
                storable(each.voice),
                each.statement_id,
                each.date,
                dumps(row),
            )
            for each, row in rows
        ],
    )


def store_links(ledger: Ledger, links: Links, *, mark: str) -> None:
    """Replace all that stands across articles, and remember by ``mark`` what it was made with."""
    with ledger.transaction() as db:
        for table in _LINKED:
            db.execute(f"DELETE FROM {table}")
        db.executemany(
            "INSERT INTO actor (id, name, kind, side, row) VALUES (?, ?, ?, ?, ?)",
            [(each.id, storable(each.name), each.kind, each.side, _json(each)) for each in links.actors],
        )
        db.executemany(
            "INSERT INTO origin (id, kind, row) VALUES (?, ?, ?)",
            [(each.id, each.kind, _json(each)) for each in links.origins],
        )
        db.executemany(
            "INSERT OR IGNORE INTO origin_article (article_id, origin_id) VALUES (?, ?)",
            [(article, each.id) for each in links.origins for article in each.articles],
        )
        _stories(db, links)
        db.executemany(
            "INSERT OR IGNORE INTO source_count (id, low, high, row) VALUES (?, ?, ?, ?)",
            [
                (model.stable_id("count", each.articles), each.low, each.high, _json(each))
                for each in links.source_counts
            ],
        )
        db.executemany(
            "INSERT INTO account (id, kind, agreement, row) VALUES (?, ?, ?, ?)",
            [(each.id, each.kind, each.agreement, _json(each)) for each in links.accounts],
        )
        db.executemany(
            "INSERT OR IGNORE INTO account_member (member, account_id) VALUES (?, ?)",
            [(member, each.id) for each in links.accounts for member in each.members],
        )
        db.executemany(
            "INSERT INTO conflict (id, a, b, kind, row) VALUES (?, ?, ?, ?, ?)",
            [(each.id, each.a, each.b, each.kind, _json(each)) for each in links.conflicts],
        )
        db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('linked', ?)", (mark,))


_LINKED = (
    *("conflict", "account_member", "account", "source_count", "story_article", "story", "related"),
    *("origin_article", "origin", "actor"),
)
"""Tables of what stands across articles, those that refer to others first."""


def _stories(db: sqlite3.Connection, links: Links) -> None:
    db.executemany(
        "INSERT INTO story (id, start, end, row) VALUES (?, ?, ?, ?)",
        [(each.id, each.start, each.end, _json(each)) for each in links.stories],
    )
    db.executemany(
        "INSERT OR IGNORE INTO story_article (article_id, story_id) VALUES (?, ?)",
        [(article, each.id) for each in links.stories for article in each.articles],
    )
    db.executemany(
        "INSERT OR IGNORE INTO related (derived, original, relation, row) VALUES (?, ?, ?, ?)",
        [(each.derived, each.original, each.relation, _json(each)) for each in links.related],
    )


def _json(item: Any) -> str:
    return dumps(model.to_row(item))


def store_failure(ledger: Ledger, failure: model.Failure, *, run_id: int, article_id: str | None = None) -> None:
    """Keep a failure, with the article it concerns where one was read; met again, it changes nothing."""
    with ledger.transaction() as db:
        db.execute(
            "INSERT OR IGNORE INTO failure (path, stage, code, message, article_id, run_id) VALUES (?, ?, ?, ?, ?, ?)",
            (*_failure_key(failure), article_id, run_id),
        )


def drop_failures(ledger: Ledger, failures: Iterable[model.Failure]) -> None:
    """Forget failures that a later run over the same inputs did not meet again."""
    with ledger.transaction() as db:
        db.executemany(
            "DELETE FROM failure WHERE path = ? AND stage = ? AND code = ? AND message = ?",
            [_failure_key(each) for each in failures],
        )


def _failure_key(failure: model.Failure) -> tuple[str, str, str, str]:
    return (storable(failure.path), failure.stage, failure.code, storable(failure.message))


def start_run(
    ledger: Ledger,
    *,
    version: str,
    pipeline: str,
    configuration: Mapping[str, Any],
    models: Mapping[str, str],
    inputs: Sequence[str],
    at: str,
) -> int:
    """Open a row in the table of runs and return its number."""
    with ledger.transaction() as db:
        cursor = db.execute(
            "INSERT INTO run (version, pipeline, configuration, models, inputs, started) VALUES (?, ?, ?, ?, ?, ?)",
            (version, pipeline, dumps(dict(configuration)), dumps(dict(models)), dumps(list(inputs)), at),
        )
        return int(cursor.lastrowid or 0)


def finish_run(ledger: Ledger, run_id: int, *, summary: Mapping[str, Any], at: str) -> None:
    """Close a run's row with its account of every input. A run that was killed keeps an empty ``finished``."""
    with ledger.transaction() as db:
        db.execute("UPDATE run SET finished = ?, summary = ? WHERE id = ?", (at, json.dumps(dict(summary)), run_id))
