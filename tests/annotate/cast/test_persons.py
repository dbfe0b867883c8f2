"""Persons: full names, surnames, titles, damaged spellings, pronouns and descriptions."""

from __future__ import annotations

import pytest

from reportedly.annotate.cast.garbled import garbled, same_given, same_surname
from reportedly.annotate.cast.tables import key
from tests.annotate.cast.helpers import names, read


def test_a_surname_is_the_full_name_met_elsewhere() -> None:
    text = (
        "Foreign Ministry spokeswoman Amara Okonjo told reporters on Monday that the talks would go on.\n"
        "[[Okonjo]] said {{the date is open}}. Later [[she]] added that {{both sides had agreed to it}}."
    )
    assert names(text) == ["Amara Okonjo", "Amara Okonjo"]


def test_title_before_and_apposition_behind_are_roles_with_their_words() -> None:
    cast, _ = read(
        "Deputy Defence Minister Tomas Varga met Rosa Lindqvist, the head of the Swedish delegation, in Geneva on Friday."
    )
    roles = {entity.name: [role.title for role in entity.roles] for entity in cast if entity.kind == "person"}
    assert roles["Tomas Varga"] == ["Deputy Defence Minister"]
    assert roles["Rosa Lindqvist"] == ["head of the Swedish delegation"]
    lindqvist = cast.find("Rosa Lindqvist")
    assert lindqvist is not None and lindqvist.side == "Sweden"


def test_roles_in_the_actor_table_lead_back_to_the_words() -> None:
    text = "Colombian President Lucia Herrera said the rebels had left. Herrera spoke in Cali."
    cast, _ = read(text)
    actor = next(actor for actor in cast.actors() if actor.name == "Lucia Herrera")
    assert actor.kind == "person" and actor.side == "Colombia" and "Herrera" in actor.aliases
    article, _, span = (actor.roles[0].evidence or "").partition(":")
    start, end = map(int, span.split("-"))
    assert article == "a" and text[start:end] == "Colombian President"


@pytest.mark.parametrize(
    ("description", "speaker"),
    [
        ("The Sudanese foreign minister", "Hassan Idris"),
        ("The diplomat", "Hassan Idris"),
        ("The minister", "Hassan Idris"),
        ("The mediator", "Karin Holm"),
    ],
)
def test_descriptions_mean_the_person_whose_role_fits(description: str, speaker: str) -> None:
    text = (
        "Sudanese Foreign Minister Hassan Idris arrived in Jeddah on Tuesday. "
        "Karin Holm, a mediator of the African Union, received him there.\n"
        f"[[{description}]] said {{{{the truce would be signed}}}}."
    )
    assert names(text) == [speaker]


def test_an_office_that_nobody_holds_keeps_its_words() -> None:
    text = (
        "Ethiopian Prime Minister Dawit Bekele met the press.\n"
        "[[The Eritrean information minister]] said {{no troops had crossed the border}}."
    )
    assert names(text) == ["the Eritrean information minister"]


def test_he_is_never_an_agency_or_a_state() -> None:
    text = (
        "President Arman Petrosyan told Reuters on Sunday that the corridor was closed. Azerbaijan denied it. "
        "According to TASS, [[he]] said {{there would be no new round}}."
    )
    assert names(text) == ["Arman Petrosyan"]


def test_pronouns_agree_in_gender() -> None:
    text = (
        "Prime Minister Ingrid Falk and Defence Minister Omar Haddad visited the front.\n"
        "[[She]] said {{the army would hold}}. [[He]] said {{more shells were needed}}."
    )
    assert names(text) == ["Ingrid Falk", "Omar Haddad"]


def test_he_is_not_the_man_named_in_his_own_words() -> None:
    text = (
        "Mediator Paul Mensah spoke to reporters after the session.\n"
        "Rebel leader Joseph Kabongo stayed away. {{Kabongo would come on Thursday}}, [[he]] said."
    )
    assert names(text) == ["Paul Mensah"]


def test_spellings_are_joined_and_the_reason_kept() -> None:
    text = (
        "President Volodymyr Zelensky spoke late on Monday. [[Volodymyr Zelenskyy]] said {{the army held}}. "
        "[[Zelskyy]] said {{help was on its way}}."
    )
    cast, speakers = read(text)
    assert len({speaker.name for speaker in speakers}) == 1
    zelensky = cast.find("Zelskyy")
    assert zelensky is not None and any("garbled" in join for join in zelensky.joins)


def test_different_people_are_never_one() -> None:
    text = (
        "Maria Ivanova and Sergei Ivanov both lead ministries. [[Maria Ivanova]] said {{prices rose}}. "
        "[[Sergei Ivanov]] said {{the front was calm}}. John Smith and Peter Smith came too. "
        "[[John Smith]] said {{he was glad}}. [[Peter Smith]] said {{he was not}}."
    )
    assert names(text) == ["Maria Ivanova", "Sergei Ivanov", "John Smith", "Peter Smith"]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Lavor", "Lavrov", True),
        ("Zelskyy", "Zelensky", True),
        ("Medvedev", "Medinsky", False),
        ("Kuleba", "Kubrakov", False),
        ("Putin", "Pushilin", False),
    ],
)
def test_damaged_surnames(a: str, b: str, one: bool) -> None:
    assert (garbled(key(a), key(b)) or same_surname(key(a), key(b))) is one


def test_transliterations_and_given_names() -> None:
    assert same_surname(key("Medinski"), key("Medinsky")) and same_surname(key("Podoliak"), key("Podolyak"))
    assert same_given("Volodymyr", "Vladimir") and same_given("J.", "John") and not same_given("Sergei", "Svetlana")


def test_joint_speakers_are_named_together() -> None:
    text = "[[John Kerry and Sergei Lavrov]] said {{a ceasefire would begin on Monday}}."
    _, speakers = read(text, published="2016-09-12")
    assert speakers[0].name == "John Kerry and Sergei Lavrov" and speakers[0].kind == "group"


def test_unnamed_officials_are_called_by_their_description() -> None:
    text = (
        "[[A senior Israeli official]] said {{a deal was near}}. Foreign Minister Gideon Saar was not present. "
        "[[The official]] added that {{gaps remained}}. [[He]] said {{the list was long}}."
    )
    _, speakers = read(text, published="2025-05-20")
    assert [speaker.name for speaker in speakers] == ["a senior Israeli official"] * 3
    assert speakers[0].kind == "unnamed" and speakers[0].side == "Israel"


def test_the_adviser_of_somebody_is_somebody_else() -> None:
    text = "Gustavo Petro was silent. [[Petro’s adviser]] said {{the decree would follow}}."
    assert names(text, published="2023-02-13") == ["Petro’s adviser"]


def test_the_roster_names_an_office_the_article_leaves_unnamed() -> None:
    text = "[[The Russian president]] said {{the goals would be reached}}. Russia closed its airspace."
    _, speakers = read(text, published="2022-03-05")
    assert speakers[0].name == "Vladimir Putin" and speakers[0].basis == "roster"
    assert names(text, published="2010-03-05") == ["Dmitry Medvedev"]
    assert names(text, published=None) == ["the Russian president"]


def test_whose_mother_it_is_is_told_by_name() -> None:
    text = "Ana Ruiz fled the port with two children. [[Ruiz]] said {{the cellar shook}}. [[Her mother]] said {{it burned}}."
    assert names(text) == ["Ana Ruiz", "Ana Ruiz's mother"]


def test_a_hyphened_name_and_a_body_before_a_surname() -> None:
    text = (
        "United Nations Secretary-General Ban Ki-moon and General Idriss Toure met in Havana. "
        "[[The Secretary-General]] welcomed {{the truce}}."
    )
    assert names(text) == ["Ban Ki-moon"]
    text = (
        "EU foreign policy chief Kaja Kallas spoke. It has not been handed out, says UN [[Kallas]] said {{it must be}}."
    )
    assert names(text) == ["Kaja Kallas"]


def test_a_known_official_is_no_misspelt_reporter() -> None:
    text = "CNN’s Jeff Zeleny reported from Kyiv. [[Zelensky]] said {{silence encourages Russia}}."
    assert names(text, published="2025-05-26") != ["Jeff Zeleny"]


def test_the_mayor_of_one_town_is_not_the_mayor_of_another() -> None:
    text = (
        "The mayor of Melitopol, [[Ivan Fedorov]], said {{the town was cut off}}. "
        "[[The mayor of Mariupol]] said {{40,000 had left}}."
    )
    assert names(text) == ["Ivan Fedorov", "the mayor of Mariupol"]


def test_a_person_called_by_age_is_the_one_spoken_of() -> None:
    text = "[[Dmytro Huzha]] said {{he ran}}. He was hit. [[The 49-year-old]] said {{he heard nothing after that}}."
    assert names(text) == ["Dmytro Huzha", "Dmytro Huzha"]
