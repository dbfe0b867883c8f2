"""Engines: how articles go through the stages, in one process or in several, and come back in their order."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from reportedly.model import Article, Scheme
from reportedly.run.stages import Outcome, process

Answer = tuple[Article, Outcome]


class Engine(Protocol):
    """Takes articles, gives each back with its outcome in the order they came; holds few of them at a time."""

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Answer]:
        """Give each article with what came of it."""

    def close(self) -> None:
        """End whatever the engine has started."""


class InProcess:
    """Everything in this process: for libraries, notebooks and tests. Cannot end an article that hangs."""

    def __init__(self, work: Callable[[Article], Outcome] = process) -> None:
        self._work = work

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Answer]:
        """Give each article with what came of it."""
        for article in articles:
            yield article, self._work(article)

    def close(self) -> None:
        """Nothing was started."""


class Pool:
    """``jobs`` worker processes, each with its own models; one that dies or hangs costs its article alone."""

    WINDOW = 8
    """Articles a worker that may be on their way at once: bounds memory where the first of them is slow."""

    def __init__(
        self, jobs: int, time_limit: float, command: list[str] | None = None, *, scheme: Scheme = "record"
    ) -> None:
        from reportedly.run.pool import Crew

        self._crew = Crew(jobs, time_limit, command or worker(scheme))
        self._window = self.WINDOW * jobs

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Answer]:
        """Give each article with what came of it, in order, however the workers overtake one another."""
        waiting: deque[int] = deque()
        held: dict[int, Article] = {}
        done: dict[int, Outcome] = {}
        source = enumerate(articles)
        more = True
        while more or waiting:
            while more and len(waiting) < self._window and self._crew.has_room():
                following = next(source, None)
                if following is None:
                    more = False
                    break
                number, article = following
                waiting.append(number)
                held[number] = article
                self._crew.give(number, article)
            while waiting and waiting[0] in done:
                number = waiting.popleft()
                yield held.pop(number), done.pop(number)
            if self._crew.busy():
                done.update(self._crew.collect())

    def close(self) -> None:
        """End the workers."""
        self._crew.close()


def worker(scheme: Scheme) -> list[str]:
    """Return the command that starts a worker process."""
    return [sys.executable, "-c", "from reportedly.run.worker import run; run()", scheme]


def engine(jobs: int, time_limit: float, scheme: Scheme) -> Engine:
    """Return the engine for ``jobs`` worker processes; 0 works in this process."""
    return InProcess(partial(process, scheme=scheme)) if jobs == 0 else Pool(jobs, time_limit, scheme=scheme)
