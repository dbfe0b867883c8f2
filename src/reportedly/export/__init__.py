"""The record, written for other programs: one function a format, found by its name.

Another package adds a format through the entry-point group ``reportedly.exporters``: each entry point names an
:data:`Exporter`, its own name is the format's. ``reportedly export FILE --to NAME DIR`` calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from reportedly.export.csv_tables import write_csv
from reportedly.export.jsonl import read_jsonl, tables, write_jsonl
from reportedly.store import Ledger

GROUP = "reportedly.exporters"

Exporter = Callable[[Ledger, Path], dict[str, int]]
"""Writes a ledger into a folder (making it) and returns the files written, by name, with their number of rows."""

BUILT_IN: Mapping[str, Exporter] = MappingProxyType({"csv": write_csv, "jsonl": write_jsonl})
"""Formats of this package. A new one is a module of this folder and a line here."""


@cache
def exporters() -> Mapping[str, Exporter]:
    """Return all formats by name: those of other packages, then the built-in ones, which no other can replace."""
    added = {each.name: each.load() for each in sorted(entry_points(group=GROUP), key=lambda each: each.value)}
    return MappingProxyType({**added, **BUILT_IN})


__all__ = ["BUILT_IN", "GROUP", "Exporter", "exporters", "read_jsonl", "tables", "write_csv", "write_jsonl"]
