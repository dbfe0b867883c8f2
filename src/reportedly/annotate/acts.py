"""The speech act of an attribution: a linear model over named features of its cue, content and speaker.

Twelve acts (RECORD.md). :mod:`act_rules` has what a reader would try first, :mod:`act_features` what is looked at;
``data/act_weights.csv`` (made by ``training/acts.py``) says how much each feature speaks for each act.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import get_args

from reportedly.annotate.act_features import features_of
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.data import load_csv
from reportedly.model import Act

ACTS: tuple[Act, ...] = get_args(Act)


def act_of(layers: Layers, attribution: Attribution, speaker: Speaker) -> Act:
    """Return the speech act of one attribution."""
    return likeliest(features_of(layers, attribution, speaker))


def likeliest(features: Iterable[str]) -> Act:
    """Return the act whose features' weights add up highest; of equal ones the first in the order of ``Act``."""
    table = _weights()
    rows = [table[name] for name in ("(bias)", *sorted(features)) if name in table]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    return ACTS[totals.index(max(totals))]


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    """Return feature → weights, one an act in the order of ``Act``."""
    return {row["feature"]: tuple(float(row[act] or 0) for act in ACTS) for row in load_csv("act_weights.csv")}
