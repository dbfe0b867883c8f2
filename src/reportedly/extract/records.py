"""The record of the talks that one article yields: rounds, delegations, ceasefires, corridors, positions,
accusations, denials, figures.
"""

from __future__ import annotations

import dataclasses

from reportedly.annotate.places import resolve
from reportedly.extract.accusations import accusation_candidates, denial_candidates, paired
from reportedly.extract.candidates import Candidate, choose
from reportedly.extract.ceasefires import ceasefire_candidates
from reportedly.extract.choices import built
from reportedly.extract.common import Article, voice_at
from reportedly.extract.corridors import corridor_candidates
from reportedly.extract.delegations import delegation_candidates
from reportedly.extract.figures import figure_candidates
from reportedly.extract.positions import position_candidates
from reportedly.extract.rounds import round_candidates
from reportedly.extract.routes import route_candidates
from reportedly.extract.signs import add_signs
from reportedly.model import Record

FINDERS = (
    round_candidates,
    delegation_candidates,
    ceasefire_candidates,
    corridor_candidates,
    route_candidates,
    position_candidates,
    accusation_candidates,
    denial_candidates,
    figure_candidates,
)


def extract_records(article: Article) -> tuple[Record, ...]:
    """Return the records of one article in the order of its text, each tied to its words and its voice.

    The article was read with its statements, speakers resolved: without them everything would stand in the outlet's
    voice.
    """
    statements = article.context.scene.statements
    chosen = choose(candidates_of(article), article.context.scene.low)
    records = [built(each) for each in chosen]
    records = [located(each, article) for each in records]
    voices = {s.speaker for s in statements if s.speaker}
    sides = {name: article.context.parties.side(name) or name for name in sorted(voices)}
    return tuple(paired(records, sides))


def located(record: Record, article: Article) -> Record:
    """Return a record with the country code of its place, where the gazetteer knows the place."""
    if record.place is None:
        return record
    entry = resolve(record.place, article.context.parties.cast.countries)
    return dataclasses.replace(record, place_country=entry.country) if entry and entry.country else record


def candidates_of(article: Article) -> list[Candidate]:
    """Return the candidates of all kinds."""
    found = [candidate for find in FINDERS for candidate in find(article)]
    for each in found:
        each.voice = voice_at(article, each.kind, each.start, each.end, each.anchor)[0]
    add_signs(article.context, found)
    return found
