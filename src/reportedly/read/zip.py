"""ZIP archives: each member is read as what it is. Nothing is ever unpacked to disk under a name from the archive.

Web archive collections (WACZ) and Word documents are ZIP archives too and are recognised by what they hold; other
office formats are refused rather than read as if their parts were articles.
"""

from __future__ import annotations

import io
import itertools
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from reportedly.model import Article, Failure
from reportedly.read.apart import apart
from reportedly.read.limits import Limits
from reportedly.read.packed import counted, inner, seekable
from reportedly.read.reasons import (
    EMPTY,
    ENCRYPTED,
    MALFORMED,
    NOT_A_FILE,
    RATIO,
    TOO_MANY,
    UNKNOWN_KIND,
    Refused,
    printable,
)
from reportedly.read.registry import Context
from reportedly.read.source import Source

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, ValueError, OSError)
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_SIZE = 22
_LOCAL_HEADER = 30
_LONGEST_COMMENT = 65_535


class ZipReader:
    """Members by name; hidden ones (``.name``, ``__MACOSX``) are left out as in folders."""

    name = "zip"

    def recognises(self, head: bytes, source: Source) -> bool:
        """By the magic numbers of a first member and of an empty archive."""
        return head.startswith((b"PK\x03\x04", _END))

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield what the readers of the members yield."""
        with source.stream() as opened:
            stream = seekable(opened, context.limits)
            try:
                _check_directory(stream, context.limits)
                archive = zipfile.ZipFile(stream)
                names = {each.filename for each in archive.infolist()}
                _check_overlap(archive)
            except _BROKEN as error:
                raise Refused(MALFORMED, f"not a whole ZIP archive: {error}") from error
            if "word/document.xml" in names:
                yield from apart("docx", source, context.limits)
                return
            if kind := _office_kind(archive, names):
                raise Refused(UNKNOWN_KIND, kind)
            yield from _members(archive, names, source, context)


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Refuse a directory too large to be held, before ``zipfile`` holds it."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - 76))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise Refused(MALFORMED, "the ZIP archive is cut short")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    at_64 = tail.rfind(_END_64, 0, at)
    if directory == 0xFFFFFFFF or at_64 >= 0:
        if at_64 < 0 or len(tail) < at_64 + 48:
            raise Refused(MALFORMED, "the ZIP archive's directory is not where it should be")
        (directory,) = struct.unpack_from("<Q", tail, at_64 + 40)
    if directory > limits.directory_bytes:
        raise Refused(TOO_MANY, f"a directory of {directory:,} bytes")


def _check_overlap(archive: zipfile.ZipFile) -> None:
    """Refuse members that share their bytes: no program makes such archives but to do harm."""
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    for info, following in itertools.pairwise(infos):
        if following.header_offset < info.header_offset + _LOCAL_HEADER + info.compress_size:
            raise Refused(MALFORMED, "members of the ZIP archive share their bytes")


def _office_kind(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "[Content_Types].xml" in names:
        return "an office file other than a Word document"
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        return "a program"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        try:
            return printable(archive.read("mimetype").decode("ascii", "replace"))
        except (*_BROKEN, RuntimeError):
            return "an office file or e-book"
    return None


def _members(
    archive: zipfile.ZipFile, names: set[str], source: Source, context: Context
) -> Iterator[Article | Failure]:
    is_collection = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    infos = [
        info
        for info in sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset))
        if not info.is_dir()
        and not _is_hidden(info.filename)
        and (info.filename.startswith("archive/") or not is_collection)
    ]
    if not infos:
        raise Refused(EMPTY, "the archive has no members")
    if len(infos) > context.limits.records:
        raise Refused(TOO_MANY, f"{len(infos):,} members")
    for number, info in enumerate(infos, start=1):
        try:
            yield from _member(archive, info, source, context)
        except Refused as refusal:
            path = f"{source.path}!{printable(info.filename)}"
            yield refusal.reason.failure(path, refusal.detail)
        if source.budget and source.budget.refused and number < len(infos):
            raise Refused(RATIO, f"{len(infos) - number:,} members after this one were not read")


def _is_hidden(name: str) -> bool:
    parts = [each for each in name.split("/") if each not in {".", ".."}]
    return any(each.startswith((".", "__MACOSX")) for each in parts)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, context: Context
) -> Iterator[Article | Failure]:
    if info.flag_bits & 0x1:
        raise Refused(ENCRYPTED)
    if info.compress_type not in _METHODS:
        raise Refused(UNKNOWN_KIND, f"compression method {info.compress_type}")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused(NOT_A_FILE, "a link")

    def opened() -> BinaryIO:
        try:
            return counted(cast(BinaryIO, _Member(archive, info)), source, context.limits, info.compress_size)
        except _BROKEN as error:
            raise Refused(MALFORMED, f"broken member: {error}") from error

    member = inner(source, printable(info.filename, 300), opened, context.limits)
    yield from context.read(replace(member, named=True))


class _Member(io.RawIOBase):
    """A member's bytes; what is wrong with them is a refusal, not one of the many errors of ``zipfile``."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._stream = archive.open(info)

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1) -> bytes:
        try:
            return self._stream.read(count)
        except _BROKEN as error:
            raise Refused(MALFORMED, f"broken member: {error}") from error

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


READER = ZipReader()
