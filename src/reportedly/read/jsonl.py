"""JSON Lines: one object a line, one article an object. A bad line is reported; the others are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from reportedly.model import Article, Failure
from reportedly.read.decode import decode, input_hash
from reportedly.read.fields import article_of_row, json_object
from reportedly.read.limits import Limits
from reportedly.read.reasons import BAD_ROW, LINE_TOO_LONG, TOO_MANY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Source

_OBJECT = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\})')
_CHUNK = 1 << 20


class JsonLinesReader:
    """Rows ``id, text`` and where known ``outlet, url, title, byline, published, language``; other keys are
    left.
    """

    name = "jsonl"

    def recognises(self, head: bytes, source: Source) -> bool:
        """The first thing in the file is an object, and it ends on the line it began on (or fills
        the head).
        """
        if not _OBJECT.match(head):
            return False
        line, newline, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
        return line.rstrip().endswith(b"}") or not newline

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield an article or a failure for each line that is not blank."""
        unnamed = replace(source, named=False)
        with source.stream() as stream:
            for number, line in enumerate(_lines(stream, context.limits), start=1):
                if number > context.limits.records:
                    raise Refused(TOO_MANY, f"more than {context.limits.records:,} lines")
                if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
                    continue
                try:
                    yield _article(line, unnamed, context.limits)
                except Refused as refusal:
                    yield refusal.reason.failure(f"{source.path}:{number}", refusal.detail)


def _article(line: bytes | None, source: Source, limits: Limits) -> Article:
    if line is None:
        raise Refused(LINE_TOO_LONG, f"over {limits.document_bytes:,} bytes")
    decoded = decode(line)
    try:
        row = json_object(decoded.text)
    except ValueError as error:
        raise Refused(BAD_ROW, str(error)) from error
    article = article_of_row(row, source, input_hash(line.rstrip(b"\r\n")), limits)
    return replace(
        article,
        encoding=decoded.encoding,
        replaced_characters=article.replaced_characters + decoded.replaced,
    )


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes | None]:
    """Yield each line; ``None`` for one above ``limits.document_bytes``, which is skipped without
    being held.
    """
    while line := stream.readline(limits.document_bytes + 1):
        if len(line) <= limits.document_bytes:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            pass
        yield None


READER = JsonLinesReader()
