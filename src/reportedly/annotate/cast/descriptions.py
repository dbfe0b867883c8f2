"""Descriptions: "the diplomat", "the Russian foreign minister", "the ministry", "the sides", "the report"."""

from __future__ import annotations

from reportedly.annotate.cast.metonyms import body_name
from reportedly.annotate.cast.roles import read_role, side_in
from reportedly.annotate.cast.roster import role_of
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.words import singular
from reportedly.annotate.cast.types import Entity, RoleFact

_STANDS_FOR = {"alliance": "NATO", "bloc": "European Union", "block": "European Union"}
_GENERIC_BODIES = frozenset(
    {
        "company",
        "firm",
        "group",
        "organisation",
        "organization",
        "agency",
        "body",
        "movement",
        "union",
        "party",
        "league",
        "club",
        "team",
        "railway",
        "airline",
        "outfit",
        "watchdog",
        "monitor",
        "rebels",
        "guerrillas",
        "militants",
        "radicals",
        "insurgents",
        "rebel",
    }
)


def describe_person(scene: Scene, first: int, last: int) -> Link | None:
    """Return the person whom a description of one person means, or ``None`` where nobody in the article fits.

    Office, state and content words must not clash; of several that fit, the one most fully matched, then the nearest
    before, then the nearest behind (headlines name the office first).
    """
    role = read_role(scene.view, scene.t, first, last)
    if role is None:
        return None
    best: tuple[float, Entity] | None = None
    seen: set[int] = set()
    candidates = [(e, m, 0.0) for e, m in scene.before(first)] + [(e, m, -0.6) for e, m in scene.after(first)]
    spoken = [(e, at) for at, link in scene.recent_speakers(first) for e in link.entities if len(link.entities) == 1]
    for rank, (entity, _mention, penalty) in enumerate(candidates):
        if entity.number in seen or not entity.is_person:
            continue
        seen.add(entity.number)
        fit = max((_fit(role, own) for own in entity.roles), default=0.0)
        if fit <= 0.0 or _clashes(scene, role, entity):
            continue
        score = fit + penalty - 0.01 * rank + (0.3 if spoken and spoken[0][0] is entity else 0.0)
        if best is None or score > best[0]:
            best = (score, entity)
    if best and best[0] > 0.0:
        return Link((best[1],), "description", min(0.95, 0.6 + 0.15 * best[0]))
    return _unnamed_before(scene, role, spoken) or _from_roster(scene, role)


def _fit(role: RoleFact, own: RoleFact) -> float:
    """Return how well a description fits a role: 0 for not at all, to about 2.5 for the same office of the same state."""
    if role.side and own.side and role.side != own.side:
        return 0.0
    shared = role.classes & own.classes
    sharp = shared - {"official", "leader", "human"}
    heads = {word for word in role.words if word in role.classes or any(word == c for c in own.words)}
    rest = role.words - own.words - heads
    extra = {word for word in rest if singular(word) not in own.words and word not in own.classes}
    if not shared and not (role.words and role.words <= own.words):
        return 0.0
    generic = {"diplomat", "official", "leader", "politician", "lawmaker", "negotiator", "human", "minister"}
    extra -= {word for word in extra if word in generic} if shared else set()
    head_words = {w for w in extra if w in _head_words(role)}
    extra -= head_words if shared else set()
    score = 1.0 + 0.3 * bool(sharp) + 0.5 * len(role.words & own.words) - 0.7 * len(extra)
    return max(0.0, score + (0.5 if role.side and role.side == own.side else 0.0))


def _head_words(role: RoleFact) -> set[str]:
    words = role.title.lower().replace("-", " ").split()
    return {word for word in words if word in role.classes or any(word.startswith(c[:6]) for c in role.classes)} | (
        {"spokesman", "spokeswoman", "spokesperson"} if "spokesperson" in role.classes else set()
    )


def _clashes(scene: Scene, role: RoleFact, entity: Entity) -> bool:
    """Whether a description's gender or state is not the person's ("the spokeswoman" is no man)."""
    genders = scene.t.words["person_gender"]
    gender = next((genders[w] for w in role.title.lower().split() if w in genders), None)
    if gender and entity.gender and gender != entity.gender and "spokesperson" not in role.classes:
        return True
    return bool(role.side and entity.side and role.side != entity.side and role.side in scene.cast.countries)


def _unnamed_before(scene: Scene, role: RoleFact, spoken: list[tuple[Entity, int]]) -> Link | None:
    """ "the official" after "a senior US official": an unnamed speaker of the same class."""
    for entity, _ in spoken:
        if entity.kind == "unnamed" and any(_fit(role, own) > 0 for own in entity.roles):
            return Link((entity,), "description", 0.75)
    return None


def _from_roster(scene: Scene, role: RoleFact) -> Link | None:
    """ "the Russian president" where the article names nobody: who held the office on its date, by the roster."""
    published = scene.layers.article.published
    if not role.side or not published or not role.words:
        return None
    found: dict[str, Link] = {}
    for office in scene.t.offices:
        if office.side != role.side or not office.held(published):
            continue
        own = role_of(office, scene.t)
        exact = role.words | (role.words & own.classes) == own.words or (
            role.words <= own.classes and own.title in ("president",)
        )
        if exact and office.name not in found:
            entity = scene.cast.find(office.name) or scene.cast.new(
                office.name, "person", side=office.side, gender=office.gender, roster=office.name
            )
            entity.roles.append(own)
            found[office.name] = Link((entity,), "roster", 0.6)
    return next(iter(found.values())) if len(found) == 1 else None


def describe_body(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """Return the body that "the ministry", "the alliance", "the Russian side", "Mariupol city council" means."""
    view, t = scene.view, scene.t
    noun = view.lower[head]
    side = side_in(view, t, first, last)
    if (
        side
        and (noun in t.lists["side_nouns"] or view.string(first, last).lower().split()[-1] in t.lists["side_nouns"])
        and noun not in ("forces", "party")
    ):
        return _as_state(scene, side, "metonym", 0.9)
    definite = view.lower[first] in ("the", "this", "that", "its", "their")
    words = [view.lower[i] for i in range(first, last) if view.lower[i] not in t.lists["empty_modifiers"]]
    if definite and len(words) <= 2:
        link = _known_body(scene, first, noun, words, side)
        if link:
            return link
    name, own, guessed = body_name(view, t, first, last, side or _context(scene, first, noun))
    entity = scene.cast.find(name)
    if entity is None:
        entity = scene.cast.new(name, "organisation", side=own)
    entity.side = entity.side or own
    return Link((entity,), "body", 0.7 if guessed else 0.85)


def _context(scene: Scene, at: int, noun: str) -> str | None:
    """Return the state an unspecified ministry belongs to: that of the last body of its kind, of the last speaker, or home."""
    for entity, _ in scene.before(at):
        if entity.side and noun in entity.name.lower():
            return entity.side
    if scene.cast.home:
        return scene.cast.home
    return next((e.side for _, link in scene.recent_speakers(at, 3) for e in link.entities if e.side), None)


def _known_body(scene: Scene, at: int, noun: str, words: list[str], side: str | None) -> Link | None:
    """Return a body already named whose name holds the noun ("the ministry"), or that the noun commonly means."""
    stands = _STANDS_FOR.get(noun)
    nearest: Entity | None = None
    for entity, mention in scene.before(at):
        if entity.is_person or (side and entity.side not in (None, side)):
            continue
        name = entity.name.lower()
        names = name.split() + " ".join(entity.aliases).lower().split()
        if stands == entity.name or (noun in names and all(w in names for w in words)):
            return Link((entity,), "body", 0.8)
        if (
            nearest is None
            and entity.kind == "organisation"
            and not entity.media
            and not entity.place
            and not scene.view.quoted[mention.first]
        ):
            nearest = entity
    for _, link in scene.recent_speakers(at, 6):
        for entity in link.entities:
            if not entity.is_person and noun in entity.name.lower().split():
                return Link((entity,), "body", 0.75)
    if noun in _GENERIC_BODIES and len(words) == 1 and nearest:
        return Link((nearest,), "body", 0.55)
    return None


def _as_state(scene: Scene, state: str, basis: str, confidence: float) -> Link:
    if state in scene.t.states.values():
        entity = scene.cast.find(state) or scene.cast.new(state, "state", side=state)
    else:
        entity = scene.cast.find(state) or scene.cast.new(state, "organisation", side=state)
    return Link((entity,), basis, confidence)


def describe_media(scene: Scene, first: int) -> Link | None:
    """Return the newspaper or agency last named: "the newspaper", "the agency"."""
    for entity, _ in scene.before(first):
        if entity.media:
            return Link((entity,), "body", 0.75)
    for entity, _ in scene.after(first)[:12]:
        if entity.media and scene.view.sentence[first] == 0:
            return Link((entity,), "body", 0.6)
    return None


def describe_pair(scene: Scene, first: int, noun: str) -> Link | None:
    """Return the two whom "the sides" or "the two leaders" mean: the pair last named together, else the two most named."""
    view = scene.view
    persons = noun in scene.t.lists["pair_nouns"]
    previous: tuple[Entity, int] | None = None
    for entity, mention in scene.before(first):
        if (
            (entity.kind == "person") != persons
            or (not persons and entity.kind not in ("state", "organisation"))
            or entity.media
            or entity.place
        ):
            continue
        if previous and previous[0] is not entity and view.sentence[mention.first] == view.sentence[previous[1]]:
            return Link((entity, previous[0]), "pair", 0.55)
        if previous is None or view.sentence[mention.first] != view.sentence[previous[1]]:
            previous = (entity, mention.first)
    return None
