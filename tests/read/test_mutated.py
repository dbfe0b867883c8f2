"""No input raises, hangs or gives what cannot be stored; the same input gives the same (seeds are the numbers)."""

from __future__ import annotations

from pathlib import Path

import mutations
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Article, Failure
from reportedly.read import read
from reportedly.read.dates import iso_time
from reportedly.read.decode import decode
from reportedly.read.language import find_language, language_code
from reportedly.read.reasons import REASONS


def check(item: Article | Failure) -> None:
    """What holds for whatever comes of any input."""
    if isinstance(item, Failure):
        assert item.code in REASONS and item.code != "R014", item
        item.message.encode()
        return
    assert item.text.strip() and item.id.strip() and len(item.input_hash) == 64
    for each in (item.id, item.text, item.title, item.byline, item.outlet, item.url, item.source_path):
        if each is not None:
            each.encode("utf-8")
    assert item.published is None or iso_time(item.published) == item.published


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_mutated_inputs(tmp_path: Path, start: int) -> None:
    for number in range(start, start + 20):
        kind, data = mutations.mutated(number)
        (tmp_path / "input").write_bytes(data)
        found = list(read([tmp_path / "input"]))
        assert found, f"{number} ({kind}) is not accounted for"
        for each in found:
            check(each)


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    found = decode(data)
    found.text.encode("utf-8")
    assert found.replaced >= 0


@given(st.text(max_size=60))
def test_any_text_has_a_date_a_code_and_a_language_or_none(text: str) -> None:
    assert iso_time(iso_time(text)) == iso_time(text)
    language_code(text)
    find_language(text)
