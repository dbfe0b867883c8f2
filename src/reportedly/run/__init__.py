"""The pipeline: inputs → articles → annotate → extract → ledger → links, to be killed and taken up at any moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from reportedly.model import Article, Failure, Scheme
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
    scheme: Scheme | None = None,
    mirror: bool = False,
    progress: Progress | None = None,
    work: Engine | None = None,
) -> Summary:
    """Read ``inputs`` (files and folders) into the ledger at ``path`` and return the account of the run.

    ``jobs`` worker processes share the articles; 0 does all in this process (no time limit then). ``scheme`` says
    what counts as a statement; without it, what the ledger's last run went by, ``record`` in a new one. What the
    ledger holds already, by the same scheme, is passed over; with ``mirror``, what these inputs held before and hold no
    longer is forgotten. Raises :class:`~reportedly.store.LedgerError` where the
    ledger cannot be used and :class:`WorkerError` where no worker can start; what failed for one article is in the
    account.
    """
    with open_to_write(path) as ledger:
        return _run(ledger, inputs, work, progress, None, jobs, time_limit, scheme or last_scheme(ledger), mirror)


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
        return _run(ledger, inputs, work, progress, wanted, jobs, time_limit, last_scheme(ledger), False)


def _run(
    ledger: Ledger,
    inputs: Sequence[Path | str],
    work: Engine | None,
    progress: Progress | None,
    wanted: Callable[[Article | Failure], bool] | None,
    jobs: int,
    time_limit: float,
    scheme: Scheme,
    mirror: bool,
) -> Summary:
    configuration = {"jobs": jobs, "time_limit": time_limit, "retry": wanted is not None, "scheme": scheme}
    work = work or engine(jobs, time_limit, scheme)
    try:
        run = Build(ledger, inputs, work, progress=progress, wanted=wanted, configuration=configuration, mirror=mirror)
        return run.run()
    finally:
        work.close()


def last_scheme(ledger: Ledger) -> Scheme:
    """Return what counted as a statement in the ledger's last run."""
    scheme: Scheme = "record"
    for run in query.runs(ledger):
        scheme = run["configuration"].get("scheme", scheme)
    return scheme


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
