"""The record of the talks that one article yields: rounds, delegations, ceasefires, corridors, positions,
accusations, denials, figures.
"""

from __future__ import annotations

import dataclasses

from reportedly.annotate.layers import Layers
from reportedly.annotate.places import resolve
from reportedly.extract.accusations import accusation_candidates, denial_candidates, paired
from reportedly.extract.candidates import Candidate, choose
from reportedly.extract.ceasefires import ceasefire_candidates
from reportedly.extract.common import Article, read_article
from reportedly.extract.corridors import corridor_candidates
from reportedly.extract.delegations import delegation_candidates
from reportedly.extract.figures import figure_candidates
from reportedly.extract.positions import position_candidates
from reportedly.extract.rounds import round_candidates
from reportedly.model import Record, Statement

FINDERS = (
    round_candidates,
    delegation_candidates,
    ceasefire_candidates,
    corridor_candidates,
    position_candidates,
    accusation_candidates,
    denial_candidates,
    figure_candidates,
)


def extract_records(layers: Layers, statements: tuple[Statement, ...]) -> tuple[Record, ...]:
    """Return the records of one article in the order of its text, each tied to its words and its voice.

    ``statements`` are the article's, with speakers resolved; without them everything would stand in the outlet's voice,
    so they must be complete before this is called. An article that was not parsed (another language) yields none.
    """
    if not len(layers.doc) or not layers.doc.has_annotation("DEP"):
        return ()
    article = read_article(layers, statements)
    records = [each.build(each.score) for each in choose(candidates_of(article), article.context.scene.low)]
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
        each.voice = article.context.scene.voice_at(each.anchor)[0]
    return found
