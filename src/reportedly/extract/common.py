"""Fields that every record has: span, voice, modality, polarity, date, place; and helpers that several kinds share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportedly.annotate.dates import TimeExpression, find_dates
from reportedly.annotate.layers import Layers
from reportedly.annotate.places import PlaceMention, find_places
from reportedly.extract.candidates import Context
from reportedly.extract.units import FIRST, Unit, units
from reportedly.model import OUTLET, Modality, Polarity, Statement, stable_id

PLANNED = frozenset({"will", "'ll", "shall", "wo"})
POSSIBLE = frozenset({"may", "might", "could"})
HOPED = frozenset(["hope", "hopes", "hoped", "hoping", "wish", "wishes", "want", "wants", "wanted"])
BOTH = (
    "both sides",
    "two sides",
    "the sides",
    "the parties",
    "two parties",
    "both parties",
    "two countries",
    "both countries",
    "each other",
    "two leaders",
    "the delegations",
    "two delegations",
    "negotiating sides",
    "the negotiators",
    "both delegations",
    "both sides'",
)


@dataclass
class Article:
    """Everything the extractors of one article read."""

    context: Context
    dates: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    units: list[Unit]

    def dates_in(self, start: int, end: int) -> list[TimeExpression]:
        """Return the time expressions in the tokens ``[start, end)``."""
        low, high = self.context.scene.span(start, end)
        return [each for each in self.dates if low <= each.start and each.end <= high + 2]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Return the place mentions in the tokens ``[start, end)``."""
        low, high = self.context.scene.span(start, end)
        return [each for each in self.places if low <= each.start and each.end <= high]

    def main_pair(self) -> list[str]:
        """Return the two parties named most, states and groups alike; fewer where the article has fewer."""
        return [name for name in self.context.parties.ranked if self.context.parties.counts[name] >= 2][:2]

    def parties_in(self, start: int, end: int, fill: bool = True) -> list[str]:
        """Return the parties of the tokens: those named, those of persons named, and the pair where "both sides" act."""
        context = self.context
        scene, found = context.scene, context.parties.named(start, end)
        for at in range(start, end):
            if scene.ent[at] == "PERSON" and scene.low[at] in context.parties.persons:
                side = context.parties.persons[scene.low[at]]
                if side not in found:
                    found.append(side)
        if fill and len(found) < 2:
            found += [name for name in self.main_pair() if name not in found]
        return found


def read_article(layers: Layers, statements: tuple[Statement, ...]) -> Article:
    """Return the layers of one article with its statements, made ready once for all kinds."""
    context = Context(layers, statements)
    return Article(context, find_dates(layers), find_places(layers), units(context))


def fields(
    article: Article, kind: str, start: int, end: int, anchor: int, score: float, *, key: str = "", outer: bool = False
) -> dict[str, Any]:
    """Return the common fields of a record on the tokens ``[start, end)``.

    ``outer``: the voice is the statement that all nesting leads up to (positions, accusations: the one who reports them).
    """
    context = article.context
    scene = context.scene
    statement = scene.statement_at(anchor)
    voice, statement_id = scene.voice_at(anchor)
    if outer and statement is not None:
        top = scene.outermost(statement)
        voice, statement_id = scene.voice_of(top), top.id
    span = (scene.span(start, end),)
    values: dict[str, Any] = {
        "id": stable_id(kind, scene.article_id, span, key),
        "article_id": scene.article_id,
        "span": span,
        "voice": voice,
        "statement_id": statement_id,
        "modality": modality(article, start, end, anchor),
        "polarity": polarity(article, anchor),
        "confidence": round(score, 3),
    }
    when = date_of(article, start, end)
    if when is not None:
        values |= {"date": when.when.start, "date_basis": when.when.basis, "date_text": when.when.text}
    return values


def date_of(article: Article, start: int, end: int) -> TimeExpression | None:
    """Return the time expression that dates the tokens: the first resolved point among them, else the first vague one."""
    inside = [each for each in article.dates_in(start, end) if each.kind != "duration"]
    resolved = [each for each in inside if each.when.start]
    return (resolved or inside or [None])[0]


def place_of(article: Article, start: int, end: int) -> str | None:
    """Return the place that locates the tokens: one after a preposition of place, the most exact first."""
    inside = [
        p
        for p in article.places_in(start, end)
        if p.preposition in ("in", "at", "near", "on", "outside", "around", "across", "over", "of")
    ]
    return inside[0].name if inside else None


def modality(article: Article, start: int, end: int, anchor: int) -> Modality:
    """Return how real the words make it: asserted, planned, possible, conditional or hoped."""
    context = article.context
    scene = context.scene
    head = context.heads[anchor]
    around = set(scene.low[start:end]) if end - start < 14 else {scene.low[at] for at in context.by_head.get(head, [])}
    around |= {scene.low[c] for c in scene.children[head]}
    before = scene.low[max(0, start - 1) : start]
    if around & {"if", "unless"} or before in (["if"], ["once"]):
        return "conditional"
    if around & PLANNED or "planned" in around or "scheduled" in around or "expected" in around:
        return "planned"
    if around & POSSIBLE or "possible" in around or "possibility" in around:
        return "possible"
    if around & HOPED or scene.low[scene.head[head]] in HOPED:
        return "hoped"
    if "would" in around:
        return "planned"
    return "asserted"


def polarity(article: Article, anchor: int) -> Polarity:
    """Return ``negative`` where the clause of the token, or the token itself, is negated."""
    scene = article.context.scene
    head = article.context.heads[anchor]
    return "negative" if scene.negated(head) or scene.negated(anchor) else "positive"


def holder_of(article: Article, unit: Unit) -> str | None:
    """Return the party a unit's words bind: its own subject where that is another party, else the speaker's side."""
    scene, parties = article.context.scene, article.context.parties
    if unit.statement is None:
        return unit.subject_party
    side = unit.speaker_side
    if unit.subject is not None and scene.low[unit.subject] in FIRST:
        return side
    return side


def is_outlet(voice: str) -> bool:
    """Whether a voice is the outlet's own."""
    return voice == OUTLET
