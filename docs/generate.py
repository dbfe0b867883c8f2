"""Writes the pages of docs/ that say what the code says (see PAGES): `python docs/generate.py`. A test holds them."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import re
import sys
import textwrap
from pathlib import Path

import click

from reportedly import cli, model
from reportedly.export.jsonl import TABLES
from reportedly.read.reasons import REASONS
from reportedly.run.codes import MEANINGS

HERE = Path(__file__).parent

WHERE = {
    "Article": "`articles.jsonl`",
    "Statement": "`statements.jsonl`",
    "Actor": "`actors.jsonl`",
    "Origin": "`origins.jsonl`",
    "Story": "`stories.jsonl`",
    "Edge": "`related.jsonl`, where the articles are of different origins; else in their origin's `edges`",
    "SourceCount": "`source_counts.jsonl`",
    "Account": "`accounts.jsonl`",
    "Conflict": "`conflicts.jsonl`",
    "Failure": "`failures.jsonl` beside the ledger",
    **{kind.__name__: f'`records.jsonl` with `kind` "{name}"' for name, kind in model.RECORD_KINDS.items()},
}
"""Where rows of a type are written; types that are not listed stand inside others."""

RECORD_HEAD = """\
# The record: every table, every field

Made from `src/reportedly/model.py` by `python docs/generate.py`; change it there.

`reportedly export FILE --jsonl DIR` writes {tables}:
UTF-8 JSON Lines, an object a line, sorted by what the rows say, so that the same record gives the same bytes. Spans
are `[start, end]` in Unicode code points of the article's `text`, end exclusive: `text[start:end]` is the quote. Empty
lists mean that nothing was found; `null` means that it is not known.
"""

FAILURES_HEAD = """\
# Failures: every code, what it means and what to do

Made from the code by `python docs/generate.py`; a code never changes its meaning.

What could not be read or processed stands in the ledger (`reportedly show FILE failures`) and in `failures.jsonl`
beside it, an object a line: `path, stage, code, message`. `reportedly retry FILE` takes up these alone. The list is
that of the latest run over each input: what has been mended is gone from it.
"""


def record_page() -> str:
    """Return docs/record.md."""
    tables = ", ".join(f"`{name}.jsonl`" for name in TABLES)
    parts = [RECORD_HEAD.format(tables=tables), _laws(), _values()]
    types = [
        each
        for each in vars(model).values()
        if inspect.isclass(each) and dataclasses.is_dataclass(each) and each.__module__ == model.__name__
    ]
    parts += [_table(each) for each in types if each is not model.ArticleRecord]
    return "\n".join(parts)


def _laws() -> str:
    laws = re.findall(r"^\d\. .*(?:\n(?!\n|\d\.).*)*", model.__doc__ or "", re.M)
    return "## Five laws\n\n" + "\n".join(map(_prose, laws)) + "\n"


def _values() -> str:
    lines = ["## Values", ""]
    documented = _documented(ast.parse(inspect.getsource(model)).body)
    for name, value in vars(model).items():
        members = getattr(value, "__args__", None)
        if name[0].isupper() and members and all(isinstance(each, str) for each in members):
            meaning = documented.get(name, "")
            lines.append(
                f"- **{name}**: {', '.join(f'`{each}`' for each in members)}." + (f" {meaning}" if meaning else "")
            )
    return "\n".join(lines) + "\n"


def _table(kind: type) -> str:
    """Return the section of one type: its own fields only; those it inherits stand under the type it extends."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(tree, ast.ClassDef)
    documented, own = _documented(tree.body), [each for each in tree.body if isinstance(each, ast.AnnAssign)]
    base = next((each.__name__ for each in kind.__bases__ if dataclasses.is_dataclass(each)), None)
    lines = [f"## {kind.__name__}", "", _prose(inspect.getdoc(kind) or "")]
    if kind.__name__ in WHERE:
        lines += ["", f"Rows: {WHERE[kind.__name__]}." + (f" Fields of {base}, and:" if base else "")]
    lines += ["", "| field | type | meaning |", "|---|---|---|"]
    exported = {each.name: each.metadata.get("export", each.name) for each in dataclasses.fields(kind)}
    for each in own:
        assert isinstance(each.target, ast.Name)
        name = each.target.id
        lines.append(f"| `{exported[name]}` | {_type(ast.unparse(each.annotation))} | {documented.get(name, '')} |")
    return "\n".join(lines) + "\n"


def _documented(body: list[ast.stmt]) -> dict[str, str]:
    """Return the string that follows each assignment: what the house uses to document a field."""
    found = {}
    for statement, after in itertools.pairwise(body):
        target = None
        if isinstance(statement, ast.AnnAssign):
            target = statement.target
        elif isinstance(statement, ast.Assign):
            target = statement.targets[0]
        if isinstance(target, ast.Name) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[target.id] = _prose(str(after.value.value))
    return found


def _prose(text: str) -> str:
    text = re.sub(r":(?:class|func|attr|mod):`~?\.?(?:\w+\.)*(\w+)`", r"`\1`", text)
    return "\n\n".join(" ".join(part.split()) for part in text.replace("``", "`").split("\n\n"))


def _type(annotation: str) -> str:
    annotation = re.sub(r"\s+", " ", annotation)
    annotation = re.sub(r"Literal\[(.*?)\]", lambda match: match.group(1).replace("'", "`"), annotation)
    annotation = annotation.replace("tuple[str, ...]", "list of text").replace("str", "text")
    annotation = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", annotation)
    return annotation.replace("None", "null").replace("|", "or")


def failures_page() -> str:
    """Return docs/failures.md."""
    lines = [FAILURES_HEAD]
    lines += _codes("Reading (`R…`)", [(code, each.meaning, each.advice) for code, each in sorted(REASONS.items())])
    for letter, title in (("A", "Annotation and extraction"), ("L", "Linking"), ("S", "The ledger")):
        rows = [(code, *said) for code, said in sorted(MEANINGS.items()) if code[0] == letter]
        lines += _codes(f"{title} (`{letter}…`)", rows)
    return "\n".join(lines)


def _codes(title: str, rows: list[tuple[str, str, str]]) -> list[str]:
    table = [f"| `{code}` | {meaning} | {advice} |" for code, meaning, advice in rows]
    return [f"## {title}\n", "| code | what was met | what to do |", "|---|---|---|", *table, ""]


COMMANDS_HEAD = """\
# Commands

Made from `src/reportedly/cli.py` by `python docs/generate.py`: what each command says of itself with `--help`.
"""


def commands_page() -> str:
    """Return docs/commands.md."""
    context = cli.main.make_context("reportedly", [], resilient_parsing=True, terminal_width=100)
    sections = [_help("reportedly", cli.main, context)]
    for name, command in sorted(cli.main.commands.items()):
        inside = click.Context(command, info_name=name, parent=context, terminal_width=100)
        sections.append(_help(f"reportedly {name}", command, inside))
    return "\n".join([COMMANDS_HEAD, *sections])


def _help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```\n{command.get_help(context)}\n```\n"


PAGES = {"record.md": record_page, "failures.md": failures_page, "commands.md": commands_page}


def main() -> None:
    """Write each page that has changed."""
    for name, page in PAGES.items():
        if not (HERE / name).is_file() or (HERE / name).read_text(encoding="utf-8") != page():
            (HERE / name).write_text(page(), encoding="utf-8")
            print(f"wrote docs/{name}", file=sys.stderr)


if __name__ == "__main__":
    main()
