"""One article through the stages: whatever goes wrong comes back as a coded failure that names the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import Article, ArticleRecord
from reportedly.run.check import broken_law
from reportedly.run.stages import process
from tests.store.made import record

ARTICLE = Article(id="a", text="Envoy Lena Ortal said so.", source_path="a.txt")


def raising(_: object, **__: object) -> None:
    raise ZeroDivisionError("none left")


@pytest.mark.parametrize(
    ("function", "code", "stage"),
    [("reportedly.annotate.annotate", "A010", "annotate"), ("reportedly.extract.extract", "A011", "extract")],
)
def test_an_error_is_the_articles_alone(monkeypatch: pytest.MonkeyPatch, function: str, code: str, stage: str) -> None:
    monkeypatch.setattr(function, raising)
    failure = process(ARTICLE).failure
    assert failure is not None
    assert (failure.code, failure.stage, failure.path) == (code, stage, "a.txt")
    assert "ZeroDivisionError: none left in raising" in failure.message


def test_an_article_in_another_language_is_kept_and_said_so() -> None:
    article = Article(id="a", text="Посол сказала, что коридор откроют.", language="ru")
    outcome = process(article)
    assert outcome.found is not None and outcome.found.article.text == article.text
    assert outcome.unread_language == "ru" and not outcome.found.statements
    assert process(ARTICLE).unread_language is None


def test_a_row_that_breaks_a_law_is_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.extract.extract", lambda layers: record("a"))
    failure = process(ARTICLE).failure
    assert failure is not None and failure.code == "A014" and "text or id was changed" in failure.message


GOOD = record("a")
SAID, HURT = GOOD.statements[0], GOOD.records[0]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (replace(GOOD, article=replace(GOOD.article, text="another")), "text or id was changed"),
        (replace(GOOD, article=replace(GOOD.article, boilerplate=((90, 500),))), "boilerplate has the span [90, 500)"),
        (replace(GOOD, statements=(replace(SAID, cue=((5, 5),)),)), "span [5, 5)"),
        (replace(GOOD, statements=(replace(SAID, source=((-1, 5),)),)), "span [-1, 5)"),
        (replace(GOOD, statements=(replace(SAID, content=()),)), "has no content"),
        (replace(GOOD, statements=(replace(SAID, article_id="b"),)), "names article b"),
        (replace(GOOD, statements=(replace(SAID, nested_in="statement-0"),)), "nested in statement-0"),
        (replace(GOOD, records=(replace(HURT, span=()),)), "no value without evidence"),
        (replace(GOOD, records=(replace(HURT, statement_id="statement-0"),)), "rests on statement-0"),
    ],
)
def test_each_law_is_checked(broken: ArticleRecord, said: str) -> None:
    assert broken_law(GOOD.article, GOOD) is None
    assert said in str(broken_law(GOOD.article, broken))
