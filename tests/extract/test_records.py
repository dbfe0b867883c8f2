"""Reports in, rows of the record out: who met, what was agreed, demanded, blamed and counted, and in whose voice."""

from __future__ import annotations

import pytest

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.model import (
    OUTLET,
    Accusation,
    Article,
    Ceasefire,
    Corridor,
    Delegation,
    Denial,
    Figure,
    Position,
    Record,
    Round,
    to_row,
)
from tests.extract.reports import of_kind, records, said, words

JEDDAH = (
    "Representatives of the Sudanese Armed Forces and the Rapid Support Forces held a third round of talks in Jeddah "
    "on Thursday."
)


def test_a_round_has_its_number_parties_place_day_and_status() -> None:
    (found,) = of_kind(records(JEDDAH), Round)
    assert found.ordinal == 3
    assert set(found.parties) >= {"Sudanese Armed Forces", "Rapid Support Forces"}
    assert (found.place, found.place_country) == ("Jeddah", "SA")
    assert (found.date, found.date_basis, found.date_text) == ("2023-05-11", "relative", "on Thursday")
    assert (found.status, found.voice) == ("held", OUTLET)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Armenia and Azerbaijan will hold another round of talks in Washington next week.", "expected"),
        ("Talks between Armenia and Azerbaijan have stalled.", "suspended"),
        ("The second round of talks between Ethiopia and the Tigray forces took place in Nairobi on Monday.", "held"),
        ("Talks between Israel and Hamas are continuing in Cairo.", "ongoing"),
        ("The meeting between the Colombian government and the ELN on Friday was cancelled.", "cancelled"),
    ],
)
def test_the_status_of_a_round_follows_its_verb(text: str, status: str) -> None:
    assert [each.status for each in of_kind(records(text), Round)] == [status]


def test_what_is_said_of_talks_stays_the_speakers() -> None:
    text = "A third round of talks between Serbia and Kosovo will be held in Brussels on Monday, Aleksandar Vucic said."
    told = said(text, "Aleksandar Vucic", text.split(", Aleksandar")[0], cue="said")
    (found,) = of_kind(records(text, told), Round)
    assert (found.voice, found.statement_id) == ("Aleksandar Vucic", told.id)
    assert (found.status, found.modality, found.date) == ("expected", "planned", "2023-05-15")


def test_a_demand_is_its_holders_position_on_a_listed_issue() -> None:
    text = "Hamas demanded a permanent ceasefire in the Gaza Strip, while talks between Israel and Hamas went on."
    told = said(text, "Hamas", "a permanent ceasefire in the Gaza Strip", act="demand", cue="demanded")
    (found,) = of_kind(records(text, told), Position)
    assert (found.holder, found.stance, found.voice) == ("Hamas", "demand", "Hamas")
    assert found.issue_group == "Ceasefire/related"
    assert found.issue is not None and "permanent ceasefire" in found.issue


def test_a_position_that_another_reports_is_voiced_by_the_one_who_reports_it() -> None:
    text = "The envoy said Armenia had rejected the withdrawal of its troops from the border villages of Azerbaijan."
    outer = said(text, "Toivo Klaar", text.removeprefix("The envoy said ").rstrip("."), cue="said")
    inner = said(
        text,
        "Armenia",
        "the withdrawal of its troops from the border villages of Azerbaijan",
        act="reject",
        cue="rejected",
        nested_in=outer.id,
    )
    (found,) = of_kind(records(text, outer, inner), Position)
    assert (found.holder, found.voice, found.stance) == ("Armenia", "Toivo Klaar", "rejection")


def test_an_accusation_and_its_denial_are_paired() -> None:
    text = "Armenia accused Azerbaijan of shelling villages near Goris. Azerbaijan denied shelling any villages."
    blamed = said(text, "Armenia", "shelling villages near Goris", act="accuse", cue="accused", addressee="Azerbaijan")
    denied = said(text, "Azerbaijan", "shelling any villages", act="deny", cue="denied")
    found = records(text, blamed, denied)
    (accusation,), (denial,) = of_kind(found, Accusation), of_kind(found, Denial)
    assert (accusation.accuser, accusation.accused, accusation.voice) == ("Armenia", "Azerbaijan", "Armenia")
    assert accusation.deed == "shelling villages near Goris"
    assert (denial.denier, denial.accusation_id) == ("Azerbaijan", accusation.id)
    assert accusation.answered_by == "denial"


def test_sides_that_accuse_each_other_make_two_accusations() -> None:
    text = "Armenia and Azerbaijan accused each other on Thursday of violating the truce."
    found = of_kind(records(text), Accusation)
    assert sorted(str(each.accuser) for each in found) == sorted(str(each.accused) for each in found)
    assert len({each.accuser for each in found}) == 2
    assert all(each.voice == each.accuser for each in found)


def test_a_ceasefire_agreed_is_told_by_the_one_who_tells_it() -> None:
    text = "The warring parties in Yemen have agreed to a two-month truce starting on Saturday, Hans Grundberg said."
    outer = said(text, "Hans Grundberg", text.split(", Hans")[0], cue="said")
    inner = said(
        text, "parties", "to a two-month truce starting on Saturday", act="accept", cue="agreed", nested_in=outer.id
    )
    (found,) = of_kind(records(text, outer, inner, published="2022-04-01"), Ceasefire)
    assert (found.status, found.voice, found.area) == ("agreed", "Hans Grundberg", "Yemen")
    assert found.start == "2022-04-02"
    assert found.duration is not None and "P2M" in found.duration


def test_a_corridor_has_its_ends_and_purpose() -> None:
    text = "A humanitarian corridor from Taiz to Aden in Yemen was opened on Friday to evacuate civilians."
    (found,) = of_kind(records(text), Corridor)
    assert (found.origin, found.destination, found.purpose, found.status) == ("Taiz", "Aden", "evacuation", "open")
    assert to_row(found)["from"] == "Taiz"


def test_two_figures_in_one_sentence_are_two_claims_of_one_claimant() -> None:
    text = "At least 600 people had been killed and more than 5,000 injured in Khartoum, the health ministry said."
    told = said(text, "Ministry of Health of Sudan", text.split(", the health")[0], cue="said")
    found = of_kind(records(text, told), Figure)
    assert [(f.quantity, f.value, f.modifier) for f in found] == [
        ("killed", 600, "at_least"),
        ("injured", 5000, "more_than"),
    ]
    assert {f.claimant for f in found} == {"Ministry of Health of Sudan"}
    assert {f.place for f in found} == {"Khartoum"}


def test_a_damaged_figure_is_kept_without_a_value() -> None:
    text = "The spokeswoman said that round million refugees need to be evacuated from Sudan."
    told = said(text, "Sudan", "round million refugees need to be evacuated from Sudan", cue="said")
    (found,) = of_kind(records(text, told), Figure)
    assert (found.damaged, found.value, found.low, found.voice) == (True, None, None, "Sudan")


def test_who_leads_a_delegation() -> None:
    text = "The Ethiopian delegation at the talks is led by presidential adviser Redwan Hussien."
    (found,) = of_kind(records(text), Delegation)
    assert (found.party, found.head) == ("Ethiopia", "Redwan Hussien")
    assert found.head_role is not None and "adviser" in found.head_role


def test_one_fact_said_twice_in_one_voice_is_one_record() -> None:
    text = f"{JEDDAH}\n\n{JEDDAH}"
    assert len(of_kind(records(text), Round)) == 1


def test_a_printed_address_is_its_speakers_voice_and_not_the_outlets() -> None:
    text = (
        "Address by Nikol Pashinyan, Prime Minister of Armenia\n\nDear people. Talks between Armenia and Azerbaijan "
        "took place in Brussels today. At least 40 soldiers have been killed since Monday."
    )
    found = records(text)
    assert found
    assert {each.voice for each in found} == {"Nikol Pashinyan"}


def test_free_indirect_speech_stays_its_speakers() -> None:
    text = (
        "The Egyptian mediator said Hamas would release ten hostages. During this period, a permanent ceasefire between "
        "Israel and Hamas would be discussed."
    )
    told = said(text, "a mediator", "Hamas would release ten hostages", cue="said")
    assert {each.voice for each in records(text, told)} == {"a mediator"}


SAMPLES = [
    JEDDAH,
    "The army shelled El Fasher – again – for 3 hours; 12 people died. Talks? “None,” he said.",
    "u . s . officials met Iran’s delegation in Muscat on Sunday\n\n\u2028Talks will go on.",
    "",
    "𝔘nreadable 🙂 text with 40 killed and \ud800 a broken surrogate in talks in Doha.",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_every_record_is_tied_to_words_of_the_text_and_runs_agree(text: str) -> None:
    first = records(text)
    assert first == records(text)
    for each in first:
        start, end = each.span[0]
        assert 0 <= start < end <= len(text)
        assert words(text, each).strip()


def test_an_article_in_another_language_yields_no_records() -> None:
    text = "Die Delegationen trafen sich am Montag in Genf. 40 Menschen starben."
    found = extract(annotate(Article(id="report", text=text, language="de")))
    assert (found.records, found.events) == ((), ())


def test_a_damaged_us_is_not_the_united_states() -> None:
    text = "The president said his u . s . become now no longer insisting on becoming a member of the alliance."
    told = said(text, "President", text.removeprefix("The president said ").rstrip("."), cue="said")
    assert "United States" not in str([to_row(each) for each in records(text, told)])


def test_records_without_statements_are_the_outlets() -> None:
    found: tuple[Record, ...] = records("Six people were killed in Idlib in Syria on Thursday.")
    assert {each.voice for each in found} == {OUTLET}
