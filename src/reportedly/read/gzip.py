"""gzip: the file inside is read as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.model import Article, Failure
from reportedly.read.packed import gunzipped, inner
from reportedly.read.registry import Context
from reportedly.read.source import Source


class GzipReader:
    """``NAME.gz`` is read as ``NAME``."""

    name = "gzip"

    def recognises(self, head: bytes, source: Source) -> bool:
        """By the magic number and the one compression method there is (RFC 1952)."""
        return head.startswith(b"\x1f\x8b\x08")

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield what the reader of the decompressed bytes yields."""
        limits = context.limits
        unpacked = inner(source, "", lambda: gunzipped(source.open(), source, limits), limits)
        if source.path.lower().endswith(".gz"):
            unpacked = replace(unpacked, path=source.path[: -len(".gz")])  # "talks.txt.gz" gives "talks"
        yield from context.read(unpacked)


READER = GzipReader()
