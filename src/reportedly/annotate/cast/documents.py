"""Words and papers as sources: "the RCMP statement", "a UN report", "the Saturday appeal of the president", "the
report".
"""

from __future__ import annotations

from reportedly.annotate.cast.groups import as_state, describe_body
from reportedly.annotate.cast.phrases import POSSESSIVE
from reportedly.annotate.cast.roles import side_in
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity, Mention
from reportedly.annotate.cast.words import singular

_ISSUED = frozenset({"issued", "released", "published", "written", "signed", "made", "drafted", "posted", "delivered"})
_OPEN_ATTRIBUTES = frozenset({"joint", "written", "official", "same", "emailed", "final", "latest", "full", "new"})
"""Words before a document's noun that do not say whose it is."""


def is_document(scene: Scene, token: int) -> bool:
    """Whether the noun at ``token`` is words or a paper of somebody; "The Montevideo Post" is a newspaper."""
    named = scene.cast.by_token.get(token)
    if named and named[0].media:
        return False
    noun = scene.view.lower[token] if token >= 0 else ""
    return noun in scene.t.lists["document_nouns"] or singular(noun) in scene.t.lists["document_nouns"]


def owner(scene: Scene, first: int, last: int, head: int, found: list[tuple[Entity, Mention]]) -> Link | None:
    """Return whose words a document is, by what stands before and after its noun; ``None`` where nobody is named.

    Bodies and persons own ("the RCMP statement"); a state does by its adjective ("the Slovak government's
    assessment");
    a place does not.
    """
    view = scene.view
    author = _author(scene, head, last)
    if author:
        return author
    owners = [e for e, m in found if not e.place and _owns(scene, m, head, first)]
    if owners:
        return Link((owners[0],), "document", 0.8)
    for i in range(first + 1, head):
        if view.words[i] in POSSESSIVE:
            from reportedly.annotate.cast.sources import single

            link = single(scene, first, i)  # "the union's Friday release"
            return Link(link.entities, "document", min(0.75, link.confidence)) if link else None
    if head == first + 2 and view.lower[first] == "the" and view.lower[head - 1] in scene.t.lists["body_nouns"]:
        body = describe_body(scene, first, head, head - 1)  # "the court ruling"
        return Link(body.entities, "document", 0.55) if body else None
    side = side_in(view, scene.t, first, head)
    if side:
        return as_state(scene, side, "document", 0.7)
    return _carried_on(scene, first, last, head) or _named_before(scene, first, head)


def _named_before(scene: Scene, first: int, head: int) -> Link | None:
    """ "a draft communique", "the draft statement" after "the G20 communique": the body whose paper was named before,
    one of that kind where it is no draft.
    """
    view = scene.view
    draft = "draft" in view.lower[first:head]
    for i in range(first - 1, 0, -1):
        same = view.lower[i] == view.lower[head] or (draft and is_document(scene, i))
        found = scene.cast.by_token.get(i - 1) if same else None
        body = found is not None and found[0].kind == "organisation" and not is_paper(scene, found[0])
        if found and body and not (found[0].place or found[0].media):
            return Link((found[0],), "document", 0.5)
    return None


def _author(scene: Scene, head: int, last: int) -> Link | None:
    """Return whom "by …" or "from …" behind a document's noun names or describes: "a statement by the presidency"."""
    from reportedly.annotate.cast.sources import resolve_source

    view = scene.view
    for i in range(head + 1, last - 1):
        if view.lower[i] in ("by", "from"):
            of_paper = i == head + 1 or view.lower[i - 1] in _ISSUED or view.head[i] == head
            if not of_paper or view.pos[i + 1] == "NUM":
                continue
            link = resolve_source(scene, list(range(i + 1, last)))
            if link and link.entities and not any(e.place for e in link.entities):
                return Link(link.entities, "document", min(0.8, link.confidence))
        elif view.pos[i] not in ("PROPN", "NOUN", "ADJ", "DET", "PART", "ADP", "VERB", "ADV"):
            return None
    return None


def _owns(scene: Scene, mention: Mention, head: int, first: int) -> bool:
    """Whether a mention stands before the document's noun, or behind it after "of", "by" or "from"."""
    view = scene.view
    if mention.last <= head:
        return True
    for i in range(mention.first - 1, head, -1):
        if view.lower[i] in ("of", "by", "from"):
            return view.head[i] == head or view.lower[view.head[i]] in _ISSUED
        if view.pos[i] not in ("PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT"):
            return False
    return False


def _carried_on(scene: Scene, first: int, last: int, head: int) -> Link | None:
    """ "the statement said" after a statement of the ministry: whoever spoke last; "the report": the body that
    reported.
    """
    view, lists = scene.view, scene.t.lists
    noun = view.lower[head]
    if last - first == 2 and view.lower[first] in ("a", "an") and noun in lists["spoken_documents"]:
        for entity, mention in scene.before(first)[:6]:
            if (
                entity.kind == "organisation"
                and not entity.place
                and not entity.media
                and not scene.view.quoted[mention.first]
            ):
                return Link((entity,), "document", 0.5)
        return None
    attributes = [view.lower[i] for i in range(first + 1, head)]
    if view.lower[first] not in ("the", "this") or head != last - 1 or not _OPEN_ATTRIBUTES.issuperset(attributes):
        return None
    if noun in lists["spoken_documents"]:
        stated = _stated_together(scene, first) if "joint" in attributes else _stated(scene, first)
        return Link(stated, "document", 0.6) if stated else None
    if noun in lists["reports"]:
        speakers = [link.entities[0] for _, link in scene.recent_speakers(first) if len(link.entities) == 1]
        for media in (True, False):
            for entity in speakers[:6]:
                if entity.media if media else entity.kind == "organisation" and not is_paper(scene, entity):
                    return Link((entity,), "document", 0.55)
    return None


def _stated(scene: Scene, at: int) -> tuple[Entity, ...]:
    """Return whose the statement is that an article quotes from: the last speaker that does not merely carry it."""
    recent = [link.entities for _, link in scene.recent_speakers(at) if link.entities]
    return next((entities for entities in recent if not entities[0].media), recent[0] if recent else ())


def _stated_together(scene: Scene, at: int) -> tuple[Entity, ...]:
    """Return the several who made "the joint statement": those who spoke together last, else who are named together."""
    from reportedly.annotate.cast.pronouns import plural_subject

    for _, link in scene.recent_speakers(at, 4):
        if len(link.entities) > 1:
            return link.entities
    subject = plural_subject(scene, at)
    return subject[0].entities if subject else ()


def is_paper(scene: Scene, entity: Entity) -> bool:
    """Whether an entity is itself a document called by its own words."""
    return entity.name.split()[-1].lower() in scene.t.lists["document_nouns"]
