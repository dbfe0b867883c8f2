"""Corridors given as a list of routes: "Corridors will work today:", then "From A to B", "A – B", one corridor each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from reportedly.data import load_toml
from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields, is_outlet
from reportedly.extract.corridors import status_of
from reportedly.extract.units import Unit
from reportedly.model import Corridor

_LISTED = re.compile(r"\s*(?:[;,.\n(]|$)")
"""What follows a route that stands in a list."""
GAP = 140
"""At most so many characters stand between the heading or one route and the next ("In the region of C:")."""
NAMES = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?:(?:, and|,| and) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*\b(?! [rR]egion))*"
UNDASHED = NAMES.replace("’-]", "’]")


@dataclass(frozen=True, slots=True)
class Route:
    """Where a listed route leads, and its characters ``[start, end)``."""

    start: int
    end: int
    origin: str
    target: str
    via: str | None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the heading of a list and one route, made of the words of ``[place]`` in ``record_cues.toml``."""
    words = load_toml("record_cues.toml")["place"]

    def one_of(name: str) -> str:
        return "|".join(re.escape(word) for word in words[name])

    area = rf"(?:,? (?:(?:of|in) the )?[A-Z][\w'’-]+ (?:{one_of('areas')}),?)?"
    place = rf"(?:the )?(?:(?:{one_of('settlements')}) of )?(?P<%s>{NAMES}){area}"
    via = rf"(?:,? (?:{one_of('via')}) (?P<via>{NAMES}))?"
    toward = rf"(?:[Ff]rom {place % 'a'} (?:{one_of('toward')}) {place % 'b'}){via}"
    dashed = rf"(?P<c>{UNDASHED}){area} ?[–—-] (?P<d>{UNDASHED}){via}"
    heading = rf"(?i:\b(?:{one_of('headings')})\b[^:.\n]{{0,160}}(?::|\.?\n))"
    return re.compile(heading), re.compile(f"{toward}|{dashed.replace('<via>', '<by>')}")


def routes_in(text: str) -> list[tuple[int, Route]]:
    """Return the routes of all lists of a text, each with where its heading begins."""
    heading, route = _patterns()
    found: list[tuple[int, Route]] = []
    for head in heading.finditer(text):
        at = head.end()
        if found and at <= found[-1][1].end:
            continue
        while (match := route.search(text, at, at + GAP + 200)) is not None and match.start() - at <= GAP:
            part = match.groupdict()
            listed = part["a"] is not None or _LISTED.match(text, match.end())
            if not listed:
                break  # "Lima – Peru will open …": a dateline
            names = part["a"] or part["c"], part["b"] or part["d"], part["via"] or part["by"]
            found.append((head.start(), Route(match.start(), match.end(), names[0], names[1], names[2])))
            at = match.end()
    return found


def route_candidates(article: Article) -> list[Candidate]:
    """Return the routes listed under a heading about corridors."""
    scene, found = article.context.scene, []
    for heading, route in routes_in(scene.text):
        tokens = scene.tokens_of(((route.start, route.end),))
        if not tokens or scene.masked[tokens[0]]:
            continue
        if any(date.start < route.end and route.start < date.end for date in article.dates):
            continue  # "From Monday to Friday"
        head = scene.first_at(heading)
        unit = next((u for u in article.units if u.start <= head < u.end), None)
        features = {"listed", "voiced" if scene.statement_at(tokens[0]) is not None else "outlet"}
        start, end = tokens[0], tokens[-1] + 1
        status = status_of(article, unit) if unit is not None else "proposed"
        building = partial(build_route, article, route, (start, end), head, unit)
        found.append(
            Candidate("corridor", start, end, start, features, building, key=str(route.start), proposed=status)
        )
    return found


def build_route(
    article: Article, route: Route, words: tuple[int, int], head: int, unit: Unit | None, score: float, status: str
) -> Corridor:
    """Return the corridor of one listed route: its places are its own, its status and day are those of the heading."""
    start, end = words
    values = fields(article, "corridor", start, end, start, score, key=str(route.start), going_on=False)
    above = fields(article, "corridor", *article.context.scene.sentences[article.context.scene.sentence[head]], head, 0)
    if values.get("date") is None and above.get("date") is not None:
        values |= {name: above[name] for name in ("date", "date_basis", "date_text")}
    if is_outlet(values["voice"]):
        values |= {"voice": above["voice"], "statement_id": above["statement_id"]}
    values |= {"modality": above["modality"], "polarity": above["polarity"]}
    return Corridor(
        **values,
        origin=route.origin,
        destination=route.target,
        route=f"via {route.via}" if route.via else None,
        purpose=_purpose(article, unit),
        status=status,  # type: ignore[arg-type]
    )


def _purpose(article: Article, unit: Unit | None) -> Literal["evacuation", "relief_delivery", "both"]:
    """Return what the heading says the routes are for."""
    classes = article.context.classes(range(unit.start, unit.end)) if unit is not None else set()
    relief, people = "corridor.relief" in classes, "corridor.evacuation" in classes
    return "both" if relief and people else "relief_delivery" if relief else "evacuation"
