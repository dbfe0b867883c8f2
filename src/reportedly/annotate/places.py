"""Places named in an article: where the words stand and what they say. A place is not its government.

Found as the parse's place entities; the preposition a place hangs on says whether things happen there, leave it or
go there.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.annotate.layers import Layers

PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
LOCATING = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "outside",
        "inside",
        "within",
        "across",
        "throughout",
        "from",
        "to",
        "into",
        "on",
        "over",
        "off",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named at ``[start, end)`` code points; ``preposition`` is the word it hangs on ("in", "from",
    "to"), or "".
    """

    start: int
    end: int
    name: str
    preposition: str = ""


def find_places(layers: Layers) -> tuple[PlaceMention, ...]:
    """Return all place mentions in the order of the text; "Antalya, Turkey" is one mention."""
    found: list[PlaceMention] = []
    for ent in layers.doc.ents:
        if ent.label_ not in PLACE_ENTITIES:
            continue
        first = ent[0]
        while (
            first.i > 0
            and first.nbor(-1).lower_
            in ("the", "capital", "city", "town", "village", "of", "port", "region", "province")
            and first.i > ent.start - 4
        ):
            first = first.nbor(-1)
        before = first.nbor(-1).lower_ if first.i > 0 else ""
        start, end = ent.start_char, ent.end_char
        last = found[-1] if found else None
        if last is not None and layers.article.text[last.end : start] == ", ":
            found[-1] = PlaceMention(
                start=last.start, end=end, name=layers.article.text[last.start : end], preposition=last.preposition
            )
            continue
        name = layers.article.text[start:end].removeprefix("the ").removesuffix("’s").removesuffix("'s")
        found.append(PlaceMention(start=start, end=end, name=name, preposition=before if before in LOCATING else ""))
    return tuple(found)
