"""The two roads together: the tagger leads, the rules confirm, fill and guard."""

from __future__ import annotations

import dataclasses

from reportedly.annotate import annotate
from reportedly.annotate.attribution.combine import combine
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Article, quoted

TEXT = "The envoy said the road was open. Residents seemed glad of the news. “I think it will stay open,” he said."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str, confidence: float = 1.0) -> Attribution:
    return Attribution(
        source=(span(source),),
        cue=(span(cue),),
        content=(span(content),),
        quote_type="indirect",
        confidence=confidence,
    )


SAID = attribution("The envoy", "said the", "the road was open", 0.61)
SEEMED = attribution("Residents", "seemed", "glad of the news", 0.65)
THINK = attribution("I", "think", "it will stay open", 0.9)
UNSURE = attribution("The envoy", "said the", "the road was open", 0.1)
LAYERS: Layers = annotate(Article(id="a", text=TEXT))


def test_what_both_roads_find_is_taken_as_the_tagger_marks_it_though_less_sure() -> None:
    by_rule = attribution("The envoy", "said the", "the road")
    assert combine(LAYERS, (SAID,), (by_rule,)) == [SAID]
    assert combine(LAYERS, (SAID,), ()) == []


def test_what_the_tagger_alone_finds_must_be_sure_and_speech_within_speech_surer() -> None:
    seemed_within = attribution("Residents", "seemed", "glad of the news", 0.8)
    around = attribution("The envoy", "said the", "Residents seemed glad of the news", 0.9)
    assert combine(LAYERS, (dataclasses.replace(SEEMED, confidence=0.5),), ()) == []
    assert combine(LAYERS, (SEEMED,), ()) == [SEEMED]
    assert combine(LAYERS, (around, seemed_within), ()) == [around]
    surer = dataclasses.replace(seemed_within, confidence=0.9)
    assert combine(LAYERS, (around, surer), ()) == [around, surer]


def test_a_thought_of_the_speaker_s_own_inside_a_quotation_is_left_out() -> None:
    assert combine(LAYERS, (THINK,), ()) == []


def test_a_quotation_that_the_rules_alone_find_fills_a_gap_and_doubles_nothing() -> None:
    quoting = attribution("he", "said.", "“I think it will stay open,”")
    quoting = dataclasses.replace(quoting, quote_type="direct", source=(span("Residents"),))
    assert combine(LAYERS, (), (quoting, SAID)) == [quoting]
    assert combine(LAYERS, (quoting,), (dataclasses.replace(quoting, cue=(span("seemed"),)),)) == [quoting]


def test_a_source_that_runs_over_from_a_caption_is_cut_to_its_line() -> None:
    text = "Photo: Press Office\n\nPeru and Chile agreed to open a corridor on Monday."
    layers = annotate(Article(id="a", text=text))
    cue, content = text.index("agreed"), (text.index("to open"), len(text) - 1)
    both = Attribution(
        source=((text.index("Press"), cue - 1),), cue=((cue, cue + 6),), content=(content,), quote_type="indirect"
    )
    (found,) = combine(layers, (both,), ())
    assert quoted(text, found.source) == "Peru and Chile"


def test_according_to_its_own_data_is_no_second_statement() -> None:
    text = "The ministry said that, according to its data, nationalist units hold 5,000 foreigners in the city."
    whole, data = (text.index("nationalist"), len(text) - 1), (text.index("its"), text.index(", nat"))
    said = Attribution(source=((0, 12),), cue=((13, 17),), content=(whole,), quote_type="indirect", confidence=0.9)
    according = text.index("according"), data[0] - 1
    grounds = dataclasses.replace(said, source=(data,), cue=(according,))
    layers = annotate(Article(id="a", text=text))
    assert combine(layers, (said, grounds), ()) == [said]


def test_what_counts_as_a_statement_is_a_matter_of_the_scheme() -> None:
    every = dataclasses.replace(LAYERS, scheme="attribution")
    assert combine(every, (SEEMED, THINK), (SAID,)) == [SEEMED, THINK]
    quotations = dataclasses.replace(LAYERS, scheme="quotation")
    assert combine(quotations, (SEEMED, THINK), (SAID,)) == []


def test_an_interrupted_quotation_is_one_statement_in_pieces() -> None:
    text = "“We came here to talk,” the envoy told reporters in Doha. “We did not come here to surrender.”"
    (found,) = annotate(Article(id="a", text=text)).attributions
    assert quoted(text, found.source) == "the envoy"
    pieces = [text[start:end].strip("“”,. ") for start, end in found.content]
    assert pieces == ["We came here to talk", "We did not come here to surrender"]
    assert found.quote_type == "direct"


def test_a_quotation_longer_than_the_tagger_sees_is_held_whole() -> None:
    said = (
        "We have counted the trucks at the gate and the sacks in every truck, and the number is the same as before. "
        * 6
    )
    text = f"“{said.strip()},” the driver said."
    (found,) = annotate(Article(id="a", text=text)).attributions
    ((start, end),) = found.content
    assert text[start:end].strip("“”") == said.strip() + ","


def test_a_paragraph_left_open_is_said_by_who_says_the_next() -> None:
    text = (
        "The road to the port was shelled at dawn, and the town had no bread.\n\n"
        "“We waited for two days and nobody came. The children slept in the cellar.\n\n"
        "“Then the buses came,” said Mayor Elena Rossi."
    )
    rossi = [each for each in annotate(Article(id="a", text=text)).attributions if quoted(text, each.source)]
    assert "We waited" in quoted(text, rossi[0].content) and "the buses came" in quoted(text, rossi[0].content)


def test_a_quotation_that_nothing_closes_ends_where_the_tagger_sees_it_end() -> None:
    text = "He said the draft was “not acceptable. Not worth a vote. Lima, however, rejected the charge on Monday."
    layers = annotate(Article(id="c", text=text))
    end = text.index(" Lima")
    said = Attribution(
        source=((0, 2),), cue=((3, 7),), content=((8, end),), quote_type="mixed", headline=False, confidence=0.95
    )
    assert [each.content for each in combine(layers, (said,), ())] == [((8, end),)]
