"""The laws of the record, checked on every article before it is stored: a row that breaks one is an error of ours."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model import Article, ArticleRecord, Spans


def broken_law(article: Article, found: ArticleRecord) -> str | None:
    """Return what is wrong with the rows of ``article`` as read, in one phrase, or ``None``."""
    if found.article.id != article.id or found.article.text != article.text:
        return "the article's text or id was changed"
    statements = {each.id for each in found.statements}
    for kind, spans in _spans(found):
        for start, end in spans:
            if not 0 <= start < end <= len(article.text):
                return f"{kind} has the span [{start}, {end}) in a text of {len(article.text)}"
    for each in found.statements:
        if each.article_id != article.id:
            return f"statement {each.id} names article {each.article_id}"
        if not each.content:
            return f"statement {each.id} has no content"
        if each.nested_in is not None and each.nested_in not in statements:
            return f"statement {each.id} is nested in {each.nested_in}, which is not there"
    for record in (*found.records, *found.events):
        if record.article_id != article.id:
            return f"record {record.id} names article {record.article_id}"
        if not record.span:
            return f"record {record.id} has no span: no value without evidence"
        if record.statement_id is not None and record.statement_id not in statements:
            return f"record {record.id} rests on {record.statement_id}, which is not there"
    return None


def _spans(found: ArticleRecord) -> Iterator[tuple[str, Spans]]:
    yield "boilerplate", found.article.boilerplate
    yield "spin evidence", found.article.spin_evidence
    for each in found.statements:
        yield f"statement {each.id}", (*each.source, *each.cue, *each.content)
    for record in (*found.records, *found.events):
        yield f"record {record.id}", record.span
