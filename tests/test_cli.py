"""The commands: what they print, where, and the code they end with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.store import open_to_write


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_a_build_ends_well_and_says_what_it_did(notes: Path, tmp_path: Path) -> None:
    done = run("build", notes, "-o", tmp_path / "l.sqlite", "--jobs", "0")
    assert done.exit_code == 0 and done.stdout == ""
    assert "1 article: 1 new, 0 replaced, 0 known already, 0 failed." in done.stderr
    assert "1/1 inputs" in done.stderr and "words/s" in done.stderr
    again = run("build", notes, "-o", tmp_path / "l.sqlite", "--jobs", "0", "--quiet")
    assert (again.exit_code, again.output) == (0, "")


def test_some_input_failed(notes: Path, tmp_path: Path) -> None:
    (notes / "bad.jsonl").write_text('{"id": "x"}\n')
    done = run("build", notes, "-o", tmp_path / "l.sqlite", "-j", "0")
    assert done.exit_code == 1
    assert "R008 × 1" in done.stderr and "failures.jsonl" in done.stderr
    shown = run("show", tmp_path / "l.sqlite", "failures")
    assert shown.exit_code == 0 and shown.stdout.startswith("[R008] ")
    (notes / "bad.jsonl").unlink()
    assert run("retry", tmp_path / "l.sqlite", "-j", "0").exit_code == 0
    assert "no failure stands" in run("retry", tmp_path / "l.sqlite").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "in"],
        ["build", "in", "-o", "l.sqlite", "--jobs", "-1"],
        ["show"],
        ["nothing"],
        ["export", "l.sqlite"],
        ["show", "l.sqlite", "rumours"],
        ["show", "l.sqlite", "actors", "--act", "deny"],
        ["evaluate", "l.sqlite", "no-gold.jsonl"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and "Usage:" in done.stderr


def test_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for given, said in (("empty", "nothing to read"), ("missing", "nothing could be read")):
        done = run("build", tmp_path / given, "-o", tmp_path / "l.sqlite", "-j", "0")
        assert done.exit_code == 3 and said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["show"], ["export", "--jsonl", "out"], ["report", "-o", "r.html"], ["retry"]])
def test_a_ledger_that_cannot_be_used(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("only notes " * 100)
    for name, code in (("missing.sqlite", "S002"), ("notes.sqlite", "S005")):
        done = run(command[0], tmp_path / name, *command[1:])
        assert done.exit_code == 3 and f"reportedly: [{code}]" in done.stderr


def test_two_builds_at_once(notes: Path, tmp_path: Path) -> None:
    with open_to_write(tmp_path / "l.sqlite"):
        done = run("build", notes, "-o", tmp_path / "l.sqlite", "-j", "0")
    assert done.exit_code == 3 and "[S001] another build is writing" in done.stderr


def test_ctrl_c_is_no_crash(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.run.build", stopped)
    done = run("build", notes, "-o", tmp_path / "l.sqlite")
    assert done.exit_code == 130 and "goes on from here" in done.stderr


def test_a_full_disk(notes: Path, tmp_path: Path) -> None:
    """The limit on the size of a file stands in for the end of a disk."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from reportedly.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "build", str(notes), "-o", str(tmp_path / "l.sqlite"), "-j", "0"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 3
    assert "reportedly: [S" in done.stderr and "Traceback" not in done.stderr


def test_show_filters(talks: Path) -> None:
    rows = [json.loads(line) for line in run("show", talks, "--json").stdout.splitlines()]
    assert len(rows) > 50 and {"id", "article_id", "speaker", "content", "act"} <= set(rows[0])
    article = rows[0]["article_id"]
    one = [json.loads(line) for line in run("show", talks, "--article", article, "--json").stdout.splitlines()]
    assert one == [row for row in rows if row["article_id"] == article]
    denied = run("show", talks, "statements", "--act", "deny", "--limit", "2", "--json").stdout.splitlines()
    assert [json.loads(line)["act"] for line in denied] == ["deny"] * len(denied)


@pytest.mark.parametrize(
    "kind",
    [
        "statements",
        "articles",
        "actors",
        "rounds",
        "round",
        "ceasefires",
        "figures",
        "events",
        "origins",
        "stories",
        "accounts",
    ],
)
def test_show_words_every_kind(talks: Path, kind: str) -> None:
    done = run("show", talks, kind)
    assert done.exit_code == 0, done.output
    assert done.stdout or kind in ("events", "stories", "accounts", "conflicts")


def test_show_obeys_no_control_characters(tmp_path: Path) -> None:
    from tests.store.made import record
    from tests.store.test_ledger import keep

    with open_to_write(tmp_path / "l.sqlite") as ledger:
        keep(ledger, record(speaker="Lena\x1b[2J \u202eOrtal"))
    done = run("show", tmp_path / "l.sqlite")
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout and "Ortal" in done.stdout


def test_export_report_and_evaluate(talks: Path, example_gold: Path, tmp_path: Path) -> None:
    done = run("export", talks, "--jsonl", tmp_path / "x", "--csv", tmp_path / "y")
    assert done.exit_code == 0 and done.stdout == ""
    assert (tmp_path / "x" / "statements.jsonl").stat().st_size and (tmp_path / "y" / "statements.csv").stat().st_size
    done = run("report", talks, "-o", tmp_path / "new" / "r.html")
    assert done.exit_code == 0 and (tmp_path / "new" / "r.html").read_text(encoding="utf-8").lstrip().startswith("<!")
    for measure, first in (("statements", "exact"), ("records", "all")):
        done = run("evaluate", talks, example_gold, measure)
        assert done.exit_code == 0 and done.stdout.startswith(f"{first} ")


def test_help_teaches_every_command_and_loads_nothing_heavy() -> None:
    assert "Exit codes" in run("--help").stdout
    for name, command in main.commands.items():
        said = run(name, "--help").stdout
        assert f"reportedly {name} " in said and "Example" in said, f"{name} shows no example"
        assert command.help
    heavy = "[each for each in ('spacy', 'numpy', 'sqlite3') if each in sys.modules]"
    code = f"import sys; from reportedly.cli import main; print({heavy})"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
