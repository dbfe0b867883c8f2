"""The ledger: the record in one SQLite file. Rows in, rows out; nothing here knows how they were made."""

from __future__ import annotations

from reportedly.store import query
from reportedly.store.errors import LedgerError
from reportedly.store.ledger import Ledger, open_to_read, open_to_write
from reportedly.store.review import Review, add_review, reviews
from reportedly.store.write import Links, store_article, store_failure, store_links

__all__ = [
    "Ledger",
    "LedgerError",
    "Links",
    "Review",
    "add_review",
    "open_to_read",
    "open_to_write",
    "query",
    "reviews",
    "store_article",
    "store_failure",
    "store_links",
]
