"""A watched folder: builds begin when something new has come and stayed as it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from reportedly.run import Summary
from reportedly.run.watching import watch


def test_a_file_is_built_from_once_it_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    steps: Iterator[str] = iter(
        ["He said", "He said yes", "He said yes", "He said yes", "No, she said", "No, she said"]
    )
    built: list[str] = []

    def look(_: float) -> None:
        words = next(steps)
        if not path.exists() or path.read_text() != words:
            path.write_text(words)

    def build() -> Summary:
        built.append(path.read_text())
        return Summary()

    list(itertools.islice(watch(tmp_path, build, sleep=look), 2))
    assert built == ["He said yes", "No, she said"]


def test_what_is_there_already_is_built_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He said yes")
    next(watch(tmp_path, Summary))
