"""The ledger keeps every row as it was, an article at a time, whatever happens to the process or the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reportedly.model import Account, ArticleRecord, Conflict, Edge, Failure, Origin, SourceCount, Story, to_row
from reportedly.store import Ledger, LedgerError, Links, open_to_read, open_to_write, query, schema, store_article
from reportedly.store.errors import explain
from reportedly.store.write import drop_failures, start_run, store_failure, store_links
from tests.store.made import TEXT, record


def keep(ledger: Ledger, found: ArticleRecord) -> None:
    store_article(ledger, found, as_read="1", pipeline="p", run_id=a_run(ledger))


def a_run(ledger: Ledger) -> int:
    return start_run(ledger, version="0", pipeline="p", configuration={}, models={}, inputs=["/in"], at="2026-01-01")


def refused(path: Path, write: bool = True) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        (open_to_write if write else open_to_read)(path).close()
    return caught.value


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    found = record(outlet="The Harbour Post", published="2031-05-02")
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, found)
    with open_to_read(tmp_path / "l.sqlite") as ledger:
        assert query.article(ledger, "a") == to_row(found.article)
        assert list(query.statements(ledger)) == [to_row(found.statements[0])]
        assert list(query.records(ledger)) == [to_row(found.records[0])]
        assert list(query.article_actors(ledger)) == [to_row(found.actors[0])]


@pytest.mark.parametrize("odd", ["a\x00b", "lone \ud83d surrogate", "\u202eright to left", "\U0001f54a dove", "\u2028"])
def test_any_text_is_kept_to_the_character(tmp_path: Path, odd: str) -> None:
    found = record(text=TEXT + odd)
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, found)
        stored = query.article(ledger, "a")
        assert stored is not None and stored["text"] == TEXT + odd
        assert len(ledger.value("SELECT text FROM article")) == len(TEXT + odd)


def test_an_article_is_stored_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record("a"))
        monkeypatch.setattr("reportedly.store.write._records", fails)
        with pytest.raises(KeyboardInterrupt):
            keep(ledger, record("b"))
        assert [row["id"] for row in query.articles(ledger)] == ["a"]
        assert {row["article_id"] for row in query.statements(ledger)} == {"a"}


def test_storing_an_article_again_replaces_its_rows(tmp_path: Path) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record("a"))
        keep(ledger, record("a", speaker="Iva Brandt"))
        assert [row["speaker"] for row in query.statements(ledger)] == ["Iva Brandt"]
        assert query.counts(ledger)["record"] == 1
        assert list(query.statements(ledger, search="corridor")) != []
        assert ledger.value("SELECT count(*) FROM statement_search WHERE statement_search MATCH 'Ortal'") == 0


def test_filters_narrow_together(tmp_path: Path) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record("a"))
        keep(ledger, record("b", speaker="Iva_Brandt"))
        ids = [row["article_id"] for row in query.statements(ledger, speaker="lena", act="assert", search="corridor")]
        assert ids == ["a"]
        assert not list(query.statements(ledger, speaker="lena", act="deny"))
        assert [row["article_id"] for row in query.statements(ledger, speaker="iva_b")] == ["b"]
        assert not list(query.statements(ledger, speaker="iva%b"))
        assert [row["voice"] for row in query.records(ledger, kind="figure", article="b")] == ["Iva_Brandt"]
        assert len(list(query.statements(ledger, limit=1))) == 1
        assert [row["id"] for row in query.articles(ledger, limit=1, offset=1)] == ["b"]


@pytest.mark.parametrize("typed", ['"', "corridor OR", "words:", "a*b", "NEAR(", "", "-", "'; DROP TABLE article; --"])
def test_a_search_is_words_never_syntax(tmp_path: Path, typed: str) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record("a"))
        assert list(query.statements(ledger, search=typed)) == []
        assert list(query.articles(ledger, search=typed)) == []


def test_links_are_replaced_as_a_whole_and_go_out_of_date(tmp_path: Path) -> None:
    origin = Origin(
        id="origin-1",
        kind="original",
        articles=("a", "b"),
        edges=(Edge(derived="b", original="a", relation="reprint", share=0.9, aligned=(((0, 5), (0, 5)),)),),
    )
    account = Account(id="account-1", kind="figure", members=("x", "y"), agreement="disputed")
    conflict = Conflict(id="conflict-1", a="x", b="y", on="count", kind="contradiction", span_a=(0, 5))
    count = SourceCount(articles=("a", "b"), low=1, high=1, reasons=("one text",))
    story = Story(id="story-1", articles=("a", "b"), origins=("origin-1",), start="2031-05-02")
    shared = Edge(derived="c", original="a", relation="shared_quote", share=0.1)
    links = Links(
        origins=(origin,),
        stories=(story,),
        related=(shared,),
        source_counts=(count,),
        accounts=(account,),
        conflicts=(conflict,),
    )
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record("a"))
        assert query.linked(ledger) is None
        store_links(ledger, links, mark="m")
        store_links(ledger, links, mark="m")
        assert query.linked(ledger) == "m"
        assert list(query.origins(ledger)) == [to_row(origin)]
        assert list(query.source_counts(ledger)) == [to_row(count)]
        assert list(query.accounts(ledger, member="y")) == [to_row(account)]
        assert list(query.stories(ledger, article="b")) == [to_row(story)] and not list(
            query.stories(ledger, article="c")
        )
        assert list(query.related(ledger, article="c")) == [to_row(shared)] == list(query.related(ledger))
        assert not list(query.related(ledger, article="b"))
        assert list(query.conflicts(ledger)) == [to_row(conflict)]
        article = query.article(ledger, "a")
        assert article is not None and article["origin_id"] == "origin-1"
        keep(ledger, record("b"))
        assert query.linked(ledger) is None


def test_failures_are_kept_once_and_can_be_settled(tmp_path: Path) -> None:
    failure = Failure(path="in/x.html", stage="read", code="R011", message="no article")
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        run = a_run(ledger)
        store_failure(ledger, failure, run_id=run)
        store_failure(ledger, failure, run_id=run)
        assert list(query.failures(ledger)) == [failure]
        assert query.has_failure(ledger, failure)
        assert query.failures_with_inputs(ledger) == [(failure, None, ["/in"])]
        drop_failures(ledger, [failure])
        assert list(query.failures(ledger)) == []


def test_two_writers_at_once_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with open_to_write(path) as ledger:
        keep(ledger, record("a"))
        assert refused(path).code == "S001"
        with open_to_read(path) as reader:  # reading goes on meanwhile
            assert query.counts(reader)["article"] == 1
    open_to_write(path).close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["l.sqlite"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("not a database, but long enough to be taken for one" * 40)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = text.read_bytes(), other.read_bytes()
    assert {refused(path, write).code for path in (text, other) for write in (True, False)} == {"S005"}
    assert (text.read_bytes(), other.read_bytes()) == before


def test_places_where_no_ledger_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refused(tmp_path / "file" / "l.sqlite").code == "S004"
    assert refused(tmp_path).code == "S004"
    assert refused(tmp_path / "none.sqlite", write=False).code == "S002"
    assert explain(tmp_path, OSError(30, "Read-only file system")).code == "S004"
    assert explain(tmp_path, OSError(28, "No space left on device")).code == "S003"


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with open_to_write(path) as ledger:
        keep(ledger, record("a"))
        ledger.connection.execute(f"PRAGMA max_page_count = {ledger.value('PRAGMA page_count')}")
        with pytest.raises(LedgerError) as caught:
            keep(ledger, record("b", text=TEXT * 1000))
        assert caught.value.code == "S003"
    with open_to_write(path) as ledger:
        assert [row["id"] for row in query.articles(ledger)] == ["a"]
        assert ledger.value("PRAGMA integrity_check") == "ok"
        keep(ledger, record("b", text=TEXT * 1000))


def test_a_ledger_of_an_older_version_is_backed_up_and_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.sqlite"
    with open_to_write(path) as ledger:
        keep(ledger, record("a"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.VERSION - 1: lambda db: db.execute("CREATE TABLE added (x)")})
    assert refused(path, write=False).code == "S009"
    with open_to_write(path) as ledger:
        assert query.counts(ledger)["article"] == 1
        assert ledger.value("SELECT count(*) FROM added") == 0
    monkeypatch.undo()
    assert refused(path).code == "S006"
    with open_to_read(tmp_path / f"l.sqlite.v{schema.VERSION}.bak") as backup:
        assert query.counts(backup)["article"] == 1


def test_a_ledger_of_the_first_version_gets_its_stories(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with open_to_write(path) as ledger:
        keep(ledger, record("a"))
        ledger.connection.executescript("DROP TABLE story_article; DROP TABLE story; DROP TABLE related;")
        ledger.connection.execute("PRAGMA user_version = 1")
    with open_to_write(path) as ledger:
        assert list(query.stories(ledger)) == list(query.related(ledger)) == []
        assert [row["id"] for row in query.articles(ledger)] == ["a"]


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    open_to_write(path).close()

    def half(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE added (x)")
        raise ValueError("half way")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        patch.setattr(schema, "MIGRATIONS", {schema.VERSION - 1: half})
        with pytest.raises(ValueError, match="half way"):
            open_to_write(path)
    with open_to_read(path) as ledger:
        assert ledger.value("SELECT count(*) FROM sqlite_master WHERE name = 'added'") == 0
