"""Across articles: who copied whom, how many independent sources there are, which articles tell of one
happening."""

from __future__ import annotations

from reportedly.link.accounts import link_accounts
from reportedly.link.explain import explain, explained
from reportedly.link.linking import LinkResult, link_origins
from reportedly.link.sources import count_sources

__all__ = ["LinkResult", "count_sources", "explain", "explained", "link_accounts", "link_origins"]
