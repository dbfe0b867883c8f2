"""kill -9 in the middle of a build: the next one goes on, and the record equals an uninterrupted one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from reportedly.store import open_to_read, query
from tests.run.test_build import exported

ROOT = Path(__file__).parent.parent.parent
ARTICLES = 40


def run(folder: Path, ledger: Path, *where: str) -> int:
    return subprocess.run([sys.executable, "-m", "tests.run.killed", folder, ledger, *where], cwd=ROOT).returncode


def stored(path: Path) -> int:
    with open_to_read(path) as ledger:
        return query.counts(ledger)["article"]


def test_a_killed_build_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number:02}.txt").write_text(f"Report {number}: the talks went on in the {number}th week.")
    (folder / "empty.txt").write_text("")
    whole, path = tmp_path / "whole.sqlite", tmp_path / "killed.sqlite"
    assert run(folder, whole) == 0

    # Half an article written, the first and a later one; then a failure, then half of the links.
    for place, number, left in (("_records", "1", 0), ("_records", "17", 16), ("_statements", "20", 35)):
        assert run(folder, path, place, number) == -signal.SIGKILL
        assert stored(path) == left
    assert run(folder, path, "_failure_key", "1") == -signal.SIGKILL
    assert stored(path) == ARTICLES
    assert run(folder, path, "_json", "3") == -signal.SIGKILL
    assert run(folder, path) == 0
    assert exported(path) == exported(whole)
    with open_to_read(path) as killed, open_to_read(whole) as other:
        assert list(query.failures(killed)) == list(query.failures(other)) != []
        assert killed.value("PRAGMA integrity_check") == "ok"
