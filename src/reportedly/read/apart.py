"""Readers that parse hostile formats run apart: in a process of their own that can be ended.

Web pages, PDF and office files are parsed by large libraries, some in C. A document that makes one hang, crash or eat
memory costs that document: its process is ended at the caps, a new one takes the next document. One such process
serves a whole run; it is started when first needed and ends with its pipe.

The processor time of a document is what is limited, so that a busy machine refuses nothing that an idle one reads; a
longer limit on the clock ends what hangs without computing.
"""

from __future__ import annotations

import atexit
import dataclasses
import io
import json
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from reportedly.model import Article, Failure
from reportedly.read.limits import Limits
from reportedly.read.reasons import READER_FAILED, REASONS, TOO_HUNGRY, TOO_SLOW, Refused
from reportedly.read.source import Facts, Source

CLOCK_FACTOR = 6
"""Seconds on the clock for each second of processor time that a document may take."""
LENGTH = struct.Struct("<Q")
_LONGEST_ANSWER = 1 << 30


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader that runs apart is given: the bytes, and what is known beside them."""

    path: str
    data: bytes
    facts: Facts
    charset: str | None
    named: bool

    def source(self) -> Source:
        """Return the document as a source, for naming and facts; its bytes are at hand as ``data``."""

        return Source(
            path=self.path, open=lambda: io.BytesIO(self.data), facts=self.facts, charset=self.charset, named=self.named
        )


def apart(module: str, source: Source, limits: Limits) -> Iterator[Article | Failure]:
    """Yield what ``articles(document, limits)`` of ``reportedly.read.<module>`` yields, run in the process apart."""
    document = Document(
        path=source.path,
        data=source.read_all(limits),
        facts=source.facts,
        charset=source.charset,
        named=source.named,
    )
    yield from _process().ask(module, document, limits)


class _Apart:
    """The process and its pipe; one question at a time."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, module: str, document: Document, limits: Limits) -> list[Article | Failure]:
        with self._lock:
            process = self._running()
            try:
                # The bytes go beside the question, not within it: they are not copied on the way.
                question = pickle.dumps((module, dataclasses.replace(document, data=b""), limits))
                answer = _exchange(process, (question, document.data), limits.seconds * CLOCK_FACTOR)
            except TimeoutError:
                self.end()
                raise Refused(TOO_SLOW, f"over {limits.seconds * CLOCK_FACTOR:g} s on the clock") from None
            except OSError:
                code = self.end()
                raise _died(code, limits) from None
            found = json.loads(answer)
            if found.get("refused") == TOO_HUNGRY.code:
                self.end()  # a new one starts with little
        if "refused" in found:
            raise Refused(REASONS[found["refused"]], found["detail"])
        return [_item(each) for each in found["rows"]]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reportedly.read.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                bufsize=0,
                start_new_session=True,
            )
        return self._process

    def end(self) -> int:
        """End the process and return its exit code, negative for a signal; its own, where it had ended already."""
        process, self._process = self._process, None
        if process is None:
            return 0
        try:
            code = process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        return code


_running: _Apart | None = None


def _process() -> _Apart:
    """The process apart of this process; a fork does not share its parent's."""
    global _running
    if _running is None or _running.pid != os.getpid():
        _running = _Apart()
        atexit.register(_end, _running)
    return _running


def _end(process: _Apart) -> None:
    if process.pid == os.getpid():
        process.end()


def _exchange(process: subprocess.Popen[bytes], parts: tuple[bytes, ...], seconds: float) -> bytes:
    assert process.stdin and process.stdout
    deadline = time.monotonic() + seconds
    for part in parts:
        for piece in (LENGTH.pack(len(part)), part):
            view = memoryview(piece)
            while view:
                _wait(deadline, process.stdin.fileno(), select.POLLOUT)
                view = view[os.write(process.stdin.fileno(), view[: 1 << 16]) :]
    (size,) = LENGTH.unpack(_receive(process.stdout.fileno(), LENGTH.size, deadline))
    if size > _LONGEST_ANSWER:
        raise OSError("an answer of impossible length")
    return _receive(process.stdout.fileno(), size, deadline)


def _receive(handle: int, size: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < size:
        _wait(deadline, handle, select.POLLIN)
        chunk = os.read(handle, min(1 << 20, size - len(received)))
        if not chunk:
            raise OSError("the process apart has ended")
        received += chunk
    return bytes(received)


def _wait(deadline: float, handle: int, event: int) -> None:
    poll = select.poll()
    poll.register(handle, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError


def _died(code: int, limits: Limits) -> Refused:
    if code == -signal.SIGXCPU:
        return Refused(TOO_SLOW, f"over {limits.seconds:g} s of processor time")
    if code == -signal.SIGKILL:
        return Refused(TOO_HUNGRY, "the system ended it")
    return Refused(READER_FAILED, f"the reader's process ended with {code}")


def _item(row: dict[str, Any]) -> Article | Failure:
    if "code" in row:
        return Failure(**row)
    fields: Any = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Article(**fields)
