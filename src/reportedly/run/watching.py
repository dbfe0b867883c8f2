"""A folder watched: what comes in is built as it comes, and the record stays that of a build of the folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reportedly.run.summary import Summary

Snapshot = tuple[tuple[str, int, int], ...]


def watch(
    folder: Path,
    build: Callable[[], Summary],
    *,
    every: float = 2.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Summary]:
    """Yield the account of each build; look at ``folder`` every ``every`` seconds, for ever.

    A build is begun when something has changed and then stayed as it is from one look to the next, so that a file
    being written is not read half. ``build`` takes the whole folder: what the ledger knows is passed over there, and
    what has gone is forgotten (``mirror``).
    """
    built: Snapshot | None = None
    seen = _snapshot(folder)
    if seen:
        yield build()
        built = seen
    while True:
        sleep(every)
        before, seen = seen, _snapshot(folder)
        if seen == before and seen != built:
            yield build()
            built = seen


def _snapshot(folder: Path) -> Snapshot:
    """Names, sizes and times of all files, in order."""
    found: list[tuple[str, int, int]] = []
    for base, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(base, name)
            try:
                status = os.stat(path)
            except OSError:
                continue  # gone since it was listed
            found.append((path, status.st_size, status.st_mtime_ns))
    return tuple(found)
