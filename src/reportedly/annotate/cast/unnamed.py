"""Somebody whom nobody names: called by the words of the source itself."""

from __future__ import annotations

from reportedly.annotate.cast.documents import is_document
from reportedly.annotate.cast.persons import gender_of
from reportedly.annotate.cast.phrases import head_of
from reportedly.annotate.cast.pronouns import FIRST, PLURAL, is_pronoun, resolve_pronoun
from reportedly.annotate.cast.roles import read_role, side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Mention
from reportedly.annotate.cast.words import singular

_SURE = 0.5
"""Confidence from which on "his" is told by name."""
_NO_SPEAKER = frozenset({"there", "this", "that", "what", "which"})
DEFINITE = frozenset({"the", "this", "that", "both", "these", "those", "its"})


def literal(scene: Scene, first: int, last: int, plural: bool = False) -> Link | None:
    """Call somebody unnamed by the source's own words; the same words again are the same somebody."""
    view, t = scene.view, scene.t
    if view.lower[first] in _NO_SPEAKER and last - first == 1:
        return None
    name = view.string(first, last)
    whose = _whose(scene, first, last)
    if whose:
        name = whose
    elif view.lower[first] in t.lists["indefinite"] or view.lower[first] in DEFINITE:
        name = name[:1].lower() + name[1:]  # "A senior official" at the head of a sentence
    short = name[4:] if name.lower().startswith("the ") else name
    head = head_of(scene, first, last)
    noun = view.lower[head] if head >= 0 else ""
    known = scene.cast.find(name) or scene.cast.find(short)
    if known:
        return Link((known,), "description", 0.7)
    plural = plural or (head >= 0 and view.tag[head] in ("NNS", "NNPS")) or view.lower[first] in PLURAL
    entity = scene.cast.new(name, "unnamed", plural=plural, side=side_in(view, t, first, last))
    if any(noun in t.lists[each] for each in ("body_nouns", "document_nouns", "media_nouns")):
        entity.kind = "organisation"
        entity.media = noun in t.lists["media_nouns"]
    entity.gender = gender_of(scene, [noun])
    role = read_role(view, t, first, last)
    if role:
        entity.roles.append(role)
    scene.cast.put(entity, Mention(first, last, view.span(first, last), "description"))
    return Link((entity,), "unnamed", 0.5 if is_document(scene, head) else 0.75)


def _whose(scene: Scene, first: int, last: int) -> str | None:
    """Return "Ana Ruiz's neighbours" for "her neighbours": whose they are told by name."""
    view = scene.view
    if view.dep[first] != "poss" or view.lower[first] in FIRST or not is_pronoun(view, first) or last - first < 2:
        return None
    link = resolve_pronoun(scene, first)
    if link is None or len(link.entities) != 1 or link.confidence < _SURE or link.entities[0].kind == "unnamed":
        return None
    owner = link.entities[0].name
    mark = "'" if owner.endswith("s") else "'s"
    return f"{owner}{mark} {view.string(first + 1, last)}"


def one_of(scene: Scene, first: int, head: int) -> Link | None:
    """ "one official" after "Western officials said" is a Western official."""
    noun = scene.view.lower[head]
    for _, link in scene.recent_speakers(first, 3):
        for group in link.entities:
            words = group.name.split()
            if group.plural and len(words) > 1 and singular(words[-1].lower()) == noun:
                rest = " ".join(words[:-1]).removeprefix("the ").removeprefix("The ")
                article = "an" if rest[:1].lower() in "aeiou" else "a"
                name = f"{article} {rest} {noun}"
                entity = scene.cast.find(name) or scene.cast.new(name, "unnamed", side=group.side)
                return Link((entity,), "description", 0.6)
    return None
