"""A build: inputs → articles → stages → ledger, one at a time, to be stopped and taken up again at any moment."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import reportedly
from reportedly.model import Article, ArticleRecord, Failure
from reportedly.read import read
from reportedly.run import codes, fingerprint
from reportedly.run.engine import Engine
from reportedly.run.failures import own_files, write_failures
from reportedly.run.link_stage import link
from reportedly.run.progress import Progress, Silent
from reportedly.run.stages import Outcome, name_of
from reportedly.run.summary import Summary
from reportedly.store import Ledger, LedgerError, query, store_article, store_failure, write
from reportedly.store.rows import storable
from reportedly.store.write import count_words

Wanted = Callable[[Article | Failure], bool]


class Build:
    """One run over inputs into an open ledger. Nothing is written where nothing has changed."""

    def __init__(
        self,
        ledger: Ledger,
        inputs: Sequence[Path | str],
        engine: Engine,
        *,
        progress: Progress | None = None,
        wanted: Wanted | None = None,
        configuration: Mapping[str, object] | None = None,
        mirror: bool = False,
    ) -> None:
        self.ledger = ledger
        self.inputs = [_absolute(os.fspath(each)) for each in inputs]
        self.engine = engine
        self.progress = progress or Silent()
        self.wanted = wanted
        self.configuration = configuration or {}
        self.mirror = mirror
        """Articles that the inputs once held and hold no longer are forgotten."""
        self._pipeline = fingerprint.pipeline(str(self.configuration.get("scheme", "record")))
        self.summary = Summary()
        self._run: int | None = None
        self._seen: set[str] = set()
        self._as_read: dict[str, str] = {}
        self._replacing: set[str] = set()
        self._met: set[Failure] = set()
        self._same_input: dict[int, bool] = {}
        self._own = own_files(ledger.path)

    def run(self) -> Summary:
        """Take every input through, link, settle the failures, and return the account."""
        began = time.perf_counter()
        for article, outcome in self.engine.outcomes(self._to_do()):
            self._finish(article, outcome)
            self.progress.show(self.summary)
        if self.mirror:
            self._forget_gone()
        with self._timed("link"):
            self._link()
        self._settle()
        write_failures(self.ledger)
        self.summary.elapsed = time.perf_counter() - began
        if self._run is not None:
            write.finish_run(self.ledger, self._run, summary=self.summary.as_row(), at=_now())
        return self.summary

    def _to_do(self) -> Iterator[Article]:
        """Give the articles that must be worked on; all others are accounted for on the way."""
        source = iter(read(self.inputs))
        while True:
            with self._timed("read"):
                item = next(source, None)
            if item is None:
                return
            if self.wanted is not None and not self.wanted(item):
                continue
            if isinstance(item, Failure) and self._own.fullmatch(item.path):
                continue  # the ledger lies in a folder that it is built from
            if isinstance(item, Failure):
                self.summary.refused += 1
                self._fail(item, None)
                self.progress.show(self.summary)
            else:
                self.summary.articles += 1
                if self._must(item):
                    yield item
                else:
                    self.progress.show(self.summary)

    def _must(self, article: Article) -> bool:
        """Whether an article is new or changed; if not, count it."""
        if article.id in self._seen:
            self.summary.known += 1
            return False
        self._seen.add(article.id)
        if article.id != storable(article.id):
            self.summary.failed += 1
            self._fail(codes.failure(codes.NOT_STORED, "store", "(id)", f"id {article.id!a}"), None)
            return False
        as_read = fingerprint.as_read(article)
        known = query.known(self.ledger, article.id)
        if known is not None:
            if (known.as_read, known.pipeline) == (as_read, self._pipeline):
                self.summary.known += 1
                return False
            if known.as_read != as_read and not self._ours(known.run_id):
                self.summary.failed += 1
                self._fail(codes.failure(codes.ID_OF_ANOTHER, "store", name_of(article), article.id), None)
                return False
            self._replacing.add(article.id)
        self._as_read[article.id] = as_read
        return True

    def _ours(self, run_id: int) -> bool:
        """Whether an earlier run read an input of this one: its article of the same id is then an older state."""
        if run_id not in self._same_input:
            earlier: list[str] = next((run["inputs"] for run in query.runs(self.ledger) if run["id"] == run_id), [])
            self._same_input[run_id] = any(_overlap(a, b) for a in earlier for b in self.inputs)
        return self._same_input[run_id]

    def _finish(self, article: Article, outcome: Outcome) -> None:
        for stage, seconds in outcome.seconds.items():
            self.summary.seconds[stage] += seconds
        as_read = self._as_read.pop(article.id)
        replacing = article.id in self._replacing
        self._replacing.discard(article.id)
        if outcome.found is None:
            self.summary.failed += 1
            assert outcome.failure is not None
            self._fail(outcome.failure, article.id)
            return
        try:
            with self._timed("store"):
                self._store(outcome.found, as_read)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            self.summary.failed += 1
            detail = f"{type(error).__name__}: {error}"
            self._fail(codes.failure(codes.NOT_STORED, "store", name_of(article), detail), article.id)
            return
        if replacing:
            self.summary.replaced += 1
        else:
            self.summary.stored += 1
        if outcome.unread_language is not None:
            self.summary.unread_languages[outcome.unread_language] += 1
        self.summary.words += count_words(article.text)
        self.summary.statements += len(outcome.found.statements)
        self.summary.records += len(outcome.found.records)

    def _store(self, found: ArticleRecord, as_read: str) -> None:
        run_id = self._run_id()
        store_article(self.ledger, found, as_read=as_read, pipeline=self._pipeline, run_id=run_id)

    def _fail(self, failure: Failure, article_id: str | None) -> None:
        self.summary.codes[failure.code] += 1
        if failure in self._met:
            return
        self._met.add(failure)
        if not query.has_failure(self.ledger, failure):
            store_failure(self.ledger, failure, run_id=self._run_id(), article_id=article_id)

    def _forget_gone(self) -> None:
        stored = list(query.runs_of_articles(self.ledger))
        gone = [article for article, run in stored if article not in self._seen and self._ours(run)]
        write.drop_articles(self.ledger, gone)
        self.summary.gone = len(gone)

    def _settle(self) -> None:
        """Forget failures of earlier runs over these inputs that were not met again; a retry settles its own."""
        gone = [
            failure
            for failure, _, run_inputs in query.failures_with_inputs(self.ledger)
            if failure not in self._met and set(run_inputs) <= set(self.inputs)
        ]
        if gone:
            write.drop_failures(self.ledger, gone)

    def _link(self) -> None:
        try:
            link(self.ledger)
        except LedgerError:
            raise
        except Exception as error:
            self.summary.linked = False
            detail = f"{type(error).__name__}: {error}"
            self._fail(codes.failure("L001", "link", self.ledger.path.name, detail), None)

    def _run_id(self) -> int:
        """Open the run's row at the first thing it has to write."""
        if self._run is None:
            self._run = write.start_run(
                self.ledger,
                version=reportedly.__version__,
                pipeline=self._pipeline,
                configuration=self.configuration,
                models=fingerprint.models(),
                inputs=self.inputs,
                at=_now(),
            )
        return self._run

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.summary.seconds[stage] += time.perf_counter() - start


def _absolute(path: str) -> str:
    """A failure has one name wherever the command is given."""
    return path if "://" in path else os.path.abspath(path)


def _overlap(a: str, b: str) -> bool:
    """Whether one path is the other or lies in it."""
    return a == b or a.startswith(b.rstrip(os.sep) + os.sep) or b.startswith(a.rstrip(os.sep) + os.sep)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
