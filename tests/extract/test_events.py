"""Events: what was done, only willed, asked or barred; an accusation is its accuser's act and nobody's deed."""

from __future__ import annotations

import pytest

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.extract.candidates import Context
from reportedly.extract.common import read_article
from reportedly.extract.deeds import deeds_in
from reportedly.extract.events import extract_events
from reportedly.model import Article
from tests.extract.reports import records, said


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebel forces shelled the port of Hodeidah on Sunday.", "ASSAULT"),
        ("Chad is ready to send peacekeepers to Sudan.", "AGREE"),
        ("Chad said it would send food to Sudan.", "AGREE"),
        ("Turkey said it would cut aid to Niger.", "THREATEN"),
        ("Rwanda must withdraw its troops from Goma, Congo said.", "REQUEST"),
        ("Congo urged Rwanda to withdraw its troops.", "REQUEST"),
        ("The junta refused to release the former president.", "REJECT"),
        ("Serbia and Kosovo held talks in Brussels.", "CONSULT"),
        ("The junta imposed a curfew on the capital.", "COERCE"),
        ("Guerrillas released twelve hostages in Cauca.", "RETREAT"),
        ("Thousands demonstrated in Tbilisi on Friday.", "PROTEST"),
        ("Pakistan condemned India for the strike.", "ACCUSE"),
    ],
)
def test_a_deed_or_an_attitude_to_one(text: str, event: str) -> None:
    context = Context(annotate(Article(id="a", text=text)), ())
    start, end = context.scene.sentences[0]
    assert [deed.sense.event for deed in deeds_in(context, start, end)][:1] == [event]


def test_a_negated_deed_is_marked() -> None:
    context = Context(annotate(Article(id="a", text="Armenia did not attack Azerbaijan.")), ())
    (deed,) = deeds_in(context, 0, context.scene.sentences[0][1])
    assert deed.negated


def test_an_accusation_is_the_accusers_act_and_never_the_deed_of_the_accused() -> None:
    text = "Armenia accused Azerbaijan of shelling villages near Goris on Monday."
    blamed = said(
        text, "Armenia", "shelling villages near Goris on Monday", act="accuse", cue="accused", addressee="Azerbaijan"
    )
    layers = annotate(Article(id="report", text=text, published="2023-05-12"))
    events = extract_events(read_article(layers, (blamed,)), records(text, blamed))
    assert [(e.event_type, e.source_actor, e.recipient) for e in events] == [("ACCUSE", "Armenia", "Azerbaijan")]


def test_what_others_say_is_no_deed_of_the_outlets() -> None:
    text = "Ukraine said Russia shelled Ukraine on Monday."
    told = said(text, "Ukraine", "Russia shelled Ukraine on Monday", cue="said")
    layers = annotate(Article(id="report", text=text))
    assert all(e.voice == "Ukraine" for e in extract_events(read_article(layers, (told,)), records(text, told)))


def test_an_article_yields_its_events_beside_its_records() -> None:
    found = extract(annotate(Article(id="report", text="Armenia and Azerbaijan agreed on a ceasefire on Monday.")))
    assert ("AGREE", "0356") in [(each.event_type, each.cameo) for each in found.events]
    assert all(each.id not in {record.id for record in found.records} for each in found.events)
