"""Humanitarian corridors and evacuations as reported (UN glossary terms), with route, status, who proposed,
agreed or rejected.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, deed_words, fields
from reportedly.extract.told import is_teller
from reportedly.extract.units import Unit
from reportedly.model import Corridor

Way = Literal["from", "to", "via"]
FROM, TO, VIA = (
    frozenset({"from", "off"}),
    frozenset({"to", "into", "toward", "towards"}),
    frozenset({"through", "via"}),
)
NO_MOTION = frozenset({"according", "due", "thanks"})
MOST_STEPS = 8
"""Words up the tree at most between a place and the word of motion that it hangs on."""


def corridor_candidates(article: Article) -> list[Candidate]:
    """Return every unit about a corridor, an evacuation, or people or aid on the move out of or into a place
    under fire.
    """
    context, scene, found = article.context, article.context.scene, []
    for unit in article.units:
        anchors = [
            at
            for at in range(unit.start, unit.end)
            if context.marks[at] & {"corridor.nouns", "corridor.strong", "corridor.evacuation"}
            or (
                context.marks[at] & {"corridor.relief"}
                and "corridor.moving" in context.classes(range(unit.start, unit.end))
            )
            or (scene.low[at] in ("bus", "buses") and "corridor.moving" in context.classes(range(unit.start, unit.end)))
        ]
        anchors = article.anchors("corridor", unit, anchors)
        if not anchors:
            continue
        anchor = anchors[0]
        features = set(unit.features) | {f"anchor:{n}" for n in context.marks[anchor] if n.startswith("corridor.")}
        status = status_of(article, unit)
        features |= {f"anchor_dep={scene.dep[anchor]}", "status=" + status}
        if context.heads[anchor] == unit.verb:
            features.add("anchor_in_main_clause")
        features |= {f"verb:{n}" for n in context.marks[unit.verb] if n.startswith("corridor.")}
        if article.places_in(unit.start, unit.end):
            features.add("place")
        building = partial(build, article, unit, anchor)
        found.append(Candidate("corridor", unit.start, unit.end, anchor, features, building, proposed=status))
    return found


def status_of(article: Article, unit: Unit) -> str:
    """Return the status that the unit's cue words and speech act give."""
    words, classes = deed_words(article, unit)
    negative = bool(words & {"no", "not", "n't", "none", "never"})
    act = unit.statement.act if unit.statement else None

    def has(name: str) -> bool:
        return f"corridor.{name}" in classes

    if (
        has("rejected")
        and not words & {"let", "open"}
        and ("unacceptable" in words or act in ("reject", None) or "rejected" in words)
    ):
        return "rejected"
    if negative and "agreeing" in words:
        return "rejected"
    if has("shelled") and _is_hit(article, unit):
        return "shelled"
    if has("stuck"):
        return "blocked"
    if words & {"decided"}:
        return "agreed"
    if has("closed") or (negative and has("open")):
        return "closed"
    if "corridor.open" in article.context.marks[unit.verb] and not negative:
        return "proposed" if words & {"will", "would", "to"} and _ahead(article, unit) else "open"
    if has("blocked") or act == "accuse" or (negative and not has("proposed")):
        return "blocked"
    if has("agreed") or words & {"agreed", "confirmed"}:
        return "agreed"
    if has("proposed") or act in ("demand", "appeal", "offer", "pledge"):
        return "proposed"
    if has("used"):
        return "used"
    return "open" if has("open") else "proposed"


def _is_hit(article: Article, unit: Unit) -> bool:
    """Whether what is fired at is the corridor or those on it: the unit's own verb says so, not a clause beside it."""
    context = article.context
    return any("corridor.shelled" in context.marks[at] for at in context.by_head.get(unit.verb, ()))


def _ahead(article: Article, unit: Unit) -> bool:
    """Whether the unit's verb speaks of what is to come."""
    scene = article.context.scene
    helpers = {scene.low[c] for c in scene.children[unit.verb] if scene.dep[c] == "aux"}
    return bool(helpers & {"will", "'ll", "shall", "would"}) or (scene.tag[unit.verb] == "VB" and "to" in helpers)


def build(article: Article, unit: Unit, anchor: int, score: float, status: str) -> Corridor:
    """Return the corridor that a unit states."""
    context, scene = article.context, article.context.scene
    values = fields(article, "corridor", unit.start, unit.end, anchor, score)
    classes = context.classes(range(unit.start, unit.end))
    words = set(scene.low[unit.start : unit.end])
    route = route_of(article, unit.start, unit.end)
    origin = route.get("from")
    if origin is None and "corridor.evacuation" in classes:
        origin = _left_from(article, unit)
    places = article.places_in(unit.start, unit.end)
    relief = "corridor.relief" in classes
    people = "corridor.evacuation" in classes or bool(
        words & {"civilians", "people", "exit", "leave", "students", "wounded"}
    )
    actor = unit.subject_party or unit.speaker_side
    both = article.main_pair() if words & {"sides", "parties", "delegations"} else ([actor] if actor else [])
    named = article.parties_in(unit.start, unit.end, fill=False)
    return Corridor(
        **values,
        place=next((p.name for p in places if p.preposition in ("in", "at", "near")), None),
        origin=origin,
        destination=route.get("to"),
        route=f"via {route['via']}" if "via" in route else None,
        purpose="both" if relief and people else "relief_delivery" if relief else "evacuation",
        status=status,  # type: ignore[arg-type]
        proposed_by=tuple([actor] if status == "proposed" and actor else []),
        agreed_by=tuple(named if len(named) > 1 else both) if status == "agreed" else (),
        rejected_by=tuple([actor] if status == "rejected" and actor else []),
        blocker=(
            next((p for p in named if p != unit.speaker_side), unit.subject_party) if status == "blocked" else None
        ),
    )


def _left_from(article: Article, unit: Unit) -> str | None:
    """Return where people are to get out of, where no preposition says "from": the place they are in."""
    for place in article.places_in(unit.start, unit.end):
        if place.preposition in ("in", "near", "inside", "at", "around"):
            return place.name
    return None


def route_of(article: Article, start: int, end: int) -> dict[Way, str]:
    """Return where people leave from, where they or the aid go, and through which places, joined by "and"."""
    found: dict[Way, list[str]] = {}
    for place in article.places_in(start, end):
        direction = way(article, article.context.scene.first_at(place.start))
        if direction and place.name not in found.setdefault(direction, []):
            found[direction].append(place.name)
    return {direction: " and ".join(names) for direction, names in found.items()}


def way(article: Article, token: int) -> Way | None:
    """Return how people or aid pass the place of a token, looked for up the tree: "out of the besieged city of A"."""
    scene, at = article.context.scene, token
    for _ in range(MOST_STEPS):
        above, word = scene.head[at], scene.low[at]
        if word == "by" or (word in TO and scene.low[above] in NO_MOTION) or (word in FROM and is_teller(scene, above)):
            return None
        if word in FROM or (word == "of" and scene.low[above] == "out"):
            return "from"
        if word in TO or (word in ("at", "in") and "corridor.reaching" in article.context.marks[above]):
            return "to"
        if word in VIA:
            return "via"
        if word == "in" and (scene.pos[above] == "PROPN" or scene.dep[above] == "prep"):
            return None  # only where another place lies: "Aden in Yemen"
        if above == at or scene.pos[at] in ("VERB", "AUX"):
            return None
        marks, object_of = article.context.marks[above], scene.dep[at] in ("dobj", "nsubjpass")
        if object_of and scene.pos[above] == "VERB":
            return "from" if "corridor.leaving" in marks else "to" if "corridor.reaching" in marks else None
        if scene.pos[at] == "NOUN" and "corridor.leaving" in article.context.marks[at]:
            return "from"  # "the evacuation of civilians in A"
        at = above
    return None
