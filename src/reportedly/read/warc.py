"""Web archives (WARC, ISO 28500): each page in them is read as what it is. WACZ collections are ZIP files of these.

Read here rather than by a library: a line, a header block and a record are never held beyond their caps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportedly.model import Article, Failure
from reportedly.read.http_body import http_body
from reportedly.read.limits import Limits
from reportedly.read.packed import inner
from reportedly.read.reasons import EMPTY, MALFORMED, TOO_LARGE, TOO_MANY, Refused, printable
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source

_START = re.compile(rb"\AWARC/[01]\.\d+\r?\n")
_TYPES = re.compile(
    r"text/html|application/xhtml\+xml|text/plain|application/pdf|application/(?:rss|atom)\+xml|(?:text|application)/xml"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document|message/rfc822",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_LONGEST_LINE = 64 * 1024
_MOST_HEADERS = 500
_CHUNK = 1 << 20


class WarcReader:
    """Successful answers with text in them; pictures, styles, programs and requests are no articles."""

    name = "warc"

    def recognises(self, head: bytes, source: Source) -> bool:
        """By the version line of the first record."""
        return bool(_START.match(head))

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield what the readers of the archived documents yield."""
        pages = 0
        with source.stream() as stream:
            for number, record in enumerate(_records(stream, context.limits), start=1):
                if number > context.limits.records:
                    raise Refused(TOO_MANY, f"more than {context.limits.records:,} records")
                try:
                    page = _page(record, source, context)
                except Refused as refusal:
                    pages += 1
                    yield refusal.reason.failure(f"{source.path}!{record.address or number}", refusal.detail)
                    continue
                if page is not None:
                    pages += 1
                    yield from context.read(page)
        if not pages:
            raise Refused(EMPTY, "no archived page with text")


@dataclass(frozen=True, slots=True)
class _Record:
    headers: Mapping[str, str]
    block: bytes | None
    """``None`` for one larger than a document."""

    @property
    def address(self) -> str:
        return printable(self.headers.get("warc-target-uri", ""), 2000).strip("<>")


def _records(stream: BinaryIO, limits: Limits) -> Iterator[_Record]:
    while True:
        line = stream.readline(_LONGEST_LINE)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(_LONGEST_LINE)
        if not line:
            return
        if not _START.match(line):
            raise Refused(MALFORMED, "a record does not begin where the one before it ends")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise Refused(MALFORMED, "a record without its length")
        yield _Record(headers, _block(stream, int(length), headers, limits))


def _headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n", b""):
            return headers
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    raise Refused(MALFORMED, "a record with too many header lines")


def _block(stream: BinaryIO, length: int, headers: Mapping[str, str], limits: Limits) -> bytes | None:
    """Return a record's block; read past it, without holding it, where no article can be in it."""
    wanted = headers.get("warc-type") in {"response", "resource", "conversion"} and length <= limits.document_bytes
    block = bytearray()
    while length:
        chunk = stream.read(min(_CHUNK, length))
        if not chunk:
            raise Refused(MALFORMED, "the last record is cut short")
        length -= len(chunk)
        if wanted:
            block += chunk
    return bytes(block) if wanted else None


def is_text_type(content_type: str) -> bool:
    """Whether a media type is of a kind that can hold an article."""
    return bool(_TYPES.match(content_type.strip()))


def _page(record: _Record, source: Source, context: Context) -> Source | None:
    """Return an archived document as a source, or ``None`` where it is no text."""
    kind = record.headers.get("warc-type")
    if kind not in {"response", "resource", "conversion"}:
        return None
    if record.block is None:
        raise Refused(TOO_LARGE, f"a record over {context.limits.document_bytes:,} bytes")
    data, content_type = record.block, record.headers.get("content-type", "")
    if kind == "response":
        if "http" not in content_type.lower():
            return None
        answer = http_body(record.block, context.limits)
        if answer.status not in {200, 203}:
            return None
        data, content_type = answer.body, answer.content_type
        if source.budget:
            source.budget.spend(len(data), context.limits)
    if not is_text_type(content_type):
        return None
    declared = _CHARSET.search(content_type)
    page = inner(source, record.address, lambda: io.BytesIO(data), context.limits, Facts(url=record.address or None))
    return replace(page, charset=declared[1] if declared else None, named=False)


READER = WarcReader()
