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
        ("Talks between Armenia and Azerbaijan were suspended on Monday.", "suspended"),
        ("The second round of talks between Ethiopia and the Tigray forces took place in Nairobi on Monday.", "held"),
        ("Talks between Israel and Hamas are continuing in Cairo.", "ongoing"),
        ("The envoys flew home. The meeting of the Colombian government with the ELN was cancelled.", "cancelled"),
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
    text = (
        "The envoys met. A humanitarian corridor from Taiz to Aden in Yemen was opened on Friday to evacuate civilians."
    )
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


@pytest.mark.parametrize(
    "text",
    [
        "The United Nations has recorded at least 40 civilians killed in Khartoum.",
        "The deaths of 40 civilians in Khartoum were documented by the United Nations.",
    ],
)
def test_what_a_body_counts_is_its_figure(text: str) -> None:
    assert {each.voice for each in of_kind(records(text), Figure)} == {"United Nations"}


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


@pytest.mark.parametrize(
    ("text", "party", "head"),
    [
        (
            "The chief Russian negotiator, Vladimir Medinsky, told reporters that talks would go on.",
            "Russia",
            "Vladimir Medinsky",
        ),
        (
            "Pablo Beltrán, head of the ELN delegation, said that the talks in Mexico had gone well.",
            None,
            "Pablo Beltrán",
        ),
    ],
)
def test_who_speaks_as_a_negotiator_is_one(text: str, party: str | None, head: str) -> None:
    told = said(text, head, text.split(" that ")[1].rstrip("."), cue="told" if "told" in text else "said")
    (found,) = of_kind(records(text, told), Delegation)
    assert found.head == head
    assert party is None or found.party == party


@pytest.mark.parametrize(
    ("text", "quantity", "value"),
    [
        ("A week-old infant was killed in central Gaza on Friday, medics said.", "killed", 1),
        ("A missile hit the port of Odesa in Ukraine on Friday. No casualties were reported.", "killed", 0),
        ("On Friday 11 civilians were killed in Aleppo in Syria.", "killed", 11),
    ],
)
def test_one_and_nobody_are_figures_and_a_day_is_no_part_of_one(text: str, quantity: str, value: float) -> None:
    assert (quantity, value) in [(each.quantity, each.value) for each in of_kind(records(text), Figure)]


def test_a_number_of_people_is_not_one() -> None:
    text = "The blast in Kabul killed a number of civilians and injured a handful of others on Friday."
    assert 1 not in [each.value for each in of_kind(records(text), Figure)]


@pytest.mark.parametrize(
    ("text", "content", "span"),
    [
        ("The convoy was shelled on Friday. Russia denies involvement.", "involvement", "Russia denies involvement"),
        ("Israel has accused Hamas of stealing aid, which Hamas denies.", "stealing aid", "which Hamas denies"),
    ],
)
def test_who_denies_without_saying_what_denies_all_the_same(text: str, content: str, span: str) -> None:
    denier = span.split()[-2] if span.startswith("which") else span.split()[0]
    told = said(text, denier, content, act="deny", cue="denies")
    (found,) = of_kind(records(text, told), Denial)
    assert (words(text, found), found.denier, found.voice) == (span, denier, denier)


def test_a_cease_fire_with_a_hyphen_is_one() -> None:
    text = "Israel and Hamas agreed to a cease-fire on Wednesday after talks in Doha."
    (found,) = of_kind(records(text), Ceasefire)
    assert found.status == "agreed"


def test_one_fact_said_twice_in_one_voice_is_one_record() -> None:
    text = f"{JEDDAH}\n\n{JEDDAH}"
    assert len(of_kind(records(text), Round)) == 1


def test_a_printed_address_is_its_speakers_voice_and_not_the_outlets() -> None:
    text = (
        "Address by Nikol Pashinyan, Prime Minister of Armenia\n\nDear people. Our talks with Azerbaijan took "
        "place in Brussels today and I am glad of them. Azerbaijan must open the road to our villages at once. At least 40 soldiers have been killed since Monday."
    )
    found = extract(annotate(Article(id="a", text=text, published="2023-05-11"))).records
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


SETTING = "Talks between Armenia and Azerbaijan were held in Brussels on Monday."


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("According to Toivo Klaar, talks between Armenia and Azerbaijan will be held in Brussels on Monday.", "Klaar"),
        ("As per Toivo Klaar, talks between Armenia and Azerbaijan were held in Brussels on Monday.", "Klaar"),
        ("Talks between Armenia and Azerbaijan were held in Brussels, according to Toivo Klaar, on Monday.", "Klaar"),
        (
            "Envoys came. News of the start of talks between Armenia and Azerbaijan in Brussels on Monday was tweeted by "
            "Toivo Klaar.",
            "Klaar",
        ),
        (f"{SETTING}\n\nSource: Toivo Klaar, the EU envoy", "Klaar"),
        (
            "The United Nations is pleased to announce that talks between Serbia and Kosovo were held on Monday.",
            "United",
        ),
    ],
)
def test_what_a_named_source_tells_is_not_the_outlets_even_where_no_statement_was_found(text: str, teller: str) -> None:
    found = of_kind(records(text), Round)
    assert found
    assert all(teller in each.voice for each in found)


@pytest.mark.parametrize(
    "text",
    [
        SETTING,
        f"{SETTING}\n\nSource: Reuters",
        "According to plan, talks between Armenia and Azerbaijan were held in Brussels on Monday.",
    ],
)
def test_an_agency_credit_or_a_plan_leaves_the_report_with_the_outlet(text: str) -> None:
    assert {each.voice for each in of_kind(records(text), Round)} == {OUTLET}


def test_a_bare_sentence_between_two_of_one_speakers_is_that_speakers() -> None:
    text = (
        "Mehriban Sadigova said villagers were brought out of Goris. The first convoy of 12 buses has arrived in Sisian. "
        "She added that a second convoy was on its way."
    )
    first = said(text, "Mehriban Sadigova", "villagers were brought out of Goris", cue="said")
    last = said(text, "Mehriban Sadigova", "a second convoy was on its way", cue="added")
    buses = [each for each in of_kind(records(text, first, last), Figure) if each.value == 12]
    assert [each.voice for each in buses] == ["Mehriban Sadigova"]


def test_what_parties_agreed_would_be_is_theirs_to_say() -> None:
    text = "Armenia and Azerbaijan agreed that they would hold talks on a lasting ceasefire in Brussels."
    told = said(text, "Armenia and Azerbaijan", text[text.index("they") : -1], act="accept", cue="agreed")
    found = records(text, told)
    assert found
    assert OUTLET not in {each.voice for each in found}


def test_a_deed_that_the_outlet_itself_reports_accuses_nobody() -> None:
    assert of_kind(records("Armenia shelled villages near Goris on Monday, killing two people."), Accusation) == []


def test_a_ceasefire_without_a_stated_purpose_has_an_unclear_one() -> None:
    article = Article(id="a", text="Armenia and Azerbaijan agreed on a ceasefire on Thursday.", published="2023-05-12")
    assert [each.purpose for each in of_kind(extract(annotate(article)).records, Ceasefire)] == ["unclear"]


@pytest.mark.parametrize(
    ("words", "stance", "modality"),
    [
        ("Armenia is ready to discuss the status of the border", "offer", "asserted"),
        ("Armenia will withdraw its troops if Azerbaijan opens the road", "pledge", "conditional"),
        ("Armenia will withdraw its troops from the border villages", "pledge", "planned"),
    ],
)
def test_readiness_offers_and_a_will_pledges_with_an_if_conditionally(words: str, stance: str, modality: str) -> None:
    text = f"The delegations met in Tbilisi. {words}, Nikol Pashinyan, the prime minister of Armenia, said after the talks."
    told = said(text, "Nikol Pashinyan", words, act="offer" if stance == "offer" else "pledge", cue="said")
    found = of_kind(records(text, told), Position)
    assert [(each.stance, each.modality) for each in found] == [(stance, modality)]


def test_a_month_is_no_place_and_rounds_of_shelling_are_no_talks() -> None:
    found = records("At least 40 people have been killed in Khartoum since the war began in March 2023.")
    assert {each.place for each in of_kind(found, Figure)} == {"Khartoum"}
    assert of_kind(records("Fresh rounds of shelling by rebels hit Armenia and Azerbaijan on Monday."), Round) == []


def test_a_group_with_a_towns_name_is_a_party_and_a_territory_is_a_place() -> None:
    text = "Israel and Hamas have agreed to extend the truce in the Gaza Strip. Hamas and Israel held talks in Cairo."
    truces = of_kind(records(text), Ceasefire)
    assert [set(each.declarer) for each in truces] == [{"Israel", "Hamas"}]


def test_who_agrees_together_to_meet_are_the_parties_of_the_meeting() -> None:
    text = (
        "Talks between Armenia and Azerbaijan were held in Brussels. Nikol Pashinyan called the president of Georgia. "
        "The two leaders agreed to hold another meeting next week."
    )
    told = said(text, "Armenia and Georgia", "to hold another meeting next week", act="accept", cue="agreed")
    found = [each for each in of_kind(records(text, told), Round) if "another meeting" in words(text, each)]
    assert [set(each.parties) for each in found] == [{"Armenia", "Georgia"}]


def test_whom_talks_are_with_does_not_mediate_them() -> None:
    text = "The envoys met. Qatar will be the mediator in the next round of talks with Israel in Doha on Monday."
    found = of_kind(records(text), Round)
    assert found and all("Israel" not in each.mediators and "Israel" in each.parties for each in found)
