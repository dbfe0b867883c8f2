"""One article through the stages: annotate, extract, check. What fails comes back as a coded failure."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportedly.model import Article, ArticleRecord, Failure, Scheme
from reportedly.run import codes
from reportedly.run.check import broken_law


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of one article: its rows or a failure, and the seconds each stage took."""

    found: ArticleRecord | None = None
    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    unread_language: str | None = None
    """The article's language where statements are not looked for in it; the article itself is kept."""


def warm_up() -> None:
    """Load all models, by taking one sentence through. Raises what is wrong with them before any article is begun."""
    import reportedly.annotate
    import reportedly.extract

    reportedly.extract.extract(reportedly.annotate.annotate(Article(id="warm-up", text="It is so, she said.")))


def process(article: Article, *, scheme: Scheme = "record") -> Outcome:
    """Take one article through all stages. Raises nothing but what ends a process."""
    import reportedly.annotate
    import reportedly.extract

    outcome = Outcome()
    stage, code = "annotate", codes.ANNOTATION_FAILED
    try:
        with _timed(outcome, stage):
            layers = reportedly.annotate.annotate(article, scheme=scheme)
        stage, code = "extract", codes.EXTRACTION_FAILED
        with _timed(outcome, stage):
            found = reportedly.extract.extract(layers)
    except Exception as error:
        outcome.failure = codes.failure(code, stage, name_of(article), _describe(error))
        return outcome
    wrong = broken_law(article, found)
    if wrong is None:
        outcome.found = found
        if found.article.language not in reportedly.annotate.PROCESSED_LANGUAGES:
            outcome.unread_language = found.article.language
    else:
        outcome.failure = codes.failure(codes.ROW_REFUSED, "extract", name_of(article), wrong)
    return outcome


def name_of(article: Article) -> str:
    """Return how a failure names an article: its id, with the input it came from where that says more."""
    where = article.source_path
    if where is None or where == article.id:
        return article.id
    return where if where.startswith(f"{article.id}.") else f"{where}#{article.id}"


def _describe(error: Exception) -> str:
    """Name the error and the line of ours it came from: enough to find it without the article."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = "" if last is None else f" in {last.tb_frame.f_code.co_qualname}, line {last.tb_lineno}"
    return f"{type(error).__name__}: {str(error)[:200]}{place}"


@contextmanager
def _timed(outcome: Outcome, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + time.perf_counter() - start
