"""Lists of routes in, one corridor each out; hearsay, whose victims, days told just before."""

from __future__ import annotations

from reportedly.annotate import annotate
from reportedly.extract.choices import likeliest, weights_of
from reportedly.extract.common import read_article
from reportedly.extract.corridors import route_of
from reportedly.extract.reading import VALUE_STEPS
from reportedly.extract.routes import routes_in
from reportedly.model import Article, Corridor, Figure
from tests.extract.reports import of_kind, records, said

LISTED = (
    "Humanitarian corridors have been agreed upon on the following routes: From the city of Arvelo to the city of "
    "Bremona, Lund region. From the villages of Carn and Upper Carn in the direction of Dalby via Estrel."
)


def test_every_listed_route_is_a_corridor_of_its_own() -> None:
    found = [(each.origin, each.target, each.via) for _, each in routes_in(LISTED)]
    assert found == [("Arvelo", "Bremona", None), ("Carn and Upper Carn", "Dalby", "Estrel")]


def test_routes_may_be_lines_with_a_dash() -> None:
    text = "Evacuation routes today:\nArvelo – Bremona\nCarn – Dalby via Estrel\n"
    assert [(e.origin, e.target, e.via) for _, e in routes_in(text)] == [
        ("Arvelo", "Bremona", None),
        ("Carn", "Dalby", "Estrel"),
    ]


def test_a_journey_far_from_any_list_is_no_route() -> None:
    assert not routes_in("The minister flew from Arvelo to Bremona: she was late.")


def test_a_listed_corridor_has_the_status_and_the_voice_of_its_heading() -> None:
    told = said(LISTED, "Mira Aldan", LISTED.rstrip("."), cue="")
    listed = [each for each in of_kind(records(LISTED, told), Corridor) if each.destination in ("Bremona", "Dalby")]
    assert {each.origin for each in listed} == {"Arvelo", "Carn and Upper Carn"}
    assert {(each.status, each.voice) for each in listed} == {("agreed", "Mira Aldan")}


def test_what_is_told_as_hearsay_is_not_the_outlets() -> None:
    (found,) = of_kind(records("Soldiers reportedly killed 30 civilians in the village on Monday."), Figure)
    assert (found.voice, found.claimant) == ("unnamed reports", "unnamed reports")


def test_the_victims_behind_a_reported_count_are_the_same_sources() -> None:
    text = "The governor said 50 civilians were killed in the town. The victims included 20 children."
    told = said(text, "Mira Aldan", "50 civilians were killed in the town", cue="said")
    assert {each.voice for each in of_kind(records(text, told), Figure)} == {"Mira Aldan"}


def test_a_figure_has_its_day_from_the_sentence_before_and_says_so() -> None:
    text = "A market in the town was hit on Monday. The attack killed 35 civilians."
    (found,) = of_kind(records(text), Figure)
    assert (found.date, found.date_basis, found.date_text) == ("2023-05-08", "inferred", "on Monday")


def test_a_field_without_learned_values_stays_as_the_rule_has_it() -> None:
    assert "claimed_past" not in weights_of("ceasefire.status")[0]
    assert likeliest("ceasefire.status", {"read:status=agreed>0.9"}, "claimed_past") == "claimed_past"


def test_a_learned_value_prevails_over_the_rule_where_the_signs_speak_for_it() -> None:
    assert "demand" in weights_of("position.stance")[0]
    read = {f"read:stance=demand>{step}" for step in VALUE_STEPS}
    assert likeliest("position.stance", read | {"act=demand"}, "offer") == "demand"


def passed(text: str) -> dict[str, str]:
    layers = annotate(Article(id="report", text=text, published="2023-05-12"))
    article = read_article(layers, ())
    return dict(route_of(article, 0, len(article.context.scene.low)))


def test_people_leave_the_place_that_from_governs_however_it_is_described() -> None:
    assert passed("Buses with civilians have left the besieged city of Sumy in northeastern Ukraine.") == {
        "from": "Sumy"
    }
    assert passed("A corridor from the heart of Mariupol to the city of Zaporizhzhia is planned.") == {
        "from": "Mariupol",
        "to": "Zaporizhzhia",
    }


def test_a_place_on_the_way_is_neither_start_nor_end() -> None:
    text = "They opened a route to evacuate people from Irpin through Bilohorodka to Kyiv."
    assert passed(text) == {"from": "Irpin", "via": "Bilohorodka", "to": "Kyiv"}


def test_a_place_where_something_is_said_is_not_on_the_way() -> None:
    text = "Officials in Geneva said civilians fled Khartoum to Port Sudan."
    assert passed(text) == {"from": "Khartoum", "to": "Port Sudan"}
    assert passed("According to Moscow, civilians were evacuated from Mariupol.") == {"from": "Mariupol"}
    assert passed("The evacuation by Turkey of its citizens from Khartoum ended.") == {"from": "Khartoum"}


def test_where_people_arrive_is_where_they_go() -> None:
    text = "Buses with evacuees from Mariupol arrived in Zaporizhzhia."
    assert passed(text) == {"from": "Mariupol", "to": "Zaporizhzhia"}
