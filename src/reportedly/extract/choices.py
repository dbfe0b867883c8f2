"""Fields with few possible values, decided by what coders chose for clauses with the same signs.

The rules of each kind propose a value; the proposal is one sign among the candidate's others, what the network reads
there among them. The weights stand in ``data/record_weights.csv`` under ``kind.field=value`` and are learned by
``training/records.py``. A kind's deciding field comes first: others follow from it (who agreed to a corridor depends on
its status). Modality comes last.
"""

from __future__ import annotations

import dataclasses
import math
from functools import lru_cache

from reportedly.extract import candidates as chooser
from reportedly.extract.candidates import Candidate
from reportedly.model import Record

FieldWeights = tuple[tuple[str, ...], dict[str, list[tuple[str, float]]]]
DECIDING = {"ceasefire": "status", "corridor": "status", "figure": "quantity", "position": "stance", "round": "status"}


def built(candidate: Candidate) -> Record:
    """Return a candidate's record with its fields of few values as coders would most likely fill them."""
    value = candidate.proposed
    if candidate.kind in DECIDING:
        field = f"{candidate.kind}.{DECIDING[candidate.kind]}"
        value = likeliest(field, candidate.features, value)
    record = candidate.build(candidate.score, value)
    seen = candidate.features | {f"decided:{value}"}
    modality = likeliest(f"{candidate.kind}.modality", seen, record.modality)
    if record.modality == "conditional" and modality == "planned":
        modality = "conditional"  # a "will" with an "if" stays one
    return dataclasses.replace(record, modality=modality)  # type: ignore[arg-type]


def signs(features: set[str], proposed: str) -> set[str]:
    """Return what a field's value is decided by: the candidate's signs and what the rules propose."""
    return {f for f in features if " & " not in f} | {f"rule:{proposed}"}


def likeliest(field: str, features: set[str], proposed: str) -> str:
    """Return the value of a field (``kind.field``) that the learned weights speak for."""
    return best_value(weights_of(field), signs(features, proposed), proposed)


def best_value(weights: FieldWeights, seen: set[str], proposed: str) -> str:
    """Return the value that signs speak for; the rules' where that one is too rare for weights."""
    values, speaking = weights
    if proposed not in values:
        return proposed
    spoken: dict[str, list[float]] = {value: [] for value in values}
    for name in ("(bias)", *seen):
        for value, weight in speaking.get(name, ()):
            spoken[value].append(weight)
    # fsum: the same whatever the order of the set
    return max(values, key=lambda value: (math.fsum(spoken[value]), value == proposed, value))


@lru_cache(maxsize=64)
def weights_of(field: str) -> FieldWeights:
    """Return the learned weights of a field (``kind.field``)."""
    start = field + "="
    return by_sign({name.removeprefix(start): its for name, its in chooser.weights().items() if name.startswith(start)})


def by_sign(tables: dict[str, dict[str, float]]) -> FieldWeights:
    """Return value → sign → weight as the values, and sign → how much it speaks for which."""
    found: dict[str, list[tuple[str, float]]] = {}
    for value, table in tables.items():
        for name, weight in table.items():
            found.setdefault(name, []).append((value, weight))
    return tuple(tables), found
