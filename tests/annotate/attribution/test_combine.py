"""The two roads together: the tagger leads, the rules confirm, fill and guard."""

from __future__ import annotations

from reportedly.annotate import annotate
from reportedly.annotate.attribution.combine import combine
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Article

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


SAID = attribution("The envoy", "said the", "the road was open", 0.3)
SEEMED = attribution("Residents", "seemed", "glad of the news", 0.7)
THINK = attribution("I", "think", "it will stay open", 0.9)
LAYERS: Layers = annotate(Article(id="a", text=TEXT))


def test_what_both_roads_find_is_taken_as_the_tagger_marks_it_however_unsure() -> None:
    by_rule = attribution("The envoy", "said the", "the road")
    assert combine(LAYERS, (SAID,), (by_rule,)) == [SAID]


def test_a_weak_cue_that_the_tagger_alone_finds_must_be_sure() -> None:
    assert combine(LAYERS, (SEEMED,), ()) == []


def test_a_thought_of_the_speaker_s_own_inside_a_quotation_is_left_out() -> None:
    assert combine(LAYERS, (THINK,), ()) == []


def test_what_the_rules_alone_find_fills_a_gap_and_doubles_nothing() -> None:
    assert combine(LAYERS, (), (SAID,)) == [SAID]
    elsewhere = attribution("Residents", "seemed", "the road was open")
    assert combine(LAYERS, (SAID,), (SAID, elsewhere)) == [SAID]
