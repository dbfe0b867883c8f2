"""Workers may die, hang or be slow: each costs its own article, and results come in the order of the input."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reportedly.model import Article
from reportedly.run.engine import Pool
from reportedly.run.pool import WorkerError

STAND_IN = [sys.executable, str(Path(__file__).with_name("stand_in.py"))]


def codes(texts: list[str], jobs: int = 2, limit: float = 30.0, more: Sequence[str] = ()) -> list[str | None]:
    """Return for each text the code it failed with, ``None`` where it went well, checking the order."""
    pool = Pool(jobs, limit, [*STAND_IN, *more])
    try:
        found = []
        for number, (article, outcome) in enumerate(pool.outcomes(articles(texts))):
            assert article.id == str(number)
            assert (outcome.found is None) != (outcome.failure is None)
            if outcome.found is not None:
                assert outcome.found.article == article
            found.append(outcome.failure.code if outcome.failure else None)
        return found
    finally:
        pool.close()


def articles(texts: list[str]) -> Iterator[Article]:
    return (Article(id=str(number), text=text) for number, text in enumerate(texts))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_input(jobs: int) -> None:
    texts = ["slow" if number % 3 == 0 else "quick" for number in range(40)]
    assert codes(texts, jobs) == [None] * 40


def test_nothing_in_nothing_out() -> None:
    assert codes([]) == []


def test_a_worker_that_dies_costs_its_article_alone() -> None:
    assert codes(["well", "die", "well", "well", "die", "die", "well"]) == [
        *(None, "A013", None, None, "A013", "A013", None)
    ]


def test_a_new_worker_that_fails_to_start_is_tried_again(tmp_path: Path) -> None:
    counted = ["--counted", str(tmp_path / "starts")]
    assert codes(["well", "die", "well"], jobs=1, more=counted) == [None, "A013", None]
    assert (tmp_path / "starts").read_text() == "xxxx"


def test_a_worker_that_hangs_is_ended_at_the_limit() -> None:
    began = time.monotonic()
    assert codes(["well", "hang", "well", "well"], jobs=1, limit=1.0) == [None, "A012", None, None]
    assert time.monotonic() - began < 60


def test_few_articles_are_on_their_way_at_once() -> None:
    given = 0

    def source() -> Iterator[Article]:
        nonlocal given
        for article in articles(["well"] * 200):
            given += 1
            yield article

    pool = Pool(2, 30.0, STAND_IN)
    try:
        for number, _ in enumerate(pool.outcomes(source())):
            assert given - number <= 2 * Pool.WINDOW + 1
    finally:
        pool.close()
    assert given == 200


@pytest.mark.parametrize(("fault", "said"), [("--broken", "A001"), ("--stillborn", "exit code 7")])
def test_no_worker_can_start(fault: str, said: str) -> None:
    pool = Pool(2, 30.0, [*STAND_IN, fault])
    with pytest.raises(WorkerError, match=said):
        list(pool.outcomes(articles(["well"])))
    pool.close()
