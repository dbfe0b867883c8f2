"""Who copied whom as a drawing: originals on the left, each copy to the right of what it was taken from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Article, Edge
from reportedly.web import anchors
from reportedly.web.wording import RELATIONS, date_words, outlet_name

NODES_DRAWN = 60
"""Articles one drawing shows; the table has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An article in the drawing."""

    x: float
    y: float
    name: str
    when: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A derivation in the drawing, from the copy to what it was taken from."""

    x1: float
    y1: float
    x2: float
    y2: float
    relation: str
    title: str


def drawing(
    edges: Sequence[Edge], members: Sequence[str], articles: dict[str, tuple[int, Article]]
) -> tuple[tuple[Node, ...], tuple[Arrow, ...], float, float]:
    """Return the graph: originals on the left, each copy one column right of what it was taken from."""
    if not edges:
        return (), (), 0.0, 0.0
    names = list(dict.fromkeys([*members, *(end for edge in edges for end in (edge.original, edge.derived))]))
    names = names[:NODES_DRAWN]
    kept = [edge for edge in edges if edge.derived in names and edge.original in names]
    column = dict.fromkeys(names, 0)
    for _ in range(min(len(names), 8)):  # a cycle (two articles that took from each other) must end
        for edge in kept:
            column[edge.derived] = max(column[edge.derived], min(column[edge.original] + 1, 8))
    rows: dict[int, int] = {}
    place: dict[str, tuple[float, float]] = {}
    nodes: list[Node] = []
    for each in names:
        row = rows[column[each]] = rows.get(column[each], -1) + 1
        place[each] = x, y = 8.0 + column[each] * 250, 8.0 + row * 58
        number, article = articles[each]
        label = f"{number} · {outlet_name(article)}"
        nodes.append(
            Node(
                x=x,
                y=y,
                name=label if len(label) <= 24 else label[:23] + "…",
                when=date_words(article.published),
                href=anchors.article(each),
            )
        )
    arrows = tuple(
        Arrow(
            x1=place[edge.derived][0],
            y1=place[edge.derived][1] + 21,
            x2=place[edge.original][0] + 170,
            y2=place[edge.original][1] + 21,
            relation=edge.relation,
            title=f"{outlet_name(articles[edge.derived][1])}: {RELATIONS[edge.relation]} "
            f"{outlet_name(articles[edge.original][1])}, {edge.share:.0%} of the text",
        )
        for edge in kept
    )
    width = 8.0 + (max(column.values()) + 1) * 250 - 70
    return tuple(nodes), arrows, width, 8.0 + (max(rows.values()) + 1) * 58
