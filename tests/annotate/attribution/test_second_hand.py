"""Whom a paper cites has said it too."""

from __future__ import annotations

import dataclasses

from tests.annotate.attribution.test_tagger import layers_of

from reportedly.annotate.attribution.second_hand import second_hand
from reportedly.annotate.layers import Attribution, Layers
from reportedly.model import Article, quoted

TEXT = "The Harbour Times reported on Monday, citing two port officials, that the ferry would sail again."


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    spans = [((text.index(words), text.index(words) + len(words)),) for words in (source, cue, content)]
    return Attribution(source=spans[0], cue=spans[1], content=spans[2], quote_type="indirect")


def test_the_cited_source_gets_what_the_paper_reports() -> None:
    paper = attribution(TEXT, "The Harbour Times", "reported", "the ferry would sail again")
    cited = attribution(TEXT, "The Harbour Times", "citing", "two port officials")
    first, second = second_hand(layers_of(TEXT), [paper, cited])
    assert first == paper
    assert quoted(TEXT, second.source) == "two port officials"
    assert second.content == paper.content


def test_what_is_quoted_in_words_stays_what_is_said() -> None:
    text = "He spoke. The paper cited “a delay of days”."
    each = attribution(text, "The paper", "cited", "“a delay of days”")
    assert second_hand(layers_of(text), [each]) == [each]


def test_whom_the_paper_quotes_as_saying_something_says_it() -> None:
    text = "The paper quoted the harbour master as saying that the ferry is safe."
    paper = attribution(text, "The paper", "quoted", "the harbour master as saying that the ferry is safe")
    (found,) = second_hand(layers_of(text), [paper])
    assert [quoted(text, spans) for spans in (found.source, found.cue, found.content)] == [
        "the harbour master",
        "as saying",
        "the ferry is safe",
    ]
    assert second_hand(layers_of(text), [paper, found]) == [found]


def test_a_source_named_without_any_content_is_no_statement() -> None:
    text = "The ferry sailed. The paper cited the port authority."
    cited = attribution(text, "The paper", "cited", "the port authority")
    assert second_hand(Layers(article=Article(id="a", text=text), doc=layers_of(text).doc), [cited]) == []


def test_who_is_cited_in_passing_is_a_source_though_nothing_found_him() -> None:
    text = "The ferry would sail again, the Harbour Times reported, citing two unnamed officials of the port."
    paper = attribution(text, "the Harbour Times", "reported", "The ferry would sail again")
    first, second = second_hand(layers_of(text), [paper])
    assert (first, second.content) == (paper, paper.content)
    assert quoted(text, second.source) == "two unnamed officials of the port"


def test_reasons_are_cited_but_say_nothing() -> None:
    text = "The port said that the ferry would stay, citing concerns about the ice."
    port = attribution(text, "The port", "said", "the ferry would stay")
    assert second_hand(layers_of(text), [port]) == [port]


def test_an_agency_that_only_carries_what_another_says_says_nothing_of_its_own() -> None:
    text = "Peruvian President Ines Calvo said the canal was safe, Reuters reported."
    calvo = attribution(text, "Peruvian President Ines Calvo", "said", "the canal was safe")
    agency = attribution(text, "Reuters", "reported", "Peruvian President Ines Calvo said the canal was safe")
    mayor = dataclasses.replace(agency, source=calvo.source)
    assert second_hand(layers_of(text), [calvo, agency]) == [calvo]
    assert second_hand(layers_of(text), [calvo, mayor]) == [calvo, mayor]
