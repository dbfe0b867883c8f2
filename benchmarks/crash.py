"""Kill a build at random moments, over and over, and compare what it comes to with an uninterrupted build.

    python benchmarks/crash.py INPUT... [--kills 50] [--rounds 5] [--seed 1]

Each round builds one ledger: killed (SIGKILL to the main process) ``kills / rounds`` times at random moments, then let
finish. Its exports must equal, byte by byte, those of a build that nobody disturbed. Exits with 1 where one does not.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportedly.export import write_jsonl
from reportedly.store import LedgerError, open_to_read, query


def main() -> int:
    """Run the rounds and print one line each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("inputs", nargs="+")
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        began = time.monotonic()
        if start(given, folder / "whole.sqlite").wait() > 1:
            return 1
        whole, took = exported(folder / "whole.sqlite"), time.monotonic() - began
        print(f"undisturbed: {took:.0f} s", flush=True)
        bad = 0
        for number in range(given.rounds):
            path = folder / f"{number}.sqlite"
            kills = given.kills // given.rounds
            at = [disturb(given, path, chance, took / kills) for _ in range(kills)]
            ended = start(given, path).wait()
            equal = ended <= 1 and exported(path) == whole
            bad += not equal
            print(f"round {number}: killed at {at} articles, record {'equal' if equal else 'DIFFERENT'}", flush=True)
    return 1 if bad else 0


def start(given: argparse.Namespace, path: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    command = [sys.executable, "-m", "reportedly.cli", "build", *given.inputs, "-o", str(path)]
    return subprocess.Popen([*command, "--quiet", "--jobs", str(given.jobs)])


def disturb(given: argparse.Namespace, path: Path, chance: random.Random, longest: float) -> int:
    """Kill a build: one in five while it starts, the others within ``longest`` seconds of its first new article.

    Returns how many articles the ledger holds then.
    """
    before, build = stored(path), start(given, path)
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0.0, 3.0))
    else:
        while stored(path) == before and build.poll() is None:
            time.sleep(0.05)
        time.sleep(chance.uniform(0.0, longest))
    build.send_signal(signal.SIGKILL)
    build.wait()
    return stored(path)


def stored(path: Path) -> int:
    """Return how many articles the ledger holds."""
    try:
        with open_to_read(path) as ledger:
            return query.counts(ledger)["article"]
    except LedgerError:
        return 0


def exported(path: Path) -> dict[str, bytes]:
    """Return the files of the exchange form."""
    folder = path.with_suffix("")
    with open_to_read(path) as ledger:
        write_jsonl(ledger, folder)
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


if __name__ == "__main__":
    sys.exit(main())
