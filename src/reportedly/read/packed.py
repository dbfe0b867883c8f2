"""Streams of packed bytes that stop at the caps instead of filling the machine."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, cast

from reportedly.read.limits import Limits
from reportedly.read.reasons import MALFORMED, TOO_DEEP, Refused
from reportedly.read.source import Budget, Facts, Source, check_ratio

_CHUNK = 1 << 16
_PACKED_CHUNK = 1 << 13
_IN_MEMORY = 8 << 20


def inner(
    outer: Source, name: str, opener: Callable[[], BinaryIO], limits: Limits, facts: Facts | None = None
) -> Source:
    """Return the source of a member ``name`` of the archive ``outer``; refuses archives nested too deep."""
    if outer.nesting >= limits.nesting:
        raise Refused(TOO_DEEP, f"over {limits.nesting} archives within each other")
    return replace(
        outer,
        path=f"{outer.path}!{name}" if name else outer.path,
        open=opener,
        nesting=outer.nesting + 1,
        facts=facts if facts is not None else outer.facts,
        budget=outer.budget or Budget(0),
        charset=None,
    )


def counted(stream: BinaryIO, source: Source, limits: Limits, packed: int) -> BinaryIO:
    """Return ``stream``, counting what is read from it against its ``packed`` bytes and the input file's budget."""
    return cast(BinaryIO, io.BufferedReader(_Counted(stream, source.budget or Budget(0), limits, packed), _CHUNK))


def gunzipped(stream: BinaryIO, source: Source, limits: Limits) -> BinaryIO:
    """Return the decompressed bytes of a gzip ``stream`` of one or more members, counted."""
    return cast(BinaryIO, io.BufferedReader(_Gunzip(stream, source.budget or Budget(0), limits), _CHUNK))


def seekable(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """Return ``stream`` itself where it seeks cheaply, else a copy (on disk once it is larger than 8 MiB)."""
    if isinstance(stream, io.BytesIO) or (hasattr(stream, "fileno") and stream.seekable() and _is_file(stream)):
        return stream
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
    while chunk := stream.read(_CHUNK):
        copy.write(chunk)
    copy.seek(0)
    return copy


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stream.fileno() >= 0
    except OSError:
        return False


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget, limits: Limits, packed: int = 0) -> None:
        self._stream, self._budget, self._limits = stream, budget, limits
        self._packed, self._unpacked = packed, 0

    def _count(self, count: int) -> None:
        self._unpacked += count
        self._budget.spend(count, self._limits)
        check_ratio(self._unpacked, self._packed, self._limits)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._count(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Gunzip(_Counted):
    """Decompresses at most a buffer at a time, so that no input makes it hold more."""

    def __init__(self, stream: BinaryIO, budget: Budget, limits: Limits) -> None:
        super().__init__(stream, budget, limits)
        self._member = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._begun = False

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self._pending:
                self._pending = self._stream.read(_PACKED_CHUNK)
                self._packed += len(self._pending)
                if not self._pending:
                    if self._begun and not self._member.eof:
                        raise Refused(MALFORMED, "the compressed data end too early")
                    return 0
            if self._member.eof:
                # Zeros may pad the end; another member may follow (as in web archives); other bytes are ignored.
                self._pending = self._pending.lstrip(b"\0")
                if not self._pending:
                    continue
                if not self._pending.startswith(b"\x1f"):
                    return 0
                self._member, self._begun = zlib.decompressobj(wbits=31), False
            try:
                out = self._member.decompress(self._pending, len(buffer))
            except zlib.error as error:
                raise Refused(MALFORMED, f"broken compressed data: {error}") from error
            self._begun = True
            self._pending = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if out:
                self._count(len(out))
                buffer[: len(out)] = out
                return len(out)
