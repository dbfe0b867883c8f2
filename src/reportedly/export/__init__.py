"""The record, written for other programs: one function a format, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from reportedly.export.csv_tables import write_csv
from reportedly.export.jsonl import read_jsonl, tables, write_jsonl
from reportedly.store import Ledger

Exporter = Callable[[Ledger, Path], dict[str, int]]
"""Writes a ledger into a folder and returns how many rows each file got."""

EXPORTERS: Mapping[str, Exporter] = MappingProxyType({"csv": write_csv, "jsonl": write_jsonl})
"""Formats by name. A new one is a module of this folder and a line here."""

__all__ = ["EXPORTERS", "Exporter", "read_jsonl", "tables", "write_csv", "write_jsonl"]
