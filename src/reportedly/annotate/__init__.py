"""One article → its layers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.annotate import syntax
from reportedly.annotate.attribution import attribute
from reportedly.annotate.boilerplate import find_boilerplate, paragraphs_of
from reportedly.annotate.cast import cast_and_speakers
from reportedly.annotate.dates import find_dates
from reportedly.annotate.layers import Attribution, Layers, Quotation, Speaker
from reportedly.annotate.provenance import enrich
from reportedly.annotate.quality import assess
from reportedly.annotate.quotations import find_quotations
from reportedly.callable_module import make_callable
from reportedly.model import Article, Scheme

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PROCESSED_LANGUAGES", "Attribution", "Layers", "Quotation", "Speaker", "annotate"]

PROCESSED_LANGUAGES = frozenset({None, "en"})
"""Languages that are read for statements; articles in others are kept and counted. A new one enters here."""


def annotate(article: Article, *, scheme: Scheme = "record", doc: Doc | None = None) -> Layers:
    """Return the layers of one article. The article's text is left as it is (law 1).

    ``scheme`` says what counts as a statement (:data:`reportedly.model.Scheme`). ``doc`` is the text parsed already, by
    a pipeline with tagger, parser and entities, where somebody has it; else it is parsed here.
    """
    boilerplate = find_boilerplate(article.text)
    paragraphs = paragraphs_of(article.text, boilerplate)
    article = enrich(dataclasses.replace(article, boilerplate=boilerplate), paragraphs)
    if article.language not in PROCESSED_LANGUAGES:
        return Layers(article=article, doc=syntax.split(article.text), scheme=scheme)
    doc = syntax.parse(article.text) if doc is None else doc
    quality, evidence = assess(article.text, doc, boilerplate)
    if quality != "clean":
        article = dataclasses.replace(article, text_quality=quality, spin_evidence=evidence)
    layers = Layers(
        article=article,
        doc=doc,
        scheme=scheme,
        paragraphs=paragraphs,
        quotations=find_quotations(article.text, paragraphs),
    )
    layers.dates = find_dates(layers)
    layers.attributions = attribute(layers)
    layers.cast, layers.speakers = cast_and_speakers(layers)
    return layers


make_callable(__name__)
