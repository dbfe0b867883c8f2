"""Speakers described before they are named, and those whom an office or a word of kin puts beside others."""

from __future__ import annotations

from tests.annotate.cast.helpers import names, read


def test_a_described_source_takes_the_name_under_which_the_next_words_stand() -> None:
    text = (
        "The port was shut. [[A dock worker]] said {{the cranes had stopped}}. "
        "{{“Nobody told us why,”}} [[Ines Calvo]] said.\n[[She]] said {{the strike would go on}}."
    )
    assert names(text) == ["Ines Calvo"] * 3


def test_a_next_speaker_with_an_office_of_his_own_is_somebody_else() -> None:
    text = (
        "The port was shut. [[A dock worker]] said {{the cranes had stopped}}. "
        "[[Peruvian Interior Minister Jorge Salas]] said {{police were on their way}}."
    )
    assert names(text) == ["a dock worker", "Jorge Salas"]


def test_an_official_without_any_attribute_stays_unnamed() -> None:
    text = "[[An official]] said {{the vote was void}}. {{“We recounted it,”}} [[Ines Calvo]] said."
    assert names(text)[0] == "an official"


def test_a_senior_figure_is_the_one_whose_office_follows_the_name() -> None:
    text = (
        "Talks went on in Lima. [[A senior Chilean lawmaker]] said {{the treaty was close}}. "
        "{{“It needs one more week,”}} said [[Tomas Rivas, deputy chairman of a committee of Chile's parliament]]."
    )
    assert names(text) == ["Tomas Rivas"] * 2


def test_a_counterpart_holds_the_same_office_for_his_own_state() -> None:
    text = (
        "Kenyan Foreign Minister Peter Otieno flew to Kampala. Ugandan Foreign Minister Grace Akello was there.\n"
        "[[Otieno]] said {{the border would open}}. [[His Ugandan counterpart]] said {{it was too early}}."
    )
    assert names(text) == ["Peter Otieno", "Grace Akello"]


def test_the_head_of_diplomacy_is_the_foreign_minister() -> None:
    text = (
        "Chilean Foreign Minister Rosa Medel spoke in Santiago. She met her staff.\n"
        "[[The head of Chilean diplomacy]] said {{the talks had stalled}}."
    )
    assert names(text) == ["Rosa Medel"]


def test_the_correspondent_of_a_medium_is_nobody_who_spoke_before() -> None:
    text = (
        "[[Rami Haddad]] said {{the road was cut}}. Haddad runs a clinic.\n"
        "[[The Reuters correspondent]] said {{all cars were searched}}."
    )
    assert names(text) == ["Rami Haddad", "the Reuters correspondent"]


def test_two_titles_side_by_side_are_two_offices() -> None:
    text = (
        "Party chairman MP Ola Dahl and others met. Nobody spoke.\n[[The party chairman]] said {{the vote was lost}}."
    )
    assert names(text) == ["Ola Dahl"]


def test_protesters_against_somebody_are_not_he() -> None:
    text = "Peruvian President Ines Calvo spoke. [[Anti-Calvo protesters]] said {{they would stay}}."
    assert "Ines Calvo" not in names(text)


def test_he_goes_on_with_the_subject_of_the_sentence_before() -> None:
    text = (
        "[[Ugandan minister Peter Otieno]] said {{the bridge was safe}}. "
        "The bridge is old. It was closed in May. Two lorries fell. Earlier, Kenyan minister John Mwangi told his staff to wait. [[He]] praised {{the engineers}}."
    )
    assert names(text)[1] == "John Mwangi"


def test_a_title_ends_before_another_persons_name() -> None:
    cast, _ = read(
        "Peruvian President Ines Calvo and Chilean President Tomas Rivas met. [[Rivas]] said {{it was late}}."
    )
    assert {entity.name: entity.side for entity in cast if entity.is_person} == {
        "Ines Calvo": "Peru",
        "Tomas Rivas": "Chile",
    }


def test_the_founder_of_something_right_after_a_private_person_spoke_is_that_person() -> None:
    text = (
        "[[Kenyan billionaire Peter Otieno]] said {{the tax must go}}. "
        "{{“Nobody gains from it,”}} [[the founder of a bakery chain]] wrote."
    )
    assert names(text) == ["Peter Otieno"] * 2
    text = (
        "[[Kenyan President Peter Otieno]] said {{the tax must go}}. "
        "{{“Nobody gains from it,”}} [[the founder of a bakery chain]] wrote."
    )
    assert names(text)[1] != "Peter Otieno"


def test_a_senior_official_is_not_the_leader_who_speaks_next() -> None:
    text = (
        "[[A senior Iranian official]] said {{the strategy goes on}}. "
        "Iran’s Supreme Leader [[Ayatollah Ali Khamenei]] rejected {{the demands}}."
    )
    assert names(text) == ["a senior Iranian official", "Ali Khamenei"]
