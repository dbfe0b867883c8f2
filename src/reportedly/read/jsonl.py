"""JSON Lines: one object a line, one article an object. A bad line is reported; the others are read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from reportedly.model import Article, Failure
from reportedly.read.apart import apart
from reportedly.read.decode import decode, input_hash
from reportedly.read.fields import json_object
from reportedly.read.json_document import articles_of
from reportedly.read.limits import Limits
from reportedly.read.reasons import BAD_ROW, LINE_TOO_LONG, ONLY_BAD_ROWS, TOO_MANY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Source

_OBJECT = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\})')
_CHUNK = 1 << 20
_LARGE = 4 << 20
_LONGEST_SKIPPED = 256 << 20
"""Bytes; a line beyond that ends the reading of its file."""


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
        bad = 0
        with source.stream() as stream:
            for number, line in enumerate(_lines(stream, context.limits), start=1):
                if number > context.limits.records:
                    raise Refused(TOO_MANY, f"more than {context.limits.records:,} lines")
                if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
                    continue
                at = replace(unnamed, path=f"{source.path}:{number}")
                try:
                    yield from _articles(line, at, context.limits)
                    bad = 0
                except Refused as refusal:
                    yield refusal.reason.failure(at.path, refusal.detail)
                    bad += 1
                if bad > context.limits.bad_rows:
                    raise Refused(ONLY_BAD_ROWS, f"{bad:,} rows up to row {number:,}")


def _articles(line: bytes | None, source: Source, limits: Limits) -> Iterator[Article | Failure]:
    if line is None:
        raise Refused(LINE_TOO_LONG, f"over {limits.document_bytes:,} bytes")
    if len(line) > _LARGE:
        # Parsed JSON can take twenty times its length: such a line is read where memory is limited.
        yield from apart("json_document", replace(source, open=lambda: io.BytesIO(line)), limits)
        return
    decoded = decode(line)
    try:
        row = json_object(decoded.text)
    except ValueError as error:
        raise Refused(BAD_ROW, str(error)) from error
    for each in articles_of(row, source, decoded, input_hash(line.rstrip(b"\r\n")), limits):
        yield replace(each, source_path=source.name.rpartition(":")[0]) if isinstance(each, Article) else each


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes | None]:
    """Yield each line; ``None`` for one above ``limits.document_bytes``, which is skipped without
    being held.
    """
    while line := stream.readline(limits.document_bytes + 1):
        if len(line) <= limits.document_bytes:
            yield line
            continue
        skipped = len(line)
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            skipped += len(line)
            if skipped > _LONGEST_SKIPPED:
                raise Refused(LINE_TOO_LONG, f"over {skipped:,} bytes; the rest of the file was not read")
        yield None


READER = JsonLinesReader()
