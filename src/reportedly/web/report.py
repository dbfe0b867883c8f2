"""The report: one self-contained page on which every statement stands beside its speaker, chain and exact words.

Nothing is fetched: style and script are inlined and named by hash in the page's Content-Security-Policy, which allows
nothing else. The page reads without its script; the script adds filters, search and keys.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.annotate import PROCESSED_LANGUAGES
from reportedly.model import Article, Record
from reportedly.web import anchors
from reportedly.web.accounts import differences, support
from reportedly.web.data import ReportData, cut
from reportedly.web.load import load
from reportedly.web.marks import marks
from reportedly.web.origins import aligned_marks, origin_views
from reportedly.web.reader import Mark, has_direction_controls, printable, reader_markup, text_markup
from reportedly.web.sources import agency_credits, count_views, source_range
from reportedly.web.statements import StatementView, speaker_groups, statement_views
from reportedly.web.tables import RowMaker, record_tables
from reportedly.web.timeline import SIGNS, timeline
from reportedly.web.wording import (
    ACTS,
    BASES,
    QUALITY,
    QUALITY_NOTES,
    article_title,
    date_words,
    outlet_name,
    shortened,
)

_LARGE = 40
"""Articles (or tens of statements) from which on the browser is told to lay out only what is in view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article ready to be shown."""

    row: Article
    anchor: str
    number: int
    title: str
    outlet: str
    published: str
    published_basis: str
    credits: str
    url: str | None
    quality: str
    quality_note: str
    controls: bool
    looked_through: bool
    """Statements were looked for: the article is in a language that is read."""
    body: Markup
    statements: tuple[StatementView, ...]
    notes: tuple[str, ...]


def render(ledger: Path, output: Path, *, articles: int | None = None) -> None:
    """Write the report on ``ledger`` to ``output``, whole or not at all.

    ``articles`` limits how many are shown (default: :data:`reportedly.web.data.ARTICLES_SHOWN`); the page says how many
    it leaves out. Raises what reading the ledger raises, and ``OSError`` where ``output`` cannot be written.
    """
    data = load(ledger, articles=articles) if articles is not None else load(ledger)
    page = build_report(data)
    output.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(page)
        os.chmod(name, 0o644)
        os.replace(name, output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def build_report(data: ReportData) -> str:
    """Return the page for ``data``: one HTML document. The same data give the same page."""
    shown = cut(data)
    views = statement_views(shown)
    groups = speaker_groups(views, shown.actors)
    articles = _article_views(shown, views)
    style, script = _asset("report.css"), _asset("report.js")
    of_all = [each for each in shown.source_counts if len(each.articles) == shown.total_articles]
    make = RowMaker(shown, support(shown))
    differing, differences_left_out = differences(shown, make)
    counts, counts_left_out = count_views(shown)
    origins, origins_left_out = origin_views(shown)
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title="Who is reported to have said what",
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
            data=shown,
            articles=articles,
            groups=groups,
            acts=_by_act(views),
            act_names=[(act, name) for act, name in ACTS.items() if any(view.row.act == act for view in views)],
            statements=len(views),
            sources=source_range(of_all[0]) if of_all else None,
            counts=counts,
            counts_left_out=counts_left_out,
            left_out=shown.total_articles - len(shown.articles),
            left_out_statements=shown.total_statements - len(views),
            timeline=timeline(shown, make),
            signs=SIGNS,
            tables=record_tables(shown, make),
            differences=differing,
            differences_left_out=differences_left_out,
            origins=origins,
            origins_left_out=origins_left_out,
            agencies=agency_credits(shown),
            is_large=len(articles) > _LARGE or len(views) > 10 * _LARGE,
            flagged=[article for article in articles if article.quality],
        )
    )
    return printable(page)


def _article_views(data: ReportData, views: Sequence[StatementView]) -> list[ArticleView]:
    of_article: dict[str, list[StatementView]] = {}
    for view in views:
        of_article.setdefault(view.row.article_id, []).append(view)
    records: dict[str, list[Record]] = {}
    for record in data.records:
        records.setdefault(record.article_id, []).append(record)
    aligned = aligned_marks(data)
    return [
        _article_view(
            article,
            number,
            of_article.get(article.id, []),
            [*marks(article, of_article.get(article.id, []), records.get(article.id, []))],
            aligned.get(article.id, []),
        )
        for number, article in enumerate(data.articles, 1)
    ]


def _article_view(
    article: Article, number: int, views: list[StatementView], own: list[Mark], aligned: list[Mark]
) -> ArticleView:
    credits = [each for each in (*article.agency, article.carried_from) if each and each != article.outlet]
    notes = []
    if article.replaced_characters:
        notes.append(f"{article.replaced_characters:,} bytes of the input could not be read and stand as �.")
    if has_direction_controls(article.text):
        notes.append("The text holds control characters that reorder words; they are named and have no effect here.")
    if "\x00" in article.text:
        notes.append("The text holds null characters, which a page cannot carry; they stand as �.")
    return ArticleView(
        row=article,
        anchor=anchors.article(article.id),
        number=number,
        title=article_title(article),
        outlet=outlet_name(article),
        published=date_words(article.published),
        published_basis=BASES.get(article.published_basis or "", ""),
        credits=", ".join(dict.fromkeys(credits)),
        url=article.url if (article.url or "").lower().startswith(("https://", "http://")) else None,
        quality=QUALITY.get(article.text_quality, ""),
        quality_note=QUALITY_NOTES.get(article.text_quality, ""),
        controls=has_direction_controls(article.text),
        looked_through=article.language in PROCESSED_LANGUAGES or bool(views),
        body=reader_markup(article.text, [*own, *aligned]),
        statements=tuple(views),
        notes=tuple(notes),
    )


def _by_act(views: Sequence[StatementView]) -> list[tuple[str, str, list[StatementView]]]:
    """Return (act, its noun, its statements) in the order of the list of acts, empty ones left out."""
    grouped = ((act, name, [view for view in views if view.row.act == act]) for act, name in ACTS.items())
    return [(act, name, members) for act, name, members in grouped if members]


def _isolated(text: str | None) -> Markup:
    """Return text of the record as HTML that cannot reorder the words around it."""
    return Markup(f"<bdi>{text_markup(text or '')}</bdi>")  # text_markup escapes


def _asset(name: str) -> str:
    return resources.files("reportedly.web").joinpath("static", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"isolated": _isolated, "shortened": shortened, "dated": date_words}
    environment.filters.update(filters)
    return environment
