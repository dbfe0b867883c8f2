"""A build accounts for every input, leaves no trace when repeated, and gives one record however it came about."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from reportedly.export import write_jsonl
from reportedly.model import Article
from reportedly.run import build, fingerprint, retry
from reportedly.run.engine import InProcess
from reportedly.run.stages import Outcome
from reportedly.run.summary import Summary
from reportedly.store import open_to_read, query
from tests.run.stand_in import work


def quick(inputs: list[Path | str], path: Path, work_=work) -> Summary:  # type: ignore[no-untyped-def]
    """Build with a stand-in for the models."""
    return build(inputs, path, work=InProcess(work_))


def exported(path: Path) -> dict[str, bytes]:
    folder = path.with_suffix(".export")
    with open_to_read(path) as ledger:
        write_jsonl(ledger, folder)
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def failed(path: Path) -> list[tuple[str, str]]:
    with open_to_read(path) as ledger:
        return [(each.code, Path(each.path).name) for each in query.failures(ledger)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {
        "a": "Talks opened in the port city.",
        "b": "Both sides met again.",
        "c": "No date is set.",
    }.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_the_example_articles_end_in_a_whole_record(talks: Path, examples: Path) -> None:
    with open_to_read(talks) as ledger:
        articles = list(query.articles(ledger))
        assert [row["id"] for row in articles] == sorted(path.stem for path in examples.iterdir())
        for row in articles:
            assert row["text"] == (examples / f"{row['id']}.txt").read_text(encoding="utf-8")
            assert row["origin_id"] is not None
        assert query.counts(ledger)["statement"] > 50
        assert not list(query.failures(ledger))
        (run,) = query.runs(ledger)
        assert run["finished"] and run["summary"]["stored"] == 5 and run["models"] and run["pipeline"]


def test_two_builds_give_equal_bytes_and_processes_make_no_difference(
    talks: Path, examples: Path, tmp_path: Path
) -> None:
    build(sorted(examples.iterdir(), reverse=True), tmp_path / "l.sqlite", jobs=2)
    assert exported(tmp_path / "l.sqlite") == exported(talks)


def test_a_second_run_changes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.jsonl").write_text('{"id": "x", "text": "It is said."}\n{"id": "y"}\n')
    path = tmp_path / "l.sqlite"
    first = quick([folder], path)
    assert (first.articles, first.stored, first.refused) == (4, 4, 1)
    before = {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in tmp_path.glob("*.*")}
    second = quick([folder], path)
    assert (second.articles, second.known, second.stored, second.refused) == (4, 4, 0, 1)
    assert {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in tmp_path.glob("*.*")} == before


def test_order_and_number_of_builds_make_no_difference(folder: Path, tmp_path: Path) -> None:
    quick([folder], tmp_path / "one.sqlite")
    for name in ("c", "a", "b", "a"):
        quick([folder / f"{name}.txt"], tmp_path / "many.sqlite")
    assert exported(tmp_path / "one.sqlite") == exported(tmp_path / "many.sqlite")


def test_a_changed_article_is_replaced(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    quick([folder], path)
    (folder / "b.txt").write_text("Both sides met again, in another town.")
    summary = quick([folder], path)
    assert (summary.known, summary.replaced, summary.stored) == (2, 1, 0)
    quick([folder], tmp_path / "fresh.sqlite")
    assert exported(path) == exported(tmp_path / "fresh.sqlite")


def test_a_changed_program_works_everything_anew(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    quick([folder], path)
    monkeypatch.setattr(fingerprint, "pipeline", lambda _: "another")
    assert quick([folder], path).replaced == 3
    assert quick([folder], path).known == 3


def test_an_article_met_twice_counts_once(folder: Path, tmp_path: Path) -> None:
    summary = quick([folder, folder / "a.txt"], tmp_path / "l.sqlite")
    assert (summary.articles, summary.stored, summary.known) == (4, 3, 1)


def test_the_id_of_another_input_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("An altogether different article.")
    path = tmp_path / "l.sqlite"
    quick([folder], path)
    summary = quick([other], path)
    assert (summary.articles, summary.failed) == (1, 1)
    assert failed(path) == [("S010", "a.txt")]
    assert retry(path, work=InProcess(work)).failed == 1
    assert failed(path) == [("S010", "a.txt")]
    with open_to_read(path) as ledger:
        row = query.article(ledger, "a")
        assert row is not None and row["text"].startswith("Talks opened")


def test_failures_stand_beside_the_ledger_until_they_are_mended(folder: Path, tmp_path: Path) -> None:
    path, rows = tmp_path / "l.sqlite", folder / "rows.jsonl"
    rows.write_text('{"id": "r1", "text": "It is said."}\nnot json\n')
    assert quick([folder], path).refused == 1
    (line,) = (tmp_path / "failures.jsonl").read_text().splitlines()
    assert set(json.loads(line)) == {"path", "stage", "code", "message"}
    assert failed(path) == [("R007", "rows.jsonl:2")]
    rows.write_text('{"id": "r1", "text": "It is said."}\n{"id": "r2", "text": "It was denied."}\n')
    (folder / "d.txt").write_text("Came later.")
    summary = retry(path, work=InProcess(work))
    assert (summary.stored, summary.problems) == (1, 0), "r2 is mended; d.txt never failed and is not taken"
    assert failed(path) == []
    assert not (tmp_path / "failures.jsonl").exists()


def test_retry_takes_only_what_failed(folder: Path, tmp_path: Path) -> None:
    path, seen = tmp_path / "l.sqlite", []

    def sometimes(article: Article) -> Outcome:
        seen.append(article.id)
        return process_or_raise(article) if len(seen) < 4 else work(article)

    from reportedly.run import codes, stages

    def process_or_raise(article: Article) -> Outcome:
        if article.id != "b":
            return work(article)
        return Outcome(failure=codes.failure(codes.WORKER_DIED, "annotate", stages.name_of(article), "SIGKILL"))

    assert quick([folder], path, sometimes).failed == 1
    assert failed(path) == [("A013", "b.txt")]
    summary = retry(path, work=InProcess(sometimes))
    assert seen == ["a", "b", "c", "b"]
    assert (summary.articles, summary.stored, failed(path)) == (1, 1, [])
    quick([folder], tmp_path / "fresh.sqlite")
    assert exported(path) == exported(tmp_path / "fresh.sqlite")


def test_a_failure_has_one_name_wherever_the_command_is_given(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.sqlite"
    (folder / "empty.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    quick(["in"], path)
    monkeypatch.chdir(folder)
    quick([folder], path)
    assert retry(path, work=InProcess(work)).refused == 1
    assert failed(path) == [("R004", "empty.txt")]


def test_an_input_that_is_gone_keeps_no_failure(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    (folder / "empty.txt").write_text("")
    quick([folder], path)
    assert [code for code, _ in failed(path)] == ["R004"]
    (folder / "empty.txt").unlink()
    assert quick([folder / "a.txt"], path).problems == 0
    assert [code for code, _ in failed(path)] == ["R004"], "a build of one file says nothing about the others"
    assert quick([folder], path).problems == 0
    assert failed(path) == []


def test_a_ledger_in_the_folder_that_it_is_built_from(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    path = folder / "l.sqlite"
    first, second = quick([folder], path), quick([folder], path)
    assert (first.stored, first.refused, second.known, second.refused) == (3, 1, 3, 1)
    assert (folder / "failures.jsonl").is_file()
    assert [code for code, _ in failed(path)] == ["R004"]


def test_an_article_that_cannot_be_stored_is_a_failure_of_its_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(db: sqlite3.Connection, text: str, statements: object) -> None:
        if text.startswith("Both"):
            db.execute("INSERT INTO statement (n) VALUES (1)")

    monkeypatch.setattr("reportedly.store.write._statements", fails)
    assert quick([folder], tmp_path / "l.sqlite").codes == {"S011": 1}
    with open_to_read(tmp_path / "l.sqlite") as ledger:
        assert [row["id"] for row in query.articles(ledger)] == ["a", "c"]


def test_an_id_that_is_no_text_is_a_failure_of_its_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers of other packages may give anything."""
    given = [Article(id="a", text="It is said."), Article(id="\ud800", text="It is said too.")]
    monkeypatch.setattr("reportedly.run.building.read", lambda inputs: iter(given))
    summary = quick([folder], tmp_path / "l.sqlite")
    assert (summary.stored, summary.failed, summary.codes) == (1, 1, {"S011": 1})


def test_languages_that_are_not_read_are_counted(folder: Path, tmp_path: Path) -> None:
    def foreign(article: Article) -> Outcome:
        outcome = work(article)
        outcome.unread_language = "uk" if article.id == "b" else None
        return outcome

    summary = quick([folder], tmp_path / "l.sqlite", foreign)
    assert (summary.stored, summary.as_row()["unread_languages"]) == (3, {"uk": 1})
    assert any("uk × 1" in line for line in summary.lines())


def test_linking_that_fails_leaves_the_articles(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise ValueError("no links today")

    path = tmp_path / "l.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr("reportedly.link.link_origins", fails)
        first = quick([folder], path)
        assert (first.codes, first.linked, first.stored, first.failed) == ({"L001": 1}, False, 3, 0)
        assert retry(path, work=InProcess(work)).problems == 1
        before = path.read_bytes()
        assert quick([folder], path).problems == 1
        assert path.read_bytes() == before, "the same failure met again changes nothing"
    assert [code for code, _ in failed(path)] == ["L001"]
    assert quick([folder], path).problems == 0
    quick([folder], tmp_path / "fresh.sqlite")
    assert exported(path) == exported(tmp_path / "fresh.sqlite")


def test_the_account_adds_up(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.jsonl").write_text('{"id": "r1", "text": "It is said."}\nnot json\n')
    summary = quick([folder, "nowhere"], tmp_path / "l.sqlite")
    assert summary.articles == summary.stored + summary.replaced + summary.known + summary.failed == 4
    assert summary.refused == sum(summary.codes.values()) == 2
    said = "\n".join(summary.lines())
    assert "6 inputs: 4 read, 2 refused" in said and "4 new" in said and "R001 × 1, R007 × 1" in said
    assert summary.words == 6 + 4 + 4 + 3 + 0 and summary.statements == 4


def test_a_mirrored_folder_gives_the_record_of_a_build_of_it_as_it_is(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "d.txt").write_text("Observers left the line of contact.")
    path, fresh = tmp_path / "l.sqlite", tmp_path / "fresh.sqlite"
    quick([other], path)
    build([folder], path, mirror=True, work=InProcess(work))
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text("A date is set.")
    summary = build([folder], path, mirror=True, work=InProcess(work))
    assert (summary.gone, summary.replaced, summary.known) == (1, 1, 1)
    quick([other, folder], fresh)
    assert exported(path) == exported(fresh)
    assert build([folder], path, mirror=True, work=InProcess(work)).gone == 0


def test_a_ledger_goes_on_by_the_scheme_it_was_begun_with(notes: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    assert build([notes], path, jobs=0, scheme="quotation").stored == 1
    assert build([notes], path, jobs=0).known == 1
    assert build([notes], path, jobs=0, scheme="record").replaced == 1
    assert build([notes], path, jobs=0).known == 1
