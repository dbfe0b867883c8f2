"""Progress on standard error: done of total, rate in words, failed, time that remains."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from reportedly.model import Failure
from reportedly.read import DEFAULT_LIMITS
from reportedly.read.walk import walk
from reportedly.run.summary import Summary


class Progress(Protocol):
    """Told of every input as it is done."""

    def show(self, summary: Summary) -> None:
        """One more input is done; ``summary`` holds the counts so far."""


class Silent:
    """Shows nothing."""

    def show(self, summary: Summary) -> None:
        """Nothing is shown."""


class Bar:
    """A line on standard error; where that is no terminal, one line every ten seconds."""

    def __init__(self, total: int | None) -> None:
        from tqdm import tqdm

        terminal = sys.stderr.isatty()
        tqdm.monitor_interval = 0
        self._bar: Any = tqdm(
            total=total,
            unit=" inputs",
            dynamic_ncols=True,
            mininterval=0.2 if terminal else 10.0,
            file=sys.stderr,
            bar_format="{n_fmt}/{total_fmt} inputs {percentage:3.0f} %|{bar}| {elapsed}, {remaining} left{postfix}",
        )

    def show(self, summary: Summary) -> None:
        """Move the bar to what is done."""
        bar = self._bar
        done = summary.stored + summary.replaced + summary.known + summary.problems
        if bar.total is not None and done > bar.total:
            bar.total = done
        seconds = bar.format_dict["elapsed"]
        rate = summary.words / seconds if seconds else 0.0
        bar.set_postfix_str(f"{rate:,.0f} words/s, {summary.problems:,} failed", refresh=False)
        bar.update(done - bar.n)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()


def estimate(inputs: Iterable[Path | str]) -> int:
    """Count what there is to read: a line of a table is an article, so is any other file. Fast, and only a guess."""
    return sum(_lines(each.path) if not isinstance(each, Failure) else 1 for each in walk(inputs, DEFAULT_LIMITS))


def _lines(path: str) -> int:
    if not path.endswith((".jsonl", ".ndjson")):
        return 1
    try:
        with open(path, "rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) or 1
    except OSError:
        return 1
