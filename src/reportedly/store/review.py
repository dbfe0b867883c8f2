"""Human judgements on rows of the record: append-only, each with who, when and why; a later one supersedes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reportedly.store.ledger import Ledger
from reportedly.store.rows import dumps

Judgement = Literal["confirm", "correct", "reject", "add", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One judgement. ``target`` is the id of a row; ids are hashes of content, so it holds over re-runs."""

    target: str
    judgement: Judgement
    reviewer: str
    at: str
    """When, ISO 8601, given by the caller."""
    article_id: str | None = None
    field: str | None = None
    value: Any = None
    why: str | None = None
    supersedes: int | None = None
    row: dict[str, Any] | None = None
    """The row as it stood when it was judged: what a re-run changed stays visible."""


def add_review(ledger: Ledger, review: Review) -> int:
    """Append a judgement and return its number. Nothing is ever changed or removed (the ledger refuses it)."""
    with ledger.transaction() as db:
        cursor = db.execute(
            "INSERT INTO review (target, judgement, reviewer, at, article_id, field, value, why, "
            "supersedes, row)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                review.target,
                review.judgement,
                review.reviewer,
                review.at,
                review.article_id,
                review.field,
                dumps(review.value),
                review.why,
                review.supersedes,
                None if review.row is None else dumps(review.row),
            ),
        )
        return int(cursor.lastrowid or 0)


def reviews(ledger: Ledger, *, target: str | None = None, current: bool = False) -> Iterator[dict[str, Any]]:
    """Give judgements in the order they were made; ``current`` leaves out those that a later one supersedes."""
    sql, parameters = "SELECT * FROM review WHERE 1", []
    if target is not None:
        sql, parameters = sql + " AND target = ?", [target]
    if current:
        sql += " AND id NOT IN (SELECT supersedes FROM review WHERE supersedes IS NOT NULL)"
    for row in ledger.rows(sql + " ORDER BY id", *parameters):
        found = dict(row)
        found["value"] = json.loads(found["value"] or "null")
        found["row"] = json.loads(found["row"] or "null")
        yield found


def as_row(review: Review) -> dict[str, Any]:
    """Return plain values of a review."""
    return asdict(review)
