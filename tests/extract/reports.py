"""A sentence or two with who said what in them, as the stages before give it: each test reads as its own report."""

from __future__ import annotations

from typing import TypeVar

from reportedly.annotate import annotate
from reportedly.extract.common import read_article
from reportedly.extract.records import extract_records
from reportedly.model import Act, Article, Record, Span, Statement, stable_id

Kind = TypeVar("Kind", bound=Record)
PUBLISHED = "2023-05-12"


def said(text: str, speaker: str, words: str, act: Act = "assert", cue: str = "", **more: str | None) -> Statement:
    """Return the statement that ``speaker`` makes with ``words``, which stand in ``text``."""
    return Statement(
        id=stable_id("statement", speaker, words),
        article_id="report",
        speaker_id=None,
        speaker=speaker,
        speaker_kind="state",
        source=(),
        cue=(spot(text, cue),) if cue else (),
        content=(spot(text, words),),
        quote_type="indirect",
        act=act,
        addressee=more.get("addressee"),
        nested_in=more.get("nested_in"),
    )


def spot(text: str, words: str) -> Span:
    """Return where ``words`` stand in ``text``."""
    start = text.index(words)
    return start, start + len(words)


def records(text: str, *statements: Statement, published: str | None = PUBLISHED) -> tuple[Record, ...]:
    """Return the records of a report."""
    layers = annotate(Article(id="report", text=text, published=published))
    return extract_records(read_article(layers, statements))


def of_kind(found: tuple[Record, ...], kind: type[Kind]) -> list[Kind]:
    """Return the records of one kind."""
    return [each for each in found if isinstance(each, kind)]


def words(text: str, record: Record) -> str:
    """Return the words a record rests on."""
    start, end = record.span[0]
    return text[start:end]
