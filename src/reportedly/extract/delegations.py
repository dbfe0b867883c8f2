"""Delegations: who came for a party, who led them."""

from __future__ import annotations

from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields
from reportedly.extract.units import Unit, make_unit
from reportedly.model import Delegation

LONGEST = 25
"""Tokens up to which a person's name with what stands around it names an office, and does not tell a story."""


def delegation_candidates(article: Article) -> list[Candidate]:
    """Return every noun phrase or clause that names a delegation, a negotiator, or their head."""
    context, scene, found = article.context, article.context.scene, []
    for unit in (*article.units, *persons_at_talks(article)):
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


def persons_at_talks(article: Article) -> list[Unit]:
    """Return the persons who are named with an office at the talks (even where they only speak), or who meet."""
    context, scene, found, seen = article.context, article.context.scene, [], set()
    for first, last in persons_in(article, 0, len(scene.low)):
        head = next((at for at in range(first, last) if not first <= scene.head[at] < last), first)
        name = context.parties.person_at.get(head)
        top = scene.head[head] if scene.dep[head] == "appos" else head
        start, end = scene.left[top], scene.right[top] + 1
        for child in scene.children[top]:
            if child > top and scene.dep[child] in ("conj", "cc") and scene.left[child] >= last:
                end = min(end, scene.left[child])
        start, end = scene.trimmed(min(start, first), max(end, last))
        if scene.masked[first] or not last - first < end - start <= LONGEST or not start <= first < last <= end:
            continue
        sent = any("delegation.nouns" in context.marks[at] for at in range(start, end))
        meets = scene.role[first] != "source" and _meets(article, top)
        if sent or meets or context.reading.likely("delegation", start, end):
            unit = make_unit(context, top, start, end)
            unit.features |= {"person", "office_at_talks" if sent else "meets" if meets else "read"}
            unit.features.add(f"role={scene.role[first] or 'none'}")
            unit.features.add("first_named" if name is None or name.name not in seen else "named_before")
            found.append(unit)
        if name is not None:
            seen.add(name.name)
    return found


def _meets(article: Article, at: int) -> bool:
    """Whether a token hangs on a word of talks: who meets, or between whom the meeting is."""
    scene = article.context.scene
    for _ in range(4):
        at = scene.head[at]
        if any(name.startswith("meeting.") for name in article.context.marks[at]):
            return True
    return False


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
        apposed = "person" in unit.features and first - 1 > start and scene.low[first - 1] == ","
        last = first - 1 if apposed else first  # "the chief Russian negotiator, Vladimir Medinsky"
        low = last
        while low > start and scene.pos[low - 1] in ("NOUN", "PROPN", "ADJ"):
            low -= 1
        role = scene.text[scene.begin[low] : scene.finish[last - 1]] if low < last else None
    return Delegation(**values, party=party, head=names[0] if names else None, head_role=role, members=tuple(names))
