"""The pipeline: inputs → articles → annotate → extract → ledger → links, to be killed and taken up at any moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from reportedly.model import Article, Failure
from reportedly.run.building import Build
from reportedly.run.engine import Engine, engine
from reportedly.run.pool import WorkerError
from reportedly.run.progress import Bar, Progress, estimate
from reportedly.run.stages import name_of
from reportedly.run.summary import Summary
from reportedly.store import Ledger, open_to_write, query

__all__ = ["TIME_LIMIT", "Bar", "Progress", "Summary", "WorkerError", "build", "estimate", "retry"]

TIME_LIMIT = 120.0
"""Seconds that one article (of up to a million characters) may take."""


def build(
    inputs: Sequence[Path | str],
    path: Path | str,
    *,
    jobs: int = 1,
    time_limit: float = TIME_LIMIT,
    progress: Progress | None = None,
    work: Engine | None = None,
) -> Summary:
    """Read ``inputs`` (files and folders) into the ledger at ``path`` and return the account of the run.

    ``jobs`` worker processes share the articles; 0 does all in this process (no time limit then). What the
    ledger holds already is passed over. Raises :class:`~reportedly.store.LedgerError` where the ledger cannot
    be used and :class:`WorkerError` where no worker can start; what failed for one article is in the account.
    """
    with open_to_write(path) as ledger:
        return _run(ledger, inputs, work or engine(jobs, time_limit), progress, None, jobs, time_limit)


def retry(
    path: Path | str,
    *,
    jobs: int = 1,
    time_limit: float = TIME_LIMIT,
    progress: Progress | None = None,
    work: Engine | None = None,
) -> Summary:
    """Take the failures of a ledger up again, and nothing else: the inputs of their runs are read once more."""
    with open_to_write(path) as ledger:
        failed = query.failures_with_inputs(ledger)
        inputs = list(dict.fromkeys(each for _, _, from_ in failed for each in from_))
        wanted = _among(ledger, [failure for failure, _, _ in failed], {id_ for _, id_, _ in failed if id_})
        return _run(ledger, inputs, work or engine(jobs, time_limit), progress, wanted, jobs, time_limit)


def _run(
    ledger: Ledger,
    inputs: Sequence[Path | str],
    work: Engine,
    progress: Progress | None,
    wanted: Callable[[Article | Failure], bool] | None,
    jobs: int,
    time_limit: float,
) -> Summary:
    configuration = {"jobs": jobs, "time_limit": time_limit, "retry": wanted is not None}
    try:
        return Build(ledger, inputs, work, progress=progress, wanted=wanted, configuration=configuration).run()
    finally:
        work.close()


def _among(ledger: Ledger, failures: Sequence[Failure], article_ids: set[str]) -> Callable[[Article | Failure], bool]:
    """Return whether an item read is one that failed, or what has become of an input that was refused."""
    paths = {failure.path for failure in failures}
    names = {PurePath(failure.path.partition("!")[0].rpartition(":")[0] or failure.path).name for failure in failures}
    names |= {PurePath(failure.path.partition("!")[0]).name for failure in failures}

    def wanted(item: Article | Failure) -> bool:
        if isinstance(item, Failure):
            return item.path in paths
        if item.id in article_ids or name_of(item) in paths:
            return True
        name = (item.source_path or "").partition("!")[0]
        return name in names and query.known(ledger, item.id) is None

    return wanted
