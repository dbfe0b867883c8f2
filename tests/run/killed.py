"""A build in a process of its own that kills itself: ``killed.py FOLDER LEDGER PLACE NUMBER``.

PLACE is a function of ``reportedly.store.write``; its NUMBERth call is the process's last: with half an article, or
half of the links, written.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from reportedly.run import build
from reportedly.run.engine import InProcess, Pool
from reportedly.store import write
from tests.run.stand_in import work


def main(folder: str, ledger: str, place: str = "", number: str = "0") -> None:
    """Build, and be killed where the arguments say."""
    left = int(number)
    if place:
        original = getattr(write, place)

        def last(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*given, **named)

        setattr(write, place, last)
    stand_in = [sys.executable, str(Path(__file__).with_name("stand_in.py"))]
    build([folder], ledger, work=InProcess(work) if place else Pool(2, 30.0, stand_in))


if __name__ == "__main__":
    main(*sys.argv[1:])
