"""The commands. Everything heavy is imported inside a command, so that ``--help`` is there at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from reportedly import __version__

if TYPE_CHECKING:
    from reportedly.model import Scheme
    from reportedly.run import Progress, Summary

WELL, SOME_FAILED, USAGE, UNUSABLE, STOPPED = 0, 1, 2, 3, 130
"""Exit codes: all well; some input failed and was reported; wrong usage; nothing could be read or used; Ctrl-C."""

EXIT_CODES = """\b
Exit codes:
  0  all went well
  1  some input failed; each is reported with its code, the others are in the ledger
  2  the command was not understood
  3  nothing could be read, or the ledger cannot be used; the message says why
  130  stopped with Ctrl-C; the same command goes on from there
"""

_File = click.Path(dir_okay=False, path_type=Path)
_jobs = click.option(
    "--jobs", "-j", type=click.IntRange(0), default=1, show_default=True,
    help="Worker processes; 0 works in this one process, without a time limit.",
)  # fmt: skip
_quiet = click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; errors are still said.")
_limit = click.option(
    "--time-limit", type=click.FloatRange(min=1), default=120.0, show_default=True,
    help="Seconds that one article may take before it is given up and reported.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXIT_CODES)
@click.version_option(__version__, prog_name="reportedly")
def main() -> None:
    """Build the record of who is reported to have said what from news articles: offline, every cell tied to the
    exact words.

    \b
    A first round:
      reportedly build examples/talks-2022 -o talks.sqlite   read five articles into a ledger
      reportedly show talks.sqlite                           the statements, in the terminal
      reportedly show talks.sqlite --speaker Zakharova       … of one speaker
      reportedly report talks.sqlite -o talks.html           a page to read, each statement beside its words
      reportedly export talks.sqlite --jsonl out/            the record as JSON Lines, for other programs
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path))
@click.option("--output", "-o", "ledger", required=True, type=_File, help="The ledger: made, or added to.")
@click.option("--scheme", type=click.Choice(["record", "quotation", "attribution"]),
              help="What counts as a statement: all that a named source is responsible for (record, unless the ledger "
              "was begun otherwise), only what somebody is quoted with, each stretch apart (quotation), or every "
              "attribution, thoughts and wishes included (attribution).")  # fmt: skip
@_jobs
@_limit
@_quiet
def build(
    inputs: tuple[Path, ...], ledger: Path, scheme: Scheme | None, jobs: int, time_limit: float, quiet: bool
) -> None:
    """Read articles (files and folders) into a ledger.

    What the ledger holds already is passed over, so the same command goes on where a stopped one ended. What could
    not be read or processed stands in failures.jsonl beside the ledger, and `reportedly retry` takes it up again.

    \b
    Examples:
      reportedly build articles/ -o record.sqlite
      reportedly build march.jsonl april.jsonl -o record.sqlite --jobs 4
    """
    from reportedly import run

    with _explained(), _progress(quiet, lambda: run.estimate(inputs)) as progress:
        summary = run.build(inputs, ledger, jobs=jobs, time_limit=time_limit, scheme=scheme, progress=progress)
    _account(summary, ledger, quiet)


@main.command()
@click.argument("ledger", metavar="FILE", type=_File)
@_jobs
@_limit
@_quiet
def retry(ledger: Path, jobs: int, time_limit: float, quiet: bool) -> None:
    """Take up again what failed in FILE, and nothing else.

    \b
    Example:
      reportedly retry record.sqlite --time-limit 600
    """
    from reportedly import run
    from reportedly.store import open_to_read, query

    with _explained():
        with open_to_read(ledger) as opened:
            number = query.counts(opened)["failure"]
        if not number:
            _say("Nothing to retry: no failure stands.", quiet)
            return
        with _progress(quiet, lambda: number) as progress:
            summary = run.retry(ledger, jobs=jobs, time_limit=time_limit, progress=progress)
    if not summary.articles and not summary.problems:
        _say("What had failed is no longer among the inputs; no failure stands.", quiet)
        return
    _account(summary, ledger, quiet)


@main.command()
@click.argument("ledger", metavar="FILE", type=_File)
@click.option("--jsonl", type=click.Path(file_okay=False, path_type=Path), help="Folder for the exchange form.")
@click.option("--csv", type=click.Path(file_okay=False, path_type=Path), help="Folder for tables for spreadsheets.")
@click.option("--to", nargs=2, multiple=True, type=(str, click.Path(file_okay=False, path_type=Path)),
              metavar="FORMAT DIR", help="Any format by its name, those of other packages too.")  # fmt: skip
def export(ledger: Path, jsonl: Path | None, csv: Path | None, to: tuple[tuple[str, Path], ...]) -> None:
    """Write the record for other programs.

    \b
    Examples:
      reportedly export record.sqlite --jsonl out/
      reportedly export record.sqlite --csv tables/ --to jsonl out/
    """
    from reportedly.export import exporters
    from reportedly.store import open_to_read

    wanted = [(name, folder) for name, folder in (("jsonl", jsonl), ("csv", csv), *to) if folder is not None]
    if not wanted:
        raise click.UsageError("say what to write: --jsonl DIR, --csv DIR or --to FORMAT DIR")
    known = exporters()
    if strange := [name for name, _ in wanted if name not in known]:
        raise click.UsageError(f"no format is called {strange[0]!r}; there are {', '.join(sorted(known))}")
    with _explained(), open_to_read(ledger) as opened:
        for name, folder in wanted:
            for table, number in known[name](opened, folder).items():
                click.echo(f"{folder / table}: {number:,} rows", err=True)


@main.command()
@click.argument("ledger", metavar="FILE", type=_File)
@click.argument("kind", default="statements")
@click.option("--speaker", help="Only of this speaker: a name or a part of one.")
@click.option("--act", help="Only this speech act: assert, deny, accuse, demand, …")
@click.option("--article", help="Only of the article with this id.")
@click.option("--search", help="Only with these words in what was said.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def show(ledger: Path, kind: str, limit: int | None, as_json: bool, **filters: str | None) -> None:
    """Show rows of the record in the terminal.

    KIND is statements (the default), articles, actors, origins, stories, accounts, conflicts, failures, or a kind of
    record: rounds, delegations, ceasefires, corridors, positions, accusations, denials, figures, events.

    \b
    Examples:
      reportedly show record.sqlite --speaker Lavrov --act deny
      reportedly show record.sqlite ceasefires
      reportedly show record.sqlite statements --json | jq .speaker
    """
    from itertools import islice

    from reportedly import show as shown
    from reportedly.store import open_to_read

    view = shown.view(kind)
    if view is None:
        raise click.BadParameter(f"{kind!r} is not one of {', '.join(shown.KINDS)}", param_hint="KIND")
    given = {name: value for name, value in filters.items() if value is not None}
    if useless := sorted(set(given) - set(view.filters)):
        raise click.UsageError(f"{kind} cannot be filtered by --{useless[0]}")
    with _explained(), open_to_read(ledger) as opened, _pipe():
        for row in islice(view.rows(opened, **given), limit):
            click.echo(json.dumps(row, ensure_ascii=False) if as_json else view.text(opened, row))


@main.command()
@click.argument("ledger", metavar="FILE", type=_File)
@click.option("--output", "-o", required=True, type=_File, help="The page to write.")
def report(ledger: Path, output: Path) -> None:
    """Write one self-contained page: every statement beside its speaker, its chain of outlets and the exact words.

    \b
    Example:
      reportedly report record.sqlite -o record.html
    """
    from reportedly.store import open_to_read
    from reportedly.web.report import render

    with _explained():
        open_to_read(ledger).close()
        output.parent.mkdir(parents=True, exist_ok=True)
        render(ledger, output)
    click.echo(f"Wrote {output}.", err=True)


@main.command()
@click.argument("ledger", metavar="FILE", type=_File)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("measure", type=click.Choice(["statements", "records", "copies"]), default="statements")
def evaluate(ledger: Path, gold: Path, measure: str) -> None:
    """Measure the record in FILE against GOLD (JSON Lines): precision, recall, F.

    \b
    Examples:
      reportedly evaluate talks.sqlite examples/talks-2022.gold.jsonl
      reportedly evaluate talks.sqlite examples/talks-2022.gold.jsonl records
    """
    from reportedly.evaluate import MEASURES
    from reportedly.store import open_to_read

    with _explained(), open_to_read(ledger) as opened:
        for line in MEASURES[measure](gold, opened):
            click.echo(line)


@main.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--output", "-o", "ledger", required=True, type=_File, help="The ledger: made, or added to.")
@click.option("--every", type=click.FloatRange(min=0.1), default=2.0, show_default=True,
              help="Seconds between two looks at the folder.")  # fmt: skip
@_jobs
@_limit
@_quiet
def watch(folder: Path, ledger: Path, every: float, jobs: int, time_limit: float, quiet: bool) -> None:
    """Build from FOLDER whenever something in it has changed, until stopped (Ctrl-C).

    What is taken out of the folder goes out of the record too: it is always that of a build of the folder as it is.

    \b
    Example:
      reportedly watch incoming/ -o record.sqlite
    """
    from reportedly import run
    from reportedly.run.watching import watch as watching

    with _explained():
        for summary in watching(
            folder, lambda: run.build([folder], ledger, jobs=jobs, time_limit=time_limit, mirror=True), every=every
        ):
            for line in summary.lines():
                _say(line, quiet)


@main.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL|FEED|FILE...")
@click.option("--output", "-o", "folder", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="Folder for the web archives; build from it afterwards.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Also ask hosts that are not on the public internet.")
@click.option("--delay", type=click.FloatRange(min=0), default=1.0, show_default=True,
              help="Seconds between two requests to one host.")  # fmt: skip
@_quiet
def fetch(addresses: tuple[str, ...], folder: Path, allow_private: bool, delay: float, quiet: bool) -> None:
    """Fetch pages into web archives: the one command that uses the network.

    Give addresses, feeds (their pages are fetched) or files with an address a line. robots.txt is respected, what
    has not changed is not fetched again.

    \b
    Example:
      reportedly fetch https://example.org/feed.xml -o pages/ && reportedly build pages/ -o record.sqlite
    """
    from reportedly import fetch as fetching
    from reportedly.model import Failure

    kept = unchanged = failed = 0
    with _explained():
        network = fetching.Network(allow_private=allow_private)
        for each in fetching.fetch(addresses, folder, limits=fetching.FetchLimits(delay=delay), network=network):
            if isinstance(each, Failure):
                failed += 1
                click.echo(f"[{each.code}] {each.path}: {each.message}", err=True)
            else:
                kept, unchanged = kept + each.kept, unchanged + (not each.kept)
                _say(f"{'kept' if each.kept else 'unchanged'}  {each.url}", quiet)
    _say(f"{kept} kept in {folder}, {unchanged} unchanged, {failed} failed.", quiet)
    if not kept + unchanged:
        _end("nothing could be fetched")
    sys.exit(SOME_FAILED if failed else WELL)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in a sentence what makes a command impossible, and end with code 3."""
    try:
        from reportedly.run import WorkerError
        from reportedly.store import LedgerError

        try:
            yield
        except (LedgerError, WorkerError) as error:
            _end(str(error))
        except OSError as error:
            _end(f"[S008] {error.filename or ''}: {error.strerror or error}")
    except KeyboardInterrupt:
        _end("stopped. What was stored is safe; the same command goes on from here", STOPPED)


def _end(message: str, code: int = UNUSABLE) -> NoReturn:
    click.echo(f"reportedly: {message}", err=True)
    sys.exit(code)


@contextmanager
def _pipe() -> Iterator[None]:
    """A reader that has seen enough (``| head``) ends the output quietly."""
    try:
        yield
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(WELL)


@contextmanager
def _progress(quiet: bool, total: Callable[[], int]) -> Iterator[Progress | None]:
    if quiet:
        yield None
        return
    from reportedly.run import Bar

    with Bar(total()) as bar:
        yield bar


def _account(summary: Summary, ledger: Path, quiet: bool) -> None:
    for line in summary.lines():
        _say(line, quiet)
    if summary.problems:
        _say(
            f"What failed and why: {ledger.with_name('failures.jsonl')}; `reportedly retry {ledger}` takes it up.",
            quiet,
        )
    if not summary.articles and summary.linked:
        _end("nothing could be read" if summary.refused else "there was nothing to read")
    sys.exit(SOME_FAILED if summary.problems else WELL)


def _say(line: str, quiet: bool) -> None:
    if not quiet:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
