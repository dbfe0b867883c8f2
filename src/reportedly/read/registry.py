"""The readers: what each must be, which ones there are, and which one takes an input.

A reader turns the bytes of one kind of input into articles. It is chosen by what the bytes are, not by the
file's ending. Another package adds one through the entry-point group ``reportedly.readers``; each entry point
names an object with the interface of :class:`Reader`. Added readers are asked before the built-in ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from reportedly.model import Article, Failure
from reportedly.read.limits import Limits
from reportedly.read.reasons import UNKNOWN_KIND, Refused
from reportedly.read.source import Source

GROUP = "reportedly.readers"


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may use: the caps, and a way to have what it unpacks read in turn."""

    limits: Limits
    read: Callable[[Source], Iterator[Article | Failure]]
    """Reads a source found inside this one (an archive's member); the reader passes on what it yields."""


@runtime_checkable
class Reader(Protocol):
    """One kind of input.

    ``recognises`` looks at the first 64 KiB (``head``) and must not raise. ``read`` yields articles and
    failures as it goes, never holding all; it raises :class:`~reportedly.read.reasons.Refused` to refuse the
    whole input.
    """

    @property
    def name(self) -> str:
        """The kind's name in one word."""

    def recognises(self, head: bytes, source: Source) -> bool:
        """Whether these bytes are of this reader's kind."""

    def read(self, source: Source, context: Context) -> Iterator[Article | Failure]:
        """Yield the articles of ``source``."""


BUILT_IN = ("warc", "gzip", "zip", "pdf", "feed", "html", "mail", "jsonl", "json_document", "table", "text")
"""Modules of this package, each with a ``READER``, in the order they are asked: the most certain signs first.
"""


@cache
def readers() -> tuple[Reader, ...]:
    """Return all readers: those of other packages by name, then the built-in ones."""
    added = [each.load() for each in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value))]
    built_in = [import_module(f"reportedly.read.{module}").READER for module in BUILT_IN]
    for each in (*added, *built_in):
        if not isinstance(each, Reader):
            raise TypeError(f"{each!r} lacks the interface of reportedly.read.Reader")
    return (*added, *built_in)


def reader_for(head: bytes, source: Source) -> Reader:
    """Return the reader that takes bytes beginning with ``head``; refuses those that none takes."""
    for each in readers():
        if each.recognises(head, source):
            return each
    raise Refused(UNKNOWN_KIND)
