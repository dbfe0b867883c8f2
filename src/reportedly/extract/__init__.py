"""The layers of one article → its rows of the record."""

from __future__ import annotations

from reportedly.annotate import PROCESSED_LANGUAGES
from reportedly.annotate.layers import Layers
from reportedly.extract.records import extract_records
from reportedly.extract.statements import extract_statements
from reportedly.model import ArticleRecord

__all__ = ["extract"]


def extract(layers: Layers) -> ArticleRecord:
    """Return all rows that one article yields."""
    if layers.article.language not in PROCESSED_LANGUAGES:
        return ArticleRecord(article=layers.article)
    statements = extract_statements(layers)
    return ArticleRecord(
        article=layers.article,
        statements=statements,
        records=extract_records(layers, statements),
        actors=layers.cast.actors() if layers.cast is not None else (),
    )
