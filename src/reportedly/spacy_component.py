"""A component for a spaCy pipeline that somebody has already: ``nlp.add_pipe("reportedly")``.

    import spacy

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("reportedly", config={"scheme": "record"})
    doc = nlp("The army has left the town, Mr Peskov told reporters.")
    for statement in doc._.statements:
        print(statement.speaker, statement.act, [doc.text[start:end] for start, end in statement.content])

spaCy finds it by its entry point. It goes by the pipeline's own tags, trees and entities, so these must come before it;
figures published for this package were measured with its own model. What is known beside the text (outlet, date of
publication) is given as an article: ``doc._.article = Article(id="a1", text=doc.text, published="2022-03-05")`` on a
``Doc`` made by ``nlp.make_doc``, before the pipeline runs on it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.model import Article, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = ("TAG", "DEP", "ENT_IOB")
"""Annotation of the pipeline that the component goes by."""


@Language.factory(  # type: ignore[untyped-decorator]
    "reportedly",
    default_config={"scheme": "record"},
    requires=["token.tag", "token.dep", "doc.ents"],
    assigns=["doc._.statements", "doc._.records", "doc._.events"],
)
def create(nlp: Language, name: str, scheme: Scheme) -> Callable[[Doc], Doc]:
    """Return the component; ``scheme`` is one of :data:`reportedly.model.Scheme`."""
    for extension in ("article", "statements", "records", "events"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)

    def reportedly(doc: Doc) -> Doc:
        """Set statements, records and events; raises ``ValueError`` where tags, trees or entities lack."""
        if lacking := [each for each in NEEDED if len(doc) and not doc.has_annotation(each)]:
            raise ValueError(f"{name} needs {', '.join(lacking)}: put a tagger, parser and entities before it")
        article = doc._.article or Article(id=_id(doc.text), text=doc.text)
        if article.text != doc.text:
            raise ValueError(f"{name}: doc._.article has another text than the doc")
        found = extract(annotate(article, scheme=scheme, doc=doc))
        doc._.article, doc._.statements = found.article, found.statements
        doc._.records, doc._.events = found.records, found.events
        return doc

    return reportedly


def _id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
