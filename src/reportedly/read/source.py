"""One input to read: a name, a way to open its bytes, and what is known about it beside its bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from reportedly.read.limits import Limits
from reportedly.read.reasons import NOT_READABLE, RATIO, TOO_LARGE, TOO_MUCH, Refused

HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an index, a side file, an archive's header or a feed says about an article; ``None`` where it says
    nothing.
    """

    id: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None

    def over(self, other: Facts) -> Facts:
        """Return these facts, filled up from ``other`` where they say nothing."""
        said = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        return dataclasses.replace(other, **{name: value for name, value in said.items() if value is not None})


@dataclass(slots=True)
class Budget:
    """Counts what one input file decompresses to, over all archives in it, against what its size allows.

    Counting at the outermost file catches archives within archives and members that share their bytes.
    """

    size: int
    """Bytes of the input file itself."""
    spent: int = 0
    refused: bool = False
    """Whether a cap was met: nothing more of this input file is then read."""

    def spend(self, count: int, limits: Limits) -> None:
        """Count ``count`` decompressed bytes; refuses once they are beyond the caps."""
        self.spent += count
        self.refused = self.refused or self.spent > min(
            limits.input_bytes, max(limits.ratio_from, limits.ratio * self.size)
        )
        if self.spent > limits.input_bytes:
            raise Refused(TOO_MUCH, f"over {limits.input_bytes:,} bytes")
        if self.refused:
            raise Refused(RATIO, f"{self.size:,} bytes give over {self.spent - count:,}")


def check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Refuse one packed stream that has given ``unpacked`` bytes for ``packed``: a bomb is seen as it begins."""
    if unpacked > max(limits.ratio_from, limits.ratio * packed):
        raise Refused(RATIO, f"{packed:,} bytes give over {unpacked:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, archive member or web record. ``open`` gives a fresh stream each time it is called.

    ``path`` names it in messages ("archive.zip!march/05.html"); ``facts`` is what is known about it beside
    its bytes; ``nesting`` counts the archives around it; ``charset`` is what a header claims, a hint only.
    """

    path: str
    open: Callable[[], BinaryIO]
    facts: Facts = field(default_factory=Facts)
    nesting: int = 0
    budget: Budget | None = None
    charset: str | None = None
    named: bool = True
    """Whether the path names this one document: its article's id is then the file name without its ending."""

    @property
    def name(self) -> str:
        """The input's name without its folder."""
        head, bang, tail = self.path.partition("!")
        return PurePosixPath(head.replace("\\", "/")).name + bang + tail

    @property
    def stem(self) -> str:
        """The file name without its ending: the id of an article that has no other."""
        last = PurePosixPath(self.path.rpartition("!")[2].replace("\\", "/"))
        return last.stem or last.name

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Open the bytes; a system error while opening or reading becomes a refusal."""
        try:
            with self.open() as opened:
                yield opened
        except OSError as error:
            raise Refused(NOT_READABLE, error.strerror or type(error).__name__) from error

    def head(self) -> bytes:
        """Return the first 64 KiB: enough to see what kind of input this is."""
        with self.stream() as opened:
            return opened.read(HEAD_BYTES)

    def read_all(self, limits: Limits) -> bytes:
        """Return all bytes, or refuse a document above ``limits.document_bytes``."""
        with self.stream() as opened:
            data = opened.read(limits.document_bytes + 1)
        if len(data) > limits.document_bytes:
            raise Refused(TOO_LARGE, f"over {limits.document_bytes:,} bytes")
        return data
