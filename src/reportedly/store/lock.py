"""One writer a ledger, told apart across processes; the lock ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reportedly.store.errors import LedgerError


class WriterLock:
    """An exclusive lock on ``FILE.lock`` beside the ledger.

    The operating system releases it when the process dies, so a killed build leaves nothing that must be
    removed by hand.
    """

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.path = ledger.with_name(ledger.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises :class:`LedgerError` S001 when another process has it."""
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            if not _try(file):
                os.close(file)
                raise LedgerError(
                    "S001",
                    f"another build is writing {self.ledger}. Wait until it has ended, or give this one "
                    f"another file with -o",
                )
            try:  # the holder before us may have removed the file between our open and our lock
                current = os.stat(self.path)
            except FileNotFoundError:
                os.close(file)
                continue
            if (current.st_dev, current.st_ino) == (os.fstat(file).st_dev, os.fstat(file).st_ino):
                self._file = file
                return
            os.close(file)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is not None:
            if os.name == "posix":
                self.path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None


def _try(file: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
