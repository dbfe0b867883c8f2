"""The ledger: one SQLite file that holds the record. Opening, closing, transactions, backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from reportedly.store import schema
from reportedly.store.errors import LedgerError, explained
from reportedly.store.lock import WriterLock


class Ledger:
    """An open ledger. Use :func:`open_to_read` or :func:`open_to_write`; both are context managers."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None = None) -> None:
        self.path = path
        self.connection = connection
        self._lock = lock

    def rows(self, sql: str, *parameters: Any) -> Iterator[sqlite3.Row]:
        """Run a query and give its rows one at a time."""
        with explained(self.path):
            yield from self.connection.execute(sql, parameters)

    def value(self, sql: str, *parameters: Any) -> Any:
        """Run a query and return the first column of its first row, or ``None``."""
        row = next(self.rows(sql, *parameters), None)
        return None if row is None else row[0]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block is stored, or none of it."""
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file; the writer first folds the write-ahead log into it."""
        try:
            self.connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_to_read(path: Path | str) -> Ledger:
    """Open an existing ledger for queries alone; a build may be writing it at the same time.

    Raises :class:`LedgerError`: S002 no such file, S005 not a ledger, S006 made by a newer version, S009 by
    an older one.
    """
    path = Path(path)
    if not path.is_file():
        raise LedgerError("S002", f"there is no ledger {path}. `reportedly build INPUT -o {path}` makes one")
    with explained(path):
        connection = _connect_to_read(path)
        try:
            found = _version(path, connection)
            if found < schema.VERSION:
                raise LedgerError(
                    "S009",
                    f"{path} was made by an older version (tables {found}, now {schema.VERSION}). Run "
                    f"`reportedly build` "
                    "on it once more: it is backed up and brought up to date",
                )
        except BaseException:
            connection.close()
            raise
        return Ledger(path, connection)


def open_to_write(path: Path | str) -> Ledger:
    """Open a ledger for a build, making it where it is missing and bringing an older one up to date (backed
    up first).

    Raises :class:`LedgerError`: S001 another build has it, S003 disk full, S004 cannot be written, S005 not
    a ledger,
    S006 made by a newer version.
    """
    path = Path(path)
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise LedgerError("S004", f"{path} is a folder; give the name of a file with -o")
        lock = WriterLock(path)
        lock.acquire()
        try:
            connection = _connect(path)
            try:
                _prepare(path, connection)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise
    return Ledger(path, connection, lock)


def _connect(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, uri=uri, isolation_level=None, timeout=10, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open for queries alone. What SQLite lays beside a ledger while it is open is tidied away at the end, so the
    folder must be writable; where it is not, a finished ledger is opened as one that cannot change.
    """
    address = path.resolve().as_uri()
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    for mode in ("rw", "ro", f"ro{alone}"):
        connection = _connect(f"{address}?mode={mode}", uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA query_only = ON")
            return connection
        except sqlite3.OperationalError as error:
            connection.close()
            failed = error
    raise failed


def _version(path: Path, connection: sqlite3.Connection) -> int:
    """Return the version of the tables, 0 for an empty file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not empty and application != schema.APPLICATION_ID:
        raise LedgerError("S005", f"{path} is not a ledger of reportedly. It was left as it is; choose another name")
    if version > schema.VERSION:
        raise LedgerError(
            "S006",
            f"{path} was made by a newer version of reportedly (tables {version}, this one knows "
            f"{schema.VERSION}). "
            "Update reportedly",
        )
    return 0 if empty else version


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    found = _version(path, connection)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # an article may be lost with the power, never half of one
    connection.execute("PRAGMA foreign_keys = ON")
    if found == 0:
        schema.create(connection)
    elif found < schema.VERSION:
        backup(connection, path.with_name(f"{path.name}.v{found}.bak"))
        schema.migrate(connection, found)


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the ledger as it stands to ``target`` (made anew; never over an existing copy)."""
    number, free = 1, target
    while free.exists():
        free, number = target.with_name(f"{target.name}.{number}"), number + 1
    copy = sqlite3.connect(free)
    try:
        connection.backup(copy)
    finally:
        copy.close()
