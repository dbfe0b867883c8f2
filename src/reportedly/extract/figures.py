"""Figures: numbers of people or things, as claimed; both ends of a range; a damaged number is kept with no
value (law 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reportedly.annotate.quantities import Quantity, quantities_in
from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields
from reportedly.extract.units import FIRST
from reportedly.model import OUTLET, Figure

Counted = tuple[Quantity, list[int], int | None]
"""A quantity, its tokens, and the noun that it counts."""
HARMED = frozenset({"quantity.killed", "quantity.injured", "quantity.captured", "quantity.missing"})
ONE_OR_NONE = {"a": 1.0, "an": 1.0, "another": 1.0, "no": 0.0, "nobody": 0.0}
KINDS = ("killed", "injured", "missing", "displaced", "evacuated", "trapped", "captured", "held")


def figure_candidates(article: Article) -> list[Candidate]:
    """Return every number that counts people or things of war, and every single person or nobody told to be hurt."""
    context, scene, found = article.context, article.context.scene, []
    for quantity, tokens, unit in (*numbers(article), *victims(article)):
        head = context.heads[tokens[-1]]
        clause = scene.clause(head)
        start, end = scene.same_voice(min(clause.start, tokens[0]), max(clause.end, tokens[-1] + 1), tokens[0])
        start, end = narrowed(article, start, end, tokens)
        what = kind_of(article, head, unit, tokens[-1], start, end)
        features = {f"quantity={what}", f"dep={scene.dep[tokens[-1]]}", f"headdep={scene.dep[head]}"}
        features |= {f"unit:{n}" for n in (context.marks[unit] if unit is not None else ()) if n.startswith("units")}
        features.add("vague" if quantity.vague else "damaged" if quantity.damaged else f"modifier={quantity.modifier}")
        if unit is None:
            features.add("no_unit")
        elif "meeting.nouns" in context.marks[unit] or scene.low[unit] in ("sides", "parties", "countries", "leaders"):
            features.add("unit:no_count")
        if quantity.value is not None and quantity.value < 3:
            features.add("small")
        if len(tokens) == 1 and scene.low[tokens[0]] in ONE_OR_NONE:
            features.add(f"victim={ONE_OR_NONE[scene.low[tokens[0]]]:.0f}")
        if context.scene.statement_at(tokens[0]) is None:
            features.add("outlet")
        if scene.sentence[tokens[0]] == 0:
            features.add("first_sentence")
        found.append(
            Candidate(
                "figure",
                start,
                end,
                tokens[0],
                features,
                partial(build, article, (start, end), tokens[0], quantity, unit),
                key=f"{quantity.start}",
                proposed=what,
            )
        )
    return found


def numbers(article: Article) -> Iterator[Counted]:
    """Yield the numbers of the article that may count people or things."""
    scene = article.context.scene
    for quantity in quantities_in(scene.text):
        tokens = scene.tokens_of(((quantity.start, quantity.end),))
        if not tokens or scene.masked[tokens[0]]:
            continue
        unit = unit_of(article, tokens)
        people = unit is not None and "units.people" in article.context.marks[unit]  # "on Sunday 11 civilians"
        if people or not any(scene.ent[at] in ("DATE", "TIME", "MONEY", "PERCENT") for at in tokens):
            yield quantity, tokens, unit


def victims(article: Article) -> Iterator[Counted]:
    """Yield the single persons, and the nobody, that are told to be killed, hurt or held without a number."""
    context, scene = article.context, article.context.scene
    for at, marks in enumerate(context.marks):
        if not marks & HARMED or scene.masked[at]:
            continue
        if scene.pos[at] == "NOUN":
            whom = [at] if scene.low[_determiner(article, at)] == "no" else []
        else:
            suffering = [c for c in scene.children[at] if scene.dep[c] in ("nsubjpass", "dobj")]
            whom = suffering or [c for c in scene.children[at] if scene.dep[c] == "nsubj"]  # "a man died"
        for noun in whom:
            word = _determiner(article, noun)
            value = ONE_OR_NONE.get(scene.low[word])
            many = any(scene.low[c] == "of" for c in scene.children[noun])  # "a number of others"
            if value is not None and not many and (value == 0 or scene.tag[noun] == "NN"):
                start, end = scene.span(word, word + 1)
                yield Quantity(start=start, end=end, value=value, low=value, high=value, modifier="exact"), [word], noun


def _determiner(article: Article, noun: int) -> int:
    """Return the token of a noun's "a" or "no"; the noun itself where it has none."""
    scene = article.context.scene
    return next((c for c in scene.children[noun] if scene.dep[c] == "det"), noun)


def narrowed(article: Article, start: int, end: int, tokens: list[int]) -> tuple[int, int]:
    """Narrow a clause to at most some twenty words around its number, so that a figure's span is the
    figure's own words.
    """
    scene = article.context.scene
    if end - start <= 22:
        return start, end
    low, high = max(start, tokens[0] - 8), min(end, tokens[-1] + 14)
    return scene.trimmed(low, high)


def unit_of(article: Article, tokens: list[int]) -> int | None:
    """Return the noun that a number counts: its head, else the next noun of its phrase."""
    scene, last = article.context.scene, tokens[-1]
    head = scene.head[last]
    if scene.pos[head] in ("NOUN", "PROPN") and head > last and head - last <= 5:
        return head
    at = last + 1
    if at < len(scene.low) and scene.low[at] == "of":
        at += 1
    for token in range(at, min(at + 4, len(scene.low))):
        if scene.tag[token] in ("NNS", "NNPS") or (
            scene.tag[token] == "NN" and scene.low[token] in ("people", "personnel")
        ):
            return token
        if scene.pos[token] not in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
            break
    return None


def kind_of(article: Article, verb: int, unit: int | None, number: int, start: int, end: int) -> str:
    """Return what is said of the people counted: by the clause's verb first, then its nouns, then near words."""
    context, scene = article.context, article.context.scene
    if unit is not None and "units.things" in context.marks[unit]:
        return "other"
    if any(
        "quantity.released" in context.marks[at]
        for at in range(max(start, (unit or start) - 8), min(end, (unit or end) + 6))
    ):
        return "other"
    near = nearest_class(article, number, start, end)
    if near is not None:
        return near
    ordered = [verb, *[c for c in scene.children[verb] if scene.dep[c] in ("xcomp", "acomp", "attr", "dobj")]]
    if unit is not None:
        ordered += [unit, *scene.children[unit]]
    for at in [*ordered, *range(start, end)]:
        for name in KINDS:
            if f"quantity.{name}" in context.marks[at]:
                return name
    return "other"


def nearest_class(article: Article, at: int, start: int, end: int) -> str | None:
    """Return what the nearest word says of the people counted, no number between ("killed 50 and injured 100")."""
    context, scene = article.context, article.context.scene
    found: list[tuple[int, str]] = []
    for tokens in (range(at - 1, start - 1, -1), range(at + 1, end)):
        crossed = 0
        for token in tokens:
            crossed += scene.tag[token] == "CD"
            if crossed or abs(token - at) > 9:
                break
            name = next((n for n in KINDS if f"quantity.{n}" in context.marks[token]), None)
            if name and scene.pos[token] in ("VERB", "ADJ", "NOUN"):
                found.append((abs(token - at), name))
                break
    return min(found)[1] if found else None


def build(
    article: Article,
    words: tuple[int, int],
    anchor: int,
    quantity: Quantity,
    unit: int | None,
    score: float,
    what: str,
) -> Figure:
    """Return the figure that a number states."""
    scene, (start, end) = article.context.scene, words
    values = fields(article, "figure", start, end, anchor, score, key=str(quantity.start))
    values["polarity"] = "positive"
    if values["modality"] == "asserted" and "quantity.released" in article.context.classes(range(start, end)):
        sentence = scene.sentences[scene.sentence[anchor]]
        if {"proposal", "deal", "agreed", "agree", "includes", "included", "exchange", "would"} & set(
            scene.low[slice(*sentence)]
        ):
            values["modality"] = "planned"
    counted = "people"
    if unit is not None:
        last = quantity_last(article, quantity)
        counted = scene.text[scene.begin[min(last + 1, unit)] : scene.finish[unit]]
    value: float | None = quantity.value
    return Figure(
        **values,
        place=article.near_place(start, end),
        quantity=what,  # type: ignore[arg-type]
        value=value,
        low=quantity.low,
        high=quantity.high,
        modifier=quantity.modifier,
        unit=counted,
        claimant=None if values["voice"] == OUTLET else values["voice"],
        damaged=quantity.damaged,
    )


def quantity_last(article: Article, quantity: Quantity) -> int:
    """Return the last token of a quantity."""
    return article.context.scene.tokens_of(((quantity.start, quantity.end),))[-1]


__all__ = ["FIRST", "build", "figure_candidates"]
