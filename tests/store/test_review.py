"""Human judgements are added, never changed, and outlive a re-run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reportedly.model import to_row
from reportedly.store import Review, add_review, open_to_write, reviews
from tests.store.made import record
from tests.store.test_ledger import keep


def test_a_review_is_superseded_not_changed(tmp_path: Path) -> None:
    found = record("a")
    target = found.statements[0].id
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, found)
        first = add_review(
            ledger,
            Review(
                target=target,
                judgement="correct",
                field="speaker",
                value="Iva Brandt",
                reviewer="mk",
                at="2026-02-01T10:00:00Z",
                why="the caption names her",
                row=to_row(found.statements[0]),
            ),
        )
        add_review(
            ledger, Review(target=target, judgement="withdraw", reviewer="mk", at="2026-02-02", supersedes=first)
        )
        keep(ledger, record("a"))  # a re-run
        assert [each["judgement"] for each in reviews(ledger, target=target)] == ["correct", "withdraw"]
        assert [each["judgement"] for each in reviews(ledger, current=True)] == ["withdraw"]
        kept = next(reviews(ledger))
        assert (kept["value"], kept["row"]["speaker"]) == ("Iva Brandt", "Lena Ortal")


@pytest.mark.parametrize("sql", ["DELETE FROM review", "UPDATE review SET reviewer = 'somebody else'"])
def test_the_ledger_itself_refuses_to_change_one(tmp_path: Path, sql: str) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        add_review(ledger, Review(target="statement-1", judgement="confirm", reviewer="mk", at="2026-02-01"))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            ledger.connection.execute(sql)
        assert len(list(reviews(ledger))) == 1
