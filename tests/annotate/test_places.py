"""Places: found, resolved among namesakes by the states an article names, and never taken for a government."""

from __future__ import annotations

import pytest

from reportedly.annotate import annotate
from reportedly.annotate.places import find_places, resolve
from reportedly.model import Article


@pytest.mark.parametrize(
    ("name", "countries", "code"),
    [
        ("Bucha", {"Ukraine": 4}, "UA"),
        ("Tripoli", {"Libya": 3}, "LY"),
        ("Tripoli", {"Lebanon": 3}, "LB"),
        ("Idlib", {"Syria": 1}, "SY"),
        ("Antalya, Turkey", {"Turkey": 1}, "TR"),
        ("Kharkov", {"Russia": 2, "Ukraine": 2}, "UA"),
        ("Darfur", {"Sudan": 1}, "SD"),
        ("Sudan", {}, "SD"),
    ],
)
def test_a_namesake_in_a_state_the_article_names_wins(name: str, countries: dict[str, int], code: str) -> None:
    entry = resolve(name, countries)
    assert entry is not None and entry.country == code


def test_an_unknown_place_stays_unresolved() -> None:
    assert resolve("Nowhere-on-the-Map", {"Sudan": 3}) is None


def test_the_preposition_says_what_a_place_is_to_the_event() -> None:
    text = "Aid trucks left from Adré in Chad and drove to El Fasher, where people died in nearby Zamzam."
    found = {each.name: each.preposition for each in find_places(annotate(Article(id="a", text=text)))}
    assert found["Chad"] == "in"
    assert found.get("El Fasher") == "to"


def test_every_place_quotes_the_text_verbatim() -> None:
    text = "The envoys met in Doha, Qatar, after shelling near Goma in the Democratic Republic of the Congo."
    for each in find_places(annotate(Article(id="a", text=text))):
        assert each.name in text[each.start : each.end]


def test_a_text_may_end_in_a_place_without_a_full_stop() -> None:
    text = "the convoy was stopped on its way and nobody knows where it is now, in Port Sudan"
    layers = annotate(Article(id="a", text=text))
    assert [each.name for each in find_places(layers)][-1:] == ["Port Sudan"]


def test_a_group_is_no_place_and_a_lost_apostrophe_no_part_of_one() -> None:
    text = "Israel struck 670 Hamas targets in Rafah. The war has driven millions from Syrias cities to Lebanon."
    found = [each.name for each in find_places(annotate(Article(id="a", text=text)))]
    assert "Rafah" in found and "Hamas" not in found
    assert "Syrias" not in found
