"""What tests share: the five example articles, built into a ledger once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.run import build

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "talks-2022"


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the five example articles."""
    return EXAMPLES


@pytest.fixture(scope="session")
def example_gold() -> Path:
    """Their statements and records, coded by hand."""
    return ROOT / "examples" / "talks-2022.gold.jsonl"


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A ledger of the five example articles, to be read only."""
    path = tmp_path_factory.mktemp("talks") / "talks.sqlite"
    build([examples], path, jobs=0)
    return path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with one short article."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "n1.txt").write_text("Envoy Lena Ortal said on Monday that the corridor would open.")
    return folder
