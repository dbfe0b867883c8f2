"""Attributions with their speakers → rows of who said what, with act, addressee, medium and chain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.annotate.acts import act_of
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.annotate.provenance import carriers
from reportedly.data import load_toml
from reportedly.model import Modality, Polarity, Span, Statement, When, quoted, stable_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUTURE = re.compile(r"\b(?:will|shall|going to|plans? to|intends? to|about to)\b|['’]ll\b", re.IGNORECASE)
_POSSIBLE = re.compile(r"\b(?:may|might|could|possibl[ey]|perhaps)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:if|unless|as soon as|provided that|as long as|on condition)\b", re.IGNORECASE)
_HOPED = re.compile(r"\b(?:hope[sd]?|hoping|wish(?:es)?)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|no|never|nor)\b|n[’']t\b", re.IGNORECASE)


def extract_statements(layers: Layers) -> tuple[Statement, ...]:
    """Return one statement an attribution, in the order of the text; ``nested_in`` carries the outer one's id."""
    speakers = layers.speakers or tuple(Speaker(name=None) for _ in layers.attributions)
    pairs = list(zip(layers.attributions, speakers, strict=True))
    identifiers = [_identifier(layers, each) for each in layers.attributions]
    return tuple(
        _statement(layers, attribution, speaker, identifiers, at) for at, (attribution, speaker) in enumerate(pairs)
    )


def _identifier(layers: Layers, attribution: Attribution) -> str:
    return stable_id("statement", layers.article.id, attribution.content, attribution.source, attribution.cue)


def _statement(
    layers: Layers, attribution: Attribution, speaker: Speaker, identifiers: list[str], at: int
) -> Statement:
    text = layers.article.text
    content = quoted(text, attribution.content)
    pieces = _frame(layers, attribution)
    frame = " ".join(text[start:end] for start, end in pieces)
    return Statement(
        id=identifiers[at],
        article_id=layers.article.id,
        speaker_id=_speaker_id(layers, speaker),
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        quote_type=attribution.quote_type,
        act=act_of(layers, attribution, speaker),
        addressee=_addressee(layers, attribution, speaker),
        said_at=_said_at(layers, pieces),
        medium=_medium(frame),
        via=_via(layers, frame, speaker),
        nested_in=identifiers[attribution.nested_in] if attribution.nested_in is not None else None,
        polarity=_polarity(attribution, content),
        modality=_modality(content),
        confidence=round(min(attribution.confidence, speaker.confidence or attribution.confidence), 3),
        speaker_basis=speaker.basis,
        headline=attribution.headline,
    )


def _speaker_id(layers: Layers, speaker: Speaker) -> str | None:
    """The actor's identifier; for somebody without a name ("a witness", "the two sides") one of this article's own."""
    if speaker.name is None:
        return None
    entity = layers.cast.find(speaker.name) if layers.cast is not None else None
    if entity is None or entity.kind == "unnamed":
        return stable_id("actor", layers.article.id, speaker.name)
    return entity.actor_id


def _frame(layers: Layers, attribution: Attribution) -> list[Span]:
    """The stretches of the cue's sentence that are not content: where time, medium and carriers are named."""
    anchor = attribution.cue or attribution.source
    if not anchor:
        return []
    span = layers.doc.char_span(*anchor[0], alignment_mode="expand")
    if span is None or not len(span):
        return []
    sentence = span[0].sent
    start, end = sentence.start_char, sentence.end_char
    kept: list[Span] = []
    for piece_start, piece_end in attribution.content:
        if piece_start < end and start < piece_end:
            kept.append((start, piece_start))
            start = piece_end
    kept.append((start, end))
    return [(first, last) for first, last in kept if first < last]


def _said_at(layers: Layers, pieces: list[Span]) -> When | None:
    """The point in time that stands with the cue ("said on Wednesday"); what dates the content is not it."""
    for each in layers.dates:
        if each.kind == "point" and any(start <= each.start and each.end <= end for start, end in pieces):
            return each.when
    return None


def _medium(frame: str) -> str | None:
    for pattern in _media():
        if match := pattern.search(frame):
            return " ".join(match.group("medium").split())
    return None


@cache
def _media() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in load_toml("media.toml")["medium"])


def _via(layers: Layers, frame: str, speaker: Speaker) -> tuple[str, ...]:
    """Who carried the words: those named at the cue, then those the article credits as a whole."""
    named = [each for each in (*carriers(frame), *layers.article.agency) if each != speaker.name]
    return tuple(dict.fromkeys(named))


def _addressee(layers: Layers, attribution: Attribution, speaker: Speaker) -> str | None:
    """Whom the cue's object or "to" phrase names ("accused B of …", "told B", "appealed to B")."""
    if layers.cast is None:
        return None
    for start, end in attribution.cue:
        span = layers.doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            for given in _objects(token):
                entity = layers.cast.by_token.get(given.i)
                if entity is not None and entity[0].name != speaker.name:
                    return str(entity[0].name)
    return None


def _objects(verb: Token) -> list[Token]:
    found = [each for each in verb.rights if each.dep_ in ("dobj", "dative")]
    for prep in verb.rights:
        if prep.dep_ in ("prep", "dative") and prep.lower_ in ("to", "on", "upon", "against"):
            found.extend(each for each in prep.rights if each.dep_ == "pobj")
    return found


def _modality(content: str) -> Modality:
    if _HOPED.search(content):
        return "hoped"
    if _CONDITIONAL.search(content):
        return "conditional"
    if _POSSIBLE.search(content):
        return "possible"
    return "planned" if _FUTURE.search(content) else "asserted"


def _polarity(attribution: Attribution, content: str) -> Polarity:
    head = content[:80]
    return "negative" if attribution.negated or _NEGATED.search(head) else "positive"
