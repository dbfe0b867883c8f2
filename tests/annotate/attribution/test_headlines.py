"""Headlines have a grammar of their own."""

import pytest

from reportedly.annotate import annotate
from reportedly.model import Article, quoted

BODY = "\n\nThe two delegations met for three hours on Monday in the capital and left without a word to the reporters."


def headline(line: str) -> tuple[str, str] | None:
    text = line + BODY
    found = [each for each in annotate(Article(id="a", text=text)).attributions if each.headline]
    return (quoted(text, found[0].source), quoted(text, found[0].content)) if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lavrov: Talks will go on as planned", ("Lavrov", "Talks will go on as planned")),
        ("Truce broken forty times in a day: Sudanese army", ("Sudanese army", "Truce broken forty times in a day")),
        ("Kiev wants to provoke a wider war – Moscow", ("Moscow", "Kiev wants to provoke a wider war")),
        ("Overthrow of government is not our goal, says Russia", ("Russia", "Overthrow of government is not our goal")),
        ("Truce could last a week, UN envoy says", ("UN envoy", "Truce could last a week")),
        ("Iran says it will not give up enrichment", ("Iran", "it will not give up enrichment")),
        ("Live: Talks resume in Doha after two days", None),
        ("Talks resume in Doha – video", None),
        ("Talks resume in Doha after two days", None),
    ],
)
def test_headline_forms(line: str, expected: tuple[str, str] | None) -> None:
    assert headline(line) == expected
