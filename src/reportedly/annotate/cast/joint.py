"""Several who speak together: "Kerry and Lavrov", "the army and the paramilitary Rapid Support Forces"."""

from __future__ import annotations

from itertools import pairwise

from reportedly.annotate.cast.phrases import POSSESSIVE, head_of, mentions_in
from reportedly.annotate.cast.roles import side_in
from reportedly.annotate.cast.scene import Link, Scene

TO_ANOTHER = frozenset({"of", "for", "to", "from", "with", "by", "against", "about"})


def joint_bodies(scene: Scene, first: int, last: int) -> Link | None:
    """ "the army and the paramilitary Rapid Support Forces", "Peru's president and Chile's defence ministry": two, of
    whom one or both are described.
    """
    from reportedly.annotate.cast.sources import single

    view, t = scene.view, scene.t
    bodies, persons = t.lists["body_nouns"], t.person_nouns
    for i in range(first + 1, last - 1):
        if view.lower[i] not in ("and", "&"):
            continue
        left, right = head_of(scene, first, i), head_of(scene, i + 1, last)
        if left < 0 or right < 0 or view.head[right] != left or left != i - 1:
            continue
        if view.lower[left] in persons:
            sides = {side_in(view, t, first, i), side_in(view, t, i + 1, last)}
            if len(sides) < 2 or None in sides:
                continue  # "deputy prime minister and foreign minister Ana Ruiz" is one
        elif view.lower[left] not in bodies:
            continue
        pair = single(scene, first, i), single(scene, i + 1, last)
        entities = tuple(dict.fromkeys(e for link in pair if link for e in link.entities))
        if len(entities) == 2 and not any(e.kind == "unnamed" or e.place for e in entities):
            return Link(entities, "joint", 0.75)
    return None


def joint(scene: Scene, first: int, last: int) -> Link | None:
    """Return joint speakers: names joined by "and" on one level ("Kerry and Lavrov", "the US, France and
    Germany").
    """
    view = scene.view
    found = mentions_in(scene, first, last)
    if len(found) < 2 or not any(view.lower[i] in ("and", "&") for i in range(first, last)):
        return None
    if any(entity.is_person for entity, _ in found):
        found = [(e, m) for e, m in found if e.is_person]  # states stand in the persons' titles
    if len(found) < 2:
        return None
    joined = [found[0]]
    for (_, before), (entity, mention) in pairwise(found):
        between = [view.lower[i] for i in range(before.last, mention.first)]
        titled = bool(between) and between[0] in ("and", "&", ",") and any(w in scene.t.person_nouns for w in between)
        apart = any(word in TO_ANOTHER or word in POSSESSIVE or word in ("in", "at", "who") for word in between)
        if any(word in ("and", "&", ",") for word in between) and (titled or not apart):
            joined.append((entity, mention))
        elif len(joined) > 1:
            break
        else:
            joined = [(entity, mention)]  # "Stella's owners Tore Sohlberg and Lehla Abreder"
    if len(joined) < 2:
        return None
    head = head_of(scene, first, last)
    if first <= head < joined[0][1].first and any(
        view.words[i] in (",", "—", "–", "(") or view.lower[i] in TO_ANOTHER for i in range(head, joined[0][1].first)
    ):
        return None  # "Senior officials from the E3 countries — the United Kingdom, Germany and France"
    if not any(view.lower[i] in ("and", "&") for i in range(joined[0][1].last, joined[-1][1].first)):
        return None
    end = joined[-1][1].last
    if end < last and (view.words[end] in POSSESSIVE or view.pos[end] in ("NOUN", "PROPN")):
        return None
    if joined[0][1].first > first and view.lower[joined[0][1].first - 1] in TO_ANOTHER | {"in", "between"}:
        return None
    entities = tuple(dict.fromkeys(entity for entity, _ in joined))
    persons = [e.is_person for e in entities]
    if any(persons) != all(persons):
        return None  # "the Russian Foreign Minister Sergei Lavrov": a state inside a title is no joint speaker
    return Link(entities, "joint", 0.85) if len(entities) > 1 else None
