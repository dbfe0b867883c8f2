"""Reads mutated pages, tables, feeds, archives … and counts what raises, hangs or cannot be stored.

    python benchmarks/fuzz_reading.py [COUNT] [FIRST]

Input number N is made from seed N (``tests/read/mutations.py``) and is the same on every machine. Ends with 1 where an
input raised, took over ten seconds, was not accounted for, or made a reader fail in a way it does not know (R014).
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "read"))

import mutations
import test_mutated

from reportedly.read import read

LONGEST = 10.0


def main(count: int, first: int) -> int:
    outcomes: Counter[str] = Counter()
    bad: list[str] = []
    slowest = (0.0, 0)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        for number in range(first, first + count):
            kind, data = mutations.mutated(number)
            path.write_bytes(data)
            start = time.perf_counter()
            try:
                found = list(read([path]))
                assert found, "not accounted for"
                for each in found:
                    outcomes[getattr(each, "code", "read")] += 1
                    test_mutated.check(each)
            except Exception as error:
                bad.append(f"{number} ({kind}): {error!r}\n{traceback.format_exc(limit=-1)}")
            took = time.perf_counter() - start
            slowest = max(slowest, (took, number))
            if took > LONGEST:
                bad.append(f"{number} ({kind}): {took:.1f} s")
    print("\n".join(bad))
    print(", ".join(f"{code} {number}" for code, number in sorted(outcomes.items())))
    print(f"{count} inputs in {time.perf_counter() - began:.0f} s, slowest {slowest[0]:.2f} s (number {slowest[1]})")
    print(f"crashes and hangs: {len(bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(numbers + [5000, 0][len(numbers) :])))
