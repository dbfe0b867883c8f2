"""The component gives a pipeline of somebody's own what the product finds."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from reportedly import Article, annotate
from reportedly.annotate.syntax import load, model_folder
from reportedly.extract import extract

TEXT = "The army has left the town, Mr Peskov told reporters on Friday. He denied that anybody was hurt."


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.load(model_folder(), exclude=["senter", "lemmatizer"])
    nlp.add_pipe("reportedly")
    return nlp


def test_the_component_finds_what_the_product_finds(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    ours = extract(annotate(Article(id=doc._.article.id, text=TEXT)))
    assert [each.speaker for each in doc._.statements] == ["Peskov", "Peskov"]
    assert (doc._.statements, doc._.records) == (ours.statements, ours.records)


def test_what_is_known_beside_the_text_dates_it(pipeline: Language) -> None:
    doc = pipeline.make_doc(TEXT)
    doc._.article = Article(id="a1", text=TEXT, published="2022-03-05")
    statement = pipeline(doc)._.statements[0]
    assert (statement.article_id, statement.said_at.start) == ("a1", "2022-03-04")


def test_a_pipeline_without_a_parser_is_told_what_lacks() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    with pytest.raises(ValueError, match="needs TAG, DEP, ENT_IOB"):
        nlp(TEXT)


def test_the_shared_model_is_left_alone(pipeline: Language) -> None:
    assert "reportedly" not in load().pipe_names
