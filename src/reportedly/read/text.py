"""Plain text: one file, one article, its text kept as it is."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model import Article, Failure
from reportedly.read.decode import decode, input_hash
from reportedly.read.fields import article_of
from reportedly.read.reasons import EMPTY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Source

_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1b\x1a\x00")
_MOST_CONTROL = 0.02
_MOST_NUL = 0.1


class TextReader:
    """Takes everything that looks like text; asked last."""

    name = "text"

    def recognises(self, head: bytes, source: Source) -> bool:
        """Text has hardly any control characters; UTF-16 and UTF-32 announce themselves by a
        byte-order mark.
        """
        if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
            return True
        control = sum(head.count(each) for each in _CONTROL)
        return control <= _MOST_CONTROL * len(head) and head.count(0) <= _MOST_NUL * len(head)

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the one article; its id is the file name without the ending unless a side file
        gives another.
        """
        data = source.read_all(context.limits)
        if not data:
            raise Refused(EMPTY, "0 bytes")
        yield article_of(decode(data, source.charset), source.facts, source, input_hash(data), context.limits)


READER = TextReader()
