"""CSV and TSV: one article a row, the columns by the names of ``data/field_names.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from reportedly.model import Article, Failure
from reportedly.read.decode import decode, input_hash, without_surrogates
from reportedly.read.fields import article_of_row, field_names, plain
from reportedly.read.limits import Limits
from reportedly.read.reasons import EMPTY, LINE_TOO_LONG, MALFORMED, NO_TEXT_COLUMN, ONLY_BAD_ROWS, TOO_MANY, Refused
from reportedly.read.registry import Context
from reportedly.read.source import Source

_DELIMITERS = ",\t;|"
_ENDINGS = {".csv", ".tsv", ".tab"}
_MOST_COLUMNS = 1000
_LONGEST_NAME = 60


class TableReader:
    """A header line first; delimiter found among comma, tab, semicolon and bar."""

    name = "table"

    def recognises(self, head: bytes, source: Source) -> bool:
        """The first line names a column of texts; or the ending says a table and the first line has columns."""
        header = _header(_first_line(head))[1]
        ending = PurePosixPath(source.path).suffix.lower() in _ENDINGS
        return len(header) > 1 and (_has_texts(header) or ending)

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield an article or a failure for each row; a row that breaks the table's form ends the reading."""
        limits = context.limits
        head = source.head()
        delimiter, header = _header(_first_line(head))
        if not _has_texts(header):
            raise Refused(NO_TEXT_COLUMN, "columns: " + ", ".join(header[:12]))
        unnamed = replace(source, named=False)
        bad = 0
        csv.field_size_limit(limits.document_bytes)
        with source.stream() as stream:
            lines = _Lines(stream, decode(head).encoding, limits)
            rows = csv.reader(lines, delimiter=delimiter)
            for number in range(limits.records + 2):
                try:
                    cells = next(rows, None)
                except csv.Error as error:
                    raise Refused(MALFORMED, f"row {number}: {error}") from error
                raw = lines.taken()
                if cells is None:
                    if number <= 1:
                        raise Refused(EMPTY, "a table without rows")
                    return
                if number == 0 or not any(cells):
                    continue
                try:
                    yield _article(dict(zip(header, cells, strict=False)), unnamed, raw, lines.encoding, limits)
                    bad = 0
                except Refused as refusal:
                    yield refusal.reason.failure(f"{source.path}:{number}", refusal.detail)
                    bad += 1
                if bad > limits.bad_rows:
                    raise Refused(ONLY_BAD_ROWS, f"{bad:,} rows up to row {number:,}")
        raise Refused(TOO_MANY, f"more than {limits.records:,} rows")


def _article(row: dict[str, str], source: Source, raw: str, encoding: str, limits: Limits) -> Article:
    replaced = 0
    for name, cell in row.items():
        row[name], surrogates = without_surrogates(cell)
        replaced += surrogates
    raw_hash = input_hash(raw.encode("utf-8", "surrogateescape"))
    return replace(article_of_row(row, source, raw_hash, limits), encoding=encoding, replaced_characters=replaced)


class _Lines:
    """The lines of a table, none longer than a document; keeps those of the row being read."""

    def __init__(self, stream: BinaryIO, encoding: str, limits: Limits) -> None:
        self.encoding = encoding
        # Undecodable bytes come as lone surrogates, which are counted and replaced field by field.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self._limits = limits
        self._row: list[str] = []
        self._length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limits.document_bytes + 1 - self._length)
        if not line:
            raise StopIteration
        self._row.append(line)
        self._length += len(line)
        if self._length > self._limits.document_bytes:
            raise Refused(LINE_TOO_LONG, f"a row over {self._limits.document_bytes:,} characters")
        return line

    def taken(self) -> str:
        """Return the lines since the last call: those of one row."""
        row, self._row, self._length = "".join(self._row), [], 0
        return row


def _first_line(head: bytes) -> str:
    return decode(head).text.partition("\n")[0].rstrip("\r")


def _header(line: str) -> tuple[str, list[str]]:
    """Return the delimiter that parts the line into most columns, and the columns' names."""
    best = max(_DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=best), [])
    except csv.Error:
        return best, []
    if len(names) > _MOST_COLUMNS or any(len(each) > _LONGEST_NAME for each in names):
        return best, []
    return best, names


def _has_texts(header: list[str]) -> bool:
    return any(plain(each) in field_names()["text"] for each in header)


READER = TableReader()
