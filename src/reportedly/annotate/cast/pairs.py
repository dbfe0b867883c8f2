"""Two (or more) taken together: "both sides", "the two leaders", "the presidents of Turkey and Iran", "they"."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.annotate.cast.groups import as_state
from reportedly.annotate.cast.persons import fits
from reportedly.annotate.cast.roles import read_role
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity
from reportedly.annotate.cast.words import singular

_READOUT = re.compile(
    r"^\W*(?:tele)?(?:phone |video )?(?:conversation|call|meeting|talks|negotiations)\b.*\bwith\b", re.I
)
_FIRST_LINE = 500
"""Code points in which the first line is looked for."""
_BETWEEN = frozenset({"and", "-", "–", "—", "&", "/", "the", "with"})
_JOINING = _BETWEEN - {"the"}
_APART = 5
_TALKS = frozenset({"talk", "negotiation", "delegation", "side", "consultation", "meeting", "round", "negotiator"})
_LEAD = 3
"""Sentences in which a readout names the two who spoke."""


def first_line(scene: Scene) -> str:
    """Return the article's first line, which says of an official report what it reports."""
    return scene.layers.article.text[:_FIRST_LINE].lstrip().split("\n", 1)[0]


def principals(scene: Scene) -> tuple[Entity, ...] | None:
    """Return the two whose talk an official readout is about ("Telephone conversation with President … | A had …").

    Its first line must say that it is one; the lead must name two persons with an office of different sides.
    """
    if not _READOUT.match(first_line(scene)):
        return None
    named: dict[int, tuple[bool, Entity]] = {}
    for entity, mention in scene.after(0):
        if scene.view.sentence[mention.first] > _LEAD:
            break
        if entity.kind == "person" and (entity.roles or entity.side):
            host = scene.is_subject(mention) or named.get(entity.number, (False, entity))[0]
            named[entity.number] = (host, entity)
    pair = sorted(named.values(), key=lambda item: not item[0])[:2]
    return tuple(entity for _, entity in pair) if len(pair) == 2 and len(named) == 2 else None


def describe_office_holders(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """ "The Presidents of Turkey and Iran": who holds that office for each of the sides named, if the article says."""
    view, t = scene.view, scene.t
    role = read_role(view, t, first, last)
    if role is None or singular(view.lower[head]) not in t.person_nouns:
        return None
    sides = dict.fromkeys(side for i in range(first, last) if (side := t.side_of(view.words[i])))
    if len(sides) < 2:
        return None
    noun = singular(view.lower[head])
    words = frozenset(singular(word) for word in role.words)
    found: list[Entity] = []
    for side in sides:
        wanted = replace(role, side=side, words=words, noun=str(t.words["person_nouns"][noun]).split()[0])
        ranked = [
            (max((fits(wanted, own) for own in entity.roles), default=0.0), -entity.number, entity)
            for entity in scene.cast.entities
            if entity.kind == "person" and entity.side == side
        ]
        best = max(ranked, default=None, key=lambda item: item[:2])
        if best is None or best[0] <= 0.0:
            return None
        found.append(best[2])
    return Link(tuple(found), "pair", 0.7)


def both_sides(scene: Scene, at: int) -> tuple[Entity, ...] | None:
    """Return the two sides of the article as speakers, where it sets two side by side (:func:`sides_together`)."""
    sides = sides_together(scene, at)
    return tuple(as_state(scene, side, "pair", 0.5).entities[0] for side in sides) if sides else None


def sides_together(scene: Scene, at: int) -> tuple[str, str] | None:
    """Return the two sides that the article most often sets side by side ("talks between A and B", "A-B talks").

    Before ``at`` first of all; what is said to be between two, or of their talks, counts double.
    """
    view = scene.view
    weight: dict[frozenset[str], float] = {}
    order: dict[frozenset[str], tuple[str, str]] = {}
    previous: tuple[str, int, int] | None = None
    for i in range(len(view)):
        side = _side_at(scene, i)
        if side is None:
            continue
        first = i
        if previous and previous[0] == side and previous[2] == i - 1:
            previous = (side, previous[1], i)
            continue
        if previous and previous[0] != side and i - previous[2] <= _APART:
            linked = _coordinated(scene, previous[2] + 1, i)
            if linked:
                pair = frozenset((previous[0], side))
                before = view.lower[max(0, previous[1] - 2) : previous[1]]
                after = view.lower[i + 1 : i + 4]
                talks = "between" in before or any(singular(word) in _TALKS for word in after)
                weight[pair] = weight.get(pair, 0.0) + (2.0 if talks else 1.0) * (1.0 if i < at else 0.7)
                order.setdefault(pair, (previous[0], side))
        previous = (side, first, i)
    if not weight:
        return None
    best = max(weight, key=lambda pair: weight[pair])
    return order[best]


def _coordinated(scene: Scene, first: int, last: int) -> bool:
    """Whether tokens between two names put the two on one level: "and", "-", "army and the paramilitary"."""
    view = scene.view
    words = view.lower[first:last]
    if not any(word in _JOINING for word in words):
        return False
    bodies = scene.t.lists["body_nouns"]
    return all(view.lower[i] in _BETWEEN or view.lower[i] in bodies or view.pos[i] == "ADJ" for i in range(first, last))


def _side_at(scene: Scene, i: int) -> str | None:
    """Return the state or movement a token speaks of as a party, by its own word or the body named there."""
    if not scene.view.words[i][:1].isupper():
        return None
    found = scene.cast.by_token.get(i)
    if found and found[0].is_person:
        return None
    if found and found[0].kind == "organisation" and found[0].side and not found[0].media:
        return found[0].side
    return scene.t.side_of(scene.view.words[i]) or (found[0].name if found and found[0].kind == "state" else None)


def describe_pair(scene: Scene, first: int, noun: str) -> Link | None:
    """Return the two whom "the sides" or "the two leaders" mean.

    Leaders: the two persons with an office last named in one sentence. Sides: the two states or movements that the
    article names most, since talks have two sides whatever third states are mentioned in between.
    """
    view = scene.view
    if noun in scene.t.lists["parties_nouns"] | scene.t.lists["pair_nouns"] and (two := principals(scene)):
        return Link(two, "pair", 0.6)
    for _, link in scene.recent_speakers(first, 6) if noun in scene.t.lists["parties_nouns"] else ():
        if len(link.entities) == 2 and not any(e.is_person or e.plural for e in link.entities):
            return Link(link.entities, "pair", 0.6)
    if noun in scene.t.lists["pair_nouns"] and noun not in ("two", "pair", "officials", "heads", "counterparts"):
        previous: tuple[Entity, int] | None = None
        for entity, mention in scene.before(first):
            if entity.kind != "person" or not (entity.roles or entity.side):
                continue
            if (
                previous
                and previous[0] is not entity
                and abs(view.sentence[mention.first] - view.sentence[previous[1]]) <= 1
            ):
                return Link((entity, previous[0]), "pair", 0.55)
            previous = (entity, mention.first)
        return None
    together = both_sides(scene, first)
    if together:
        return Link(together, "pair", 0.6)
    counts: dict[str, int] = dict(scene.cast.countries)
    for entity in scene.cast.entities:
        if entity.side and entity.kind == "organisation" and entity.side not in scene.t.state_names:
            counts[entity.side] = counts.get(entity.side, 0) + len(entity.mentions)
    ranked = sorted(counts, key=lambda side: -counts[side])[:2]
    if len(ranked) < 2:
        return None
    entities = tuple(as_state(scene, side, "pair", 0.5).entities[0] for side in ranked)
    return Link(entities, "pair", 0.55)
