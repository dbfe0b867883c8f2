"""A source as it stands in the text ("a spokesman for the ministry", "Kerry and Lavrov") → whom it means."""

from __future__ import annotations

from reportedly.annotate.cast.descriptions import (
    _as_state,
    describe_body,
    describe_media,
    describe_pair,
    describe_person,
)
from reportedly.annotate.cast.pronouns import GENDER, PLURAL, PRONOUNS, resolve_pronoun
from reportedly.annotate.cast.roles import head_noun, read_role, side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.words import singular
from reportedly.annotate.cast.types import Entity, Mention

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_NO_SPEAKER = frozenset({"there", "this", "that", "what", "which"})


def resolve_source(scene: Scene, tokens: list[int]) -> Link | None:
    """Return whom the source under ``tokens`` means; ``None`` for first persons and for nobody."""
    first, last = _core(scene, tokens)
    if first >= last:
        return None
    view = scene.view
    if last - first == 1 or (view.lower[first] in PRONOUNS and view.pos[first] == "PRON"):
        word = view.lower[first]
        possessed = last - first > 1 and word not in ("both", "who", "they", "it", "he", "she", "i", "we")
        if word in PRONOUNS and not possessed:
            return resolve_pronoun(scene, first)
        if word in PRONOUNS and possessed:
            link = _possessed(scene, first, last)
            if link:
                return link
    joint = _joint(scene, first, last)
    if joint:
        return joint
    return _single(scene, first, last)


def _core(scene: Scene, tokens: list[int]) -> tuple[int, int]:
    """Return the source's first contiguous stretch, punctuation at its ends left out."""
    view = scene.view
    tokens = [i for i in tokens if view.pos[i] != "SPACE"]
    if not tokens:
        return 0, 0
    first = tokens[0]
    last = first + 1
    while last in tokens or (last < tokens[-1] and view.pos[last] == "SPACE"):
        last += 1
    while first < last and (view.pos[first] == "PUNCT" or view.lower[first] in ("by", "to", "from", "that")):
        first += 1
    while last > first and (view.pos[last - 1] == "PUNCT" or view.words[last - 1] in _POSSESSIVE):
        last -= 1
    return first, last


def _mentions_in(scene: Scene, first: int, last: int) -> list[tuple[Entity, Mention]]:
    out: list[tuple[Entity, Mention]] = []
    for i in range(first, last):
        found = scene.cast.by_token.get(i)
        if found and (not out or out[-1][1] is not found[1]):
            out.append(found)
    return out


def _joint(scene: Scene, first: int, last: int) -> Link | None:
    """Return joint speakers: names joined by "and" on one level ("Kerry and Lavrov", "the US, France and Germany")."""
    view = scene.view
    found = _mentions_in(scene, first, last)
    if len(found) < 2 or not any(view.lower[i] in ("and", "&") for i in range(first, last)):
        return None
    joined = [found[0]]
    for (_, before), (entity, mention) in zip(found, found[1:], strict=False):
        between = [view.lower[i] for i in range(before.last, mention.first)]
        if not any(word in ("and", "&", ",") for word in between) or any(
            word in ("of", "for", "in", "at", "to", "with", "who", "from", "'s", "’s") for word in between
        ):
            break
        joined.append((entity, mention))
    if len(joined) < 2 or "and" not in [view.lower[i] for i in range(joined[0][1].last, joined[-1][1].first)]:
        return None
    following = view.lower[joined[-1][1].last] if joined[-1][1].last < last else ""
    if following and (following in _POSSESSIVE or view.pos[joined[-1][1].last] in ("NOUN", "PROPN")):
        return None
    before_first = view.lower[joined[0][1].first - 1] if joined[0][1].first > first else ""
    if before_first in ("of", "for", "from", "in", "to", "between"):
        return None
    entities = tuple(dict.fromkeys(entity for entity, _ in joined))
    persons = [e.is_person for e in entities]
    if any(persons) != all(persons):
        # "the Russian Foreign Minister Sergei Lavrov": a state inside a title is no joint speaker.
        return None
    return Link(entities, "joint", 0.85) if len(entities) > 1 else None


def _single(scene: Scene, first: int, last: int) -> Link | None:
    view, t = scene.view, scene.t
    found = _mentions_in(scene, first, last)
    head = _head(scene, first, last)
    noun = view.lower[head] if head >= 0 else ""
    persons = [(e, m) for e, m in found if e.is_person]
    if persons:
        link = _named_person(scene, first, last, head, persons)
        if link:
            return link
    bodies = [(e, m) for e, m in found if not e.is_person]
    for entity, mention in bodies:
        if mention.first <= head < mention.last or (
            mention.first == first + (view.lower[first] in ("the", "both")) and mention.last >= last
        ):
            return _whole_body(scene, entity, mention, first, last)
    if head < 0:
        return _literal(scene, first, last)
    if noun in t.lists["document_nouns"] or singular(noun) in t.lists["document_nouns"]:
        link = _owner(scene, first, last, found, head)
        if link:
            return link
    definite = (
        view.lower[first] in ("the", "this", "that", "both", "these", "those", "one", "its")
        or view.sentence[first] == 0
        or bool(found)
        or side_in(view, t, first, last) is not None
        or last - first == 1
    )
    if view.tag[head] in ("NNS", "NNPS") or noun in ("people", "police", "media"):
        return _plural(scene, first, last, head, found)
    if noun in t.lists["media_nouns"] and view.lower[first] in ("the", "a", "news") and not found and last - first <= 3:
        link = describe_media(scene, first)
        if link:
            return link
    if noun in t.person_nouns or view.lower[head] in t.words["office_short"]:
        return _person_described(scene, first, last, definite)
    if noun in t.lists["body_nouns"] or singular(noun) in t.lists["side_nouns"]:
        return describe_body(scene, first, last, head)
    if bodies and view.pos[head] == "PROPN":
        return Link((bodies[-1][0],), "name", 0.7)
    state = side_in(view, t, first, last)
    if state and last - first == 1:
        return _as_state(scene, state, "metonym", 0.85)
    if view.lower[first] == "the" and view.pos[head] == "NOUN" and last - first <= 3:
        link = _agent(scene, first, last, head)
        if link:
            return link
    return _literal(scene, first, last)


def _head(scene: Scene, first: int, last: int) -> int:
    """Return the head of a source: by the tree where it stays inside and is a noun, else by its last noun."""
    view = scene.view
    for i in range(first, last):
        if not first <= view.head[i] < last and view.pos[i] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
            if view.dep[i] in ("compound", "amod", "nmod", "poss", "det") and view.head[i] >= last:
                continue
            return i
    return head_noun(view, scene.t, first, last)


def _named_person(scene: Scene, first: int, last: int, head: int, persons: list[tuple[Entity, Mention]]) -> Link | None:
    """Return the person whom a source names; "Zelensky's adviser" and "a spokesman for Zelensky" are not Zelensky."""
    view, t = scene.view, scene.t
    entity, mention = persons[0]
    if mention.first <= head < mention.last:
        return Link((entity,), "name", 0.95)
    for entity, mention in persons:
        after = view.lower[mention.last] if mention.last < last else ""
        before = view.lower[mention.first - 1] if mention.first > first else ""
        if after in _POSSESSIVE or before in ("of", "for", "to", "from", "with", "by", "against", "about"):
            if head >= 0 and (
                view.lower[head] in t.lists["document_nouns"] or singular(view.lower[head]) in t.lists["document_nouns"]
            ):
                return Link((entity,), "document", 0.85)
            continue
        if (
            mention.last < last
            and view.pos[mention.last] in ("NOUN", "PROPN")
            and view.dep[mention.last - 1] == "compound"
            and after not in t.person_nouns
        ):
            if after in t.lists["document_nouns"]:
                return Link((entity,), "document", 0.85)
            continue
        inside_title = (
            before
            and any(view.lower[i] in ("of", "for", "from") for i in range(first, mention.first))
            and head < mention.first
            and view.lower[head] in t.lists["document_nouns"]
        )
        if inside_title:
            return Link((entity,), "document", 0.8)
        if (
            head >= 0
            and head < mention.first
            and any(
                view.lower[i] in ("office", "spokesman", "spokeswoman", "spokesperson")
                for i in range(first, mention.first)
            )
            and "of" in [view.lower[i] for i in range(head, mention.first)]
            and view.lower[mention.first - 1] != ","
        ):
            continue
        return Link((entity,), "name", 0.92)
    return None


def _whole_body(scene: Scene, entity: Entity, mention: Mention, first: int, last: int) -> Link:
    """Return the body a source names, the state of a bare ministry taken from the context."""
    name = scene.view.string(mention.first, mention.last)
    if entity.kind == "state":
        return Link((entity,), "metonym" if entity.name != name else "name", 0.9)
    if entity.side is None and any(w in entity.name.lower() for w in ("ministry", "department")):
        link = describe_body(scene, mention.first, mention.last, mention.last - 1)
        if link:
            return link
    return Link((entity,), "name", 0.9)


def _possessed(scene: Scene, first: int, last: int) -> Link | None:
    """ "his statement" is his; "her lawyer" and "his father" are somebody else."""
    view, t = scene.view, scene.t
    head = _head(scene, first + 1, last)
    if head < 0:
        return None
    if view.lower[head] in t.lists["document_nouns"] and view.lower[first] in {**GENDER, "its": "", "their": ""}:
        return resolve_pronoun(scene, first)
    return None


def _owner(scene: Scene, first: int, last: int, found: list[tuple[Entity, Mention]], head: int) -> Link | None:
    """Return whose words a document is: "the RCMP statement", "a UN report", "the ministry's statement", "the statement"."""
    view, t = scene.view, scene.t
    owners = [e for e, m in found if not e.place]
    if owners:
        return Link((owners[0],), "document", 0.8)
    side = side_in(view, t, first, last)
    for i in range(first, head):
        if view.words[i] in _POSSESSIVE and i - 1 >= first:
            return _single(scene, first, i)
    if side:
        return _as_state(scene, side, "document", 0.7)
    for i in range(head + 1, last):
        if view.lower[i] in ("by", "from") and i + 1 < last:
            return _single(scene, i + 1, last)
    noun = view.lower[head]
    if last - first > 2 or view.lower[first] not in ("the", "this", "a"):
        return None
    previous = scene.last_spoken(first)
    if (
        noun
        in (
            "statement",
            "release",
            "letter",
            "post",
            "tweet",
            "message",
            "speech",
            "address",
            "appeal",
            "comments",
            "remarks",
        )
        and previous
    ):
        return Link(previous[1].entities, "document", 0.6, previous[1].literal) if previous[1].entities else None
    if noun in ("report", "article") and view.lower[first] != "a":
        for _, link in scene.recent_speakers(first, 3):
            if any(e.media or e.kind == "organisation" for e in link.entities):
                return Link(link.entities, "document", 0.55)
    return None


def _plural(scene: Scene, first: int, last: int, head: int, found: list[tuple[Entity, Mention]]) -> Link | None:
    """Return whom a plural means: a state or body where the words name it, a pair, else the description itself."""
    view, t = scene.view, scene.t
    noun = view.lower[head]
    side = side_in(view, t, first, last)
    if noun in t.lists["parties_nouns"] or (
        noun in t.lists["pair_nouns"] and any(view.lower[i] in ("two", "both") for i in range(first, head + 1))
    ):
        if not side and last - first <= 4 and view.lower[first] in ("the", "both", "two"):
            link = describe_pair(scene, first, noun)
            if link:
                return link
    if side and noun in t.lists["side_nouns"] and noun != "forces":
        return _as_state(scene, side, "metonym", 0.85)
    if noun in t.lists["officials"] and last - first <= 3:
        for i in range(first, head):
            state = t.state_named(view.words[i])
            if state and t.adjectives.get(view.lower[i]) is None:
                return _as_state(scene, state, "metonym", 0.8)
    if noun in ("investigators", "leaders") and found and not any(e.is_person for e, _ in found) and last - first <= 3:
        return Link((found[0][0],), "metonym", 0.7)
    if last - first == 2 and view.lower[first] == "the":
        if t.peoples.get(noun):
            return _as_state(scene, t.peoples[noun], "metonym", 0.85)
        for _, link in scene.recent_speakers(first, 8):
            for entity in link.entities:
                if entity.plural and noun in entity.name.lower().split():
                    return Link((entity,), "description", 0.75)
    return _literal(scene, first, last, plural=True)


def _person_described(scene: Scene, first: int, last: int, definite: bool) -> Link | None:
    """Return whom a singular description means: somebody of the cast, or an unnamed person called by these words."""
    view = scene.view
    indefinite = view.lower[first] in ("a", "an", "another", "some", "any")
    if definite and not indefinite:
        link = describe_person(scene, first, last)
        if link:
            return link
        link = _agent(scene, first, last, _head(scene, first, last))
        if link and last - first <= 3 and view.lower[first] == "the":
            return link
    return _literal(scene, first, last)


def _agent(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """ "the teenager", "the singer": words that tell of a known person what no title told; the last to speak, if near."""
    view = scene.view
    gender = scene.t.words["person_gender"].get(view.lower[head])
    noun = view.lower[head]
    for at, link in scene.recent_speakers(first, 3):
        if view.sentence[first] - view.sentence[at] > 4 or len(link.entities) != 1:
            continue
        entity = link.entities[0]
        if not entity.is_person or (gender and entity.gender and gender != entity.gender):
            continue
        if (
            noun in scene.t.person_nouns
            and entity.roles
            and scene.t.person_nouns[noun] & {"official", "leader", "lawyer", "judge", "doctor", "relative"}
        ):
            continue
        if noun in scene.t.person_nouns:
            return Link((entity,), "description", 0.45)
    return None


def _literal(scene: Scene, first: int, last: int, plural: bool = False) -> Link | None:
    """Call somebody unnamed by the source's own words; the same words again are the same somebody."""
    view = scene.view
    if view.lower[first] in _NO_SPEAKER and last - first == 1:
        return None
    name = view.string(first, last)
    short = name[4:] if name.lower().startswith("the ") else name
    head = _head(scene, first, last)
    plural = plural or (head >= 0 and view.tag[head] in ("NNS", "NNPS")) or (view.lower[first] in PLURAL)
    for entity in scene.cast.entities:
        if entity.name in (name, short) or entity.name.lower() == name.lower():
            return Link((entity,), "description", 0.7)
    entity = scene.cast.new(name, "unnamed", plural=plural, side=side_in(view, scene.t, first, last))
    noun = view.lower[head] if head >= 0 else ""
    if (
        noun in scene.t.lists["body_nouns"]
        or noun in scene.t.lists["document_nouns"]
        or noun in scene.t.lists["media_nouns"]
    ):
        entity.kind = "organisation"
    elif noun not in scene.t.person_nouns and not plural and (head < 0 or view.pos[head] != "PROPN"):
        entity.plural = False
    entity.gender = scene.t.words["person_gender"].get(noun)
    role = read_role(view, scene.t, first, last)
    if role:
        entity.roles.append(role)
    scene.cast.put(entity, Mention(first, last, view.span(first, last), "description"))
    return Link((entity,), "unnamed", 0.7)
