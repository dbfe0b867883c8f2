"""How much of the network and the machine one run of fetching may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Caps and manners of fetching."""

    body_bytes: int = 16 << 20
    """Bytes of one answer, as sent and decompressed."""
    seconds: float = 30.0
    """Time for one answer from the connection to its last byte, however it drips."""
    redirects: int = 5
    delay: float = 1.0
    """Seconds between two requests to one host; a longer ``Crawl-delay`` of its robots.txt is kept."""
    longest_delay: float = 30.0
    """Seconds; a robots.txt that asks for more gets this."""
    pages: int = 10_000
    """Addresses of one run."""


DEFAULT_FETCH_LIMITS = FetchLimits()
