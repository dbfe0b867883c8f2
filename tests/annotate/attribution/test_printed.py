"""Documents printed in full, and words that the next sentence ascribes."""

from __future__ import annotations

import pytest

from reportedly.annotate import annotate
from reportedly.model import Article, quoted

ADDRESS = (
    "{title}\n\nDear people. Today I met the negotiators. We have agreed to meet them again on Monday. Our demands remain "
    "the same, and our soldiers hold the city of Goris.\n\nI believe that peace is possible. Bolivia says that it wants "
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
        ("Address by Ines Calvo, Prime Minister of Peru", "Ines Calvo", "Address by"),
        ("Speech by Prime Minister Ines Calvo in the parliament", "Prime Minister Ines Calvo", "Speech by"),
        ("Peace is near - address by Prime Minister Ines Calvo", "Prime Minister Ines Calvo", "address by"),
    ],
)
def test_an_address_is_one_statement_and_what_others_say_nests(title: str, source: str, cue: str) -> None:
    text = ADDRESS.format(title=title)
    found = said(text)
    assert ("Ines Calvo", source, cue, text[text.index("Dear") : -1]) in found
    assert not [each for each in found if each[1] == "I"]
    assert any(who == "Bolivia" and content.endswith("wants talks") for who, _, _, content in found)


def test_the_title_may_stand_outside_the_text() -> None:
    text = ADDRESS.format(title="").strip()
    found = said(text, title="Remarks by Ines Calvo")
    assert found[0][1:] == ("", "", text.removesuffix("."))


@pytest.mark.parametrize(
    "title", ["Statement by Ines Calvo angers Bolivia", "Peru: no address by the prime minister today"]
)
def test_news_about_an_address_is_none(title: str) -> None:
    text = (
        f"{title}\n\nBolivia rejected what it heard on Monday. Its foreign ministry said the speech made talks harder. "
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


@pytest.mark.parametrize(
    "text",
    [
        "Letter from Lima\n\nI came to Lima in May. I saw our friends and my old school, and we talked for hours about the war and what it "
        "had done to us, to my street and to all that I knew as a child.",
        'The message was published in a statement by "Free Peru" that reads as follows:\nThe talks are over and the road to peace is '
        "closed for now. The envoys left on Monday without a word to those who had waited for them since the morning in the rain.",
        "A report by the ministry was published in full on Monday. The police of Chile then made three arrests:\nTwo men and a woman were "
        "taken to the station on the main square. They had come to the town the day before and were known to nobody in the place.",
        "The death toll by region is as follows:\nForty in the north, twelve in the south and three on the islands, where the storm "
        "came last and where most of the houses had been left by those who live in them.",
    ],
)
def test_a_column_a_list_or_a_report_is_no_document_in_full(text: str) -> None:
    assert all(len(content) < len(text) / 2 for _, _, _, content in said(text))


def test_a_verb_in_the_pages_headline_makes_it_news() -> None:
    text = (
        "The government in La Paz was quick to answer. Read our full coverage here. Our reporter met the two delegations, and "
        "my colleague spoke to those who wait at the border for the road to open again."
    )
    assert all(
        len(content) < len(text) / 2 for *_, content in said(text, title="Bolivia condemns remarks by Ines Calvo")
    )


def test_what_stands_in_a_quotation_or_has_a_source_is_not_ascribed_anew() -> None:
    text = (
        'President Ines Calvo said she was ready. "We won the battle. This was stated by Juan Perez yesterday," she said.\n\n'
        "The envoy of Peru said the road was closed.\n\nThree houses burned. This was stated by Juan Perez."
    )
    found = [content for name, _, cue, content in said(text) if cue == "was stated by"]
    assert found == ["Three houses burned"]
