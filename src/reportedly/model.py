"""The record's types: plain frozen data, the same in memory, in the ledger and in the exports.

The unit is a *report*: somebody is reported, by some outlet, to have said or done something. Nothing here
is a fact about the world. Five laws bind every type below:

1. The text is never changed. Every span is ``(start, end)`` in Unicode code points of ``Article.text``.
2. No value without evidence. What is not known is ``None``, never guessed.
3. A claim never becomes a fact: what is attributed stays under its speaker (``voice``).
4. Origins are counted, not articles.
5. Same input, same record: identifiers are hashes of content (:func:`stable_id`), never counters.

Sources of the terms: attribution relations (PARC3, Pareti 2016; PolNeAR, Newell et al. 2018); ceasefires (ETH/PRIO
Civil Conflict Ceasefire Dataset, Clayton et al. 2022); figures low/high (UCDP); events (PLOVER 0.8, CAMEO 1.1b3).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Span = tuple[int, int]
"""``(start, end)``: code points of the article's text, end exclusive."""

Spans = tuple[Span, ...]
"""Pieces in the order of the text; several where the words are interrupted ("…", he said, "…")."""

Act = Literal[
    "assert",
    "deny",
    "accuse",
    "demand",
    "appeal",
    "offer",
    "pledge",
    "accept",
    "reject",
    "threaten",
    "concede",
    "express",
]
SpeakerKind = Literal["person", "state", "organisation", "group", "unnamed"]
QuoteType = Literal["direct", "indirect", "mixed"]
Scheme = Literal["record", "quotation", "attribution"]
"""What counts as a statement. ``record``: whatever a named source is responsible for, one statement a run of quotation,
speech within speech apart (RECORD.md). ``quotation``: what somebody is quoted with, each stretch between two cues a
statement of its own. ``attribution``: every attribution, thoughts, wishes and appearances included."""
Basis = Literal["stated", "dateline", "relative", "metadata", "inferred"]
"""Where a value comes from: said in the text, its dateline, worked out from a relative expression, given beside the
text, or inferred."""
TextQuality = Literal["clean", "machine_spun", "machine_translated", "truncated"]
Modality = Literal["asserted", "planned", "possible", "conditional", "hoped", "past_habit"]
Polarity = Literal["positive", "negative"]

OUTLET = "outlet"
"""The voice of a record that the article states on its own account."""
UNNAMED = "unnamed"
"""Whoever it may be that nobody names: "is believed to", "amid calls for"."""
UNNAMED_REPORTS = "unnamed reports"
"""The voice of hearsay ("reportedly", "reports of …"): the article names no source."""


def stable_id(kind: str, *parts: object) -> str:
    """Return an identifier that depends on content alone: ``kind-`` and 16 hexadecimal digits of BLAKE2b.

    ``parts`` are anything JSON can write; the same parts give the same identifier on every machine and run (law 5).
    """
    payload = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True, default=str)
    return f"{kind}-{hashlib.blake2b(payload.encode('ascii'), digest_size=8).hexdigest()}"


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Return the words under ``spans``, pieces joined by " … "."""
    return " … ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A point or interval of time with the words or the reason it rests on.

    ``start`` and ``end`` are ISO 8601 dates or date-times (end inclusive at the precision given); ``text`` the words
    as written. Unresolved expressions keep ``text`` and have no ``start``.
    """

    start: str | None = None
    end: str | None = None
    text: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read: its text verbatim, and what its input and the text itself say about it."""

    id: str
    text: str
    outlet: str | None = None
    agency: tuple[str, ...] = ()
    """Agencies or outlets that the text credits ("/TASS/", "Source: Sputnik")."""
    carried_from: str | None = None
    """The outlet this article says it took the text from."""
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    language: str | None = None
    text_quality: TextQuality = "clean"
    spin_evidence: Spans = ()
    boilerplate: Spans = ()
    """Masked stretches that are no part of the article (comment forms, "READ ALSO"); the text itself keeps them."""
    origin_id: str | None = None
    input_hash: str = ""
    """BLAKE2b of the raw bytes the article was read from."""
    encoding: str | None = None
    """How the bytes were decoded; ``None`` where the input was text already."""
    replaced_characters: int = 0
    """Bytes that could not be decoded and stand as U+FFFD."""
    source_path: str | None = None
    """The input's name as given, without its folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or title that the articles (or the dated roster) give an actor."""

    title: str
    body: str | None = None
    start: str | None = None
    end: str | None = None
    evidence: str | None = None
    """``article:start-end`` of the words, or ``roster:<row>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that is reported to speak or act."""

    id: str
    name: str
    kind: SpeakerKind
    side: str | None = None
    """The state or party the actor speaks for, where the text or the roster says so."""
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One speaker, one cue, its content. A quote that runs on over sentences is one statement."""

    id: str
    article_id: str
    speaker_id: str | None
    speaker: str | None
    speaker_kind: SpeakerKind | None
    source: Spans
    cue: Spans
    content: Spans
    quote_type: QuoteType
    act: Act
    addressee: str | None = None
    said_at: When | None = None
    medium: str | None = None
    via: tuple[str, ...] = ()
    """Agencies and outlets that carried the words, nearest to the speaker first."""
    nested_in: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    confidence: float = 1.0
    speaker_basis: str | None = None
    """How the speaker was found: name, role, pronoun, continuation …; or the coded reason of an abstention."""
    headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row of the record of the talks has; see the kinds below."""

    id: str
    article_id: str
    span: Spans
    voice: str = OUTLET
    """``"outlet"`` or the speaker's name (law 3)."""
    statement_id: str | None = None
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    date: str | None = None
    date_basis: Basis | None = None
    date_text: str | None = None
    place: str | None = None
    place_country: str | None = None
    """ISO 3166-1 alpha-2 of the state whose territory ``place`` is, where the gazetteer knows it."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """A meeting, call or round of talks."""

    ordinal: int | None = None
    end: str | None = None
    host: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    format: Literal["in_person", "video", "phone", "shuttle"] | None = None
    level: str | None = None
    duration: str | None = None
    status: (
        Literal[
            "proposed", "agreed", "date_not_set", "expected", "ongoing", "held", "suspended", "cancelled", "refused"
        ]
        | None
    ) = None
    agenda: tuple[str, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Record):
    """Who came for a party."""

    party: str | None = None
    head: str | None = None
    head_role: str | None = None
    members: tuple[str, ...] = ()
    round: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire(Record):
    """A ceasefire as reported; fields after ETH/PRIO."""

    side: Literal["unilateral", "bilateral", "multilateral"] | None = None
    declarer: tuple[str, ...] = ()
    ceasefire_class: str | None = None
    purpose: Literal["humanitarian", "peace_process", "holiday", "election", "other", "unclear"] | None = None
    partial: bool | None = None
    area: str | None = None
    declared: str | None = None
    start: str | None = None
    end: str | None = None
    fixed_time: bool | None = None
    mediators: tuple[str, ...] = ()
    status: (
        Literal[
            "proposed", "announced", "agreed", "in_effect", "extended", "violated", "expired", "refused", "claimed_past"
        ]
        | None
    ) = None
    un_term: str | None = None
    duration: str | None = None
    """How long it is to last, as written, with its ISO 8601 duration where the words give one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor(Record):
    """A humanitarian corridor as reported."""

    origin: str | None = field(default=None, metadata={"export": "from"})
    destination: str | None = field(default=None, metadata={"export": "to"})
    route: str | None = None
    purpose: Literal["evacuation", "relief_delivery", "both"] | None = None
    window: When | None = None
    status: Literal["proposed", "agreed", "open", "used", "blocked", "shelled", "closed", "rejected"] | None = None
    proposed_by: tuple[str, ...] = ()
    agreed_by: tuple[str, ...] = ()
    rejected_by: tuple[str, ...] = ()
    blocker: str | None = None
    beneficiaries: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """What a holder wants, offers or refuses on an issue."""

    holder: str | None = None
    addressee: str | None = None
    issue: str | None = None
    issue_group: str | None = None
    """The PA-X group the issue belongs to."""
    stance: (
        Literal["demand", "precondition", "offer", "concession", "rejection", "red_line", "disclaimer", "pledge"] | None
    ) = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation(Record):
    """An accuser's claim that somebody did something."""

    accuser: str | None = None
    accused: str | None = None
    deed: str | None = None
    answered_by: Literal["denial", "counter_accusation", "none_found"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial(Record):
    """A denier's denial, with the accusation it answers where that is in reach."""

    denier: str | None = None
    of: str | None = None
    accusation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number of people or things, as claimed. ``value`` is ``None`` where the words are damaged (law 4)."""

    quantity: (
        Literal["killed", "injured", "captured", "held", "missing", "displaced", "evacuated", "trapped", "other"] | None
    ) = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    modifier: Literal["exact", "at_least", "about", "more_than", "up_to"] | None = None
    unit: str | None = None
    claimant: str | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """A PLOVER 0.8 row derived from statements and records."""

    event_type: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    source_actor: str | None = None
    recipient: str | None = None
    cameo: str | None = None


RECORD_KINDS: dict[str, type[Record]] = {
    "round": Round,
    "delegation": Delegation,
    "ceasefire": Ceasefire,
    "corridor": Corridor,
    "position": Position,
    "accusation": Accusation,
    "denial": Denial,
    "figure": Figure,
    "event": Event,
}
"""The kinds of ``records.jsonl`` and, for events, ``events.jsonl``, by the name that the ``kind`` field carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Words of a copy that stand where the original has others. Both are kept; an empty span is a place."""

    copy: Span
    original: Span
    copy_words: str
    original_words: str
    damaged: bool = False
    """The words lie on the copy's spin evidence: what the original says is to be preferred."""
    figure: str | None = None
    """The copy's damaged figure that these words belong to …"""
    original_figure: str | None = None
    """… the original's figure in its place …"""
    original_value: float | None = None
    """… and its value; the copy's own row keeps none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One article derived from another, with the share of its text taken and the aligned stretches."""

    derived: str = field(metadata={"export": "from"})
    """Article that took the text."""
    original: str = field(metadata={"export": "to"})
    """Article the text was taken from."""
    relation: Literal["identical", "reprint", "edited", "spun", "translated", "shared_quote"]
    share: float
    aligned: tuple[tuple[Span, Span], ...] = ()
    """Pairs (span in the derived article, span in the original)."""
    explained: tuple[Explanation, ...] = ()
    """Damaged words of a machine-made copy, with the original's in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Articles that carry the same text: one source, however many reprints (law 4)."""

    id: str
    kind: Literal["original", "agency", "unknown"]
    articles: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    agency: str | None = None
    """Whose word the articles of this origin are, where they credit an agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """How many independent sources stand behind a set of articles: a range, with its reasons."""

    articles: tuple[str, ...]
    low: int
    high: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles on one happening, whatever their origins."""

    id: str
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    start: str | None = None
    """Day of the first article whose day is known …"""
    end: str | None = None
    """… and of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Reports about one thing, across origins."""

    id: str
    kind: str
    members: tuple[str, ...]
    agreement: Literal["corroborated", "single_source", "disputed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two reports about one thing that differ; both are kept, neither wins."""

    id: str
    a: str
    b: str
    on: Literal["place", "time", "count", "blame", "target", "framing", "existence"]
    kind: Literal["contradiction", "scope", "framing", "update"]
    span_a: Span | None = None
    span_b: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read or processed, and why."""

    path: str
    stage: str
    code: str
    """``R…`` reading, ``A…`` annotating, ``S…`` storing; the list stands in ``docs/failures.md``."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """All that one article yields: the article with what its text says of itself, and its rows."""

    article: Article
    statements: tuple[Statement, ...] = ()
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    """Derived from the records and from what the outlet tells on its own account."""
    actors: tuple[Actor, ...] = ()


def to_row(item: Any) -> dict[str, Any]:
    """Return a record as the exchange form writes it: plain JSON values, ``export`` names, ``kind`` for records.

    Spans become ``[[start, end], …]``; empty tuples stay empty lists; ``None`` stays null.
    """
    row: dict[str, Any] = {}
    if isinstance(item, Record):
        row["kind"] = next(kind for kind, type_ in RECORD_KINDS.items() if type(item) is type_)
    for each in dataclasses.fields(item):
        row[each.metadata.get("export", each.name)] = _plain(getattr(item, each.name))
    return row


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_row(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
