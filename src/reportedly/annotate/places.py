"""Places named in an article, with the gazetteer's entry where one fits. A place is not its government.

Found as the parse's place entities, and as gazetteer names after a preposition of place that the parse overlooked.
Among namesakes the one in a state that the article speaks of wins, then the more populous one: Bucha is not in Germany.
Gazetteer: GeoNames (CC BY 4.0, https://www.geonames.org/), places of 15,000 people and more, and ``data/regions.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.annotate.cast.tables import tables
from reportedly.annotate.columns import columns
from reportedly.annotate.layers import Layers
from reportedly.data import load_csv, load_toml

PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_WORDS = load_toml("record_cues.toml")["place"]
LOCATING = frozenset(_WORDS["locating"])
_BETWEEN = frozenset(_WORDS["between"])
_LOOK_BACK = 4


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place as the gazetteer has it; ``country`` is ISO 3166-1 alpha-2, several joined by ``|``."""

    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named at ``[start, end)`` code points.

    ``preposition`` is the word it hangs on ("in", "from", "to"), or ""; ``entry`` the gazetteer's place, where known.
    """

    start: int
    end: int
    name: str
    preposition: str = ""
    entry: GazetteerEntry | None = None


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[GazetteerEntry, ...]]:
    """Return lower-case name → its namesakes, most populous first. Read once a process."""
    found: dict[str, list[GazetteerEntry]] = {}
    for row in load_csv("regions.csv"):
        entry = GazetteerEntry(row["name"], row["country"], population=10_000_000)
        for name in (row["name"], *(row["also"] or "").split("|")):
            if name:
                found.setdefault(name.lower(), []).append(entry)
    for row in load_csv("places.csv"):
        entry = GazetteerEntry(
            row["name"], row["country"], float(row["latitude"]), float(row["longitude"]), int(row["population"])
        )
        for name in {row["name"], *(row["also"] or "").split("|")}:
            if len(name) > 2:
                found.setdefault(name.lower(), []).append(entry)
    return {name: tuple(sorted(its, key=lambda e: (-e.population, e.country))) for name, its in found.items()}


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """Return state → ISO code, from ``data/countries.csv``."""
    return {row["name"]: row["code"] for row in load_csv("countries.csv") if row["code"]}


def resolve(name: str, countries: Mapping[str, int]) -> GazetteerEntry | None:
    """Return the place a name means in an article that names ``countries`` (state → how often), or ``None``.

    A namesake in no state the article names is taken only if it is the only one, or a city of a million.
    """
    codes = country_codes()
    if name in codes:
        return GazetteerEntry(name, codes[name])
    first = name.split(",")[0].strip().lower()
    namesakes = gazetteer().get(first) or gazetteer().get(first.removesuffix(" city").removesuffix(" province"))
    if not namesakes:
        return None
    weight = {codes[state]: count for state, count in countries.items() if state in codes}
    best = max(namesakes, key=lambda e: (max(weight.get(code, 0) for code in e.country.split("|")), e.population))
    known = any(code in weight for code in best.country.split("|"))
    return best if known or len(namesakes) == 1 or best.population >= 1_000_000 else None


def find_places(layers: Layers) -> tuple[PlaceMention, ...]:
    """Return all place mentions in the order of the text; "Antalya, Turkey" is one mention."""
    countries = layers.cast.countries if layers.cast is not None else {}
    persons = _persons(layers)
    found: list[PlaceMention] = []
    for first, last, sure in _spans(layers):
        if not sure and any(at in persons for at in range(first, last)):
            continue
        mention = _mention(layers, first, last, countries)
        if mention.entry is None and (not sure or tables().institution(mention.name) is not None):
            continue  # the parse takes "Hamas" for a place
        before = found[-1] if found else None
        if before is not None and layers.article.text[before.end : mention.start] == ", ":
            name = layers.article.text[before.start : mention.end]
            found[-1] = PlaceMention(
                start=before.start, end=mention.end, name=name, preposition=before.preposition, entry=before.entry
            )
        else:
            found.append(mention)
    return tuple(found)


def _persons(layers: Layers) -> frozenset[int]:
    if layers.cast is None:
        return frozenset()
    return frozenset(token for token, (entity, _) in layers.cast.by_token.items() if entity.kind == "person")


def _spans(layers: Layers) -> list[tuple[int, int, bool]]:
    """Return token spans that may be places: the parse's (sure), and names after a preposition of place (unsure)."""
    spans = [(e.start, e.end, True) for e in layers.doc.ents if e.label_ in PLACE_ENTITIES]
    taken = {at for first, last, _ in spans for at in range(first, last)}
    read = columns(layers.doc)
    words, low = read.words, read.lower
    names = gazetteer()
    at = 0
    while at < len(words):
        if at in taken or not words[at][:1].isupper() or not at or low[at - 1] not in LOCATING | _BETWEEN:
            at += 1
            continue
        for length in range(min(3, len(words) - at), 0, -1):
            phrase = " ".join(low[at : at + length])
            if phrase in names and all(w[:1].isupper() for w in words[at : at + length]):
                spans.append((at, at + length, False))
                break
        at += 1
    return sorted(spans)


def _mention(layers: Layers, first: int, last: int, countries: Mapping[str, int]) -> PlaceMention:
    doc, text = layers.doc, layers.article.text
    at = first - 1
    while at >= 0 and at >= first - _LOOK_BACK and doc[at].lower_ not in LOCATING:
        if doc[at].lower_ not in _BETWEEN and doc[at].tag_ not in ("JJ", "CD", "VBN", "VBG", "HYPH"):
            at = -1
            break
        at -= 1
    preposition = doc[at].lower_ if at >= 0 and doc[at].lower_ in LOCATING else ""
    if not preposition and first and doc[first - 1].lower_ == "of":
        preposition = "of"
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text)
    words = text[start:end]
    name = words.removeprefix("the ").removeprefix("The ").removesuffix("’s").removesuffix("'s")
    entry = resolve(name, countries)
    if entry is None and name.endswith("s"):
        entry = resolve(name[:-1], countries)  # "Syrias": a text that lost its apostrophes
        name = name[:-1] if entry is not None else name
    return PlaceMention(start=start, end=end, name=name, preposition=preposition, entry=entry)
