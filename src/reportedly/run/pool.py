"""The crew of worker processes: gives out articles, collects outcomes, replaces who dies or hangs."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time

from reportedly.model import Article
from reportedly.run import codes
from reportedly.run.stages import Outcome, name_of
from reportedly.run.worker import FATAL, receive, send

START_LIMIT = 300.0
"""Seconds a worker may take to load its models."""
STARTS = 3
"""Times in a row that a worker may end while it starts, once another has worked: memory may be short for a moment."""
LONG = 1_000_000
"""Code points that the time limit is meant for; a longer article has as many times more."""


class WorkerError(RuntimeError):
    """No worker can do any work: the models are missing, or workers die as they start."""


class _Worker:
    """One child process and what it is doing."""

    def __init__(self, command: list[str]) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.ready = False
        self.job: tuple[int, Article] | None = None
        self.deadline = time.monotonic() + START_LIMIT

    def end(self) -> int:
        """Kill the process, whatever it does, and return how it had ended."""
        if self.child.poll() is None:
            self.child.kill()
        code = self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return code


class Crew:
    """``jobs`` workers. Give while there is room, collect while any is busy."""

    def __init__(self, jobs: int, time_limit: float, command: list[str]) -> None:
        self._command = command
        self._time_limit = time_limit
        self._selector = selectors.DefaultSelector()
        self._begun, self._stillborn = False, 0
        self._workers = [self._start() for _ in range(jobs)]

    def has_room(self) -> bool:
        """Whether a worker is without an article."""
        return any(worker.job is None for worker in self._workers)

    def busy(self) -> bool:
        """Whether a worker has an article."""
        return any(worker.job is not None for worker in self._workers)

    def give(self, number: int, article: Article) -> None:
        """Give an article to a free worker, one that is ready first."""
        free = [worker for worker in self._workers if worker.job is None]
        worker = next((each for each in free if each.ready), free[0])
        worker.job = (number, article)
        if worker.ready:
            self._hand_over(worker)

    def collect(self) -> dict[int, Outcome]:
        """Wait until something has come of at least one article, and return it by number."""
        found: dict[int, Outcome] = {}
        while not found:
            next_deadline = min(w.deadline for w in self._workers if w.job is not None or not w.ready)
            events = self._selector.select(max(0.0, next_deadline - time.monotonic()))
            for key, _ in events:
                found.update(self._heard(key.data))
            now = time.monotonic()
            for worker in list(self._workers):
                if worker.deadline <= now and (worker.job is not None or not worker.ready):
                    found.update(self._lost(worker, hung=True))
        return found

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            self._forget(worker)
        self._workers = []
        self._selector.close()

    def _start(self) -> _Worker:
        worker = _Worker(self._command)
        assert worker.child.stdout is not None
        self._selector.register(worker.child.stdout, selectors.EVENT_READ, worker)
        return worker

    def _forget(self, worker: _Worker) -> int:
        assert worker.child.stdout is not None
        self._selector.unregister(worker.child.stdout)
        return worker.end()

    def _hand_over(self, worker: _Worker) -> None:
        assert worker.job is not None and worker.child.stdin is not None
        article = worker.job[1]
        worker.deadline = time.monotonic() + self._time_limit * (1 + len(article.text) // LONG)
        # Has it died, its end of the other pipe says so, and the article is accounted for there.
        with contextlib.suppress(BrokenPipeError):
            send(worker.child.stdin, article)

    def _heard(self, worker: _Worker) -> dict[int, Outcome]:
        assert worker.child.stdout is not None
        try:
            message = receive(worker.child.stdout)
        except (EOFError, OSError):
            return self._lost(worker, hung=False)
        if isinstance(message, Outcome):
            assert worker.job is not None
            number = worker.job[0]
            worker.job = None
            return {number: message}
        kind, text = message
        if kind == FATAL:
            raise WorkerError(text)
        worker.ready = self._begun = True
        self._stillborn = 0
        if worker.job is not None:
            self._hand_over(worker)
        return {}

    def _lost(self, worker: _Worker, *, hung: bool) -> dict[int, Outcome]:
        """Replace a worker that died or hung; its article, if it had begun one, is a failure."""
        ended = self._forget(worker)
        self._workers.remove(worker)
        self._workers.append(self._start())
        if not worker.ready:
            self._stillborn += 1
            if not self._begun or self._stillborn > STARTS:
                raise WorkerError(f"a worker process ended before it could begin ({_ending(ended)})")
            self._workers[-1].job = worker.job  # it was never begun
            return {}
        if worker.job is None:
            return {}
        number, article = worker.job
        if hung:
            limit = f"ended after {self._time_limit * (1 + len(article.text) // LONG):g} s"
            failure = codes.failure(codes.TOO_SLOW, "annotate", name_of(article), limit)
        else:
            failure = codes.failure(codes.WORKER_DIED, "annotate", name_of(article), _ending(ended))
        return {number: Outcome(failure=failure)}


def _ending(code: int) -> str:
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
