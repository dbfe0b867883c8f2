"""Plural sources: a state, a body or a pair where the words say so, else a group by its description."""

from __future__ import annotations

import re

from reportedly.annotate.cast.groups import as_state, government, stood_for, territory
from reportedly.annotate.cast.pairs import describe_office_holders, describe_pair, first_line
from reportedly.annotate.cast.roles import side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.together import leaders_of, named_before
from reportedly.annotate.cast.types import Entity, Mention
from reportedly.annotate.cast.unnamed import literal

_MEETING = re.compile(r"^\W*(?:\w+ )?meeting (?:of|with)\b", re.I)


def plural(scene: Scene, first: int, last: int, head: int, found: list[tuple[Entity, Mention]]) -> Link | None:
    """Return whom a plural means: a state or body where the words name it, a pair, else the description itself."""
    view, t = scene.view, scene.t
    noun = view.lower[head]
    side = territory(scene, first, head) or side_in(view, t, first, last)
    both = any(view.lower[i] in ("two", "both") for i in range(first, head + 1))
    definite = view.lower[first] in ("the", "both", "two")
    link = leaders_of(scene, first, last, head) or named_before(scene, first, last, noun)
    if link:
        return link
    stands = stood_for(scene, " ".join(view.lower[first + (view.lower[first] == "the") : last]))
    if stands:
        return Link((stands,), "metonym", 0.7)
    strangers = view.lower[first] == "two" and noun in t.lists["officials"]  # "two officials" nobody has named
    pair = noun in t.lists["parties_nouns"] or (noun in t.lists["pair_nouns"] and both)
    if pair and not side and last - first <= 4 and definite and not strangers:
        link = describe_pair(scene, first, noun)
        if link:
            return link
    office_holders = describe_office_holders(scene, first, last, head) if noun not in t.lists["officials"] else None
    if office_holders:
        return office_holders
    seat = _seat_in(scene, first, head)
    if (side and noun in t.lists["side_nouns"] and noun != "forces") or (
        seat and last - first <= 4 and (noun in t.lists["officials"] or noun == "forces")
    ):
        return as_state(scene, seat or side or "", "metonym", 0.85)
    if noun in t.lists["governments"] and (last - first == 1 or (definite and last - first == 2)):
        link = government(scene, first)
        if link:
            return link
    bodies = [e for e, _ in found if not e.is_person and not e.place]
    if noun in ("investigators", "leaders") and bodies and last - first <= 3:
        return Link((bodies[0],), "metonym", 0.7)
    if noun == "participants" and definite:
        met = _who_met(scene)
        if met:
            return met
    if definite and last - first == 2 and view.lower[first] != "two":
        if t.peoples.get(noun):
            return as_state(scene, t.peoples[noun], "metonym", 0.85)
        if noun in t.lists["fighters"]:
            movement = next(
                (e for e, _ in scene.before(first) if e.side and e.side not in t.state_names and not e.is_person), None
            )
            if movement:
                return Link((movement,), "description", 0.65)
        for _, link in scene.recent_speakers(first, 8):
            for entity in link.entities:
                if entity.plural and noun in entity.name.lower().split():
                    return Link((entity,), "description", 0.75)
    return literal(scene, first, last, plural=True)


def _who_met(scene: Scene) -> Link | None:
    """Return the body that meets by the first line ("Meeting with permanent members of the Security Council")."""
    if not _MEETING.match(first_line(scene)):
        return None
    for entity, mention in scene.after(0):
        if scene.view.sentence[mention.first] > 0:
            break
        if entity.kind == "organisation" and not entity.place:
            return Link((entity,), "group", 0.6)
    return None


def _seat_in(scene: Scene, first: int, head: int) -> str | None:
    """Return the state whose capital or seat stands before a noun ("Kremlin officials", "the Kyiv authorities")."""
    t = scene.t
    for i in range(first, head):
        word = scene.view.words[i]
        low = scene.view.lower[i]
        if word[:1].isupper() and low not in t.adjectives and (t.capitals.get(low) or t.seats.get(low)):
            return t.state_named(word)
    return None
