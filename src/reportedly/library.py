"""The record in a ledger, for programs: open, ask, close. Rows are those of the exchange form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from reportedly.model import Failure, quoted
from reportedly.store import Ledger, open_to_read, query

Row = dict[str, Any]


class OpenRecord:
    """A record open for reading; a context manager. Rows come one at a time, in a fixed order."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def article(self, id: str) -> Row | None:
        """Return one article with its text, or ``None``."""
        return query.article(self._ledger, id)

    def articles(
        self, *, outlet: str | None = None, search: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[Row]:
        """Give articles by id; ``search``: words that title or text hold."""
        return query.articles(self._ledger, outlet=outlet, search=search, limit=limit, offset=offset)

    def statements(
        self,
        *,
        article: str | None = None,
        speaker: str | None = None,
        act: str | None = None,
        search: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Row]:
        """Give statements by article and place in it; ``speaker`` is a name or a part of one."""
        return query.statements(
            self._ledger, article=article, speaker=speaker, act=act, search=search, limit=limit, offset=offset
        )

    def records(
        self,
        *,
        kind: str | None = None,
        article: str | None = None,
        statement: str | None = None,
        voice: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Row]:
        """Give rounds, ceasefires, corridors … figures by article and place in it."""
        return query.records(
            self._ledger, kind=kind, article=article, statement=statement, voice=voice, limit=limit, offset=offset
        )

    def actors(self) -> Iterator[Row]:
        """Give actors, merged across articles."""
        return query.actors(self._ledger)

    def origins(self) -> Iterator[Row]:
        """Give origins: articles that carry the same text."""
        return query.origins(self._ledger)

    def accounts(self) -> Iterator[Row]:
        """Give accounts: reports about one thing, across origins."""
        return query.accounts(self._ledger)

    def conflicts(self) -> Iterator[Row]:
        """Give pairs of reports about one thing that differ."""
        return query.conflicts(self._ledger)

    def failures(self) -> Iterator[Failure]:
        """Give what could not be read or processed, and why."""
        return query.failures(self._ledger)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        return query.counts(self._ledger)

    def words(self, row: Row) -> str:
        """Return the exact words a row rests on: a statement's content, a record's span."""
        article = self.article(row["article_id"])
        spans = row.get("content") or row.get("span") or []
        return quoted(article["text"], [(start, end) for start, end in spans]) if article else ""

    def close(self) -> None:
        """Close the ledger."""
        self._ledger.close()

    def __enter__(self) -> OpenRecord:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_record(path: Path | str) -> OpenRecord:
    """Open the ledger at ``path`` for reading; raises :class:`~reportedly.store.LedgerError` with what is wrong."""
    return OpenRecord(open_to_read(path))
