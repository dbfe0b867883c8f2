"""Scores on committed gold: floors that only rise (benchmarks/floors.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.evaluate import MEASURES
from reportedly.store import open_to_read

FLOORS = tomllib.loads((Path(__file__).parents[2] / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))


def floors() -> Iterator[tuple[str, str, float]]:
    for measure, figures in FLOORS["talks-2022"].items():
        for name, floor in figures.items():
            yield measure, name, floor


@pytest.mark.parametrize(("measure", "name", "floor"), list(floors()))
def test_no_score_falls_below_its_floor(measure: str, name: str, floor: float, talks: Path, example_gold: Path) -> None:
    with open_to_read(talks) as ledger:
        lines = list(MEASURES[measure](example_gold, ledger))
    line = next(each for each in lines if each.startswith(name))
    figure = re.search(r"F (\d+\.\d)", line)
    assert figure is not None
    assert float(figure.group(1)) >= floor, line


def test_no_claim_of_the_five_articles_stands_in_the_outlet_s_voice(talks: Path, example_gold: Path) -> None:
    with open_to_read(talks) as ledger:
        lines = list(MEASURES["records"](example_gold, ledger))
    assert any(line.startswith("leak 0 of") for line in lines)
