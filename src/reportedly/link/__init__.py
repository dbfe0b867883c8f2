"""Across articles: who copied whom, how many independent sources stand behind them, which tell of the same
happening."""

from __future__ import annotations

from reportedly.link.linking import LinkResult, link_origins
from reportedly.link.sources import count_sources

__all__ = ["LinkResult", "count_sources", "link_origins"]
