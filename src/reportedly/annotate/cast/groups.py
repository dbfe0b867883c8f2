"""Descriptions of bodies, states, media and groups: "the ministry", "the Russian side", "the newspaper", "both
sides".
"""

from __future__ import annotations

from reportedly.annotate.cast.armed import armed_forces
from reportedly.annotate.cast.bodies import of_state
from reportedly.annotate.cast.metonyms import body_name
from reportedly.annotate.cast.roles import side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.tables import fold
from reportedly.annotate.cast.types import Entity, Mention
from reportedly.annotate.cast.words import RUN, tells_where
from reportedly.model import SpeakerKind

_OPENING = 4
_CLOSE = 2
"""Sentences within which "the government" goes on with the state that spoke last."""


def as_state(scene: Scene, state: str, basis: str, confidence: float) -> Link:
    """Return a link to a state or party, taken into the cast if it is not yet there."""
    kind: SpeakerKind = "state" if state in scene.t.state_names else "organisation"
    entity = scene.cast.find(state) or scene.cast.new(state, kind, side=state)
    return Link((entity,), basis, confidence)


def describe_body(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """Return the body that "the ministry", "the alliance", "the Russian side", "Mariupol city council" means."""
    view, t = scene.view, scene.t
    noun = view.lower[head]
    side = territory(scene, first, head) or side_in(view, t, first, last) or _side_of_person(scene, first, head)
    if side and noun in t.lists["side_nouns"] and noun not in ("party", "delegation", "forces"):
        return as_state(scene, side, "metonym", 0.9)
    forces = armed_forces(scene, first, last, head, side)
    if forces:
        return forces
    office = _office_of(scene, first, head, last) if noun == "office" else None
    if office:
        return office
    definite = view.lower[first] in ("the", "this", "that", "its", "their")
    words = [w for w in _without_compounds(scene, first, last) if w not in t.lists["empty_modifiers"]]
    if (noun in t.lists["monitors"] or (noun in t.lists["generic_bodies"] and "monitoring" in words)) and not side:
        link = _monitor(scene, first)
        if link:
            return link
    if definite and noun in t.lists["governments"] and len(words) == 1:
        link = government(scene, first)
        if link:
            return link
    if side:
        words = [w for w in words if t.side_of(w.capitalize()) != side and t.side_of(w.upper()) != side]
    if definite and len(words) <= 2:
        link = _known_body(scene, first, noun, words, side)
        if link:
            return link
    while last - 1 > head and view.lower[last - 1] in ("there", "here"):
        last -= 1
    owned = any(
        view.words[i] in ("'s", "’s") for i in range(max(0, first - 1), head)
    )  # "the enclave's health ministry"
    context = side or (None if owned else _context(scene, first, noun))
    name, own, guessed = body_name(view, t, first, last, context)
    if side and own is None and view.dep[first] == "poss" and view.pos[first] == "PRON":
        name, own = f"{noun} of {of_state(side)}", side  # "his country's military"
    entity = scene.cast.find(name) or scene.cast.new(name, "organisation", side=own)
    entity.side = entity.side or own
    return Link((entity,), "body", 0.6 if guessed else 0.8)


def territory(scene: Scene, first: int, head: int) -> str | None:
    """Return the territory that "the enclave's …" means: the one of those so called that was named last."""
    view, lists = scene.view, scene.t.lists
    for i in range(first, head):
        if view.lower[i] in lists["territory_nouns"] and view.words[i + 1] in ("'s", "’s"):
            return _territory_before(scene, i)
        if view.lower[i] in RUN and i > first and view.words[i - 1] in ("-", "–"):
            return _territory_before(scene, i)  # "the Hamas-run health ministry"
    return None


def _territory_before(scene: Scene, at: int) -> str | None:
    """Return the territory named last before ``at``."""
    return next((e.side for e, _ in scene.before(at) if e.side in scene.t.lists["territories"]), None)


def government(scene: Scene, at: int) -> Link | None:
    """Return the state whose "the government", "the regime", "the authorities" are: the state whose government was
    named last, else home.
    """
    nouns = scene.t.lists["governments"]
    where = scene.view.lower[at - 1] == "where" if at else False
    last = scene.last_spoken(at)
    near = last is not None and scene.view.sentence[at] - scene.view.sentence[last[0]] <= _CLOSE and not where
    if last and near and len(last[1].entities) == 1 and last[1].entities[0].kind == "state":
        return Link(last[1].entities, "metonym", 0.6)
    for entity, mention in scene.before(at):
        if scene.in_own_words(mention.first):
            continue
        if where and entity.kind == "state":
            return as_state(scene, entity.name, "metonym", 0.7)
        if entity.side in scene.t.state_names and not entity.place:
            after = scene.view.lower[mention.last] if mention.last < len(scene.view) else ""
            if after in nouns or scene.view.lower[mention.last - 1] in nouns:
                return as_state(scene, entity.side, "metonym", 0.6)
    home = scene.cast.home
    return as_state(scene, home, "metonym", 0.5) if home else None


def _without_compounds(scene: Scene, first: int, last: int) -> list[str]:
    """Return the words of a phrase, hyphened attributes of place left out ("the Gaza-based movement")."""
    lower = scene.view.lower
    words = [lower[i] for i in range(first, last) if not tells_where(lower, i, first, last)]
    return [word for word in words if not word.endswith("-based")]


def _side_of_person(scene: Scene, first: int, head: int) -> str | None:
    """ "the Trump administration", "his country's military": the state of the person whose it is."""
    from reportedly.annotate.cast.pronouns import GENDER, THING, resolve_pronoun

    if scene.view.lower[first] in GENDER.keys() | THING and scene.view.dep[first] == "poss":
        link = resolve_pronoun(scene, first)
        return link.entities[0].side if link and link.entities else None
    for i in range(first, head):
        found = scene.cast.by_token.get(i)
        if found and found[0].is_person and found[0].side:
            return found[0].side
        offices = scene.t.surnames.get(fold(scene.view.words[i]), [])
        held = {office.side for office in offices if office.held(scene.layers.article.published)}
        if len(held) == 1 and scene.view.words[i][:1].isupper():
            return held.pop()
    return None


def _office_of(scene: Scene, first: int, head: int, last: int) -> Link | None:
    """ "the office of Israeli Prime Minister Benjamin Netanyahu", "Netanyahu's office" → Office of the Prime Minister
    of Israel.
    """
    owned = head > first and scene.view.words[head - 1] in ("'s", "’s", "'", "’")
    for i in (head - 2,) if owned else range(head + 1, last):
        found = scene.cast.by_token.get(i)
        if not found or not found[0].is_person:
            continue
        entity = found[0]
        role = next(
            (r for r in entity.roles if r.noun in ("president", "prime_minister", "minister", "chancellor", "king")),
            None,
        )
        side = entity.side
        if role and side:
            title = "Prime Minister" if "prime_minister" in role.classes else role.title.split()[-1].capitalize()
            name = f"Office of the {title} of {of_state(side)}"
            body = scene.cast.find(name) or scene.cast.new(name, "organisation", side=side)
            return Link((body,), "body", 0.85)
    return None


def _monitor(scene: Scene, first: int) -> Link | None:
    """ "a monitor said", "the Britain-based monitor": the observatory or watchdog the article names, a known one
    first.
    """
    around = [e for e, _ in scene.before(first)]
    near = 60 if scene.view.sentence[first] < _OPENING else 4
    around += [e for e, _ in scene.after(first)[:near]]
    watching = [e for e in around if not e.is_person and " " in e.name and _watches(scene, e)]
    watching.sort(key=lambda e: e.roster is None)
    return Link((watching[0],), "body", 0.7) if watching else None


def _watches(scene: Scene, entity: Entity) -> bool:
    return any(word in entity.name.lower() for word in scene.t.lists["monitors"])


def _context(scene: Scene, at: int, noun: str) -> str | None:
    """Return the state an unspecified ministry belongs to: of the last body of its kind, of home, of the last
    speaker.
    """
    for entity, _ in scene.before(at):
        if entity.side and noun in entity.name.lower():
            return entity.side
    if scene.cast.home:
        return scene.cast.home
    return next((e.side for _, link in scene.recent_speakers(at, 3) for e in link.entities if e.side), None)


def _known_body(scene: Scene, at: int, noun: str, words: list[str], side: str | None) -> Link | None:
    """Return a body already named whose name holds the noun ("the ministry"), or that the noun commonly means."""
    lists = scene.t.lists
    stands = stood_for(scene, noun)
    if stands:
        return Link((stands,), "body", 0.8)
    generic = noun in lists["generic_bodies"]
    nearest: Entity | None = None
    movement: Entity | None = None
    for entity, mention in scene.before(at):
        if entity.is_person or (side and entity.side not in (None, side)):
            continue
        names = set(entity.name.lower().split()) | set(" ".join(entity.aliases).lower().split())
        if noun in names and not entity.place and all(w in names for w in words):
            return Link((entity,), "body", 0.8)
        if noun in lists["place_nouns"] and entity.place and len(words) == 1:
            if nearest is None or len(entity.mentions) > len(nearest.mentions):
                nearest = entity
            continue
        if generic and _may_be_generic(scene, entity, mention, noun):
            nearest = nearest or entity
            movement = movement or (entity if _armed(scene, entity) else None)
    if noun in lists["movements"] and movement:
        return Link((movement,), "body", 0.65)
    links = [link for _, link in scene.recent_speakers(at, 6)]
    spoken = [link.entities[0] for link in links if len(link.entities) == 1]
    for entity in (each for link in links for each in link.entities):
        if not entity.is_person and noun in entity.name.lower().split():
            return Link((entity,), "body", 0.75)
    if generic and noun != "agency":
        for entity in spoken[:2]:
            if entity.kind == "organisation" and not entity.media and not entity.place:
                return Link((entity,), "body", 0.6)
    return Link((nearest,), "body", 0.5) if nearest else None


def stood_for(scene: Scene, words: str) -> Entity | None:
    """Return the body of the article that a description of an alliance means ("the alliance", "the Europeans")."""
    names: list[str] = scene.t.words["stands_for"].get(words, [])
    return next((entity for name in names if (entity := scene.cast.find(name))), None)


def _armed(scene: Scene, entity: Entity) -> bool:
    """Whether the table of institutions knows a body as an armed group or movement."""
    institution = scene.t.institution(entity.roster or entity.name)
    return institution is not None and institution.sort == "armed"


def _may_be_generic(scene: Scene, entity: Entity, mention: Mention, noun: str) -> bool:
    """Whether "the company" may mean it: a body that is no place, named in the outlet's own words, no one who
    was told.
    """
    view = scene.view
    head = view.head[mention.last - 1]
    told = view.dep[mention.last - 1] in ("dobj", "pobj") and view.lower[head] in ("told", "tells", "to", "tell")
    if entity.media and noun not in scene.t.lists["media_nouns"]:
        return False
    return entity.kind == "organisation" and not entity.place and not told and not view.quoted[mention.first]


def describe_media(scene: Scene, first: int, definite: bool) -> Link | None:
    """Return the newspaper or agency meant: the one last named; in headline and lead the one named next."""
    if definite:
        spoken = {e.number for _, link in scene.recent_speakers(first) for e in link.entities}
        for entity, mention in scene.before(first):
            if entity.media and (entity.number in spoken or scene.is_subject(mention)):
                return Link((entity,), "body", 0.75)
    if scene.view.sentence[first] < _OPENING:
        for entity, _ in scene.after(first)[:20]:
            if entity.media:
                return Link((entity,), "body", 0.6)
    return None
