"""The five laws, as properties of whole readings of real and of spoilt articles."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import check, rows_of
from spoilt import endless, mutated

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.model import OUTLET, Article, quoted

EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "talks-2022").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in EXAMPLES]


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem[:3] for path in EXAMPLES])
def test_law_1_and_5_on_the_five_articles(text: str) -> None:
    assert rows_of(check(text)) == rows_of(check(text))


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem[:3] for path in EXAMPLES])
def test_law_2_a_named_speaker_has_a_reason_and_an_unknown_one_too(text: str) -> None:
    for statement in extract(annotate(Article(id="a", text=text))).statements:
        assert statement.speaker_basis
        assert (statement.speaker is None) == (statement.speaker_id is None)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem[:3] for path in EXAMPLES])
def test_law_3_what_stands_inside_a_statement_is_voiced_by_its_speaker(text: str) -> None:
    """ "Both sides agreed to …" is the exception: the agreement is told by the outlet, its terms are no claim."""
    record = extract(annotate(Article(id="a", text=text)))
    for row in record.records:
        start, end = row.span[0][0], row.span[-1][1]
        around = [
            each
            for each in record.statements
            if each.speaker
            and each.act != "accept"
            and any(piece[0] <= start and end <= piece[1] for piece in each.content)
        ]
        if around:
            assert row.voice != OUTLET, quoted(text, row.span)


def test_spoilt_articles_are_read_without_an_exception() -> None:
    for text in mutated(TEXTS, 60):
        check(text)


def test_a_long_text_without_a_sentence_s_end() -> None:
    check(endless(0.05))


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_at_all(text: str) -> None:
    check(text)
