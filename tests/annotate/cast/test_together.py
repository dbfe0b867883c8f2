"""Several states, the forces of a state, its government, and papers by whose they are."""

from __future__ import annotations

from tests.annotate.cast.helpers import names

_THREE = "Peru, Chile and Bolivia"


def test_leaders_from_several_states_are_the_states_and_the_later_words_go_back_to_them() -> None:
    text = (
        "[[Leaders from Peru, Chile and Bolivia]] said {{the canal must stay open}}. "
        "[[The countries]] warned of {{further measures}}. [[The three leaders]] said {{time was short}}."
    )
    assert names(text) == [_THREE] * 3


def test_leaders_in_capitals_are_the_states_of_the_capitals() -> None:
    assert names("[[The leaders in Lima and Nairobi]] said {{the canal must stay open}}.") == ["Peru and Kenya"]


def test_all_three_countries_are_the_three_just_named() -> None:
    text = "Ministers of Peru, Chile and Bolivia met for an hour. [[All three countries]] said {{the canal was safe}}."
    assert names(text) == [_THREE]


def test_leaders_of_states_that_spoke_are_persons_where_the_article_names_them_all() -> None:
    text = (
        "[[Peru and Chile]] said {{the canal must stay open}}. Peruvian President Ines Calvo and Chilean President "
        "Tomas Rivas met in Lima. [[The leaders]] said {{time was short}}."
    )
    assert set((names(text)[1] or "").split(" and ")) == {"Ines Calvo", "Tomas Rivas"}


def test_leaders_of_a_readout_are_the_two_who_spoke() -> None:
    text = (
        "Telephone conversation with President of Kenya Peter Otieno\n\n"
        "President of Peru Ines Calvo had a telephone conversation with President of Kenya Peter Otieno.\n"
        "The talks of the delegations went on. [[The leaders]] agreed {{to stay in contact}}."
    )
    assert set((names(text)[0] or "").split(" and ")) == {"Ines Calvo", "Peter Otieno"}


def test_the_army_is_the_one_the_article_speaks_of_under_the_name_it_gives_it() -> None:
    text = (
        "The Peruvian military sent ships. The Peruvian military gave no number.\n"
        "[[The army]] said {{the harbour was safe}}. [[Peru's army]] said {{no shot was fired}}."
    )
    assert names(text) == ["Peruvian military"] * 2


def test_a_forces_own_name_or_acronym_goes_before_a_description() -> None:
    text = "The SAF, as the Sudanese Armed Forces are called, moved. [[The army]] said {{Omdurman was calm}}."
    assert names(text) == ["Sudanese Armed Forces"]


def test_a_paper_by_a_body_is_that_bodys_and_the_statement_goes_back_to_it() -> None:
    text = (
        "{{“We thank the envoy,”}} said [[a statement by the Bolivian presidency]].\n"
        "[[The statement]] said {{the talks would go on}}."
    )
    assert names(text) == ["Presidency of Bolivia"] * 2


def test_the_statement_is_not_the_agencys_that_carried_it() -> None:
    text = (
        "[[The Kenyan foreign ministry]] said {{the border was shut}}. {{It gave no date}}, according to [[Reuters]].\n"
        "[[The statement]] said {{trade would go on}}."
    )
    assert names(text)[2] == "Ministry of Foreign Affairs of Kenya"


def test_a_newspaper_called_post_is_no_paper_of_a_state() -> None:
    assert names("Israel was quiet. [[The Jerusalem Post]] reported {{clashes in the north}}.")[0] != "Israel"


def test_the_media_of_a_country_are_not_one_agency() -> None:
    assert names("[[Georgian media]] said {{the pass was shut}}. Reuters had no comment.") == ["Georgian media"]


def test_the_government_is_that_of_the_state_that_spoke_or_of_the_clauses_place() -> None:
    text = (
        "The Kenyan government had no comment. [[Norway]] said {{it would freeze the accord}}. "
        "{{“We cannot go on,”}} [[the government]] said."
    )
    assert names(text) == ["Norway"] * 2
    text = "The Kenyan government waits. Trouble grew in Uganda, where [[the government]] said {{it would not yield}}."
    assert names(text) == ["Uganda"]


def test_the_government_of_a_ruler_is_his_state() -> None:
    text = "Chilean President Tomas Rivas was silent. [[The government of President Tomas Rivas]] said {{it was over}}."
    assert names(text) == ["Chile"]


def test_an_enclaves_authorities_are_those_of_the_territory_so_called() -> None:
    text = (
        "Convoys reached Nagorno-Karabakh. Azerbaijan was silent. [[The enclave’s authorities]] said {{all was calm}}."
    )
    assert names(text) == ["Nagorno-Karabakh"]


def test_it_is_the_subject_of_its_own_sentence_rather_than_the_last_speaker() -> None:
    text = "[[Reuters]] said {{the line was cut}}. Norway has sent troops after what [[it]] called {{a provocation}}."
    assert names(text)[1] == "Norway"


def test_a_statement_of_the_leaders_is_theirs() -> None:
    text = "[[Peru and Chile]] said {{the canal must stay open}}. [[The leaders' statement]] added {{time was short}}."
    assert names(text) == ["Peru and Chile"] * 2


def test_two_offices_of_two_states_are_two() -> None:
    text = (
        "Peruvian President Ines Calvo came to the border. "
        "[[Peru’s president and Chile’s defence ministry]] said {{390 prisoners had come home}}."
    )
    assert names(text) == ["Ines Calvo and Ministry of Defence of Chile"]


def test_two_offices_of_one_person_are_one() -> None:
    text = "[[Peru’s deputy prime minister and foreign minister Ines Calvo]] said {{the canal was safe}}."
    assert names(text) == ["Ines Calvo"]
