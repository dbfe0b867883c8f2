"""The measures print what the project's scorer prints, on a record that is right in part and wrong in every way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportedly.evaluate import measure_copies, measure_records, measure_statements, same_name
from reportedly.evaluate.records import agrees
from reportedly.export import read_jsonl

ROOT = Path(__file__).parent.parent.parent
SCORER = ROOT.parent / "shared" / "score" / "score.py"
EXPECTED = Path(__file__).with_name("expected.json")
"""What the scorer printed for :func:`spoilt`; `python -m tests.evaluate.test_measures` writes it, beside the scorer."""

Row = dict[str, Any]


def spoilt(gold: list[Row]) -> dict[str, list[Row]]:
    """Return statements and records made from gold: some left out, cut, moved, renamed, doubled or invented."""
    statements: list[Row] = []
    records: list[Row] = []
    for document in gold:
        for number, row in enumerate(document["attributions"]):
            made = {**row, "article_id": document["id"], "id": f"s{number}"}
            start, end = row["content"][0]
            if number % 7 == 1:
                continue
            if number % 7 == 2:
                made["content"] = [[start, (start + end) // 2]]
            if number % 7 == 3:
                made["content"] = [[max(0, start - 3), end + 4], *row["content"][1:]]
                made["speaker"] = (row.get("speaker") or "").split(" ")[-1]
            if number % 7 == 4:
                made["source"] = []
            if number % 7 == 5:
                made["speaker"], made["act"] = "Somebody Else", "assert"
            if number % 7 == 6:
                statements.append({**made, "content": [[start, start + 30]], "speaker": None})
            statements.append(made)
        for number, row in enumerate(document["records"]):
            made = {**row, "article_id": document["id"], "id": f"r{number}"}
            start, end = row["span"][0]
            if number % 5 == 1:
                continue
            if number % 5 == 2:
                made["voice"] = "outlet"
            if number % 5 == 3:
                made["span"] = [[start, start + (end - start) // 2]]
                made = {
                    name: [value] if isinstance(value, str) and name == "declarer" else value
                    for name, value in made.items()
                }
            if number % 5 == 4:
                made = {name: value for name, value in made.items() if name not in ("date", "place", "low")}
                records.append({**made, "kind": "event", "span": [[0, 20]]})
            records.append(made)
    return {"statements": statements, "records": records}


def with_optional(gold: list[Row]) -> list[Row]:
    """Mark each tenth row of gold as seen by one coder only."""
    for document in gold:
        for kind in ("attributions", "records"):
            for number, row in enumerate(document[kind]):
                if number % 10 == 3:
                    row["optional"] = True
    return gold


COPIES = [
    {"id": f"{event}-{number}", "event": event, "src": source}
    for event, sources in (("e1", "aabbb"), ("e2", "abc"), ("e3", "aaa"), ("e4", "ab"))
    for number, source in enumerate(sources)
]
ORIGINS = [
    {"id": "o1", "articles": ["e1-0", "e1-1"]},
    {"id": "o2", "articles": ["e1-2", "e1-3"]},
    {"id": "o3", "articles": ["e2-0", "e2-1"]},
    {"id": "o4", "articles": ["e3-0", "e3-1", "e3-2"]},
]


def ours(gold: list[Row]) -> dict[str, list[str]]:
    made = spoilt(gold)
    found = {
        name: {document["id"]: [row for row in rows if row["article_id"] == document["id"]] for document in gold}
        for name, rows in made.items()
    }
    return {
        "statements": list(measure_statements(gold, found["statements"])),
        "records": list(measure_records(gold, found["records"])),
        "copies": list(measure_copies(COPIES, ORIGINS)),
    }


def theirs(gold: list[Row], folder: Path) -> dict[str, list[str]]:
    """Run the scorer itself."""
    tables = {**spoilt(gold), "origins": ORIGINS, "gold": gold, "copies": COPIES}
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    said = {}
    for measure, against in (("statements", "gold"), ("records", "gold"), ("copies", "copies")):
        command = [sys.executable, str(SCORER), measure, str(folder / f"{against}.jsonl"), str(folder)]
        said[measure] = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return said


def example(path: Path) -> list[Row]:
    return with_optional(list(read_jsonl(path)))


@pytest.mark.parametrize("measure", ["statements", "records", "copies"])
def test_the_lines_are_those_of_the_scorer(example_gold: Path, measure: str, tmp_path: Path) -> None:
    gold = example(example_gold)
    expected = theirs(gold, tmp_path) if SCORER.is_file() else json.loads(EXPECTED.read_text())
    assert ours(gold)[measure] == expected[measure]


def test_the_stored_lines_are_up_to_date(example_gold: Path) -> None:
    assert ours(example(example_gold)) == json.loads(EXPECTED.read_text())


def test_gold_against_itself_is_perfect(example_gold: Path) -> None:
    gold = list(read_jsonl(example_gold))
    lines = list(measure_statements(gold, {each["id"]: each["attributions"] for each in gold}))
    assert [line.split()[-1] for line in lines if line.split()[0] in ("exact", "linked", "speaker", "who-said")] == [
        "100.0"
    ] * 4
    assert lines[-1].startswith("act        100.0")
    lines = list(measure_records(gold, {each["id"]: each["records"] for each in gold}))
    assert lines[0].endswith("F 100.0") and lines[-1].startswith("leak 0 of")


def test_nothing_found_is_no_error(example_gold: Path) -> None:
    gold = list(read_jsonl(example_gold))
    assert next(iter(measure_statements(gold, {}))) == f"{'exact':10} P 0.0 R 0.0 F 0.0"
    assert list(measure_records(gold, {}))[-1] == "leak 0 of 0 attributed records given in the outlet's voice"
    assert next(iter(measure_copies([], []))) == "pairs P 0.0 R 0.0 F 0.0"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Volodymyr Zelenskyy", "President Zelensky", True),
        ("the Kremlin", "Russia", True),
        ("Lena Ortal", "Iva Ortal", False),
        ("L. Ortal", "Lena Ortal", True),
        ("José Núñez", "Jose Nunez", True),
        ("Ministry of Defence", "Defence Ministry", True),
        ("Lena Ortal", "Mark Brandt", False),
        (None, "Lena Ortal", False),
    ],
)
def test_names(a: str | None, b: str, same: bool) -> None:
    assert same_name(a, b) is same


@pytest.mark.parametrize(
    ("field", "found", "gold", "right"),
    [
        ("date", "2031-05-02T10:00", "2031-05-02", True),
        ("date", "2031-06-03", "2031-05-02", False),
        ("low", 12, 12.0, True),
        ("low", None, 12, False),
        ("parties", ["Northland"], "Northland", True),
        ("parties", ["Northland", "Eastmark"], ["Eastmark", "Southmark"], False),
        ("window", {"start": "10:00"}, {"start": "10:00"}, True),
        ("deed", "shelling the bridge", "the bridge was shelled", True),
        ("deed", "of the", "the of", False),
    ],
)
def test_fields(field: str, found: Any, gold: Any, right: bool) -> None:
    assert agrees(field, found, gold) is right


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        lines = theirs(example(ROOT / "examples" / "talks-2022.gold.jsonl"), Path(scratch))
    EXPECTED.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n")
