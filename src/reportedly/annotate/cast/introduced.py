"""Somebody described first and named with the next words: "A dock worker said … . “…” Ana Ruiz told Reuters."."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.annotate.cast.persons import fits
from reportedly.annotate.cast.scene import Scene
from reportedly.annotate.cast.types import Entity, Mention, RoleFact

_NEXT = 4
"""Sentences within which the name follows the description."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A person named for the first time; ``bare`` where no title stands before the name."""

    entity: Entity
    mention: Mention
    bare: bool


def name_introduced(scene: Scene, anchors: list[int]) -> None:
    """Give an unnamed speaker the name under which the next statement goes on.

    News names a source that it has not introduced only where it has just described it. So the next speaker is the one
    described if he is named there for the first time and either nothing else is said of him or his office fits.
    """
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    said: dict[int, list[int]] = {}
    for number, link in scene.links.items():
        for entity in link.entities if link else ():
            said.setdefault(entity.number, []).append(number)
    for rank, i in enumerate(order[:-1]):
        described = _described(scene, i)
        if described is None:
            continue
        for j in order[rank + 1 : rank + 4]:
            link = scene.links.get(j)
            if link is None or link.basis == "hearsay" or described in link.entities:
                continue
            named = _first_named(scene, j, anchors[i], anchors[j])
            if named and _is_he(scene, described, named):
                _join(scene, described, named, said.get(described.number, []))
            break


def _described(scene: Scene, number: int) -> Entity | None:
    """Return the one unnamed person that is described as the source of a statement."""
    link = scene.links.get(number)
    if link is None or len(link.entities) != 1 or not scene.layers.attributions[number].source:
        return None
    entity = link.entities[0]
    known = entity.kind == "unnamed" and not entity.plural and bool(entity.roles)
    return entity if known and entity.roles[0].classes & scene.t.person_classes else None


def _first_named(scene: Scene, number: int, since: int, at: int) -> _Named | None:
    """Return the person who is the source of statement ``number`` and is named there for the first time, close by."""
    view = scene.view
    link = scene.links[number]
    if link is None or len(link.entities) != 1 or link.basis != "name" or link.entities[0].kind != "person":
        return None
    entity = link.entities[0]
    first = next((m for m in entity.mentions if m.form == "name"), None)
    if first is None or view.sentence[at] - view.sentence[since] > _NEXT:
        return None
    tokens = scene.view.tokens_of(scene.layers.attributions[number].source)
    if not tokens or not tokens[0] <= first.first <= tokens[-1]:
        return None
    return _Named(entity, first, bare=tokens[0] == first.first)


def _is_he(scene: Scene, described: Entity, named: _Named) -> bool:
    """Whether what is told of the named person goes with the description."""
    entity, mention = named.entity, named.mention
    role = described.roles[0]
    if described.gender and entity.gender and described.gender != entity.gender:
        return False
    told = [own for own in entity.roles if own.span and abs(own.span[0] - mention.span[0]) < 200]
    if role.side and entity.side and role.side != entity.side and entity.side in scene.t.state_names:
        return False
    offices = entity.roles if entity.roster else told or entity.roles
    vague = role.noun in ("official", "source") and not (role.words - {role.noun, "senior", "top"})
    if vague:
        return False  # "an official" stays unnamed on purpose
    if offices:
        return any(fits(role, own) > 0.0 or _lesser(role, own, mention) for own in offices)
    some = described.name.split()[0].lower() in ("a", "an", "one", "another")
    return entity.roster is None and named.bare and some


def _lesser(role: RoleFact, own: RoleFact, mention: Mention) -> bool:
    """Whether the office told behind the name is one of the kind described: "a senior Chadian lawmaker … Idriss Saleh,
    deputy chairman of a committee of Chad's parliament".
    """
    behind = own.span is not None and own.span[0] > mention.span[0]
    same_side = role.side is not None and role.side == own.side
    return behind and same_side and "official" in role.classes & own.classes


def _join(scene: Scene, described: Entity, named: _Named, statements: list[int]) -> None:
    """Put the named person where the described one stood, and give him what the description tells."""
    entity = named.entity
    entity.roles.extend(described.roles)
    entity.side = entity.side or described.side
    entity.gender = entity.gender or described.gender
    for number in statements:
        link = scene.links[number]
        if link and described in link.entities:
            scene.links[number] = link.naming(described, entity)
