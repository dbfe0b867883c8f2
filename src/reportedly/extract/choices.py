"""Fields with few possible values, decided by what coders chose for clauses with the same signs.

The rules of each kind propose a value; the proposal is one sign among the candidate's others. The weights stand in
``data/record_weights.csv`` under ``kind.field=value`` and are learned by ``training/records.py``.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TypeVar

from reportedly.extract import candidates as chooser
from reportedly.model import Record

DECIDED: dict[str, tuple[str, ...]] = {
    "position": ("modality",),
    "ceasefire": ("modality",),
    "corridor": ("modality",),
}
"""Kind → its fields, in the order they are decided: each sees what the ones before it came to. For the others the rules
are as good on articles not learned from."""
TELLING = ("status", "stance")
"""Fields left to the rules whose value tells something of those decided."""
Given = TypeVar("Given", bound=Record)


def signs(record: Record, field: str, features: set[str], before: dict[str, str]) -> set[str]:
    """Return what a field's value is decided by: the candidate's signs, the rule's proposals, what is settled."""
    kind = type(record).__name__.lower()
    found = {f for f in features if " & " not in f}
    found |= {f"rule:{each}={getattr(record, each)}" for each in (*DECIDED[kind], *TELLING) if hasattr(record, each)}
    return found | {f"settled:{each}={value}" for each, value in before.items() if each != field}


def decided(record: Given, features: set[str]) -> Given:
    """Return a record with its fields of few values as coders would most likely fill them."""
    kind, settled = type(record).__name__.lower(), dict[str, str]()
    for field in DECIDED.get(kind, ()):
        table, proposed = values_of(f"{kind}.{field}"), getattr(record, field)
        if not table or proposed is None:
            continue
        seen = ("(bias)", *signs(record, field, features, settled))
        scores = {value: math.fsum(its.get(name, 0.0) for name in seen) for value, its in table.items()}
        settled[field] = max(scores, key=lambda value: (scores[value], value == proposed, value))
    return dataclasses.replace(record, **settled) if settled else record  # type: ignore[arg-type]


def values_of(name: str) -> dict[str, dict[str, float]]:
    """Return value → weights of one field (``kind.field``); empty where nothing was learned."""
    start = name + "="
    return {each.removeprefix(start): table for each, table in chooser.weights().items() if each.startswith(start)}
