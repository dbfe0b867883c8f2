"""Web archives (WARC, ISO 28500): each page in them is read as what it is. WACZ collections are ZIP files of these."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from reportedly.model import Article, Failure
from reportedly.read.packed import inner
from reportedly.read.reasons import MALFORMED, TOO_LARGE, TOO_MANY, Refused, printable
from reportedly.read.registry import Context
from reportedly.read.source import Facts, Source

_START = re.compile(rb"\AWARC/[01]\.\d+\r?\n")
_KINDS = {"response", "resource", "conversion"}
_TYPES = re.compile(
    r"text/html|application/xhtml\+xml|text/plain|application/pdf|application/(?:rss|atom)\+xml|(?:text|application)/xml"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document|message/rfc822",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


class WarcReader:
    """Successful answers with text in them; pictures, styles, programs and requests are no articles."""

    name = "warc"

    def recognises(self, head: bytes, source: Source) -> bool:
        """By the version line of the first record."""
        return bool(_START.match(head))

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield what the readers of the archived documents yield."""
        with source.stream() as stream:
            records = ArchiveIterator(stream)
            for number in range(context.limits.records + 1):
                try:
                    record = next(records, None)
                    if record is None:
                        return
                    page = _page(record, source, context) if record.rec_type in _KINDS else None
                except (ArchiveLoadFailed, ValueError, TypeError, AttributeError, EOFError, LookupError) as error:
                    raise Refused(MALFORMED, f"record {number + 1}: {error}") from error
                except Refused as refusal:
                    if refusal.reason is not TOO_LARGE:
                        raise
                    yield refusal.reason.failure(f"{source.path}!{number + 1}", refusal.detail)
                    continue
                if page is not None:
                    yield from context.read(page)
        raise Refused(TOO_MANY, f"more than {context.limits.records:,} records")


def _page(record: object, source: Source, context: Context) -> Source | None:
    """Return an archived document as a source, or ``None`` where it is no text."""
    headers = record.rec_headers  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    if http is not None and http.get_statuscode() not in {"200", "203"}:
        return None
    kind = (http or headers).get_header("Content-Type") or ""
    if not _TYPES.match(kind.strip()):
        return None
    data = record.content_stream().read(context.limits.document_bytes + 1)  # type: ignore[attr-defined]
    address = printable(headers.get_header("WARC-Target-URI") or "", 2000).strip("<>")
    if len(data) > context.limits.document_bytes:
        raise Refused(TOO_LARGE, address)
    if source.budget:
        source.budget.spend(len(data), context.limits)
    declared = _CHARSET.search(kind)
    page = inner(source, address, lambda: io.BytesIO(data), context.limits, Facts(url=address or None))
    return replace(page, charset=declared[1] if declared else None, named=False)


READER = WarcReader()
