"""``failures.jsonl`` beside the ledger: the failures that stand, for people and programs without SQLite."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportedly import model
from reportedly.store import Ledger, query
from reportedly.store.errors import explained
from reportedly.store.rows import dumps

NAME = "failures.jsonl"


def own_files(ledger: Path) -> re.Pattern[str]:
    """Return what the names of a run's own files look like, as failures to read them would give them."""
    beside = re.escape(os.path.join(os.path.dirname(os.path.abspath(ledger)), NAME))
    return re.compile(
        rf"{re.escape(os.path.abspath(ledger))}(-wal|-shm|\.lock|\.v\d+\.bak.*)?|{beside}(\.part)?(:\d+)?"
    )


def write_failures(ledger: Ledger) -> Path | None:
    """Write the failures that stand, one JSON object a line (``path, stage, code, message``), by path.

    Returns the file, or ``None`` where none stand; a file of an earlier run is then removed.
    """
    target = ledger.path.with_name(NAME)
    lines = "".join(dumps(model.to_row(failure)) + "\n" for failure in query.failures(ledger))
    with explained(target):
        if not lines:
            target.unlink(missing_ok=True)
            return None
        if not target.is_file() or target.read_text(encoding="utf-8") != lines:
            partial = target.with_name(NAME + ".part")
            partial.write_text(lines, encoding="utf-8", newline="\n")
            partial.replace(target)
    return target
