"""The speaker of every attribution of an article, in the order of its text."""

from __future__ import annotations

from reportedly.annotate.cast.implicit import without_source
from reportedly.annotate.cast.introduced import name_introduced
from reportedly.annotate.cast.official import document_speaker, turn_at, turns
from reportedly.annotate.cast.opening import name_opening
from reportedly.annotate.cast.pronouns import FIRST, PRONOUNS
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.sources import resolve_source
from reportedly.annotate.cast.types import Cast
from reportedly.annotate.cast.view import View
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.model import Span, Spans

THRESHOLD = 0.4
"""Below this confidence a speaker is unknown rather than guessed; set on the development articles so that naming more
would be wrong more often than right."""
_NAMED_AFTER = ("to", "by", "from", "citing", "quoting")
"""Ends of cues behind which their source stands."""
_BESIDE = 2
"""Code points: a source no further from its cue stands beside it."""


def resolve_with(layers: Layers, cast: Cast, view: View) -> tuple[Speaker, ...]:
    """Return one speaker for each attribution of ``layers``, same order."""
    if not layers.attributions or not len(view):
        return tuple(Speaker(name=None) for _ in layers.attributions)
    scene = Scene(layers=layers, cast=cast, view=view)
    scene.document_speaker = document_speaker(scene)
    scene.turns = turns(scene)
    links = scene.links
    anchors = [_anchor(view, each) for each in layers.attributions]
    for i in sorted(range(len(anchors)), key=lambda i: (_begin(view, layers.attributions[i]), i)):
        links[i], scene.current = None, i
        each = layers.attributions[i]
        tokens = view.tokens_of(_nearest(view, each))
        _part_of_token(view, each, tokens)
        if tokens and _first_person(view, tokens):
            links[i] = _self(scene, i, links, view.lower[tokens[0]])
        elif tokens:
            links[i] = resolve_source(scene, tokens)
        impersonal = len(tokens) == 1 and view.lower[tokens[0]] == "it" and view.dep[tokens[0]] in ("nsubjpass", "expl")
        if links[i] is None and (not tokens or impersonal):
            links[i] = without_source(scene, i, anchors[i], links)
        link = links[i]
        if link and link.entities and each.nested_in is None and link.basis != "hearsay":
            scene.say(anchors[i], link)
    name_introduced(scene, anchors)
    name_opening(scene, anchors)
    return tuple(_speaker(scene, links[i], anchors[i]) for i in range(len(anchors)))


def _anchor(view: View, each: Attribution) -> int:
    for spans in (each.source, each.cue, each.content):
        if spans:
            return view.token_at(spans[0][0])
    return 0


def _begin(view: View, each: Attribution) -> int:
    """First token of an attribution: an outer statement is resolved before what is said inside it."""
    starts = [spans[0][0] for spans in (each.source, each.cue, each.content) if spans]
    return view.token_at(min(starts)) if starts else 0


def _nearest(view: View, each: Attribution) -> Spans:
    """Return the piece of a source in pieces that is nearest to its cue: who speaks, rather than who tells of it.

    Of two beside the cue the one before it ("X | told | Y"), but after "according to" the one behind. Pieces that
    "and" or a comma joins are one.
    """
    joined = [each.source[0]] if each.source else []
    for start, end in each.source[1:]:
        if view.text[joined[-1][1] : start].strip(" ,&") in ("", "and"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) < 2 or not each.cue:
        return tuple(joined)
    first, last = each.cue[0][0], each.cue[-1][1]
    follows = view.text[first:last].lower().endswith(_NAMED_AFTER)

    def distance(piece: Span) -> tuple[int, bool]:
        return max(piece[0] - last, first - piece[1], _BESIDE), (piece[0] >= last) != follows

    return (min(joined, key=distance),)


def _part_of_token(view: View, each: Attribution, tokens: list[int]) -> None:
    """Read a pronoun that is run together with the word before it ("… of beings”He stated") as the pronoun it is."""
    if len(tokens) == 1 and len(each.source) == 1:
        start, end = each.source[0]
        word = view.text[start:end]
        if len(word) < len(view.words[tokens[0]]) and word.lower() in PRONOUNS:
            view.words[tokens[0]], view.lower[tokens[0]] = word, word.lower()


def _first_person(view: View, tokens: list[int]) -> bool:
    return view.lower[tokens[0]] in FIRST and view.words[tokens[0]] != "US" and len(tokens) <= 3


def _self(scene: Scene, number: int, links: dict[int, Link | None], word: str) -> Link | None:
    """ "I" and "we": whoever speaks the words around it; "we" of somebody who speaks for a state is that state."""
    each = scene.layers.attributions[number]
    at = each.source[0][0]
    around = scene.covered[scene.view.token_at(at)]
    outer = links.get(around) if around not in (-1, number) else None
    if outer is None and each.nested_in is not None:
        outer = links.get(each.nested_in)
    if outer and word in ("i", "me", "my", "myself") and not all(e.is_person for e in outer.entities):
        outer = None
    if outer is None:
        whose = turn_at(scene, at) or scene.document_speaker
        outer = Link((whose,), "document", 0.75) if whose else _quote_speaker(scene, number, links)
    if outer is None or (word in ("i", "me", "my", "myself") and not all(e.is_person for e in outer.entities)):
        return None
    if word in ("we", "us", "our") and len(outer.entities) == 1:
        side = outer.entities[0].side
        if side and outer.entities[0].is_person and side in scene.t.state_names:
            entity = scene.cast.find(side) or scene.cast.new(side, "state", side=side)
            return Link((entity,), "first person", 0.55)
    return Link(outer.entities, "first person", min(0.85, outer.confidence), outer.literal)


def _quote_speaker(scene: Scene, number: int, links: dict[int, Link | None]) -> Link | None:
    """Inside a quotation whose attribution comes later ("… I think …", said X): that attribution's own source."""
    each = scene.layers.attributions[number]
    at = each.source[0][0]
    around = scene.covered[scene.view.token_at(at)]
    if around not in (-1, number) and around not in links:
        tokens = scene.view.tokens_of(scene.layers.attributions[around].source)
        if tokens and not _first_person(scene.view, tokens):
            return resolve_source(scene, tokens)
    previous = scene.last_spoken(scene.view.token_at(at))
    return previous[1] if previous else None


def _speaker(scene: Scene, link: Link | None, anchor: int) -> Speaker:
    if link is None or not (link.entities or link.literal):
        return Speaker(name=None, basis="no candidate")
    if link.confidence < THRESHOLD:
        return Speaker(name=None, basis=f"unsure: {link.basis}", confidence=link.confidence)
    if len(link.entities) > 1:
        names = [entity.name for entity in link.entities]
        name = ", ".join(names[:-1]) + " and " + names[-1]
        sides = {entity.side for entity in link.entities}
        side = sides.pop() if len(sides) == 1 else None
        return Speaker(name=name, kind="group", side=side, confidence=link.confidence, basis=link.basis)
    entity = link.entities[0]
    role = next((fact.title for fact in entity.roles), None)
    return Speaker(
        name=entity.name,
        kind=entity.kind,
        side=entity.side,
        role=role,
        confidence=round(link.confidence, 3),
        basis=link.basis,
    )


__all__ = ["PRONOUNS", "THRESHOLD", "resolve_with"]
