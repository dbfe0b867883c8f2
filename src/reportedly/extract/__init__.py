"""The layers of one article → its rows of the record."""

from __future__ import annotations

from reportedly.annotate import PROCESSED_LANGUAGES
from reportedly.annotate.layers import Layers
from reportedly.extract.common import read_article
from reportedly.extract.events import extract_events
from reportedly.extract.records import extract_records
from reportedly.extract.statements import extract_statements
from reportedly.model import ArticleRecord

__all__ = ["extract"]


def extract(layers: Layers) -> ArticleRecord:
    """Return all rows that one article yields."""
    if layers.article.language not in PROCESSED_LANGUAGES:
        return ArticleRecord(article=layers.article)
    statements = extract_statements(layers)
    parsed = len(layers.doc) > 0 and layers.doc.has_annotation("DEP")
    article = read_article(layers, statements) if parsed else None
    records = extract_records(article) if article else ()
    return ArticleRecord(
        article=layers.article,
        statements=statements,
        records=records,
        events=extract_events(article, records) if article else (),
        actors=layers.cast.actors() if layers.cast is not None else (),
    )
