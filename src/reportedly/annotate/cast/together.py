"""Several states together: "leaders from A, B and C", "the three leaders", "these countries"."""

from __future__ import annotations

from reportedly.annotate.cast.groups import as_state
from reportedly.annotate.cast.pairs import principals
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_LISTING = frozenset({",", "and", "&", "the", "or"})
_POINTING = frozenset({"the", "these", "those", "both", "all"})
_LEADING = frozenset({"leaders", "governments", "capitals", "authorities"})
_LEADS = frozenset({"president", "prime_minister", "chancellor", "king"})


def leaders_of(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """Return the states whose leaders speak: "leaders from Peru, Chile and Bolivia", "the leaders in Rome and
    Madrid".
    """
    view = scene.view
    if view.lower[head] not in _LEADING or head + 2 >= last or view.lower[head + 1] not in ("of", "from", "in"):
        return None
    states: list[str] = []
    i = head + 2
    while i < last:
        width = next((w for w in (3, 2, 1) if i + w <= last and scene.t.state_named(view.string(i, i + w))), 0)
        if width:
            states.append(str(scene.t.state_named(view.string(i, i + width))))
        elif view.lower[i] not in _LISTING:
            if view.words[i - 1] == ",":
                break  # "…, allies of Bolivia"
            return None
        i += max(1, width)
    return _states(scene, states) if len(set(states)) > 1 else None


def named_before(scene: Scene, first: int, last: int, noun: str) -> Link | None:
    """Return the group that "the three leaders", "these countries" or "the leaders" goes back to.

    Those who spoke together last, as many as the words say; for leaders the persons who lead the states that spoke, if
    the article names every one of them.
    """
    view = scene.view
    words = [view.lower[i] for i in range(first, last - 1)]
    if not words or (words[0] not in _POINTING and words[0] not in _NUMBERS):
        return None
    if scene.view.lower[last - 1] != noun or any(w not in _POINTING | _NUMBERS.keys() | {"western"} for w in words):
        return None
    number = next((_NUMBERS[w] for w in words if w in _NUMBERS), None)
    countries = noun in ("countries", "nations", "states", "governments")
    leaders = noun in ("leaders", "presidents", "ministers")
    if not (countries or leaders):
        return None
    if leaders and (two := principals(scene)):
        return Link(two, "pair", 0.6)
    for _, link in scene.recent_speakers(first, 10):
        if len(link.entities) < 2 or (number and len(link.entities) != number):
            continue
        states = all(each.kind == "state" for each in link.entities)
        if countries and not states:
            continue
        if leaders and states:
            return Link(_heads(scene, link.entities) or link.entities, "group", 0.6)
        if states or all(each.is_person for each in link.entities):
            return Link(link.entities, "group", 0.6)
    return _listed(scene, first, number) if countries and number else None


def _listed(scene: Scene, at: int, number: int) -> Link | None:
    """Return the last ``number`` states named, where these and no others are named in the sentences just before."""
    view = scene.view
    states: dict[str, None] = {}
    for entity, mention in scene.before(at):
        if view.sentence[mention.first] < view.sentence[at] - 1 or len(states) > number:
            break
        side = entity.side if entity.kind == "state" or entity.is_person else None
        if side in scene.t.state_names and side:
            states.setdefault(side)
            if len(states) == number:
                return _states(scene, list(states)[::-1])
    return None


def _heads(scene: Scene, states: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return the heads of the states, where the article names one for each, else nobody."""
    found: list[Entity] = []
    for state in states:
        heads = [
            entity
            for entity in scene.cast.entities
            if entity.kind == "person"
            and entity.side == state.side
            and any(role.classes & _LEADS for role in entity.roles)
        ]
        if len(heads) != 1:
            return ()
        found.append(heads[0])
    return tuple(found)


def _states(scene: Scene, names: list[str]) -> Link:
    entities = tuple(as_state(scene, name, "joint", 0.7).entities[0] for name in dict.fromkeys(names))
    return Link(entities, "joint", 0.75)
