"""States, capitals, ministries, media, documents and groups as speakers."""

from __future__ import annotations

import pytest

from tests.annotate.cast.helpers import names, read


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("Moscow", "Russia"),
        ("The Kremlin", "Russia"),
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Tehran", "Iran"),
        ("Addis Ababa", "Ethiopia"),
        ("The White House", "United States"),
        ("The Russian side", "Russia"),
        ("The Kyiv authorities", "Ukraine"),
        ("Kremlin officials", "Russia"),
        ("The Pakistani government", "Pakistan"),
        ("The US", "United States"),
    ],
)
def test_capitals_seats_and_sides_stand_for_the_state(source: str, state: str) -> None:
    _, speakers = read(f"[[{source}]] said {{{{the draft is unacceptable}}}}.")
    assert speakers[0].name == state and speakers[0].kind == "state"


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("The Russian Defense Ministry", "Ministry of Defence of Russia"),
        ("Russia’s Ministry of Defence", "Ministry of Defence of Russia"),
        ("Qatar’s foreign ministry", "Ministry of Foreign Affairs of Qatar"),
        ("the Saudi Ministry of Foreign Affairs", "Ministry of Foreign Affairs of Saudi Arabia"),
        ("The US defence department", "Department of Defense of the United States"),
        ("The UN Security Council", "United Nations Security Council"),
    ],
)
def test_bodies_go_by_their_plain_name(source: str, body: str) -> None:
    assert names(f"[[{source}]] said {{{{the talks had ended}}}} on Friday.") == [body]


def test_a_bare_ministry_belongs_to_the_state_of_the_last_one_or_of_the_dateline() -> None:
    text = (
        "Armenia’s Defence Ministry reported shelling. Azerbaijan and Azerbaijan’s allies were silent.\n"
        "[[The ministry]] said {{two soldiers were hurt}}."
    )
    assert names(text) == ["Ministry of Defence of Armenia"]
    text = "Russia and Ukraine met. Russia left first. [[The Defense Ministry]] said {{the convoy had arrived}}."
    assert names(text, dateline="MOSCOW") == ["Ministry of Defence of Russia"]


def test_a_territorys_ministry_is_not_given_to_a_state() -> None:
    text = "CAIRO. Israel struck again; Israel gave no reason. [[The enclave’s health ministry]] said {{38 had died}}."
    assert "Israel" not in (names(text)[0] or "") and "Egypt" not in (names(text, dateline="CAIRO")[0] or "")


def test_who_runs_a_ministry_is_no_part_of_its_name() -> None:
    text = "Strikes went on in Gaza. [[The Hamas-run health ministry]] said {{38 had died}}."
    assert names(text) == ["Ministry of Health of Gaza"]


def test_a_statement_is_its_owners() -> None:
    text = (
        "[[The NATO statement]] said {{the alliance stays out}}. Rebel spokesman Ali Hamdan spoke in Sanaa. "
        "[[Hamdan]] said {{the port was closed}}. [[The statement]] added {{it would reopen}}."
    )
    assert names(text) == ["NATO", "Ali Hamdan", "Ali Hamdan"]


def test_a_paper_is_the_bodys_whose_paper_of_that_kind_was_named_before() -> None:
    text = "The NATO communique is due on Friday. [[A draft communique seen by diplomats]] said {{the alliance stays out}}."
    assert names(text) == ["NATO"]


def test_the_newspaper_is_the_one_that_reported() -> None:
    text = (
        "The Financial Times reported on Friday that a draft was ready. "
        "[[The newspaper]] said {{it had seen the text}}. [[It]] said {{three points were open}}."
    )
    assert names(text) == ["Financial Times", "Financial Times"]


def test_both_sides_are_the_two_parties_of_the_talks() -> None:
    text = (
        "Ethiopia and Eritrea met in Nairobi. Ethiopia wants the road opened; Eritrea wants Ethiopia to withdraw. "
        "Kenya was the host. [[Both sides]] agreed {{to meet again}}."
    )
    assert names(text) == ["Ethiopia and Eritrea"]


def test_acronyms_belong_to_their_long_names() -> None:
    text = (
        "The Northern Relief Committee opened an office in Oslo. [[The NRC]] said {{it needs trucks}}. "
        "[[WHO]] said {{so did others}}."
    )
    assert names(text) == ["Northern Relief Committee", "World Health Organization"]


def test_a_place_is_no_person() -> None:
    cast, _ = read(
        "Fighting went on near Sumy and in Chernihiv. Sumy was shelled at night. Chernihiv has no water. "
        "Governor Danylo Kovalenko left Sumy."
    )
    assert [entity.name for entity in cast if entity.kind == "person"] == ["Danylo Kovalenko"]


def test_a_draft_is_the_bodys_whose_paper_was_named_before() -> None:
    text = (
        "The NATO communique is due on Friday; Mr Oslo praised the wording. "
        "[[The draft statement]] said {{the alliance stays out}}."
    )
    assert names(text) == ["NATO"]


def test_the_europeans_are_the_body_of_theirs_that_the_article_names() -> None:
    text = "Officials of the E3 met in Geneva. [[The Europeans]] told Iran that {{time was short}}."
    assert names(text) == ["E3"]
    assert names("Geneva hosted them. [[The Europeans]] said {{time was short}}.") != ["E3"]


def test_who_took_part_in_a_meeting_is_the_body_that_met() -> None:
    text = "Meeting with members of the Security Council\n[[The meeting participants]] discussed {{the truce}}."
    assert names(text) == ["Security Council"]


def test_it_is_not_the_outlet_where_the_sentence_names_another_body() -> None:
    text = (
        "[[Reuters]] reported that {{a truce was near}}. "
        "A map would show Hamas the burial sites of those [[it]] claims {{not to find}}."
    )
    assert names(text) == ["Reuters", "Hamas"]


def test_a_report_that_goes_on_is_the_mediums_and_else_nobodys() -> None:
    text = "[[Egyptian media outlets]] reported {{a truce}}. It was also [[]]<<reported>> that {{ten hostages would go free}}."
    assert names(text) == ["Egyptian media outlets", "Egyptian media outlets"]
    assert names("Rain fell in Idlib. It was [[]]<<reported>> that {{strikes killed 24}}.") == ["unnamed reports"]


def test_what_a_bracket_closes_is_no_part_of_a_source() -> None:
    text = "(Photo: [[Rosa Lind) The mayor, Ana Ruiz]], said {{the bridge would reopen}}."
    assert names(text) == ["Ana Ruiz"]


def test_two_officials_nobody_names_are_not_the_two_sides() -> None:
    text = "Ethiopia and Eritrea met for talks. [[Two unnamed officials]] said {{a truce was near}}."
    assert names(text) == ["two unnamed officials"]


def test_a_body_named_behind_its_description_is_that_body() -> None:
    text = "[[The Gaza-based Palestinian movement Hamas]] rejected {{the proposals}}. Israel’s office said nothing."
    assert names(text) == ["Hamas"]
    assert names("[[The UN agency for Palestinian refugees, UNRWA,]] said {{its staff had waited}}.") == ["UNRWA"]


def test_a_court_ruling_is_the_courts() -> None:
    text = "The Supreme Court met on Monday. [[The court ruling]] said {{the vote was void}}."
    assert names(text) == ["Supreme Court"]


def test_what_is_agreed_on_is_agreed_by_both_sides() -> None:
    text = "Talks between Ethiopia and Eritrea ended. A swap was [[]]<<agreed>> {{under which all prisoners go free}}."
    assert names(text) == ["Ethiopia and Eritrea"]


def test_what_is_believed_to_be_so_is_nobodys_statement() -> None:
    text = "[[Ana Ruiz]] said {{two were hurt}}. She saw raids [[]]<<believed>> {{to be Russian}}."
    assert names(text) == ["Ana Ruiz", "unnamed"]
