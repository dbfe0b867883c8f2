"""Attributions by syntax, cues and quotation marks: source | cue | content as a careful reader would mark them."""

import pytest

from reportedly.annotate import syntax
from reportedly.annotate.attribution import rules
from reportedly.annotate.boilerplate import lines_of
from reportedly.annotate.layers import Layers
from reportedly.annotate.quotations import find_quotations
from reportedly.model import Article, quoted


def found(text: str) -> list[tuple[str, str, str]]:
    paragraphs = tuple(lines_of(text))
    layers = Layers(
        article=Article(id="a", text=text),
        doc=syntax.parse(text),
        paragraphs=paragraphs,
        quotations=find_quotations(text, paragraphs),
    )
    return [
        (quoted(text, each.source), quoted(text, each.cue), quoted(text, each.content)) for each in rules.find(layers)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebel commander said the road to Goma was closed.",
            ("The rebel commander", "said", "the road to Goma was closed"),
        ),
        (
            "The road to Goma was closed, the rebel commander said.",
            ("the rebel commander", "said", "The road to Goma was closed"),
        ),
        (
            "According to the mayor, forty houses burned down in the night.",
            ("the mayor", "According to", "forty houses burned down in the night"),
        ),
        (
            "The government accused the rebels of shelling a hospital.",
            ("The government", "accused", "shelling a hospital"),
        ),
        (
            "The junta has denied conducting any strikes.",
            ("The junta", "has denied", "conducting any strikes"),
        ),
        (
            "Hamas vowed to release the hostages within a week.",
            ("Hamas", "vowed", "to release the hostages within a week"),
        ),
        (
            "The date for the talks, the minister said, has not been settled.",
            ("the minister", "said", "The date for the talks … has not been settled"),
        ),
    ],
)
def test_one_sentence(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


def test_a_quotation_that_runs_on_over_sentences_is_one_statement() -> None:
    text = "“We will not leave,” the envoy said. “Nobody will make us go.”"
    assert found(text) == [("the envoy", "said", "“We will not leave,” … “Nobody will make us go.”")]


def test_a_quotation_carried_on_in_the_next_paragraph() -> None:
    text = "The envoy said: “We will not leave. Nobody will make us go.\n\n“We have waited too long for this day.”"
    [(source, _, content)] = found(text)
    assert source == "The envoy"
    assert content.endswith("“We have waited too long for this day.”")


def test_what_a_speaker_thinks_inside_a_quotation_is_no_statement_of_its_own() -> None:
    assert len(found("“I think the war will end soon,” the general said.")) == 1


def test_a_participle_with_a_cue_of_its_own_is_not_swallowed() -> None:
    contents = [
        content
        for _, _, content in found("NATO said it was no party to the war, stressing that it would send no troops.")
    ]
    assert any("no party" in each and "troops" not in each for each in contents)
