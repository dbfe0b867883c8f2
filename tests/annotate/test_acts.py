"""The speech act: what the cue signals, else what the content does and on whose behalf."""

import pytest

from reportedly.annotate import annotate
from reportedly.extract.statements import extract_statements
from reportedly.model import Article


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The government accused the rebels of shelling a hospital.", "accuse"),
        ("The junta has denied conducting any strikes.", "deny"),
        ("Hamas vowed to release the hostages within a week.", "pledge"),
        ("The envoy urged both sides to hold their fire.", "appeal"),
        ("The rebels rejected the proposal of the mediators.", "reject"),
        ("Colombia demanded that the guerrillas lay down their arms.", "demand"),
        ("Rwanda said it was ready to send a delegation to Luanda.", "offer"),
        ("The minister said Israel violated the truce on forty occasions.", "accuse"),
        ("The convoy arrived at noon, the mayor said.", "assert"),
    ],
)
def test_acts(text: str, act: str) -> None:
    statements = extract_statements(annotate(Article(id="a", text=text)))
    assert [each.act for each in statements][:1] == [act]
