"""The process in which hostile formats are parsed; see :mod:`reportedly.read.apart`, which starts it."""

from __future__ import annotations

import dataclasses
import gc
import json
import math
import os
import pickle
import sys
from importlib import import_module
from typing import Any, BinaryIO

from reportedly.read.apart import LENGTH, Document
from reportedly.read.limits import Limits
from reportedly.read.reasons import MARKUP_TOO_DEEP, READER_FAILED, TOO_HUNGRY, Refused

try:
    import resource
except ImportError:  # not on this system: the limit on the clock remains
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Answer questions from standard input until it ends."""
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get into the answers
    while size := _exactly(questions, LENGTH.size):
        module, document, limits = pickle.loads(_exactly(questions, LENGTH.unpack(size)[0]))
        (length,) = LENGTH.unpack(_exactly(questions, LENGTH.size))
        document = dataclasses.replace(document, data=_exactly(questions, length))
        # Collecting while millions of objects are made (JSON, markup) takes longer than making them.
        gc.disable()
        answer = json.dumps(_answer(module, document, limits)).encode("ascii")
        gc.enable()
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    return data if len(data) == size else b""


def _answer(module: str, document: Document, limits: Limits) -> dict[str, Any]:
    try:
        reader = import_module(f"reportedly.read.{module}")
        _restrain(limits, len(document.data))
        rows = [dataclasses.asdict(each) for each in reader.articles(document, limits)]
    except Refused as refusal:
        return {"refused": refusal.reason.code, "detail": refusal.detail}
    except MemoryError:
        return {"refused": TOO_HUNGRY.code, "detail": f"over {limits.memory_bytes:,} bytes"}
    except RecursionError:
        return {"refused": MARKUP_TOO_DEEP.code, "detail": "beyond what its reader can follow"}
    except Exception as error:
        return {"refused": READER_FAILED.code, "detail": f"{type(error).__name__}: {error}"[:300]}
    return {"rows": rows}


def _restrain(limits: Limits, size: int) -> None:
    """Let this document take so much more processor time and memory than was taken before it, and no more."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds are all the system counts: rounded up, so that no document gets less than its time.
    seconds = math.ceil(used.ru_utime + used.ru_stime + limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    try:
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[0])
    except OSError:
        return  # no such account on this system
    most = pages * resource.getpagesize() + max(limits.memory_bytes - size, limits.memory_bytes // 4)
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
