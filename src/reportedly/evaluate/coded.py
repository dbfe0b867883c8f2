"""Gold documents as the program takes them: the article, and its statements as human coders marked them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.model import Article, Spans, Statement, stable_id

Row = Mapping[str, Any]


def coded_article(document: Row) -> Article:
    """Return the article of a gold document, with what is known beside its text."""
    return Article(
        id=document["id"],
        text=document["text"],
        title=document.get("title"),
        outlet=document.get("outlet"),
        published=document.get("published"),
    )


def coded_statements(document: Row) -> tuple[Statement, ...]:
    """Return the ``attributions`` of a gold document as statements; ``nested_in`` indices become identifiers.

    So a later stage can be measured by itself.
    """
    rows: Sequence[Row] = document["attributions"]
    identifiers = [stable_id("statement", document["id"], index) for index in range(len(rows))]
    return tuple(
        Statement(
            id=identifiers[index],
            article_id=document["id"],
            speaker_id=None,
            speaker=row.get("speaker"),
            speaker_kind=row.get("speaker_kind"),
            source=_spans(row.get("source")),
            cue=_spans(row.get("cue")),
            content=_spans(row["content"]),
            quote_type="indirect",
            act=row.get("act") or "assert",
            addressee=row.get("addressee"),
            via=tuple(row.get("via") or ()),
            nested_in=identifiers[row["nested_in"]] if isinstance(row.get("nested_in"), int) else None,
        )
        for index, row in enumerate(rows)
    )


def _spans(pieces: Sequence[Sequence[int]] | None) -> Spans:
    return tuple((start, end) for start, end in pieces or ())
