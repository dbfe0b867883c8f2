"""Headline and lead call somebody by office ("… – top diplomat", "a negotiator said"); the text names him below."""

from __future__ import annotations

import re

from reportedly.annotate.cast.persons import fits
from reportedly.annotate.cast.scene import Scene
from reportedly.annotate.cast.types import Entity

_ARTICLES = frozenset({"a", "an", "the", "one", "another", "some"})
_OPENING = 3
"""Sentences of headline and lead."""
_LOOK_AHEAD = 8
"""Statements after the description among which the one that names its speaker is looked for."""
_SHARED, _SHARED_ALONE = 0.15, 0.5
"""Share of the description's content words that the later statement has: with a fitting office or after a headline's
bare "… – envoy", and of somebody of whom no office is known."""
_EXACT = 1.6
"""Fit of the office from which on no words need be shared (see :func:`persons.fits`)."""


def name_opening(scene: Scene, anchors: list[int]) -> None:
    """Give unnamed speakers of headline and lead the name under which a later statement repeats their words.

    The later speaker's office must fit the description and the words must agree in part, or the office fits
    exactly, or nothing is known of his office and most of the words agree.
    """
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    for rank, i in enumerate(order):
        if scene.view.sentence[anchors[i]] >= _OPENING:
            return
        link = scene.links.get(i)
        if link is None or len(link.entities) != 1 or not _described(scene, link.entities[0]):
            continue
        found = _named_later(scene, i, link.entities[0], order[rank + 1 : rank + 1 + _LOOK_AHEAD])
        if found:
            _put(scene, link.entities[0], found)


def _described(scene: Scene, entity: Entity) -> bool:
    """Whether an entity is one unnamed person called by an office."""
    if entity.kind != "unnamed" or entity.plural or not entity.roles:
        return False
    head = entity.roles[0].title.lower().split()[-1]
    return bool(entity.roles[0].classes & scene.t.person_classes) or head in scene.t.person_nouns


def _named_later(scene: Scene, number: int, described: Entity, later: list[int]) -> Entity | None:
    words = content_words(scene, number)
    role = described.roles[0]
    bare = described.name.split()[0].lower() not in _ARTICLES
    best: tuple[float, Entity] | None = None
    for j in later:
        link = scene.links.get(j)
        if link is None or len(link.entities) != 1 or link.entities[0].kind != "person":
            continue
        entity = link.entities[0]
        if role.side and entity.side and role.side != entity.side:
            continue
        shared = len(words & content_words(scene, j)) / max(1, len(words))
        fit = max((fits(role, own) for own in entity.roles), default=0.0)
        echoed = shared >= _SHARED and (fit > 0.0 or bare)
        enough = echoed or fit >= _EXACT or (not entity.roles and shared >= _SHARED_ALONE)
        if enough and (best is None or fit + 2 * shared > best[0]):
            best = (fit + 2 * shared, entity)
    return best[1] if best else None


def _put(scene: Scene, described: Entity, named: Entity) -> None:
    """Put the named person where the described one stood, in every statement."""
    for number, link in scene.links.items():
        if link and described in link.entities:
            scene.links[number] = link.naming(described, named)


def content_words(scene: Scene, number: int) -> set[str]:
    """Return the words of four letters and more of what an attribution says, in small letters."""
    out: set[str] = set()
    for s, e in scene.layers.attributions[number].content:
        out.update(word.lower() for word in re.findall(r"\w{4,}", scene.layers.article.text[s:e]))
    return out
