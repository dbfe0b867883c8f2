"""Pronouns: "he" is a person that fits, never an agency or a state; "it" a body; "they" several; "I" whoever
speaks.
"""

from __future__ import annotations

from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity
from reportedly.annotate.cast.view import View
from reportedly.annotate.cast.words import singular

GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FIRST = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss"})
THING = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "which", "whom"})
PRONOUNS = frozenset(GENDER) | FIRST | PLURAL | THING | RELATIVE

WEIGHTS = {
    "sentence": -0.3,
    "subject": 0.9,
    "main": 0.5,
    "quoted": -1.5,
    "reported": -0.5,
    "paragraph": 0.4,
    "gender": 0.8,
    "last": 0.9,
    "previous": 0.2,
    "spoke": 0.3,
    "often": 0.1,
    "modifier": -0.8,
    "own_words": -2.6,
    "known": 0.4,
    "lead": 1.3,
}
"""Salience of a person for "he" or "she" (Lappin & Leass 1994: recency, grammatical role), with what news adds:
who spoke
last, and who is named inside the very words that "he" is said to have said. Set on the development articles."""
_SENTENCE, _SUBJECT, _QUOTED, _LAST_SPEAKER, _MAIN_HERE = 0.45, 1.2, -2.0, 1.6, 1.9  # for "it"


def is_pronoun(view: View, token: int) -> bool:
    """Whether the token is a personal or relative pronoun; "WHO", "US" and "IT" in capitals are names."""
    word = view.words[token]
    return view.lower[token] in PRONOUNS and (not word.isupper() or len(word) == 1)


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
    for entity, mention in scene.before(token)[:4]:
        if view.sentence[mention.first] != view.sentence[token]:
            break
        if entity.place:
            continue
        near = token - mention.last <= 2
        if near or entity.is_person == (view.lower[token] == "who"):
            return Link((entity,), "relative", 0.8 if near else 0.6)
    return None


def _person(scene: Scene, token: int, gender: str) -> Link | None:
    ranked = rank_persons(scene, token, gender)
    if not ranked:
        return _odd_gender(scene, token)
    best = ranked[0][1]
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    if margin >= 1.0:
        best.gender = best.gender or gender
    return Link((best,), "pronoun", max(0.3, min(0.95, 0.6 + 0.12 * margin)))


def rank_persons(scene: Scene, token: int, gender: str | None) -> list[tuple[float, Entity]]:
    """Return the persons that "he" or "she" at ``token`` may be, most salient first; ``gender`` None fits
    everybody.
    """
    view, w = scene.view, WEIGHTS
    here, inside = view.sentence[token], view.quoted[token]
    scores: dict[int, float] = {}
    who: dict[int, Entity] = {}
    excluded = scene.enclosing_speaker(token)
    begin = view.sentence[scene.begin_of_current(token)]
    for entity, mention in scene.before(token):
        if not entity.is_person or entity is excluded or (gender and entity.gender not in (None, gender)):
            continue
        score = w["sentence"] * min(here - view.sentence[mention.first], 10)
        subject, main, modifier = scene.grammar(mention)
        score += w["subject"] * subject + w["main"] * main + w["modifier"] * modifier
        score += w["quoted"] * (view.quoted[mention.first] and not inside)
        reported = scene.reported(mention.first)
        score += w["reported"] * (reported and not inside)
        score += w["lead"] * (main and not reported and view.sentence[mention.first] == begin - 1)
        score += w["paragraph"] * (view.paragraph[mention.first] == view.paragraph[token])
        if score > scores.get(entity.number, -99.0):
            scores[entity.number], who[entity.number] = score, entity
    last: dict[int, float] = {}
    for rank, (at, link) in enumerate(scene.recent_speakers(token)):
        for entity in link.entities:
            if len(link.entities) > 1 or not entity.is_person or entity is excluded:
                continue
            if gender and entity.gender not in (None, gender):
                continue
            base = w["sentence"] * min(here - view.sentence[at], 10) + w["subject"] + w["main"]
            base += w["paragraph"] * (view.paragraph[at] == view.paragraph[token])
            last.setdefault(entity.number, w["last"] if rank == 0 else w["previous"] if rank == 1 else 0.0)
            if base > scores.get(entity.number, -99.0):
                scores[entity.number], who[entity.number] = base, entity
    own = scene.named_in_own_words()
    for number, entity in who.items():
        scores[number] += w["often"] * min(len(entity.mentions), 6) + w["gender"] * bool(entity.gender)
        scores[number] += last.get(number, 0.0) + w["spoke"] * (number in last)
        scores[number] += w["own_words"] * (number in own)
        scores[number] += w["known"] * (entity.kind == "person" and (" " in entity.name or bool(entity.roles)))
    return [(scores[n], who[n]) for n in sorted(scores, key=lambda n: (-scores[n], n))]


def _odd_gender(scene: Scene, token: int) -> Link | None:
    """Nobody fits the pronoun's gender: spun and translated texts get it wrong, and a given name may mislead."""
    last = scene.last_spoken(token)
    if last and len(last[1].entities) == 1 and last[1].entities[0].is_person:
        return Link(last[1].entities, "pronoun of another gender", 0.4)
    for entity, mention in scene.before(token)[:4]:
        if entity.is_person and scene.is_subject(mention):
            return Link((entity,), "pronoun of another gender", 0.35)
    return None


def _body(scene: Scene, token: int) -> Link | None:
    """ "it": the last speaker that is a body or state, else the nearest body that is a subject, else the nearest."""
    if scene.view.dep[token] in ("nsubjpass", "expl"):
        return None  # "it was reported that …": nobody
    view, here = scene.view, scene.view.sentence[token]
    scores: dict[int, float] = {}
    who: dict[int, Entity] = {}
    near = [e for e, m in scene.before(token)[:8] if view.sentence[m.first] == here and not e.is_person]
    # "of those it claims not to find": a body of the sentence rather than the medium that spoke before it.
    other = any(not (e.media or e.place) for e in near) and not any(e.media for e in near)
    for entity, mention in scene.before(token)[:30]:
        if entity.is_person or entity.plural or (entity.media and other):
            continue
        score = -_SENTENCE * (here - view.sentence[mention.first]) + (_SUBJECT if scene.is_subject(mention) else 0.0)
        main = view.sentence[mention.first] == here and scene.grammar(mention)[1] and not scene.reported(mention.first)
        score += _MAIN_HERE * main
        score += _QUOTED if view.quoted[mention.first] != view.quoted[token] else 0.0
        if score > scores.get(entity.number, -99.0):
            scores[entity.number], who[entity.number] = score, entity
    for rank, (at, link) in enumerate(scene.recent_speakers(token, 4)):
        for entity in link.entities:
            if entity.is_person or len(link.entities) > 1 or (entity.media and other):
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
    from reportedly.annotate.cast.pairs import principals

    view, here = scene.view, scene.view.sentence[token]
    subjects = plural_subject(scene, token)
    speaker = scene.enclosing_speaker(token) or scene.document_speaker
    if speaker and not (subjects and subjects[1] == here):
        for entity, mention in scene.before(token)[:20]:
            if scene.grammar(mention)[2]:
                continue  # "US President …": the state in a title
            party = entity.kind == "state" or (entity.kind == "organisation" and entity.roster and not entity.media)
            if entity is not speaker and party and entity.side != speaker.side:
                return Link((entity,), "pronoun", 0.5)
    if subjects and subjects[1] == here:
        return subjects[0]
    two = None if view.quoted[token] else principals(scene)
    if two:
        return Link(two, "pair", 0.6)
    for at, link in scene.recent_speakers(token, 4):
        near = here - view.sentence[at] <= 4
        if near and subjects and subjects[1] >= view.sentence[at]:
            return subjects[0]
        if near and (
            len(link.entities) > 1 or (link.entities and (link.entities[0].plural or not link.entities[0].is_person))
        ):
            return Link(link.entities, "pronoun", 0.6, link.literal)
    if subjects:
        return subjects[0]
    for entity, mention in scene.before(token)[:12]:
        if not entity.is_person and not entity.media and scene.is_subject(mention):
            return Link((entity,), "pronoun", 0.5)
    last = scene.last_spoken(token)
    return Link(last[1].entities, "pronoun", 0.45) if last and last[1].entities else None


def plural_subject(scene: Scene, token: int) -> tuple[Link, int] | None:
    """Return whom the nearest plural subject before "they" means, and its sentence: "Kerry and Lavrov", "the officers".

    Looked for outside quotations (inside them for a pronoun that is quoted), in this sentence and the two before.
    """
    from reportedly.annotate.cast.sources import resolve_source

    view = scene.view
    for i in range(token - 1, -1, -1):
        if view.sentence[i] < view.sentence[token] - 2:
            return None
        if view.dep[i] not in ("nsubj", "nsubjpass") or view.quoted[i] != view.quoted[token]:
            continue
        conjuncts = [c for c in view.children.get(i, ()) if view.dep[c] == "conj" and c < token]
        low = singular(view.lower[i])
        if low == "member":
            continue  # "members of the union": "they" are rather the union
        people = view.tag[i] in ("NNS", "NNPS") and (low in scene.t.person_nouns or view.lower[i] in scene.t.peoples)
        named = i in scene.cast.by_token and any(c in scene.cast.by_token for c in conjuncts)
        if not (people or named):
            continue
        first = min([i, *(c for c in view.children.get(i, ()) if view.dep[c] in _BEFORE and c < i)])
        link = resolve_source(scene, list(range(first, max([i, *conjuncts]) + 1)))
        if link and (people or len(link.entities) > 1):
            return Link(link.entities, "pronoun", 0.55, link.literal), view.sentence[i]
    return None
