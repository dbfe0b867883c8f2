"""Those who hold for one state the office that somebody else holds for another."""

from __future__ import annotations

from dataclasses import replace

from reportedly.annotate.cast.persons import fits, from_roster
from reportedly.annotate.cast.pronouns import GENDER, resolve_pronoun
from reportedly.annotate.cast.roles import side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity

_STATE_OFFICES = frozenset({"minister", "president", "prime_minister", "chancellor", "secretary", "king", "speaker"})
_SAME_OFFICE = 1.6
"""Fit from which on two hold the same office (see :func:`persons.fits`)."""


def counterpart(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """ "his Kenyan counterpart": who holds the office for Kenya that he holds for his own state, if it is known."""
    side = side_in(scene.view, scene.t, first, head)
    if side is None:
        return None
    whose: Entity | None = None
    if scene.view.lower[first] in GENDER:
        link = resolve_pronoun(scene, first)
        whose = link.entities[0] if link and link.entities else None
    else:
        whose = next((scene.cast.by_token[i][0] for i in range(first, head) if i in scene.cast.by_token), None)
    for office in whose.roles if whose else ():
        if office.noun not in _STATE_OFFICES:
            continue
        role = replace(office, side=side)
        for entity in scene.cast.entities:
            other = entity.kind == "person" and entity is not whose and entity.side == side
            if other and any(fits(role, own) >= _SAME_OFFICE for own in entity.roles):
                return Link((entity,), "description", 0.65)
        return from_roster(scene, role)
    return None
