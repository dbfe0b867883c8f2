"""Fields that every record has: span, voice, modality, polarity, date, place; and helpers that several kinds share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.annotate.cast.tables import tables
from reportedly.annotate.dates import TimeExpression
from reportedly.annotate.layers import Layers
from reportedly.annotate.places import PlaceMention, find_places
from reportedly.extract.candidates import Context
from reportedly.extract.told import nearest_statement
from reportedly.extract.units import Unit, units
from reportedly.extract.where import date_of, place_of
from reportedly.model import OUTLET, Modality, Polarity, Statement, stable_id

PLANNED = frozenset({"will", "'ll", "shall", "wo"})
POSSIBLE = frozenset({"may", "might", "could"})
GOING_ON = frozenset({"figure", "corridor", "accusation", "round"})
"""Kinds whose day may be that of the sentences before: they go on with what is told there."""
TOLD_ON = frozenset({"ceasefire", "corridor", "delegation", "figure", "round"})
"""Kinds of which a speaker often tells on without another word of saying; the others have a holder of their own."""
HOPED = frozenset(["hope", "hopes", "hoped", "hoping", "wish", "wishes", "want", "wants", "wanted"])


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
        scene = self.context.scene
        inside = [each for each in self.dates if low <= each.start and each.end <= high + 2]
        return [each for each in inside if not scene.masked[scene.first_at(each.start)]]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """Return the place mentions in the tokens ``[start, end)``."""
        low, high = self.context.scene.span(start, end)
        return [each for each in self.places if low <= each.start and each.end <= high]

    def anchors(self, kind: str, unit: Unit, cued: list[int]) -> list[int]:
        """Return the tokens that a record of ``kind`` in the unit may hang on, the likeliest first: its cue words,
        those of the main clause before others; its verb where it has none but the network reads such a record in it.
        """
        if not cued and self.context.reading.likely(kind, unit.start, unit.end):
            return [unit.verb]
        return sorted(cued, key=lambda at: (self.context.heads[at] != unit.verb, at))

    def main_pair(self) -> list[str]:
        """Return the two sides of the talks; fewer where the article has fewer."""
        return list(self.context.parties.pair)

    def parties_in(self, start: int, end: int, fill: bool = True) -> list[str]:
        """Return the parties of the tokens: those named, those of persons named, and the pair where "both
        sides" act.
        """
        context = self.context
        found = context.parties.named(start, end)
        for at in range(start, end):
            side = context.parties.person_side(at)
            if side is not None and side not in found:
                found.append(side)
        if fill and (len(found) < 2 or len([name for name in found if name not in context.parties.mediators]) < 2):
            found += [name for name in self.main_pair() if name not in found]
        return found

    def is_recent(self, when: TimeExpression) -> bool:
        """Whether a date lies within three days before the article's own day."""
        published, start = (self.context.scene.layers.article.published or "")[:10], (when.when.start or "")[:10]
        try:
            return 0 <= (date.fromisoformat(published) - date.fromisoformat(start)).days <= 3
        except ValueError:
            return False

    def theatre(self) -> str | None:
        """Return the scene of the conflict where the article clearly has one, else ``None``.

        It is the place most often named as where things happen; places where the parties only meet do not count.
        """
        scene, parties = self.context.scene, self.context.parties
        counts: Counter[str] = Counter()
        for place in self.places:
            if place.preposition not in ("in", "across", "on", "inside", "throughout", "within"):
                continue
            token = scene.first_at(place.start)
            mention = parties.at.get(token)
            name = mention.name if mention is not None and mention.form == "state" else place.name
            if not self._met_at(place) and name not in parties.mediators:
                counts[name] += 1
        best = sorted(counts, key=lambda name: (-counts[name], name))[:2]
        clear = best and counts[best[0]] >= 2 and (len(best) < 2 or counts[best[0]] > counts[best[1]])
        home = self._torn_state()
        if clear and (home is None or best[0] not in tables().states.values()):
            return best[0]
        return home

    def _torn_state(self) -> str | None:
        """The state whose war it is where one side is no state: "Colombia" of its government and a guerrilla."""
        states = set(tables().states.values())
        pair, homes = self.context.parties.pair, []
        for name in pair:
            entity = self.context.parties.cast.find(name)
            home = name if name in states else entity.side if entity is not None else None
            if home in states:
                homes.append(home)
        return homes[0] if len(pair) == 2 and len(homes) == 1 else None

    def near_place(self, start: int, end: int) -> str | None:
        """Return the place that the words around the tokens give: in them, in their sentence, just before in
        the paragraph.
        """
        scene = self.context.scene
        inside = place_of(self, start, end) or next(
            (p.name for p in self.places_in(start, end) if not self._acting(p)), None
        )
        if inside:
            return inside
        low, high = scene.sentences[scene.sentence[start]]
        found = place_of(self, low, high)
        if found:
            return found
        first = next((a for a, b in self.context.scene.layers.paragraphs if a <= scene.begin[start] < b), None)
        before = [
            p
            for p in self.places
            if p.end <= scene.begin[start]
            and p.preposition
            and (first is None or p.start >= first)
            and not self._met_at(p)
        ]
        return before[-1].name if before else self.theatre()

    def _met_at(self, place: PlaceMention) -> bool:
        """Whether a place is where somebody met: nothing else happened there."""
        scene, marks = self.context.scene, self.context.marks
        token = scene.first_at(place.start)
        return any(
            name.startswith("meeting.")
            for at in (scene.head[scene.head[token]], self.context.heads[token])
            for name in marks[at]
        )

    def _acting(self, place: PlaceMention) -> bool:
        """Whether a place's name stands for its state here ("Israel said")."""
        token = self.context.scene.first_at(place.start)
        mention = self.context.parties.at.get(token)
        return (
            mention is not None
            and not mention.as_place
            and self.context.scene.dep[token] in ("nsubj", "nsubjpass", "poss", "amod", "compound")
        )


def read_article(layers: Layers, statements: tuple[Statement, ...]) -> Article:
    """Return the layers of one article with its statements, made ready once for all kinds."""
    context = Context(layers, statements)
    places = tuple(p for p in find_places(layers) if not _in_time(p, layers.dates))
    return Article(context, layers.dates, places, units(context))


def _in_time(place: PlaceMention, dates: tuple[TimeExpression, ...]) -> bool:
    """Whether a place's name is part of a date ("in March 2011")."""
    return any(each.start < place.end and place.start < each.end for each in dates)


def fields(
    article: Article,
    kind: str,
    start: int,
    end: int,
    anchor: int,
    score: float,
    *,
    key: str = "",
    outer: bool = False,
    going_on: bool = True,
) -> dict[str, Any]:
    """Return the common fields of a record on the tokens ``[start, end)``.

    ``outer``: the voice is the statement that all nesting leads up to (positions, accusations: the one who
    reports them). ``going_on``: words of no statement may go on from one (:func:`voice_at`).
    """
    context = article.context
    scene = context.scene
    statement = scene.statement_at(anchor)
    voice, statement_id = voice_at(article, kind, start, end, anchor) if going_on else scene.voice_at(anchor)
    if not outer and statement is not None and is_deed(article, statement):
        told = scene.by_id.get(statement.nested_in or "")
        voice, statement_id = (scene.voice_of(told), told.id) if told is not None else (OUTLET, None)
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
    when = date_of(article, start, end) or _sentence_date(article, start, anchor)
    if when is not None:
        values |= {"date": when.when.start, "date_basis": when.when.basis, "date_text": when.when.text}
    elif kind in GOING_ON and values["modality"] == "asserted":
        before = _date_before(article, start, statement_id)
        if before is not None:
            values |= {"date": before.when.start, "date_basis": "inferred", "date_text": before.when.text}
    return values


def voice_at(article: Article, kind: str, start: int, end: int, anchor: int) -> tuple[str, str | None]:
    """Return the voice of a record of ``kind`` on the tokens ``[start, end)`` and the statement that it rests on.

    It is that of the innermost statement that holds ``anchor``; where none does and the network hears somebody tell the
    words, that of the statement they go on from; else the outlet's.
    """
    context = article.context
    voice, statement_id = context.scene.voice_at(anchor)
    if voice == OUTLET and kind in TOLD_ON and context.reading.told(start, end):
        told = nearest_statement(context.scene, context.parties, start)
        if told is not None and not is_deed(article, told):
            return context.scene.voice_of(told), told.id
    return voice, statement_id


def _date_before(article: Article, start: int, statement_id: str | None) -> TimeExpression | None:
    """Return the day that the words just before are about: the last resolved one of this or the two sentences before.

    What goes on with a report ("Ten people were hurt." behind "A market was hit on Monday.") has its day from there.
    The same voice must tell the day, and it must not lie after the article's own.
    """
    scene = article.context.scene
    first = scene.sentences[max(0, scene.sentence[start] - 2)][0]
    low, high = scene.begin[first], scene.begin[start]
    today = scene.layers.article.published

    def told(date: TimeExpression) -> bool:
        at = scene.first_at(date.start)
        statement = scene.statement_at(at)
        return not scene.masked[at] and (statement.id if statement else None) == statement_id

    begin = bisect_left(article.dates, low, key=lambda date: date.start)
    until = bisect_left(article.dates, high, key=lambda date: date.start)
    near = [
        date
        for date in article.dates[begin:until]
        if date.end <= high and date.kind == "point" and date.when.start
        if not (today and date.when.start[:10] > today[:10]) and told(date)
    ]
    return near[-1] if near else None


def is_deed(article: Article, statement: Statement) -> bool:
    """Whether a statement is a thing done with words ("agreed to open corridors", "rejected a truce"), told by another.

    The position in it is its speaker's; that it was agreed or refused is the report of whoever tells it.
    """
    marks, scene = article.context.marks, article.context.scene
    cue, words = scene.tokens_of(statement.cue), scene.tokens_of(statement.content)
    first = next((at for at in words if scene.words[at].strip() and scene.dep[at] != "punct"), None)
    clause = first is not None and (
        "that" in scene.low[max(0, first - 2) : first + 1]
        or any(scene.subject(at) in words for at in words if scene.dep[at] == "ccomp" and scene.head[at] in cue)
    )  # "agreed that A would …" is said, not done
    return not clause and any(
        marks[at] & {"stance.concession", "stance.rejection", "status.agreed", "status.refused"} for at in cue
    )


def _sentence_date(article: Article, start: int, anchor: int) -> TimeExpression | None:
    """Return the only resolved date that the sentence gives in the same voice; ``None`` where it gives
    several or none.
    """
    scene = article.context.scene
    low, high = scene.sentences[scene.sentence[start]]
    own = scene.owner[anchor]
    found = [
        each
        for each in article.dates_in(low, high)
        if each.kind == "point" and each.when.start and scene.owner[scene.first_at(each.start)] == own
    ]
    return found[0] if len(found) == 1 else None


def modality(article: Article, start: int, end: int, anchor: int) -> Modality:
    """Return how real the clause of ``anchor`` makes it: asserted, planned, possible, conditional or hoped."""
    context = article.context
    scene, head = context.scene, context.heads[anchor]
    helpers = {scene.low[c] for c in scene.children[head] if scene.dep[c] in ("aux", "auxpass", "mark")}
    if head != anchor:
        helpers |= {scene.low[c] for c in scene.children[anchor] if scene.dep[c] in ("aux", "auxpass")}
    opening = scene.low[max(0, start - 1) : start + 1]
    if (
        helpers & {"if", "unless", "once"}
        or {"if", "once", "unless"} & set(opening)
        or ("would" in helpers and "if" in scene.low[start : min(len(scene.low), end + 3)])
    ):
        return "conditional"
    if scene.low[anchor - 1 : anchor] == ["possible"] or scene.low[anchor + 1 : anchor + 2] == ["possibility"]:
        return "possible"
    above = scene.low[scene.head[head]]
    if helpers & PLANNED or scene.low[head] in ("expected", "planned", "scheduled", "due", "slated"):
        return "planned"
    if any(scene.low[c] in POSSIBLE and scene.tag[c] == "MD" for c in scene.children[head]):
        return "possible"
    if scene.low[head] in HOPED or above in HOPED or above == "forward":
        return "hoped"
    if "would" in helpers:
        return "planned"
    return "asserted"


def polarity(article: Article, anchor: int) -> Polarity:
    """Return ``negative`` where the clause of the token, or the token itself, is negated."""
    scene = article.context.scene
    head = article.context.heads[anchor]
    return "negative" if scene.negated(head) or scene.negated(anchor) else "positive"


def deed_words(article: Article, unit: Unit) -> tuple[set[str], set[str]]:
    """Return a unit's words and cue classes, with those of the cue where its statement is a thing done with words."""
    scene, context = article.context.scene, article.context
    tokens = list(range(unit.start, unit.end))
    if unit.statement is not None and is_deed(article, unit.statement):
        tokens += scene.tokens_of(unit.statement.cue)
    return {scene.low[at] for at in tokens}, context.classes(tokens)


def is_outlet(voice: str) -> bool:
    """Whether a voice is the outlet's own."""
    return voice == OUTLET
