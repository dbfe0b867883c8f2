"""What can go wrong with a ledger, as sentences a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LedgerError(RuntimeError):
    """The ledger cannot be used. ``code`` is one of the ``S…`` codes of ``docs/failures.md``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"[{code}] {message}")
        self.code = code
        self.message = message


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say about ``path`` into a :class:`LedgerError`.

    What is wrong with a row, not with the file, passes as it is: it concerns one article, not the ledger.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except (sqlite3.Error, OSError) as error:
        raise explain(path, error) from error


def explain(path: Path, error: sqlite3.Error | OSError) -> LedgerError:
    """Return the sentence for an error of SQLite or the file system."""
    text = str(error).lower()
    if "full" in text or "no space" in text or "disk quota" in text:
        return LedgerError(
            "S003",
            f"the disk that holds {path} is full. What was stored before is safe; free some space and "
            f"run the same "
            "command again: it goes on where it stopped",
        )
    misplaced = isinstance(error, PermissionError | NotADirectoryError | FileExistsError | FileNotFoundError)
    if misplaced or "readonly" in text or "read-only" in text or "unable to open" in text:
        return LedgerError(
            "S004",
            f"cannot write {path}: its folder is missing, read-only or not yours. Choose another place with -o",
        )
    if "locked" in text or "busy" in text:
        return LedgerError("S001", f"{path} is in use by another program. Wait until it has ended, then try again")
    if "not a database" in text:
        return LedgerError("S005", f"{path} is not a ledger of reportedly. It was left as it is; choose another name")
    if "malformed" in text or "corrupt" in text:
        return LedgerError("S007", f"{path} is damaged ({error}). Restore a copy, or build it again from its inputs")
    return LedgerError("S008", f"{path} could not be written or read: {error}")
