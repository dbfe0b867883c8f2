"""Delegations: who came for a party, who led them."""

from __future__ import annotations

from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields
from reportedly.extract.units import Unit
from reportedly.model import Delegation


def delegation_candidates(article: Article) -> list[Candidate]:
    """Return every noun phrase or clause that names a delegation, a negotiator, or their head."""
    context, scene, found = article.context, article.context.scene, []
    for unit in article.units:
        anchors = [at for at in range(unit.start, unit.end) if "delegation.nouns" in context.marks[at]]
        titled = [at for at in range(unit.start, unit.end) if "delegation.envoys" in context.marks[at]]
        persons = persons_in(article, unit.start, unit.end)
        at_talks = bool(titled and persons) and _at_talks(article, unit)
        if not (anchors or at_talks or context.reading.likely("delegation", unit.start, unit.end)):
            continue
        anchor = (anchors or titled or [unit.verb])[0]
        start, end = unit.start, unit.end
        features = set(unit.features) | {
            f"anchor_dep={scene.dep[anchor]}",
            f"anchor={scene.low[anchor]}",
            f"persons={min(2, len(persons))}",
        }
        features |= {n for n in context.classes(range(start, end)) if n.startswith(("delegation.", "meeting."))}
        if context.classes(range(start, end)) & {"delegation.leading"}:
            features.add("leading")
        if context.heads[anchor] == unit.verb:
            features.add("anchor_in_main_clause")
        found.append(Candidate("delegation", start, end, anchor, features, partial(build, article, unit, anchor)))
    return found


def _at_talks(article: Article, unit: Unit) -> bool:
    """Whether the unit speaks of talks, so that those with an office in it may be who came to them."""
    return any(name.startswith("meeting.") for name in article.context.classes(range(unit.start, unit.end)))


def persons_in(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    """Return the person names among the tokens."""
    scene, found = article.context.scene, []
    at = start
    while at < end:
        if scene.ent[at] == "PERSON":
            last = at + 1
            while last < end and scene.ent[last] == "PERSON":
                last += 1
            found.append((at, last))
            at = last
        else:
            at += 1
    return found


def build(article: Article, unit: Unit, anchor: int, score: float, _: str) -> Delegation:
    """Return the delegation that a unit states."""
    context, scene = article.context, article.context.scene
    start, end = unit.start, unit.end
    values = fields(article, "delegation", start, end, anchor, score)
    persons = persons_in(article, start, end)
    names = [scene.text[scene.begin[a] : scene.finish[b - 1]].removesuffix("'s").removesuffix("’s") for a, b in persons]
    party = context.parties.of_token(anchor)
    if party is None and persons:
        party = context.parties.person_side(persons[0][1] - 1)
    named = context.parties.named(start, end)
    party = party or (named[0] if named else unit.speaker_side)
    role = None
    if persons:
        first = persons[0][0]
        low = first
        while low > start and scene.pos[low - 1] in ("NOUN", "PROPN", "ADJ"):
            low -= 1
        role = scene.text[scene.begin[low] : scene.finish[first - 1]] if low < first else None
    return Delegation(**values, party=party, head=names[0] if names else None, head_role=role, members=tuple(names))
