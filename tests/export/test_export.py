"""The exchange form: valid UTF-8 JSON Lines in a fixed order; tables that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.export import BUILT_IN, Exporter, exporters, read_jsonl, write_csv, write_jsonl
from reportedly.store import Ledger, open_to_read, open_to_write, query
from tests.store.made import TEXT, record
from tests.store.test_ledger import keep


def test_every_table_has_its_file_and_every_span_its_words(talks: Path, tmp_path: Path) -> None:
    with open_to_read(talks) as ledger:
        counts = write_jsonl(ledger, tmp_path)
    assert set(counts) == {each.name for each in tmp_path.iterdir()}
    articles = {row["id"]: row["text"] for row in read_jsonl(tmp_path / "articles.jsonl")}
    assert list(articles) == sorted(articles)
    statements = list(read_jsonl(tmp_path / "statements.jsonl"))
    assert len(statements) == counts["statements.jsonl"]
    for row in statements:
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert articles[row["article_id"]][start:end]
    keys = [(row["article_id"], row["content"][0][0]) for row in statements]
    assert keys == sorted(keys)


def test_any_character_is_written_as_valid_json(tmp_path: Path) -> None:
    odd = TEXT + "\ud83d \x00 \u2028 “…”"
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record(text=odd))
        write_jsonl(ledger, tmp_path)
        write_csv(ledger, tmp_path)
    (line,) = (tmp_path / "articles.jsonl").read_bytes().decode("utf-8").strip("\n").split("\n")
    assert json.loads(line)["text"] == odd


def test_csv_holds_the_words_and_disarms_formulas(tmp_path: Path) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record(speaker='=HYPERLINK("x")', outlet="The Harbour Post"))
        assert write_csv(ledger, tmp_path) == {"articles.csv": 1, "statements.csv": 1}
    with open(tmp_path / "statements.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["content"] == "the corridor would open"
    assert row["content_spans"] == "32-55"
    assert row["speaker"] == '\'=HYPERLINK("x")'
    assert row["outlet"] == "The Harbour Post"


def test_a_spreadsheet_table_has_a_head_even_without_rows(tmp_path: Path) -> None:
    with open_to_write(tmp_path / "l.sqlite") as ledger:
        write_csv(ledger, tmp_path)
    assert "article_id" in (tmp_path / "statements.csv").read_text(encoding="utf-8-sig")


def test_another_package_can_add_a_format_but_not_replace_one(
    tmp_path: Path, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_names(ledger: Ledger, folder: Path) -> dict[str, int]:
        names = sorted({row["speaker"] for row in query.statements(ledger) if row["speaker"]})
        folder.mkdir()
        (folder / "names.txt").write_text("\n".join(names))
        return {"names.txt": len(names)}

    class Plugin:
        def __init__(self, name: str) -> None:
            self.name, self.value = name, f"elsewhere:{name}"

        def load(self) -> Exporter:
            return write_names

    monkeypatch.setattr("reportedly.export.entry_points", lambda group: [Plugin("names"), Plugin("csv")])
    exporters.cache_clear()
    try:
        assert dict(exporters()) == {"names": write_names, **BUILT_IN}
        done = CliRunner().invoke(main, ["export", str(talks), "--to", "names", str(tmp_path / "n")])
        assert done.exit_code == 0 and "names.txt: " in done.stderr
        assert "Zakharova" in (tmp_path / "n" / "names.txt").read_text()
    finally:
        exporters.cache_clear()
    done = CliRunner().invoke(main, ["export", str(talks), "--to", "parchment", str(tmp_path)])
    assert done.exit_code == 2 and "there are csv, jsonl" in done.stderr
