"""Who copied whom: the derivations drawn and listed, and the copied words side by side."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model import Article, Edge, Origin, stable_id
from reportedly.web import anchors
from reportedly.web.data import ReportData
from reportedly.web.graph import Arrow, Node, drawing
from reportedly.web.reader import Mark, text_markup
from reportedly.web.wording import RELATIONS, article_title, date_words, outlet_name

ORIGINS_SHOWN = 40
"""Origins shown with their articles; the page says how many more there are."""
ALIGNMENTS_SHOWN = 60
"""Derivations whose words are set side by side; the table lists all of them."""
PAIRS_SHOWN = 40
"""Aligned stretches shown of one derivation."""
_WORD = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two aligned stretches with their changed words marked, and where each stands in its reader."""

    derived: Markup
    original: Markup
    derived_href: str
    original_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One edge: which article took how much of which other."""

    derived: str
    derived_href: str
    relation: str
    original: str
    original_href: str
    share: str
    pairs: tuple[Pair, ...]
    left_out: int
    damaged: tuple[tuple[str, str], ...]
    """Damaged words of the copy, and what its original has in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin: its articles, what it counts as, its derivations."""

    anchor: str
    name: str
    kind: str
    articles: tuple[tuple[str, str, str], ...]
    """Number and name, date, link."""
    derivations: tuple[Derivation, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


def pair_anchor(edge: Edge, index: int, side: str) -> str:
    """The anchor of one side (``d`` derived, ``o`` original) of an aligned stretch in its reader."""
    return f"{stable_id('aligned', edge.derived, edge.original, index)}-{side}"


def aligned_marks(data: ReportData) -> dict[str, list[Mark]]:
    """Return, for each article, the marks that the aligned words shown side by side lead to."""
    marks: dict[str, list[Mark]] = {}
    for edge in _shown_edges(data):
        for index, (of_derived, of_original) in enumerate(edge.aligned[:PAIRS_SHOWN]):
            for side, article, (start, end) in (("d", edge.derived, of_derived), ("o", edge.original, of_original)):
                mark = Mark(start=start, end=end, css="r", order=-3, anchor=pair_anchor(edge, index, side))
                marks.setdefault(article, []).append(mark)
    return marks


def origin_views(data: ReportData) -> tuple[list[OriginView], int]:
    """Return the origins that several shown articles go back to, largest first, and how many are left out."""
    articles = {article.id: (number, article) for number, article in enumerate(data.articles, 1)}
    shared = [(origin, [each for each in origin.articles if each in articles]) for origin in data.origins]
    shared = sorted((each for each in shared if len(each[1]) > 1), key=lambda each: -len(each[1]))
    shown = {id(edge) for edge in _shown_edges(data)}
    views = [_origin_view(origin, members, articles, shown) for origin, members in shared[:ORIGINS_SHOWN]]
    return views, len(shared) - len(views)


def _shown_edges(data: ReportData) -> list[Edge]:
    known = {article.id for article in data.articles}
    edges = [
        edge
        for origin in data.origins
        for edge in origin.edges
        if edge.derived in known and edge.original in known and edge.aligned
    ]
    return edges[:ALIGNMENTS_SHOWN]


def _origin_view(
    origin: Origin, members: Sequence[str], articles: dict[str, tuple[int, Article]], shown: set[int]
) -> OriginView:
    def name(identifier: str) -> str:
        number, article = articles[identifier]
        return f"{number} · {outlet_name(article)}"

    edges = [edge for edge in origin.edges if edge.derived in articles and edge.original in articles]
    nodes, arrows, width, height = drawing(edges, members, articles)
    derived = {edge.derived for edge in edges}
    roots = [each for each in members if each not in derived]
    if origin.agency:
        title = f"{origin.agency}, an agency"
    elif origin.kind == "original" and len(roots) == 1:
        title = f"Article {name(roots[0])}"
    else:
        title = "One text, its original not among these articles"
    return OriginView(
        anchor=anchors.safe(origin.id),
        name=title,
        kind=origin.kind,
        articles=tuple(
            (
                f"{name(each)}: {article_title(articles[each][1], length=80)}",
                date_words(articles[each][1].published),
                anchors.article(each),
            )
            for each in members
        ),
        derivations=tuple(
            Derivation(
                derived=name(edge.derived),
                derived_href=anchors.article(edge.derived),
                relation=RELATIONS[edge.relation],
                original=name(edge.original),
                original_href=anchors.article(edge.original),
                share=f"{edge.share:.0%}",
                pairs=_pairs(edge, articles) if id(edge) in shown else (),
                damaged=tuple((each.copy_words, each.original_words) for each in edge.explained if each.damaged),
                left_out=max(0, len(edge.aligned) - PAIRS_SHOWN) if id(edge) in shown else len(edge.aligned),
            )
            for edge in edges
        ),
        nodes=nodes,
        arrows=arrows,
        width=width,
        height=height,
    )


def _pairs(edge: Edge, articles: dict[str, tuple[int, Article]]) -> tuple[Pair, ...]:
    derived, original = articles[edge.derived][1].text, articles[edge.original][1].text
    pairs = []
    for index, ((start, end), (begin, stop)) in enumerate(edge.aligned[:PAIRS_SHOWN]):
        left, right = changed_words(derived[start:end], original[begin:stop])
        pairs.append(
            Pair(
                derived=left,
                original=right,
                derived_href=pair_anchor(edge, index, "d"),
                original_href=pair_anchor(edge, index, "o"),
            )
        )
    return tuple(pairs)


def changed_words(derived: str, original: str) -> tuple[Markup, Markup]:
    """Return both texts with the words that differ marked: ``<ins>`` in the derived, ``<del>`` in the original."""
    ours, theirs = _WORD.findall(derived), _WORD.findall(original)
    left: list[str] = []
    right: list[str] = []
    matcher = difflib.SequenceMatcher(
        None, [token.casefold() for token in theirs], [token.casefold() for token in ours], autojunk=False
    )
    for operation, start, end, begin, stop in matcher.get_opcodes():
        was, now = text_markup("".join(theirs[start:end])), text_markup("".join(ours[begin:stop]))
        right.append(was if operation == "equal" else _tagged(was, "del"))
        left.append(now if operation == "equal" else _tagged(now, "ins"))
    return Markup("".join(left)), Markup("".join(right))


def _tagged(words: str, tag: str) -> str:
    """Return escaped ``words`` in an element, the white space around them left outside it."""
    inner = words.strip()
    if not inner:
        return words
    start = words.index(inner)
    return f"{words[:start]}<{tag}>{inner}</{tag}>{words[start + len(inner) :]}"
