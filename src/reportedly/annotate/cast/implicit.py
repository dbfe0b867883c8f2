"""Statements that name no source where they stand: continued quotes, headlines, official texts, transcripts."""

from __future__ import annotations

import re

from reportedly.annotate.cast.official import turn_at
from reportedly.annotate.cast.opening import content_words
from reportedly.annotate.cast.pairs import both_sides, principals
from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity
from reportedly.model import UNNAMED, UNNAMED_REPORTS

_HEARSAY = re.compile(r"\b(reported|reports?|rumou?rs?|alleged)", re.I)
_AT_LARGE = re.compile(r"report|believe|estimat|alleg|rumou?r|fear|expect|think|thought|known|claim|regard|hail", re.I)
"""What "it is …ed" says of people at large."""
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_TOGETHER = re.compile(r"agree|decide", re.I)
_HEAD = 3
"""Sentences of headline and deck."""
_NEAR = 400
"""Code points between the end of a statement and a quote that continues it."""


def without_source(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """Return the speaker of an attribution without a source, the surest way first."""
    each = scene.layers.attributions[number]
    for way in (_turn, _headline, _passive, _governed, _hearsay, _continued):
        link = way(scene, number, anchor, links)
        if link:
            return link
    if scene.document_speaker and each.content:
        return Link((scene.document_speaker,), "document", 0.6)
    return None


def _turn(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """A transcript's turn: "NAME: text"."""
    content = scene.layers.attributions[number].content
    if not content or (scene.layers.attributions[number].quote_type == "direct" and scene.view.quoted[anchor]):
        return None
    entity = turn_at(scene, content[0][0])
    return Link((entity,), "transcript", 0.85) if entity else None


def _headline(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """A headline without a source says what the text below says with one: the statement that shares most words."""
    each = scene.layers.attributions[number]
    if not each.headline and scene.view.sentence[anchor] > 1:
        return None
    if each.cue or not each.content or not (each.headline or scene.view.paragraph[anchor] == 0):
        return None
    return _echo(scene, number, 0.34)


def _echo(scene: Scene, number: int, least: float) -> Link | None:
    """Return the source of the statement near by that shares most words with this one, at least such a share."""
    from reportedly.annotate.cast.sources import resolve_source

    words = content_words(scene, number)
    best: tuple[float, int] | None = None
    for i, other in enumerate(scene.layers.attributions):
        if i == number or not other.source or i - number > 12:
            continue
        shared = len(words & content_words(scene, i)) / max(1, len(words))
        if shared > least and (best is None or shared > best[0]):
            best = (shared, i)
    if best is None:
        return None
    tokens = scene.view.tokens_of(scene.layers.attributions[best[1]].source)
    link = resolve_source(scene, tokens)
    return Link(link.entities, "headline", 0.7, link.literal) if link else None


def _governed(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """A cue whose subject stands with another verb: "…, adding that …", "X met Y and said …"."""
    from reportedly.annotate.cast.sources import resolve_source

    view = scene.view
    cue = view.tokens_of(scene.layers.attributions[number].cue)
    if not cue:
        return None
    verb = next((i for i in cue if view.pos[i] in ("VERB", "AUX")), -1)
    if verb < 0 or (view.tag[verb] == "VBN" and any(view.dep[c] == "auxpass" for c in view.children.get(verb, ()))):
        return None
    for _ in range(5):
        subjects = [c for c in view.children.get(verb, ()) if view.dep[c] in ("nsubj", "nsubjpass")]
        if subjects:
            tokens = _phrase(scene, subjects[0])
            link = resolve_source(scene, tokens)
            if link is None or link.basis == "unnamed":
                return None  # "The killing of …, the ICRC said, repeating": no speaker
            return Link(link.entities, "subject", min(0.8, link.confidence), link.literal)
        if view.dep[verb] == "acl" and view.head[verb] in scene.cast.by_token:
            return Link((scene.cast.by_token[view.head[verb]][0],), "subject", 0.7)
        if (
            view.dep[verb] not in ("conj", "advcl", "xcomp", "acl", "ccomp", "dep", "prep", "pcomp")
            or view.head[verb] == verb
        ):
            return None
        verb = view.head[verb]
    return None


def _phrase(scene: Scene, head: int) -> list[int]:
    """Return the tokens of a noun phrase: its head with all that hangs on it, clauses left out."""
    view, stack = scene.view, [head]
    out: list[int] = []
    while stack and len(out) < 40:
        i = stack.pop()
        out.append(i)
        stack.extend(
            c for c in view.children.get(i, ()) if view.dep[c] not in ("relcl", "acl", "advcl", "punct", "ccomp")
        )
    out.sort()
    begin = out.index(head)
    low = begin
    while low > 0 and out[low - 1] == out[low] - 1:
        low -= 1
    return out[low:]


def _hearsay(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """ "reportedly", "reports of …", "amid calls for …": nobody is named, and the record says so."""
    each, view = scene.layers.attributions[number], scene.view
    if not each.cue or _quotes(scene, number):
        return None
    cue = view.text[each.cue[0][0] : each.cue[-1][1]]
    if _HEARSAY.search(cue) and (cue.lower().startswith("report") or "ly" in cue):
        return _nobody(scene, UNNAMED_REPORTS, 0.5)
    if any(view.pos[i] in ("VERB", "AUX") for i in view.tokens_of(each.cue)):
        return None
    return _nobody(scene, UNNAMED, 0.5)


def _quotes(scene: Scene, number: int) -> bool:
    """Whether a statement quotes in its own right, rather than stand inside a quotation ("“I was told that …”")."""
    each = scene.layers.attributions[number]
    return each.quote_type == "direct" and not scene.view.quoted[scene.view.token_at(each.cue[0][0])]


def _nobody(scene: Scene, name: str, confidence: float) -> Link:
    """Return whoever it may be that nobody names."""
    entity = scene.cast.find(name) or scene.cast.new(name, "unnamed", plural=True)
    return Link((entity,), "hearsay", confidence)


def _continued(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """A quote that goes on, or a sentence that leads to a quote: the speaker before, or the subject of the lead."""
    each = scene.layers.attributions[number]
    if each.quote_type == "indirect" and not each.cue and not each.content:
        return None
    view = scene.view
    previous = scene.last_spoken(anchor)
    lead = _lead(scene, anchor)
    if lead and (previous is None or previous[0] < lead[1]):
        return Link((lead[0],), "continuation", 0.6)
    if previous is None:
        return None
    distance = view.start[anchor] - view.start[previous[0]]
    confidence = 0.9 if distance < _NEAR else 0.75 if distance < 4 * _NEAR else 0.45
    return Link(previous[1].entities, "continuation", confidence, previous[1].literal)


def _lead(scene: Scene, anchor: int) -> tuple[Entity, int] | None:
    """Return the person who is the subject of the sentence before a quote, outside quotation marks, and where."""
    view = scene.view
    sentence = view.sentence[anchor]
    for entity, mention in scene.before(anchor)[:8]:
        if view.sentence[mention.first] < sentence - 1:
            return None
        if (
            entity.is_person
            and not view.quoted[mention.first]
            and not scene.reported(mention.first)
            and scene.is_subject(mention)
        ):
            return entity, mention.first
    return None


def _impersonal(scene: Scene, number: int, verb: int, anchor: int) -> Link | None:
    """ "It was noted that …": whoever spoke just before goes on, in the words of readouts and of some agencies; at the
    head of an article, who is named below for the same words.
    """
    view = scene.view
    if not any(view.dep[c] == "nsubjpass" and view.lower[c] == "it" for c in view.children.get(verb, ())):
        return None
    below = _echo(scene, number, 0.6) if view.sentence[anchor] < _HEAD else None
    if below:
        return below
    if not _AT_LARGE.search(view.lower[verb]):
        previous = scene.last_spoken(anchor)
    elif any(view.lower[c] == "also" for c in view.children.get(verb, ())):  # goes on with the report before
        reports = scene.recent_speakers(anchor, 4)
        previous = next((each for each in reports if any(e.media for e in each[1].entities)), None)
    else:
        return None
    if previous is None:
        return None
    near = view.start[anchor] - view.start[previous[0]] < 2 * _NEAR
    return Link(previous[1].entities, "continuation", 0.55, previous[1].literal) if near else None


def _passive(scene: Scene, number: int, anchor: int, links: dict[int, Link | None]) -> Link | None:
    """ "is regarded as", "hailed as": the passive hides who says so; that somebody does is all there is to record."""
    each = scene.layers.attributions[number]
    view = scene.view
    for i in view.tokens_of(each.cue):
        if _quotes(scene, number) or view.dep[i] == "aux" or not _participle(scene, i):
            continue
        passive = any(view.dep[c] in ("auxpass", "nsubjpass") for c in view.children.get(i, ()))
        two = principals(scene) if passive else None
        if two is None and view.lower[i] == "agreed":
            two = both_sides(scene, anchor)  # "the swap, agreed on in Istanbul"
        if passive and not (two and _TOGETHER.search(view.lower[i])):
            went_on = _impersonal(scene, number, i, anchor)
            if went_on:
                return went_on
        if two:
            return Link(two, "pair", 0.5)  # a readout's "were described" is both's
        return _nobody(scene, UNNAMED_REPORTS if view.lower[i] == "reported" else UNNAMED, 0.4)
    return None


def _participle(scene: Scene, token: int) -> bool:
    """Whether a verb says what is done to its subject: a participle without "have" ("accused of", "was told")."""
    view = scene.view
    if any(view.dep[c] == "auxpass" for c in view.children.get(token, ())):
        return True
    if view.tag[token] == "VBD":  # "Army accused of shelling" in a headline; "raids believed to be Russian"
        following = view.lower[token + 1] if token + 1 < len(view) else ""
        return following == "of" or (following == "to" and _AT_LARGE.search(view.lower[token]) is not None)
    while view.dep[token] == "conj" and view.tag[view.head[token]] == "VBN":
        token = view.head[token]  # "has warned and told"
    helped = any(view.dep[c] == "aux" and view.lower[c] in _HAVE for c in view.children.get(token, ()))
    return view.tag[token] == "VBN" and not helped
