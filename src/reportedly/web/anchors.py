"""Fragment identifiers: stable, so that a link to a statement or to its words can be cited."""

from __future__ import annotations

import re

from reportedly.model import stable_id

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\Z")


def safe(identifier: str) -> str:
    """Return ``identifier`` where it can stand in an ``id`` attribute and a URL as it is, else a hash of it."""
    return identifier if _SAFE.match(identifier) else stable_id("id", identifier)


def statement(identifier: str) -> str:
    """The entry of a statement in the list."""
    return safe(identifier)


def words(identifier: str) -> str:
    """The words of a statement or record in the reader."""
    return f"words-{safe(identifier)}"


def record(identifier: str) -> str:
    """The row of a record in its table."""
    return safe(identifier)


def article(identifier: str) -> str:
    """The reader of an article."""
    return f"article-{safe(identifier)}"


def speaker(key: str) -> str:
    """The section of a speaker; ``""`` is the one of statements whose speaker is not known."""
    return f"speaker-{safe(key)}" if key else "speaker-unresolved"
