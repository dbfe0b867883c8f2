"""Words a second and peak memory of a build, by number of processes and of articles.

    python benchmarks/scale.py INPUT.jsonl... [--jobs 1 2] [--articles 1000 20000] [--words 100]

The articles of the inputs are taken in turn, as often as it needs, each time under another id and with another first
line; ``--words`` cuts them short. For each setting one line: words a second (start-up included), and the highest
resident memory of the main process and of any worker, in MB, read from /proc every fifth of a second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from reportedly.export import read_jsonl
from reportedly.store import open_to_read, query


def main() -> None:
    """Measure each setting."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("inputs", nargs="+", type=Path)
    options.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    options.add_argument("--articles", nargs="+", type=int, default=[300])
    options.add_argument("--words", type=int, help="take only so many words of each article")
    given = options.parse_args()
    print("articles  jobs  words/s  main MB  worker MB")
    for number in given.articles:
        for jobs in given.jobs:
            with tempfile.TemporaryDirectory() as scratch:
                rate, peak, worker = measure(given.inputs, number, jobs, Path(scratch), given.words)
            print(f"{number:8}  {jobs:4}  {rate:7,.0f}  {peak:7.0f}  {worker:9.0f}", flush=True)


def measure(inputs: list[Path], number: int, jobs: int, folder: Path, words: int | None) -> tuple[float, float, float]:
    """Return words a second, and peak memory of the main process and of the largest worker in MB."""
    source, ledger = folder / "in.jsonl", folder / "l.sqlite"
    with source.open("w", encoding="utf-8") as file:
        for row in islice(articles(inputs, words), number):
            file.write(json.dumps(row) + "\n")
    command = [sys.executable, "-m", "reportedly.cli", "build", str(source), "-o", str(ledger), "-q", "-j", str(jobs)]
    build = subprocess.Popen(command)
    peak = worker = 0.0
    while build.poll() is None:
        peak = max(peak, memory(build.pid))
        worker = max([worker, *(memory(child) for child in children(build.pid))])
        time.sleep(0.2)
    with open_to_read(ledger) as opened:
        summary = next(query.runs(opened))["summary"]
    return summary["words"] / summary["elapsed"], peak, worker


def articles(inputs: list[Path], words: int | None = None) -> Iterator[dict[str, str]]:
    """Give the articles in turn, for ever, never the same one twice."""
    for number, path in enumerate(cycle(inputs)):
        for row in read_jsonl(path):
            text = " ".join(row["text"].split(" ")[:words])
            yield {**row, "id": f"{row['id']}-{number}", "text": f"Copy {number}.\n\n{text}"}


def memory(pid: int) -> float:
    """Return the resident memory of a process in MB, 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
