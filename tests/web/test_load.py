"""Rows come back from the exchange form as what they were."""

import json
from dataclasses import replace
from pathlib import Path

from reportedly.model import ArticleRecord, Corridor, Edge, Origin, Statement, When, to_row
from reportedly.store import open_to_write, write
from reportedly.web.load import from_row, load, record
from tests.web.pages import record as article_record


def again(item: object) -> dict[str, object]:
    return json.loads(json.dumps(to_row(item)))


def test_a_row_comes_back_with_its_nested_types() -> None:
    statement = article_record().statements[0]
    assert from_row(Statement, again(statement)) == statement
    corridor = Corridor(
        id="c", article_id="a", span=((1, 2),), origin="X", destination="Y", window=When(start="2020-01-01")
    )
    assert record(again(corridor)) == corridor
    edge = Edge(derived="a", original="b", relation="edited", share=0.5, aligned=(((0, 1), (2, 3)),))
    origin = Origin(id="o", kind="original", articles=("a", "b"), edges=(edge,))
    assert from_row(Origin, again(origin)) == origin


def test_unknown_keys_are_passed_over() -> None:
    row = {**again(article_record().statements[0]), "of_a_later_version": 1}
    assert from_row(Statement, row) == article_record().statements[0]


def test_only_the_articles_shown_are_read_and_all_are_counted(tmp_path: Path) -> None:
    ledger = tmp_path / "a.sqlite"
    with open_to_write(ledger) as opened:
        run = write.start_run(
            opened, version="1", pipeline="p", configuration={}, models={}, inputs=["a"], at="2020-01-01"
        )
        for number in range(5):
            write.store_article(opened, numbered(number), as_read="x", pipeline="p", run_id=run)
    data = load(ledger, articles=2)
    assert [article.id for article in data.articles] == ["a4", "a3"], "by date; the undated last"
    assert {each.article_id for each in data.statements} == {"a4", "a3"}
    assert (data.total_articles, data.total_statements, data.total_speakers) == (5, 5, 1)


def numbered(number: int) -> ArticleRecord:
    base = article_record()
    published = f"2020-01-{10 - number:02}" if number else None
    return replace(
        base,
        article=replace(base.article, id=f"a{number}", published=published),
        statements=(replace(base.statements[0], id=f"s{number}", article_id=f"a{number}"),),
        records=(),
    )
