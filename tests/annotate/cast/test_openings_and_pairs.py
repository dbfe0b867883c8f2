"""Speakers called by office first and by name below; two taken together; words that were run together."""

from __future__ import annotations

import pytest

from tests.annotate.cast.helpers import names


def test_a_headline_names_an_office_and_the_text_the_person() -> None:
    found = names(
        "{{Border posts to reopen in spring}} – [[envoy]]\n\n"
        "[[Marta Oliveira]], who leads the talks for Lisbon, said {{the border posts would reopen in spring}}.\n"
    )
    assert found == ["Marta Oliveira", "Marta Oliveira"]


def test_an_official_with_other_words_stays_unnamed() -> None:
    found = names(
        "[[A senior Danish diplomat]] said {{the vaccine depots were empty}}.\n\n"
        "[[Norwegian Prime Minister Kari Holm]] said {{ferries would sail again tomorrow}}.\n"
    )
    assert found == ["a senior Danish diplomat", "Kari Holm"]


def test_the_head_of_an_office_is_known_by_name() -> None:
    found = names(
        "This was said by [[Head of the President's Office Lena Novak]]: {{the border is quiet}}.\n\n"
        "[[The Head of the President's Office]] added {{that patrols go on}}.\n"
    )
    assert found == ["Lena Novak", "Lena Novak"]


def test_the_two_of_a_readout_are_the_parties() -> None:
    found = names(
        "Telephone conversation with President of Chile Pablo Rojas\n\n"
        "Kenyan President Amos Kiprono had a telephone conversation with President of Chile Pablo Rojas.\n\n"
        "[[The parties]] agreed {{to stay in touch}}.\n"
        "[[The Presidents of Kenya and Chile]] stressed {{that trade must grow}}.\n"
    )
    assert found == ["Amos Kiprono and Pablo Rojas"] * 2


def test_both_sides_are_those_who_talk_not_the_state_named_most() -> None:
    found = names(
        "Norway hosts the talks between Peru and Bolivia. Norway paid for the flights, and Norway sent police. "
        "Norway also offered a hotel; Bolivia declined.\n\n[[Both sides]] said {{progress was slow}}.\n"
    )
    assert found == ["Peru and Bolivia"]


def test_two_bodies_joined_by_and() -> None:
    found = names("Clashes shook Khartoum. [[The Sudanese army and the RSF]] said {{they would let convoys pass}}.")
    assert found == ["Sudanese army and Rapid Support Forces"]


def test_they_are_the_people_who_were_the_subject_before() -> None:
    found = names(
        "Kenya and Chile sent observers. Opposition senators left the hall at noon. "
        "Afterwards [[they]] said {{the vote was rigged}}."
    )
    assert found == ["Opposition senators"]


@pytest.mark.parametrize("noun", ["movement", "group"])
def test_a_movement_is_the_armed_body_not_the_office(noun: str) -> None:
    found = names(
        f"Hamas freed two men. Later the Health Office confirmed it. [[The Gaza-based {noun}]] said {{{{more would follow}}}}."
    )
    assert found == ["Hamas"]


def test_the_office_of_a_person() -> None:
    found = names(
        "Danish Prime Minister Nils Krag met envoys. [[Krag's office]] said {{the meeting went well}}. "
        "[[The office]] added {{that a second one is planned}}."
    )
    assert found == ["Office of the Prime Minister of Denmark"] * 2


def test_the_military_of_his_country_is_of_his_state() -> None:
    found = names("Peruvian President Luis Vega spoke. [[His country's military]] {{has offered a truce}}.")
    assert "Peru" in (found[0] or "")


def test_a_possessive_without_its_apostrophe() -> None:
    found = names("The border was quiet. [[Norways government]] said {{it would reopen}}.")
    assert found == ["Norway"]


def test_an_unnamed_president_goes_by_the_fullest_description() -> None:
    found = names(
        "[[The president]] said {{the truce was near}}. [[The Chilean president]] added {{that he would travel}}.",
        published=None,
    )
    assert found == ["the Chilean president"] * 2


def test_a_pronoun_run_together_with_the_quotation_before() -> None:
    found = names("Senator Ana Ruiz spoke on Friday. “{{We must stop the killing of human beings}}”[[She]] stated.")
    assert found == ["Ana Ruiz"]
