"""A source as it stands in the text ("a spokesman for the ministry", "Kerry and Lavrov") → whom it means."""

from __future__ import annotations

import re

from reportedly.annotate.cast.counterparts import counterpart
from reportedly.annotate.cast.documents import is_document, owner
from reportedly.annotate.cast.groups import as_state, describe_body, describe_media
from reportedly.annotate.cast.joint import TO_ANOTHER, joint, joint_bodies
from reportedly.annotate.cast.mentions import title_word
from reportedly.annotate.cast.persons import agent, describe_person, forward_person, private_person
from reportedly.annotate.cast.phrases import POSSESSIVE, core, head_of, mentions_in, without_clauses
from reportedly.annotate.cast.plurals import plural
from reportedly.annotate.cast.pronouns import GENDER, PRONOUNS, is_pronoun, resolve_pronoun
from reportedly.annotate.cast.roles import read_role, side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity, Mention
from reportedly.annotate.cast.unnamed import DEFINITE, literal, one_of
from reportedly.annotate.cast.words import singular

_AGE = re.compile(r"the [\w-]+[ -]year[ -]old$")
_INDEFINITE = frozenset({"a", "an", "another", "some", "any"})


def resolve_source(scene: Scene, tokens: list[int]) -> Link | None:
    """Return whom the source under ``tokens`` means; ``None`` for first persons and for nobody."""
    first, last = core(scene, tokens)
    if first >= last:
        return None
    if is_pronoun(scene.view, first):
        if last - first == 1 or scene.view.dep[first] != "poss":
            if scene.view.lower[first] != "both" or last - first == 1:
                return resolve_pronoun(scene, first)
        elif is_document(scene, head_of(scene, first + 1, last)):
            return resolve_pronoun(scene, first)  # "his statement" is his; "his father" is somebody else
    return joint(scene, first, last) or joint_bodies(scene, first, last) or single(scene, first, last)


def single(scene: Scene, first: int, last: int) -> Link | None:
    """Return whom one noun phrase means: a name in it, a description of somebody known, else its own words."""
    view, t = scene.view, scene.t
    found = mentions_in(scene, first, last)
    head = head_of(scene, first, last)
    noun = view.lower[head] if head >= 0 else ""
    persons = [(e, m) for e, m in found if e.is_person]
    link = _named_person(scene, first, last, head, persons) if persons else None
    if link:
        return link
    if is_document(scene, head):
        link = owner(scene, first, last, head, found)
        if link:
            return link
    link = _unlabelled_name(scene, first, last)
    if link:
        return link
    apposed = _apposed(scene, first, last, head, found)
    if apposed:
        return _whole_body(scene, *apposed)
    last = without_clauses(scene, first, last)
    found = [(e, m) for e, m in found if m.first < last]
    head = head_of(scene, first, last)
    noun = view.lower[head] if head >= 0 else ""
    bodies = [(e, m) for e, m in found if not e.is_person]
    for entity, mention in bodies:
        whole = mention.first == first + (view.lower[first] in ("the", "both")) and mention.last >= last
        if mention.first <= head < mention.last or whole:
            return _whole_body(scene, entity, mention)
    if _AGE.match(view.string(first, last).lower()):
        return agent(scene, first, noun) or literal(scene, first, last)
    if head < 0:
        alone = side_in(view, t, first, last) if last - first == 1 else None
        return as_state(scene, alone, "metonym", 0.6) if alone else literal(scene, first, last)
    one = noun not in ("media", "press", "outlets") or last - first == 1  # "Georgian media" are many
    if ((noun in t.lists["media_nouns"] and one) or (noun in t.lists["reports"] and last - first == 1)) and (
        (not found and view.tag[head] not in ("NNS", "NNPS") and side_in(view, t, first, last) is None)
        or view.sentence[first] < 4
    ):
        link = describe_media(scene, first, view.lower[first] in DEFINITE)
    if link:
        return link
    if view.tag[head] in ("NNS", "NNPS") or noun in ("people", "police", "media"):
        return plural(scene, first, last, head, found)
    if noun in t.person_nouns or (noun in t.words["office_short"] and noun not in ("mfa", "mod")):
        return _person_described(scene, first, last, head, found)
    if noun in t.lists["body_nouns"] or singular(noun) in t.lists["side_nouns"]:
        return describe_body(scene, first, last, head)
    if bodies and view.pos[head] == "PROPN":
        return Link((bodies[-1][0],), "name", 0.7)
    state = side_in(view, t, first, last)
    if state and last - first == 1:
        return as_state(scene, state, "metonym", 0.85)
    return literal(scene, first, last)


def _apposed(
    scene: Scene, first: int, last: int, head: int, found: list[tuple[Entity, Mention]]
) -> tuple[Entity, Mention] | None:
    """Return the body that a description names itself: "the Gaza-based movement Hamas", "the AFP news agency", "the
    agency for refugees, UNRWA".
    """
    view, lists = scene.view, scene.t.lists
    called = lists["body_nouns"] | lists["media_nouns"]
    if head < 0 or view.lower[head] not in called or not found:
        return None
    entity, mention = found[-1]
    if entity.kind != "organisation" or entity.place or mention.first == first:
        return None
    behind = mention.last == last and mention.first > head
    if behind and (mention.first == head + 1 or view.words[mention.first - 1] == ","):
        return entity, mention
    if entity.media and head == last - 1 and all(view.lower[i] == "news" for i in range(mention.last, head)):
        return entity, mention
    return None


def _named_person(scene: Scene, first: int, last: int, head: int, persons: list[tuple[Entity, Mention]]) -> Link | None:
    """Return the person whom a source names; "Zelensky's adviser" and "a spokesman for Zelensky" are not Zelensky."""
    view = scene.view
    for entity, mention in persons:
        if mention.first <= head < mention.last:
            other, own = persons[-1]
            full = own.last == last and own.last - own.first > 1 and view.words[own.first - 1] == ","
            if mention.last - mention.first == 1 and own is not mention and full:
                return Link((other,), "name", 0.85)  # "Keeper of the Ruler's Seal, Syed Danial"
            return Link((entity,), "name", 0.95)
    for entity, mention in persons:
        after = view.lower[mention.last] if mention.last < last else ""
        before = view.lower[mention.first - 1] if mention.first > first else ""
        titles = [view.lower[i] for i in range(first, mention.first)]
        modifies = (
            bool(after) and view.pos[mention.last] in ("NOUN", "PROPN") and view.dep[mention.last - 1] == "compound"
        )
        things = first <= head < mention.first and "in" in titles and before in (",", "and")
        belongs = (
            after in POSSESSIVE or before in TO_ANOTHER or before in ("in", "at", "on", "near") or modifies or things
        )
        office_of = before != "," and "of" in titles and first <= head < mention.first and view.lower[head] == "office"
        document_of = (
            head < mention.first and is_document(scene, head) and any(w in ("of", "by", "from") for w in titles)
        )
        ruled = "of" in titles and first <= head < mention.first and view.lower[head] in scene.t.lists["governments"]
        if ruled and entity.side in scene.t.state_names:
            return as_state(scene, entity.side or "", "metonym", 0.8)  # "the government of President …"
        if _opposed(scene, mention):
            continue
        if document_of or (belongs and is_document(scene, head)):
            return Link((entity,), "document", 0.85)
        if belongs or office_of:
            continue
        return Link((entity,), "name", 0.92)
    return None


def _opposed(scene: Scene, mention: Mention) -> bool:
    """Whether a name is half of a compound that says for or against whom others are ("anti-Saied protesters")."""
    view, i = scene.view, mention.first
    if view.words[i - 1] in ("-", "–") and i > 1:
        return view.lower[i - 2] in ("anti", "pro")
    return view.lower[i].startswith(("anti-", "pro-"))


def _unlabelled_name(scene: Scene, first: int, last: int) -> Link | None:
    """ "then-minister of infrastructure Amarjeet Sohi": a name after an office that the parser overlooked."""
    view, t = scene.view, scene.t
    begin = last
    while begin > first and view.pos[begin - 1] == "PROPN" and not title_word(view, t, begin - 1):
        begin -= 1
    words = [view.words[i] for i in range(begin, last)]
    office = any(view.lower[i].split("-")[-1] in t.person_nouns for i in range(first, begin))
    named = all(word[:1].isupper() and not word.isupper() for word in words)
    known = any(i in scene.cast.by_token or view.lower[i] in t.lists["body_nouns"] for i in range(begin, last))
    if (
        not office
        or not 2 <= len(words) <= 3
        or not named
        or known
        or view.lower[begin - 1] in TO_ANOTHER | {"in", "the"}
    ):
        return None
    entity = scene.cast.new(" ".join(words), "person", side=side_in(view, t, first, begin))
    role = read_role(view, t, first, begin)
    if role:
        entity.roles.append(role)
    scene.cast.put(entity, Mention(begin, last, view.span(begin, last)))
    return Link((entity,), "name", 0.75)


def _whole_body(scene: Scene, entity: Entity, mention: Mention) -> Link:
    """Return the body a source names, the state of a bare ministry taken from the context."""
    name = scene.view.string(mention.first, mention.last)
    if entity.kind == "state":
        return Link((entity,), "metonym" if entity.name != name else "name", 0.9)
    last_word = scene.view.lower[mention.last - 1]
    if (
        last_word in scene.t.lists["side_nouns"]
        and mention.last - mention.first > 1
        and last_word not in ("party", "forces")
    ):
        link = describe_body(scene, mention.first, mention.last, mention.last - 1)
        if link:
            return link
    if entity.side is None and any(word in entity.name.lower() for word in ("ministry", "department")):
        link = describe_body(scene, mention.first, mention.last, mention.last - 1)
        if link:
            return link
    return Link((entity,), "name", 0.9)


def _person_described(
    scene: Scene, first: int, last: int, head: int, found: list[tuple[Entity, Mention]]
) -> Link | None:
    """Return whom a singular description means: somebody of the cast, or an unnamed person called by these words."""
    view = scene.view
    if view.lower[first] == "one" and last - first == 2:
        return one_of(scene, first, head) or literal(scene, first, last)
    if view.lower[first] in _INDEFINITE:
        return forward_person(scene, first, last) or literal(scene, first, last)
    if "journalist" in scene.t.person_nouns.get(view.lower[head], ()) and any(e.media for e, _ in found):
        return literal(scene, first, last)  # "the ANSA correspondent" is no other medium's
    if view.lower[head] == "counterpart" and (link := counterpart(scene, first, last, head)):
        return link
    known = view.lower[first] in DEFINITE or view.sentence[first] < 2 or bool(found) or last - first == 1
    if known or side_in(view, scene.t, first, last):
        link = describe_person(scene, first, last)
        if link is None and view.lower[first] == "the":
            short = last - first <= 3
            link = agent(scene, first, view.lower[head]) if short else private_person(scene, first, view.lower[head])
        if link:
            return link
    return literal(scene, first, last)


__all__ = ["GENDER", "PRONOUNS", "literal", "resolve_source", "single"]
