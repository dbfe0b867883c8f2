"""Statements as the page lists them: who, in what words, through whom, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.model import Actor, Article, Statement
from reportedly.web import anchors
from reportedly.web.data import ReportData, speaker_key
from reportedly.web.wording import (
    ACTS,
    BASES,
    article_title,
    coded,
    date_words,
    outlet_name,
    range_words,
    shortened,
)

QUOTE_SHOWN = 900
"""Code points of a quotation in the list; a longer one is cut there and leads to its words in the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One station on the way of the words: from the speaker to the outlet."""

    what: str
    name: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement ready to be shown; every text in it is raw and is escaped by the template."""

    row: Statement
    anchor: str
    words: str
    number: str
    """Article and place in it, as shown: "3.12"."""
    short: str
    """Place in the article: "12"."""
    speaker: str
    speaker_anchor: str
    role: str
    side: str
    act: str
    cue: str
    source: str
    pieces: tuple[str, ...]
    cut: int
    """Code points of a long quotation that the list leaves out."""
    chain: tuple[Link, ...]
    said_at: str
    said_text: str
    said_basis: str
    confidence: str
    accused: str
    """Whom an accusation is against: no station on the way of the words."""
    resolved: bool
    resolved_by: str
    flags: tuple[str, ...]
    cite: str
    article_anchor: str
    article_name: str
    has_words: bool
    spans: str
    """Where the content stands: "241–427"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerGroup:
    """All statements of one speaker."""

    key: str
    anchor: str
    name: str
    note: str
    aliases: str
    statements: tuple[StatementView, ...]


def statement_views(data: ReportData) -> list[StatementView]:
    """Return the statements of ``data`` in its order, numbered within their articles."""
    articles = {article.id: article for article in data.articles}
    numbers = {article.id: index for index, article in enumerate(data.articles, 1)}
    cast = Cast(data.actors)
    rows = {row.id: row for row in data.statements}
    places: dict[str, int] = {}
    views: list[StatementView] = []
    for row in data.statements:
        article = articles.get(row.article_id)
        if article is None:
            continue
        places[row.article_id] = place = places.get(row.article_id, 0) + 1
        views.append(_view(row, article, numbers[article.id], place, cast, rows, data.made_with))
    return views


class Cast:
    """The actors of a page, found by a statement's ``speaker_id`` or, failing that, by its speaker's name."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_id: dict[str, Actor] = {}
        self._by_name: dict[str, Actor | None] = {}
        self._by_alias: dict[str, Actor | None] = {}
        for actor in actors:
            self._by_id[actor.id] = actor
            _remember(self._by_name, actor.name, actor)
            for alias in actor.aliases:
                _remember(self._by_alias, alias, actor)

    def of(self, row: Statement) -> Actor | None:
        """Return the speaker of a statement; ``None`` where two actors go by the name."""
        name = (row.speaker or "").casefold()
        return self._by_id.get(row.speaker_id or "") or self._by_name.get(name, self._by_alias.get(name))

    def key(self, row: Statement) -> str:
        """Return what statements of one speaker share; ``""`` where the speaker is not known."""
        actor = self.of(row)
        return actor.id if actor and row.speaker else speaker_key(row)


def _remember(names: dict[str, Actor | None], name: str, actor: Actor) -> None:
    known = names.setdefault(name.casefold(), actor)
    if known is not None and known.id != actor.id:
        names[name.casefold()] = None


def speaker_groups(views: Iterable[StatementView], actors: Iterable[Actor]) -> list[SpeakerGroup]:
    """Return the statements by speaker: the one with most first, then by name; unresolved ones last."""
    by_key: dict[str, list[StatementView]] = {}
    cast = Cast(actors)
    for view in views:
        by_key.setdefault(cast.key(view.row), []).append(view)
    groups = []
    for key, members in by_key.items():
        actor = cast.of(members[0].row)
        name = (actor.name if actor else members[0].speaker) if key else "Speaker not resolved"
        aliases = [alias for alias in actor.aliases if alias != name] if actor else []
        groups.append(
            SpeakerGroup(
                key=key,
                anchor=anchors.speaker(key),
                name=name,
                note=_actor_note(members[0]) if key else "The article does not say, or it could not be worked out.",
                aliases=", ".join(aliases[:8]),
                statements=tuple(members),
            )
        )
    return sorted(groups, key=lambda group: (not group.key, -len(group.statements), group.name))


def _actor_note(view: StatementView) -> str:
    kind = view.row.speaker_kind
    return " · ".join(part for part in (view.role or (coded(kind) if kind != "person" else ""), view.side) if part)


def _view(
    row: Statement,
    article: Article,
    article_number: int,
    place: int,
    cast: Cast,
    rows: dict[str, Statement],
    made_with: str,
) -> StatementView:
    actor = cast.of(row)
    text = article.text
    pieces, left_out = _cut([text[start:end] for start, end in row.content])
    speaker = row.speaker or _unresolved(row, text)
    when = row.said_at
    said_at = range_words(when.start, when.end) if when else ""
    role = _role(actor, row.article_id)
    return StatementView(
        row=row,
        anchor=anchors.statement(row.id),
        words=anchors.words(row.id),
        number=f"{article_number}.{place}",
        short=str(place),
        speaker=speaker,
        speaker_anchor=anchors.speaker(cast.key(row)),
        role=role,
        side=(actor.side or "") if actor and actor.side != speaker else "",
        act=ACTS.get(row.act, row.act),
        cue=" … ".join(text[start:end] for start, end in row.cue),
        source=" … ".join(text[start:end] for start, end in row.source),
        pieces=pieces,
        cut=left_out,
        chain=_chain(row, speaker, article, rows),
        said_at=said_at,
        said_text=(when.text or "") if when else "",
        said_basis=BASES.get(when.basis or "", "") if when else "",
        confidence=f"{row.confidence:.2f}",
        accused=(row.addressee or "") if row.act == "accuse" else "",
        resolved=bool(row.speaker),
        resolved_by=coded(row.speaker_basis),
        flags=_flags(row),
        cite=_cite(row, article, speaker, role, made_with),
        article_anchor=anchors.article(article.id),
        article_name=article_title(article, length=90),
        has_words=bool(row.content or row.source or row.cue),
        spans=", ".join(f"{start}–{end}" for start, end in row.content),
    )


def _unresolved(row: Statement, text: str) -> str:
    """Return the words that name a source which could not be resolved, as a quotation; they are no name."""
    words = " ".join(" … ".join(text[start:end] for start, end in row.source).split())
    return f"“{words}”" if words else "Speaker not resolved"


def _role(actor: Actor | None, article_id: str) -> str:
    """Return the role the actor has in this article, else the first one known."""
    if actor is None or not actor.roles:
        return ""
    here = [role for role in actor.roles if (role.evidence or "").startswith(f"{article_id}:")]
    role = (here or list(actor.roles))[0]
    body = role.body or ""
    return f"{role.title}, {body}" if body and body.casefold() not in role.title.casefold() else role.title


def _chain(row: Statement, speaker: str, article: Article, rows: dict[str, Statement]) -> tuple[Link, ...]:
    """Return the way of the words: speaker, whom or where told, who relayed it, agencies, outlet."""
    links = [Link(what="speaker", name=speaker)]
    if row.addressee and row.act != "accuse":
        links.append(Link(what="to", name=row.addressee))
    if row.medium:
        links.append(Link(what="in", name=row.medium))
    outer = rows.get(row.nested_in or "")
    seen = {row.id}
    while outer is not None and outer.id not in seen:
        seen.add(outer.id)
        links.append(Link(what="as told by", name=outer.speaker or "not resolved", href=anchors.statement(outer.id)))
        outer = rows.get(outer.nested_in or "")
    named = {article.outlet}
    for kind, names in (("carried by", row.via), ("credited", article.agency), ("taken from", (article.carried_from,))):
        for name in names:
            if name and name not in named:
                named.add(name)
                links.append(Link(what=kind, name=name))
    links.append(Link(what="outlet", name=article.outlet or "not known", href=anchors.article(article.id)))
    return tuple(links)


def _cut(pieces: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the first :data:`QUOTE_SHOWN` code points of the pieces and how many are left out."""
    left = QUOTE_SHOWN
    kept: list[str] = []
    for piece in pieces:
        if left <= 0:
            break
        if len(piece) > left:
            head = piece[:left]
            piece = head[: head.rfind(" ")] if " " in head[left // 2 :] else head
            kept.append(piece)
            break
        kept.append(piece)
        left -= len(piece)
    return tuple(kept), sum(map(len, pieces)) - sum(map(len, kept))


def _flags(row: Statement) -> tuple[str, ...]:
    flags = [f"{row.quote_type} speech"]
    if row.headline:
        flags.append("headline")
    if row.nested_in:
        flags.append("within another statement")
    if row.polarity == "negative":
        flags.append("negated")
    if row.modality != "asserted":
        flags.append(coded(row.modality))
    return tuple(flags)


def _cite(row: Statement, article: Article, speaker: str, role: str, made_with: str) -> str:
    """Return one line that identifies the words without this page: who, where, when, which characters of which text."""
    words = " […] ".join(article.text[start:end] for start, end in row.content)
    words = shortened(words, QUOTE_SHOWN)
    spans = ", ".join(f"{start}–{end}" for start, end in row.content)
    parts = [
        f"{speaker}{f' ({role})' if role else ''}, as reported by {outlet_name(article)}",
        f"“{article_title(article)}”",
    ]
    if article.published:
        basis = f" (date {BASES.get(article.published_basis or '', '')})" if article.published_basis else ""
        parts.append(date_words(article.published) + basis)
    if article.url:
        parts.append(article.url)
    line = ", ".join(parts)
    where = f"characters {spans} of article {article.id}"
    if article.input_hash:
        where += f" (input {article.input_hash[:16]})"
    return f"{line}: ‘{words}’. {where}; {row.id}; {made_with}."
