"""Humanitarian corridors and evacuations as reported (UN glossary terms), with route, status, who proposed,
agreed or rejected.
"""

from __future__ import annotations

from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, deed_words, fields
from reportedly.extract.units import Unit
from reportedly.model import Corridor


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
        if not anchors:
            continue
        anchor = min(anchors, key=lambda at: (context.heads[at] != unit.verb, at))
        features = set(unit.features) | {f"anchor:{n}" for n in context.marks[anchor] if n.startswith("corridor.")}
        features |= {f"anchor_dep={scene.dep[anchor]}", "status=" + status_of(article, unit)}
        if context.heads[anchor] == unit.verb:
            features.add("anchor_in_main_clause")
        features |= {f"verb:{n}" for n in context.marks[unit.verb] if n.startswith("corridor.")}
        if article.places_in(unit.start, unit.end):
            features.add("place")
        found.append(
            Candidate("corridor", unit.start, unit.end, anchor, features, partial(build, article, unit, anchor))
        )
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


def build(article: Article, unit: Unit, anchor: int, score: float) -> Corridor:
    """Return the corridor that a unit states."""
    context, scene = article.context, article.context.scene
    values = fields(article, "corridor", unit.start, unit.end, anchor, score)
    status = status_of(article, unit)
    classes = context.classes(range(unit.start, unit.end))
    words = set(scene.low[unit.start : unit.end])
    origin, target = route_of(article, unit.start, unit.end)
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
        destination=target,
        purpose="both" if relief and people else "relief_delivery" if relief else "evacuation",
        status=status,  # type: ignore[arg-type]
        proposed_by=tuple([actor] if status == "proposed" and actor else []),
        agreed_by=tuple(named if len(named) > 1 else both) if status == "agreed" else (),
        rejected_by=tuple([actor] if status == "rejected" and actor else []),
        blocker=(
            next((p for p in named if p != unit.speaker_side), unit.subject_party) if status == "blocked" else None
        ),
    )


def _just_before(article: Article, start: int) -> str | None:
    """Return the name of the place that ends right before the "and" in front of the character ``start``."""
    before = [p for p in article.places if p.end < start and start - p.end <= 6]
    return before[-1].name if before else None


def _left_from(article: Article, unit: Unit) -> str | None:
    """Return where people are to get out of, where no preposition says "from": the place they are in."""
    for place in article.places_in(unit.start, unit.end):
        if place.preposition in ("in", "near", "inside", "at", "around"):
            return place.name
    return None


def route_of(article: Article, start: int, end: int) -> tuple[str | None, str | None]:
    """Return where people leave from and where they or the aid go, as far as prepositions and verbs of motion tell."""
    scene = article.context.scene
    origins: list[str] = []
    targets: list[str] = []
    for place in article.places_in(start, end):
        token = scene.first_at(place.start)
        before = scene.low[max(start, token - 4) : token]
        last = next(
            (
                w
                for w in reversed(before)
                if w not in ("the", "city", "of", "town", "region") or (w == "of" and "out" in before)
            ),
            "",
        )
        joined = scene.low[token - 1] == "and" and bool(origins) and _just_before(article, place.start) == origins[-1]
        if (
            joined
            or last in ("from", "off", "out")
            or "out" in before
            or any(w in ("leave", "leaving", "left", "fled", "flee") for w in before)
        ):
            origins.append(place.name)
        elif last in ("to", "into", "through", "toward", "towards", "or", ",") or any(
            w in ("reach", "reached", "arrive", "arrived") for w in before
        ):
            targets.append(place.name)
        elif scene.low[token + 1 : token + 2] in (["evacuation"], ["evacuations"], ["exit"]):
            origins.append(place.name)
    return (" and ".join(origins) if origins else None), (" and ".join(targets) if targets else None)
