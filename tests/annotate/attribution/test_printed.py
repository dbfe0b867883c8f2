"""Documents printed in full, and words that the next sentence ascribes."""

from __future__ import annotations

import pytest

from reportedly.annotate import annotate
from reportedly.model import Article, quoted

ADDRESS = (
    "{title}\n\nDear people. Today I met the negotiators. We have agreed to meet them again on Monday. Our demands remain "
    "the same, and our soldiers hold the city of Goris.\n\nI believe that peace is possible. Azerbaijan says that it wants "
    "talks."
)


def said(text: str, title: str | None = None) -> list[tuple[str | None, str, str, str]]:
    """Speaker, source, cue and content of every statement of a text."""
    layers = annotate(Article(id="a", text=text, title=title))
    return [
        (who.name, quoted(text, each.source), quoted(text, each.cue), quoted(text, each.content))
        for each, who in zip(layers.attributions, layers.speakers, strict=True)
    ]


@pytest.mark.parametrize(
    ("title", "source", "cue"),
    [
        ("Address by Nikol Pashinyan, Prime Minister of Armenia", "Nikol Pashinyan", "Address by"),
        ("Speech by Prime Minister Nikol Pashinyan in the parliament", "Prime Minister Nikol Pashinyan", "Speech by"),
        ("Peace is near - address by Prime Minister Nikol Pashinyan", "Prime Minister Nikol Pashinyan", "address by"),
    ],
)
def test_an_address_is_one_statement_and_what_others_say_nests(title: str, source: str, cue: str) -> None:
    text = ADDRESS.format(title=title)
    found = said(text)
    assert ("Nikol Pashinyan", source, cue, text[text.index("Dear") : -1]) in found
    assert not [each for each in found if each[1] == "I"]
    assert any(who == "Azerbaijan" and content.endswith("wants talks") for who, _, _, content in found)


def test_the_title_may_stand_outside_the_text() -> None:
    text = ADDRESS.format(title="").strip()
    found = said(text, title="Remarks by Nikol Pashinyan")
    assert found[0][1:] == ("", "", text.removesuffix("."))


@pytest.mark.parametrize(
    "title", ["Statement by Nikol Pashinyan angers Azerbaijan", "Armenia: no address by the prime minister today"]
)
def test_news_about_an_address_is_none(title: str) -> None:
    text = (
        f"{title}\n\nAzerbaijan rejected what it heard on Monday. Its foreign ministry said the speech made talks harder. "
        "Analysts in Baku expect little from the next meeting, which mediators want to hold in May."
    )
    assert all("Analysts in Baku" not in content for _, _, _, content in said(text))


def test_a_statement_that_reads_as_follows_runs_to_the_end() -> None:
    text = (
        "The talks began on Saturday.\nThis came in a statement issued by the Kenyan Foreign Ministry, which reads as "
        "follows:\nThe mediators welcome the arrival of both delegations in Nairobi. They will meet every day until "
        "Friday. The agenda holds a halt to the fighting, the way of aid and the return of those displaced."
    )
    (found,) = [each for each in said(text) if each[2] == "reads as follows"]
    assert found[0] == "Ministry of Foreign Affairs of Kenya"
    assert found[3].startswith("The mediators") and found[3].endswith("displaced")


def test_this_was_stated_by_gives_what_stands_before() -> None:
    text = (
        "Seven routes out of the city will be open on 12 March.\n\nThis was announced by Deputy Prime Minister Amina Diallo "
        "during a briefing."
    )
    (found,) = said(text)
    assert found == (
        "Amina Diallo",
        "Deputy Prime Minister Amina Diallo",
        "was announced by",
        "Seven routes out of the city will be open on 12 March",
    )
