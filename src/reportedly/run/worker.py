"""A worker process: articles in on standard input, outcomes out on standard output, until the input ends.

Messages are pickles with their length before them; both ends are this program. Whatever else a library prints
goes to standard error, so that it cannot fall among the messages. When the run that started it dies, its input
ends and it ends too.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from typing import IO, Any

READY, FATAL = "ready", "fatal"
_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message. Raises :class:`EOFError` where the other end is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Load the models, say so, then answer each article with its outcome; the argument says by which scheme."""
    scheme: Any = sys.argv[1]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from reportedly.run.stages import process, warm_up

    try:
        warm_up()
    except Exception as error:
        send(answers, (FATAL, str(error)))
        return
    send(answers, (READY, ""))
    while True:
        try:
            article = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, process(article, scheme=scheme))


def run() -> None:
    """Be a worker process until the input ends; end at once when the run that started it is gone."""
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
