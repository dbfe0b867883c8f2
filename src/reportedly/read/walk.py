"""Paths → sources, in an order that depends on the paths and names alone; side files become facts.

Beside ``NAME.txt`` (or ``NAME.html`` …) a file ``NAME.json`` may give its ``outlet, url, published, title,
byline, language, id``; so may a row of ``index.csv``, ``index.tsv`` or ``index.jsonl`` in the same folder,
whose ``id`` or ``file`` is the file's name with or without its ending. Hidden files and folders (``.name``)
are left out, links to folders are not followed.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportedly.model import Failure
from reportedly.read.decode import decode
from reportedly.read.fields import facts_of, json_object, value_of
from reportedly.read.limits import Limits
from reportedly.read.reasons import BAD_ROW, IS_AN_ADDRESS, NOT_A_FILE, NOT_FOUND, NOT_READABLE, Refused
from reportedly.read.source import Budget, Facts, Source

_ADDRESS = re.compile(r"(?:\A|/)https?:/", re.IGNORECASE)
"""Also where a path has been made of an address ("/home/ann/https:/example.org")."""
_BUFFER = 1 << 17
_INDEXES = ("index.csv", "index.tsv", "index.jsonl")


def walk(paths: Iterable[Path | str], limits: Limits) -> Iterator[Source | Failure]:
    """Yield every file under ``paths``: the paths in the order given, a folder's files before its folders, by
    name.
    """
    for each in paths:
        shown = os.fspath(each)
        if os.path.isdir(shown):
            yield from _folder(Path(shown), limits)
        elif not os.path.lexists(shown):
            yield (IS_AN_ADDRESS if _ADDRESS.search(shown) else NOT_FOUND).failure(shown)
        else:
            path = Path(shown)
            beside, _ = _side_file(path, limits)
            yield from (each for each in (_file(path, beside),) if each)


def _folder(folder: Path, limits: Limits) -> Iterator[Source | Failure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield NOT_READABLE.failure(str(folder), error.strerror or "")
        return
    visible = [entry for entry in entries if not entry.name.startswith(".")]
    files = [entry.name for entry in visible if not entry.is_dir()]
    index, used = _indexes(folder, files, limits)
    names = set(files)
    stems = {_stem(name) for name in files if not name.endswith(".json")}
    for name in files:
        # A side file is read with the article it belongs to, an index with all of them.
        if name in used or (name.endswith(".json") and _stem(name) in stems and _is_side_file(folder / name, limits)):
            continue
        facts = index.get(name) or index.get(_stem(name)) or Facts()
        problem: Failure | None = None
        if f"{_stem(name)}.json" in names and not name.endswith(".json"):
            beside, problem = _side_file(folder / name, limits)
            facts = beside.over(facts)
        if problem:
            yield problem
        yield _file(folder / name, facts)
    for entry in visible:
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(folder / entry.name, limits)


def _file(path: Path, facts: Facts) -> Source | Failure:
    try:
        status = path.stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        return (NOT_A_FILE if missing else NOT_READABLE).failure(str(path), "" if missing else error.strerror or "")
    if not stat.S_ISREG(status.st_mode):
        return NOT_A_FILE.failure(str(path))
    budget = Budget(status.st_size)
    return Source(path=str(path), open=partial(_open, path), facts=facts, budget=budget)


def _open(path: Path) -> BinaryIO:
    return path.open("rb", buffering=_BUFFER)


def _stem(name: str) -> str:
    return Path(name).stem


def _small(path: Path, limits: Limits) -> str:
    """Return the text of a side file or index; refuses one that is larger than a document."""
    return decode(Source(path=str(path), open=partial(_open, path)).read_all(limits)).text


def _side_file(path: Path, limits: Limits) -> tuple[Facts, Failure | None]:
    """Return what ``NAME.json`` beside ``path`` says; with a failure where it is there but cannot be used."""
    beside = path.with_name(f"{path.stem}.json")
    if beside == path or not beside.is_file():
        return Facts(), None
    try:
        row = json_object(_small(beside, limits))
        return (Facts(), None) if value_of(row, "text") is not None else (facts_of(row), None)
    except ValueError as error:
        return Facts(), BAD_ROW.failure(str(beside), str(error))
    except Refused as refusal:
        return Facts(), refusal.reason.failure(str(beside), refusal.detail)


def _is_side_file(path: Path, limits: Limits) -> bool:
    """A JSON file with a text of its own is an article, whatever stands beside it."""
    try:
        return value_of(json_object(_small(path, limits)), "text") is None
    except (ValueError, Refused):
        return True


def _indexes(folder: Path, files: list[str], limits: Limits) -> tuple[dict[str, Facts], set[str]]:
    """Return the facts of a folder's indexes by file name or stem, and the names of the files that are
    indexes.

    A file of that name whose rows carry texts of their own is no index: it is read as what it is.
    """
    facts: dict[str, Facts] = {}
    used: set[str] = set()
    for name in _INDEXES:
        if name not in files:
            continue
        try:
            rows = list(_rows(name, _small(folder / name, limits)))
        except (Refused, ValueError, csv.Error):
            continue  # read as an ordinary input, which reports what is wrong with it
        if not rows or any(value_of(row, "text") is not None for row in rows):
            continue
        used.add(name)
        for row in rows:
            try:
                found = facts_of(row)
            except Refused:
                continue
            if found.id:
                facts.setdefault(found.id, replace(found, id=None))
    return facts, used


def _rows(name: str, text: str) -> Iterator[Mapping[str, object]]:
    if name.endswith(".jsonl"):
        for line in text.split("\n"):
            if line.strip():
                yield json_object(line)
    else:
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if name.endswith(".tsv") else ","):
            yield {str(key): value for key, value in row.items() if key is not None}
