"""What the report page shows: rows of the record, cut to a size that a browser opens, with what was left out counted.

The page is drawn from :class:`ReportData` alone, so that a ledger, a test and a program in memory feed it alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.model import (
    Account,
    Actor,
    Article,
    ArticleRecord,
    Conflict,
    Origin,
    Record,
    SourceCount,
    Statement,
)

ARTICLES_SHOWN = 200
"""Articles a page shows unless told otherwise: about 10 MB of HTML, which a phone still opens."""
CHARACTERS_SHOWN = 2_000_000
"""Code points of article text a page shows; reached first where articles are long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The rows a page shows, and the totals of the ledger they come from.

    ``total_…`` count everything the ledger holds; the tuples may hold fewer (see :func:`cut`).
    """

    articles: tuple[Article, ...] = ()
    statements: tuple[Statement, ...] = ()
    """Grouped by article in the order of ``articles``; in the order of the text within one."""
    records: tuple[Record, ...] = ()
    actors: tuple[Actor, ...] = ()
    origins: tuple[Origin, ...] = ()
    source_counts: tuple[SourceCount, ...] = ()
    """The first one is about all articles; further ones about stories or sets of articles."""
    accounts: tuple[Account, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    total_articles: int = 0
    total_statements: int = 0
    total_speakers: int = 0
    failures: int = 0
    """Inputs that could not be read or processed."""
    made_with: str = "reportedly"
    """Program and version, for the cite lines."""


def reading_order(article: Article) -> tuple[bool, str, str]:
    """Sort key of articles: by date of publication, undated last, then by id."""
    return (article.published is None, article.published or "", article.id)


def text_order(statement: Statement) -> tuple[int, str]:
    """Sort key of one article's statements: where the content begins (the order the ledger keeps), then the id."""
    return (min((start for start, _ in statement.content), default=-1), statement.id)


def from_records(
    results: Iterable[ArticleRecord],
    *,
    origins: Iterable[Origin] = (),
    source_counts: Iterable[SourceCount] = (),
    accounts: Iterable[Account] = (),
    conflicts: Iterable[Conflict] = (),
    failures: int = 0,
    made_with: str = "reportedly",
) -> ReportData:
    """Return the page's data for articles in memory. Actors that several articles name are kept once, by id."""
    ordered = sorted(results, key=lambda result: reading_order(result.article))
    statements = tuple(each for result in ordered for each in sorted(result.statements, key=text_order))
    actors: dict[str, Actor] = {}
    for result in ordered:
        for actor in result.actors:
            known = actors.get(actor.id)
            actors[actor.id] = actor if known is None else _joined(known, actor)
    return ReportData(
        articles=tuple(result.article for result in ordered),
        statements=statements,
        records=tuple(each for result in ordered for each in result.records),
        actors=tuple(actors.values()),
        origins=tuple(origins),
        source_counts=tuple(source_counts),
        accounts=tuple(accounts),
        conflicts=tuple(conflicts),
        total_articles=len(ordered),
        total_statements=len(statements),
        total_speakers=len({speaker_key(each) for each in statements if each.speaker}),
        failures=failures,
        made_with=made_with,
    )


def cut(data: ReportData, *, articles: int = ARTICLES_SHOWN, characters: int = CHARACTERS_SHOWN) -> ReportData:
    """Return ``data`` with the first articles only, as many as both limits allow (always at least one).

    Rows of articles that are left out go with them; the totals stay, so that the page can say what is missing.
    """
    kept: list[Article] = []
    used = 0
    for article in data.articles[:articles]:
        used += len(article.text)
        if kept and used > characters:
            break
        kept.append(article)
    if len(kept) == len(data.articles):
        return data
    ids = {article.id for article in kept}
    records = tuple(each for each in data.records if each.article_id in ids)
    return replace(
        data,
        articles=tuple(kept),
        statements=tuple(each for each in data.statements if each.article_id in ids),
        records=records,
    )


def speaker_key(statement: Statement) -> str:
    """Return what groups statements of one speaker: the actor's id, else the name; ``""`` where nobody was found."""
    if not statement.speaker:
        return ""
    return statement.speaker_id or statement.speaker


def _joined(known: Actor, further: Actor) -> Actor:
    """Return one actor with the roles and aliases of both, in the order met."""
    return replace(
        known,
        side=known.side or further.side,
        roles=tuple(dict.fromkeys((*known.roles, *further.roles))),
        aliases=tuple(dict.fromkeys((*known.aliases, *further.aliases))),
    )
