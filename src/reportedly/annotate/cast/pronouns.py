"""Pronouns: "he" is a person that fits, never an agency or a state; "it" a body; "they" several; "I" whoever speaks."""

from __future__ import annotations

from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity

GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FIRST = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
THING = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "which", "whom"})
PRONOUNS = frozenset(GENDER) | FIRST | PLURAL | THING | RELATIVE

# Weights of the salience of a person for "he" or "she", in the spirit of Lappin & Leass (1994): recency, subject,
# narrative rather than quoted mention, last speaker; set on the development articles.
_SENTENCE = 0.45
_SUBJECT = 1.2
_QUOTED = -2.0
_LAST_SPEAKER = 1.6
_EARLIER_SPEAKER = 0.5
_PARAGRAPH = 0.4
_GENDER = 0.8
_OFTEN = 0.1


def resolve_pronoun(scene: Scene, token: int) -> Link | None:
    """Return who the pronoun at ``token`` is, or ``None`` where nobody fits. First persons are not resolved here."""
    word = scene.view.lower[token]
    if word in RELATIVE:
        return _relative(scene, token)
    if word in GENDER:
        return _person(scene, token, GENDER[word])
    if word in THING:
        return _body(scene, token)
    if word in PLURAL:
        return _several(scene, token)
    return None


def _relative(scene: Scene, token: int) -> Link | None:
    """ "Medinsky, who said …": the noun that the relative clause hangs on."""
    view = scene.view
    verb, steps = view.head[token], 0
    while steps < 4 and view.dep[verb] != "relcl" and view.head[verb] != verb:
        verb, steps = view.head[verb], steps + 1
    antecedent = view.head[verb]
    if view.dep[verb] == "relcl" and antecedent in scene.cast.by_token:
        return Link((scene.cast.by_token[antecedent][0],), "relative", 0.85)
    for entity, mention in scene.before(token)[:2]:
        if token - mention.last <= 2:
            return Link((entity,), "relative", 0.8)
    return None


def _person(scene: Scene, token: int, gender: str) -> Link | None:
    scores: dict[int, float] = {}
    who: dict[int, Entity] = {}
    view, here = scene.view, scene.view.sentence[token]
    inside = view.quoted[token]
    for entity, mention in scene.before(token):
        if not entity.is_person or entity.gender not in (None, gender):
            continue
        distance = here - view.sentence[mention.first]
        score = -_SENTENCE * min(distance, 10) + (_GENDER if entity.gender else 0.0)
        score += _SUBJECT if scene.is_subject(mention) else 0.0
        score += _QUOTED if view.quoted[mention.first] and not inside else 0.0
        score += _PARAGRAPH if view.paragraph[mention.first] == view.paragraph[token] else 0.0
        if score > scores.get(entity.number, -99.0):
            scores[entity.number], who[entity.number] = score, entity
    for rank, (at, link) in enumerate(scene.recent_speakers(token)):
        for entity in link.entities:
            if len(link.entities) > 1 or not entity.is_person or entity.gender not in (None, gender):
                continue
            base = -_SENTENCE * min(here - view.sentence[at], 10) + (_GENDER if entity.gender else 0.0) + _SUBJECT
            base += _LAST_SPEAKER if rank == 0 else _EARLIER_SPEAKER if rank == 1 else 0.0
            if base > scores.get(entity.number, -99.0):
                scores[entity.number], who[entity.number] = base, entity
    for number, entity in who.items():
        scores[number] += _OFTEN * min(len(entity.mentions), 6)
    if not scores:
        return None
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    best = ranked[0]
    margin = scores[best] - scores[ranked[1]] if len(ranked) > 1 else 3.0
    who[best].gender = who[best].gender or gender
    return Link((who[best],), "pronoun", min(0.95, 0.6 + 0.12 * margin))


def _body(scene: Scene, token: int) -> Link | None:
    """ "it": the last speaker that is a body or state, else the nearest body that is a subject, else the nearest."""
    view, here = scene.view, scene.view.sentence[token]
    scores: dict[int, float] = {}
    who: dict[int, Entity] = {}
    for entity, mention in scene.before(token)[:30]:
        if entity.is_person or entity.plural:
            continue
        score = -_SENTENCE * (here - view.sentence[mention.first]) + (_SUBJECT if scene.is_subject(mention) else 0.0)
        score += _QUOTED if view.quoted[mention.first] != view.quoted[token] else 0.0
        if score > scores.get(entity.number, -99.0):
            scores[entity.number], who[entity.number] = score, entity
    for rank, (at, link) in enumerate(scene.recent_speakers(token, 4)):
        for entity in link.entities:
            if entity.is_person or len(link.entities) > 1:
                continue
            base = -_SENTENCE * (here - view.sentence[at]) + (_LAST_SPEAKER if rank == 0 else 0.3) + _SUBJECT
            if base > scores.get(entity.number, -99.0):
                scores[entity.number], who[entity.number] = base, entity
    if not scores:
        return None
    best = min(scores, key=lambda number: (-scores[number], number))
    return Link((who[best],), "pronoun", 0.6)


def _several(scene: Scene, token: int) -> Link | None:
    """ "they": joint speakers or a group, nearest first; then a body; a single person last."""
    view, here = scene.view, scene.view.sentence[token]
    for at, link in scene.recent_speakers(token, 4):
        near = here - view.sentence[at] <= 4
        if near and (
            len(link.entities) > 1 or (link.entities and (link.entities[0].plural or not link.entities[0].is_person))
        ):
            return Link(link.entities, "pronoun", 0.6, link.literal)
    for entity, mention in scene.before(token)[:12]:
        if not entity.is_person and not entity.media and scene.is_subject(mention):
            return Link((entity,), "pronoun", 0.5)
    last = scene.last_spoken(token)
    return Link(last[1].entities, "pronoun", 0.45) if last and last[1].entities else None
