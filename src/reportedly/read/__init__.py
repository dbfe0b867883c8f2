"""Bytes → articles: any input, safely, one at a time.

:func:`read` takes files and folders of whatever kind and yields an :class:`~reportedly.model.Article` for
each article and a :class:`~reportedly.model.Failure` for each input that could not be read. Nothing is
silently left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.callable_module import make_callable
from reportedly.model import Article, Failure
from reportedly.read.limits import DEFAULT_LIMITS, Limits
from reportedly.read.reasons import EMPTY, ID_TAKEN, READER_FAILED, REASONS, Reason, Refused
from reportedly.read.registry import Context, Reader, reader_for
from reportedly.read.source import Facts, Source
from reportedly.read.walk import walk

__all__ = [
    "DEFAULT_LIMITS",
    "REASONS",
    "Context",
    "Facts",
    "Limits",
    "Reader",
    "Reason",
    "Refused",
    "Source",
    "read",
    "read_source",
]


def read(paths: Iterable[Path | str], limits: Limits = DEFAULT_LIMITS) -> Iterator[Article | Failure]:
    """Yield the articles of ``paths``, and a failure for whatever could not be read, in a fixed order.

    ``paths`` are files and folders; a folder is walked by name. Streams: one article is held at a time (and
    eight bytes for each id seen). No input raises: what cannot be read is a ``Failure`` with a coded reason,
    the others go on. An article's ``text`` is the input's, decoded and otherwise as it was; for pages and
    office files it is the text their reader extracts. ``id`` is the one given, else the file's name without
    its ending (with eight digits of the text's hash where another article has taken that name), else a hash
    of address, time and text.
    """
    taken: dict[int, int] = {}
    for found in walk([paths] if isinstance(paths, str | Path) else paths, limits):
        if isinstance(found, Failure):
            yield found
            continue
        for each in read_source(found, limits):
            yield _with_own_id(each, found, taken) if isinstance(each, Article) else each


def read_source(source: Source, limits: Limits = DEFAULT_LIMITS) -> Iterator[Article | Failure]:
    """Yield the articles of one source, choosing its reader by content; never raises for any bytes."""
    context = Context(limits=limits, read=lambda inner: read_source(inner, limits))
    try:
        head = source.head()
        if not head:
            raise Refused(EMPTY, "0 bytes")
        yield from reader_for(head, source).read(source, context)
    except Refused as refusal:
        yield refusal.reason.failure(source.path, refusal.detail)
    except Exception as error:
        # A reader must refuse what it cannot read; where it fails to, one input is lost and said so, not the
        # run.
        yield READER_FAILED.failure(source.path, f"{type(error).__name__}: {error}")


def _with_own_id(article: Article, source: Source, taken: dict[int, int]) -> Article | Failure:
    """Keep ids apart: a second article under a file's name gets a longer id, one under a given id is refused.

    The same article again (same id, same text) passes: whoever stores it knows it already.
    """
    text = _digest(article.text)
    if taken.setdefault(_digest(article.id), text) == text:
        return article
    if article.id == source.stem and source.facts.id is None:
        longer = f"{article.id}-{hashlib.blake2b(article.text.encode(), digest_size=4).hexdigest()}"
        taken.setdefault(_digest(longer), text)
        return replace(article, id=longer)
    return ID_TAKEN.failure(source.path, article.id)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


make_callable(__name__)
