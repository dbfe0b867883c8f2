"""PLOVER 0.8 events with CAMEO codes, derived from an article's records and from what its outlet tells on
its own account.

An accusation is ACCUSE by the accuser, never the deed by the accused. What is negated, planned or merely
possible is marked so
(``polarity``, ``modality``) and is no fact. Codes: PLOVER manual 0.8 and its CAMEO conversion table (Open
Event Data Alliance).
"""

from __future__ import annotations

from reportedly.extract.common import Article, modality
from reportedly.extract.deeds import Deed, deeds_in
from reportedly.extract.where import date_of, place_of
from reportedly.model import (
    OUTLET,
    Accusation,
    Ceasefire,
    Corridor,
    Event,
    Position,
    Record,
    Round,
    stable_id,
)

Code = tuple[str, str | None, str]
"""Event type, mode, CAMEO code."""

BY_STANCE: dict[str, Code] = {
    "demand": ("REQUEST", "change", "100"),
    "precondition": ("REQUEST", "change", "100"),
    "offer": ("AGREE", None, "030"),
    "pledge": ("AGREE", None, "030"),
    "concession": ("CONCEDE", None, "080"),
    "rejection": ("REJECT", None, "120"),
    "red_line": ("THREATEN", None, "130"),
}
BY_CEASEFIRE: dict[str, Code] = {
    "agreed": ("AGREE", None, "0356"),
    "extended": ("AGREE", None, "0356"),
    "announced": ("RETREAT", "ceasefire", "0871"),
    "in_effect": ("RETREAT", "ceasefire", "0871"),
    "refused": ("REJECT", "yield", "1246"),
    "proposed": ("REQUEST", "yield", "1056"),
}
BY_CORRIDOR: dict[str, Code] = {
    "open": ("RETREAT", "access", "0863"),
    "used": ("RETREAT", "access", "0863"),
    "agreed": ("AGREE", None, "0355"),
    "proposed": ("REQUEST", "yield", "1055"),
    "rejected": ("REJECT", "yield", "1245"),
}


def extract_events(article: Article, records: tuple[Record, ...]) -> tuple[Event, ...]:
    """Return the events of one article in the order of its text: one for each record that is an act, and the deeds
    that the outlet itself reports between two parties and no record covers.
    """
    events = [event for record in records if (event := event_of(record, article)) is not None]
    covered = {(event.event_type, at) for event in events for span in event.span for at in range(*span)}
    for start, end in article.context.scene.sentences:
        for deed in deeds_in(article.context, start, end):
            event = told_deed(article, deed)
            if event is not None and not any((event.event_type, at) in covered for at in range(*event.span[0])):
                events.append(event)
    return tuple(sorted(events, key=lambda each: (each.span, each.event_type or "", each.id)))


def event_of(record: Record, article: Article) -> Event | None:
    """Return the event that a record is, or ``None`` for one that is no act (a figure, a delegation, a denial)."""
    code, source, recipient = _coded(record, article)
    if code is None or source is None:
        return None
    event, mode, cameo = code
    group = record.issue_group if isinstance(record, Position) else None
    return Event(
        id=stable_id("event", record.id, event),
        article_id=record.article_id,
        span=record.span,
        voice=record.voice,
        statement_id=record.statement_id,
        modality=record.modality if not isinstance(record, Position) else "asserted",
        polarity=record.polarity,
        date=record.date,
        date_basis=record.date_basis,
        date_text=record.date_text,
        place=record.place,
        place_country=record.place_country,
        confidence=record.confidence,
        event_type=event,
        mode=mode,
        context=(group,) if group else (),
        source_actor=source,
        recipient=recipient,
        cameo=cameo,
    )


def _coded(record: Record, article: Article) -> tuple[Code | None, str | None, str | None]:
    side = article.context.parties.side
    if isinstance(record, Accusation):
        return ("ACCUSE", "allege", "112"), side(record.accuser), record.accused
    if isinstance(record, Position):
        return BY_STANCE.get(record.stance or ""), record.holder, record.addressee
    if isinstance(record, Round):
        code: Code = ("CONSULT", "phone", "041") if record.format == "phone" else ("CONSULT", None, "046")
        if record.status in ("refused", "cancelled"):
            code = ("REJECT", "meet", "125")
        return code, *_two(record.parties)
    if isinstance(record, Ceasefire):
        return BY_CEASEFIRE.get(record.status or ""), *_two(record.declarer)
    if isinstance(record, Corridor):
        actors = record.proposed_by or record.agreed_by or record.rejected_by
        return BY_CORRIDOR.get(record.status or ""), *_two(actors)
    return None, None, None


def _two(parties: tuple[str, ...]) -> tuple[str | None, str | None]:
    return (parties[0] if parties else None), (parties[1] if len(parties) > 1 else None)


def told_deed(article: Article, deed: Deed) -> Event | None:
    """Return the event of a deed that the outlet reports in its own voice of one party towards another, else
    ``None``.
    """
    context = article.context
    scene, verb = context.scene, deed.verb
    if scene.masked[verb] or scene.voice_at(verb)[0] != OUTLET or scene.role[verb]:
        return None
    clause = scene.clause(verb)
    start, end = scene.same_voice(clause.start, clause.end, verb)
    source = context.parties.of_token(scene.inherited_subject(verb))
    others = [name for name in context.parties.named(start, end, places=True) if name != source]
    if source is None or not others:
        return None
    when = date_of(article, start, end)
    span = (scene.span(start, end),)
    return Event(
        id=stable_id("event", scene.article_id, span, deed.sense.event),
        article_id=scene.article_id,
        span=span,
        modality=modality(article, start, end, verb),
        polarity="negative" if deed.negated else "positive",
        date=when.when.start if when else None,
        date_basis=when.when.basis if when else None,
        date_text=when.when.text if when else None,
        place=place_of(article, start, end),
        confidence=0.6,
        event_type=deed.sense.event,
        mode=deed.sense.mode,
        context=(deed.sense.context,) if deed.sense.context else (),
        source_actor=source,
        recipient=others[0],
        cameo=deed.sense.cameo,
    )
