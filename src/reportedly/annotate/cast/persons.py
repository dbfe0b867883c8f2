"""Descriptions of one person: "the diplomat", "the Russian foreign minister", "the official", "the rookie
defenceman".
"""

from __future__ import annotations

from reportedly.annotate.cast.pronouns import rank_persons
from reportedly.annotate.cast.roles import read_role
from reportedly.annotate.cast.roster import role_of
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity, RoleFact
from reportedly.annotate.cast.words import singular

_MANY = frozenset(
    {"minister", "secretary", "ambassador", "spokesperson", "deputy", "head", "director", "adviser", "president"}
)
_VAGUE = frozenset({"official", "source", "human", "soldier", "leader", "relative", "resident"})
_PAST = frozenset({"former", "ex", "then", "late", "onetime", "erstwhile"})
_LEADS = 0.3
"""What being the subject of the sentence before is worth among those whom a description fits."""
_NEXT = 2
"""Sentences after any description within which the one described may be named."""
_OPENING = 4
"""Sentences at the head of an article whose descriptions may name somebody only later (headline, lead)."""


def describe_person(scene: Scene, first: int, last: int) -> Link | None:
    """Return the person whom a description of one person means, or ``None`` where nobody in the article fits.

    Office, state and content words must not clash. "the official" is first of all the unnamed official who
    spoke; else, of
    the persons whose roles fit, the most fully matched, then the nearest; in headline and lead also one named later.
    """
    role = read_role(scene.view, scene.t, first, last)
    if role is None:
        return None
    unnamed = _unnamed(scene, role, first)
    if unnamed:
        _say_more(scene, unnamed.entities[0], role, first, last)
        return unnamed
    last_speaker = next(
        (link.entities[0] for _, link in scene.recent_speakers(first, 1) if len(link.entities) == 1), None
    )
    best: tuple[float, Entity] | None = None
    seen: set[int] = set()
    candidates = [(e, m, 0.0) for e, m in scene.before(first)]
    if scene.view.sentence[first] < _OPENING:
        candidates += [(e, m, -0.4) for e, m in scene.after(last)]
    elif scene.view.lower[first] == "the":
        limit = scene.view.sentence[first] + _NEXT
        candidates += [(e, m, -0.4) for e, m in scene.after(last)[:8] if scene.view.sentence[m.first] <= limit]
    begin = scene.view.sentence[scene.begin_of_current(first)]
    for rank, (entity, mention, penalty) in enumerate(candidates):
        if entity.number in seen or not entity.is_person:
            continue
        seen.add(entity.number)
        fit = max((fits(role, own) for own in entity.roles), default=0.0)
        if fit <= 0.0 or (penalty and fit < 1.2) or _clashes(scene, role, entity):
            continue
        score = fit + penalty - 0.01 * rank + (0.35 if entity is last_speaker else 0.0)
        if not penalty and begin - scene.view.sentence[mention.first] in (0, 1) and scene.grammar(mention)[1]:
            score += _LEADS  # "Petrov spoke in Hanoi. …, the president added"
        if best is None or score > best[0]:
            best = (score, entity)
    if best and best[0] > 0.3:
        return Link((best[1],), "description", min(0.95, 0.6 + 0.15 * best[0]))
    return from_roster(scene, role) or _sole_holder(scene, role, first) or _bare_speaker(scene, role, first)


def _say_more(scene: Scene, entity: Entity, role: RoleFact, first: int, last: int) -> None:
    """Call "the president" by the fuller description that follows ("the Chilean president")."""
    if role.side and entity.side is None and scene.view.lower[first] == "the":
        entity.name, entity.side = "the " + scene.view.string(first + 1, last), role.side


def _sole_holder(scene: Scene, role: RoleFact, at: int) -> Link | None:
    """ "the league commissioner" where one person of the article alone is a commissioner, whatever else is said of
    him.

    Not for offices of which a state has several ("the defence minister" is not the foreign minister).
    """
    if role.noun in _MANY or role.noun in _VAGUE or scene.view.lower[at] not in ("the", "this"):
        return None
    found = {
        entity.number: entity
        for entity, _ in scene.before(at)
        if entity.kind == "person" and any(role.noun == own.noun for own in entity.roles)
    }
    fitting = [entity for entity in found.values() if not _clashes(scene, role, entity)]
    return Link((fitting[0],), "description", 0.5) if len(fitting) == 1 else None


def _bare_speaker(scene: Scene, role: RoleFact, at: int) -> Link | None:
    """ "the diplomat" after somebody spoke of whom no office is told: an article does not turn to a new person so."""
    if scene.view.lower[at] != "the" or not role.classes & {"official"}:
        return None
    previous = scene.last_spoken(at)
    if previous is None or len(previous[1].entities) != 1:
        return None
    entity = previous[1].entities[0]
    if entity.kind != "person" or entity.roles or _clashes(scene, role, entity):
        return None
    return Link((entity,), "description", 0.5)


def forward_person(scene: Scene, first: int, last: int) -> Link | None:
    """ "A Vancouver hockey coach says …" in headline or lead, of somebody named with that very office right after."""
    role = read_role(scene.view, scene.t, first, last)
    if (
        role is None
        or scene.view.sentence[first] >= _OPENING - 1
        or role.noun in ("official", "source", "human", "soldier")
    ):
        return None
    for entity, _ in scene.after(last)[:10]:
        if entity.kind == "person" and any(own.noun == role.noun and fits(role, own) >= 1.4 for own in entity.roles):
            return Link((entity,), "description", 0.6)
    return None


def fits(role: RoleFact, own: RoleFact) -> float:
    """Return how well a description fits a role: 0 for not at all, to about 3 for the same office of the same state.

    What the description chiefly is must be among the things the role is (a foreign minister is a diplomat, a
    president
    is no adviser), and words that say which office it is must not be missing from the role.
    """
    if role.side and own.side and role.side != own.side:
        return 0.0
    named = bool(role.words) and role.words <= own.words
    if role.noun not in own.classes and role.noun != own.noun and not named:
        return 0.0
    shared = role.words & own.words
    extra = [
        word
        for word in role.words - shared
        if singular(word) not in own.words and word != role.noun and not _says_office(word, role)
    ]
    score = (
        1.0
        + 0.4 * len(shared)
        + 0.3 * (role.noun == own.noun)
        - sum(1.2 if word in role.modifiers else 0.3 for word in extra)
    )
    if score > 0.0 and role.side and role.side == own.side:
        score += 0.5
    if _past(own) and not _past(role):
        score -= 0.8  # "the prime minister" is rather the one in office than "former Prime Minister …"
    return max(0.0, score)


def _past(role: RoleFact) -> bool:
    return any(word in _PAST for word in role.title.lower().replace("-", " ").split())


def _says_office(word: str, role: RoleFact) -> bool:
    """Whether a word is the description's own head ("spokeswoman" of class spokesperson)."""
    return (
        word in role.title.lower().split()[-1] or word.rstrip("s") in role.title.lower().replace("-", " ").split()[-1]
    )


def _clashes(scene: Scene, role: RoleFact, entity: Entity) -> bool:
    """Whether a description's gender or state is not the person's."""
    gender = gender_of(scene, role.title.lower().split())
    if gender and entity.gender and gender != entity.gender and role.noun not in ("spokesperson", "chair"):
        return True
    if _elsewhere(scene, role, entity):
        return True
    if not role.side or not entity.side or role.side == entity.side:
        return False
    if role.side in scene.cast.countries:
        return True
    states = scene.t.state_names  # "the EU official" is no president of a state, unless he is said to be the EU's too
    union = role.side not in states and entity.side in states
    return union and not any(own.side == role.side for own in entity.roles)


def _elsewhere(scene: Scene, role: RoleFact, entity: Entity) -> bool:
    """Whether a description tells of another place than all that is said of the person ("the mayor of Mariupol" is not
    "the mayor of Melitopol", and "the governor of the Cherkasy region" not the one of Odesa).
    """
    where = _places(scene, role, behind=True)
    known = [places for own in entity.roles if own.noun == role.noun and (places := _places(scene, own))]
    return bool(where and known) and not any(_alike(a, b) for places in known for a in where for b in places)


def _places(scene: Scene, role: RoleFact, behind: bool = False) -> set[str]:
    """Return the names in a title that are neither office nor state; only those behind "of" or "in" if so wanted."""
    words = role.title.split()
    if behind:
        words = words[next((i for i, word in enumerate(words) if word in ("of", "in", "for")), len(words)) :]
    known = scene.t.person_nouns.keys() | scene.t.lists["body_nouns"] | scene.t.lists["empty_modifiers"]
    return {w for w in words if w[:1].isupper() and w.lower() not in known and scene.t.side_of(w) is None}


def _alike(a: str, b: str) -> bool:
    """Whether two names may be one in two forms ("Chechen", "Chechnya")."""
    return a[:4].lower() == b[:4].lower()


def gender_of(scene: Scene, words: list[str]) -> str | None:
    """Return the gender that the words of a description give away."""
    genders = scene.t.words["person_gender"]
    return next((genders[word] for word in words if word in genders), None)


def _unnamed(scene: Scene, role: RoleFact, at: int) -> Link | None:
    """ "the official" after "a senior US official": an unnamed speaker of that very noun, if nobody named is
    nearer.
    """
    for _, link in scene.recent_speakers(at):
        if len(link.entities) != 1:
            continue
        entity = link.entities[0]
        if not entity.is_person:
            continue
        match = any(own.noun == role.noun and fits(role, own) > 0 for own in entity.roles)
        if entity.kind == "unnamed" and (match or role.noun == "source"):
            return Link((entity,), "description", 0.75)
        if match:
            return None
    return None


def from_roster(scene: Scene, role: RoleFact) -> Link | None:
    """ "the Russian president" where the article names nobody: who held the office on its date, by the roster."""
    published = scene.layers.article.published
    if not role.side or not published or not role.words:
        return None
    found: dict[str, Entity] = {}
    for office in scene.t.offices:
        if office.side != role.side or office.name in found or not office.held(published):
            continue
        own = role_of(office, scene.t)
        leads = role.words == {"leader"} and own.title in ("president", "leader", "supreme leader")
        if role.words == own.words or leads:
            known = scene.cast.find(office.name)
            found[office.name] = known or scene.cast.new(
                office.name, "person", side=office.side, gender=office.gender, roster=office.name, roles=[own]
            )
    return Link((next(iter(found.values())),), "roster", 0.6) if len(found) == 1 else None


def private_person(scene: Scene, first: int, noun: str) -> Link | None:
    """ "the founder of a bakery chain" right after somebody without an office spoke: more of what he is.

    Whom an article calls "the …" it has named before; with nobody else near it is the speaker before.
    """
    last = scene.last_spoken(first)
    begin = scene.view.sentence[scene.begin_of_current(first)]
    if last is None or len(last[1].entities) != 1 or begin - scene.view.sentence[last[0]] > 1:
        return None
    entity = last[1].entities[0]
    official = entity.kind != "person" or entity.roster or any("official" in own.classes for own in entity.roles)
    link = None if official else agent(scene, first, noun)
    return link if link and link.entities[0] is entity else None


def agent(scene: Scene, first: int, noun: str) -> Link | None:
    """ "the teenager", "the rookie defenceman": a new word for somebody known; whom "he" or "she" would mean here.

    Not for offices: "the prosecutor" is not the minister who spoke before.
    """
    t = scene.t
    if t.person_nouns.get(noun, frozenset()) & {
        "official",
        "leader",
        "lawyer",
        "judge",
        "doctor",
        "relative",
        "source",
    }:
        return None
    for score, entity in rank_persons(scene, first, t.words["person_gender"].get(noun))[:1]:
        if score > 0.4 and (entity.kind == "person" or any(own.noun == noun for own in entity.roles)):
            return Link((entity,), "description", 0.45)
    return None
