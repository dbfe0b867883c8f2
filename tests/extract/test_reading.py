"""What the network reads as records, laid over tokens; and whose words go on where no statement holds them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from reportedly.annotate import annotate
from reportedly.annotate.layers import Layers, Stated
from reportedly.extract.common import Article as Read
from reportedly.extract.common import read_article
from reportedly.extract.records import extract_records
from reportedly.model import OUTLET, Article, Ceasefire, Corridor
from tests.extract.reports import of_kind, said

TEXT = (
    "The minister, Mira Aldan, said the road to Arvelo was mined. Two humanitarian corridors have been agreed in the "
    "Lund region."
)


def layers_of(text: str = TEXT) -> Layers:
    return annotate(Article(id="report", text=text, published="2023-05-12"))


def stated(layers: Layers) -> Stated:
    assert layers.stated is not None
    return layers.stated


def reading(layers: Layers) -> Read:
    return read_article(layers, (said(TEXT, "Mira Aldan", "the road to Arvelo was mined", cue="said"),))


def test_the_network_reads_every_word_once() -> None:
    read = stated(layers_of())
    assert read.chances.shape == (len(read.start), len(read.kinds), 2)
    assert read.scores.shape == (len(read.start), sum(map(len, read.fields.values())))
    # The chances of a word are never all nothing: one that no window owned would show.
    assert np.all(read.chances.sum(axis=(1, 2)) > 0) and np.all(read.told > 0)
    assert np.all(read.chances <= 1) and np.all(read.told <= 1)
    assert [TEXT[a:b] for a, b in zip(read.start, read.end, strict=True)][:4] == ["The", "minister", ",", "Mira"]


def test_a_long_text_is_read_to_its_end() -> None:
    read = stated(layers_of(TEXT + " " + "Nothing was agreed. " * 400 + "Two humanitarian corridors were opened."))
    corridor = read.kinds.index("corridor")
    assert read.chances[-6:, corridor, 1].max() > 0.3 > read.chances[200:400, corridor, 1].max()


def test_shares_and_agreement_are_of_the_words_of_the_tokens() -> None:
    layers = layers_of()
    read = stated(layers)
    corridor = read.kinds.index("corridor")
    chances = np.zeros_like(read.chances)
    inside = (read.start >= TEXT.index("Two")) & (read.start < TEXT.index(" in the"))
    chances[inside, corridor, 1] = 0.8
    layers.stated = dataclasses.replace(read, chances=chances)
    mine = reading(layers).context.reading
    start, end = mine.scene.first_at(TEXT.index("Two")), mine.scene.first_at(TEXT.index(" in the") + 1)
    assert mine.share("corridor", start, end) == pytest.approx(0.8)
    assert mine.agreement("corridor", start, end) == pytest.approx(0.8)
    assert mine.share("corridor", start, end + 4) < 0.8 and mine.agreement("corridor", start, start + 3) < 0.5
    assert mine.likely("corridor", start, end) and not mine.likely("round", start, end)
    assert "read:stated>0.7" in mine.signs("corridor", start, end, start)


def test_the_values_of_a_field_are_chances() -> None:
    layers = layers_of()
    mine = reading(layers).context.reading
    found = mine.values("corridor.status", 0, len(mine.scene.low))
    assert sum(found.values()) == pytest.approx(1.0) and "agreed" in found
    assert mine.values("corridor.colour", 0, 3) == {}


def test_a_text_that_the_network_has_not_read_has_no_signs() -> None:
    layers = layers_of()
    layers.stated = None
    mine = reading(layers).context.reading
    assert mine.signs("corridor", 0, 5, 0) == set() and not mine.told(0, 5) and not mine.likely("corridor", 0, 5)


def heard(layers: Layers, told: float = 1.0) -> Layers:
    """Return the layers as if the network heard somebody tell every word, or nobody."""
    read = stated(layers)
    layers.stated = dataclasses.replace(read, told=np.full_like(read.told, told))
    return layers


@pytest.mark.parametrize(("told", "voice"), [(1.0, "Mira Aldan"), (0.0, OUTLET)])
def test_a_report_that_goes_on_behind_a_speaker_is_the_speakers_where_the_network_hears_it(
    told: float, voice: str
) -> None:
    article = reading(heard(layers_of(), told))
    (found,) = of_kind(extract_records(article), Corridor)
    (statement,) = article.context.scene.statements
    assert (found.voice, found.status) == (voice, "agreed")
    assert found.statement_id == (statement.id if told else None)


@pytest.mark.parametrize(
    "change",
    [{"speaker": None}, {"polarity": "negative"}, {"speaker": "Reuters"}],
    ids=["nobody", "not said", "agency"],
)
def test_nothing_goes_on_from_who_is_unknown_or_says_nothing_or_passes_it_on(change: dict[str, str | None]) -> None:
    text = TEXT.replace("The minister, Mira Aldan,", "Reuters") if change.get("speaker") else TEXT
    told = said(text, "Mira Aldan", "the road to Arvelo was mined", cue="said")
    told = dataclasses.replace(told, **change)  # type: ignore[arg-type]
    (found,) = of_kind(extract_records(read_article(heard(layers_of(text)), (told,))), Corridor)
    assert found.voice == OUTLET


def test_a_deed_done_with_words_stays_the_outlets() -> None:
    text = "Armenia agreed to a ceasefire with Azerbaijan on Monday, after talks in Brussels."
    told = said(text, "Armenia", "to a ceasefire with Azerbaijan on Monday", act="accept", cue="agreed")
    found = of_kind(extract_records(read_article(heard(layers_of(text)), (told,))), Ceasefire)
    assert [each.voice for each in found] == [OUTLET]
