"""The pages made from the code are up to date, and every code that the program can give is documented."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert SPEC is not None and SPEC.loader is not None
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_a_page_is_what_the_code_says(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == generate.PAGES[name](), "run: python docs/generate.py"


def test_every_code_is_documented() -> None:
    page = (ROOT / "docs" / "failures.md").read_text(encoding="utf-8")
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"""["'\[`]([RALS]\d{3})["'\]`]""", path.read_text(encoding="utf-8"))
    }
    assert {"R001", "A010", "S001"} <= used
    assert sorted(code for code in used if f"| `{code}` |" not in page) == []


def test_every_field_of_the_record_stands_in_the_dictionary() -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    for name in (
        "article_id",
        "speaker",
        "nested_in",
        "from",
        "agreement",
        "claimant",
        "un_term",
        "replaced_characters",
    ):
        assert f"| `{name}` |" in page
