"""The link stage: after the articles are stored, what stands across them is worked out anew and stored as one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reportedly.model import RECORD_KINDS, Actor, Article, Edge, Figure, Origin, Record, Role, SourceCount, When
from reportedly.run import fingerprint
from reportedly.store import Ledger, Links, query, store_links
from reportedly.store.rows import dumps

if TYPE_CHECKING:
    from reportedly.link import LinkResult


def link(ledger: Ledger) -> bool:
    """Bring links up to date with the articles. Returns whether there was anything to do.

    Links depend on the set of articles alone, not on the order or number of runs that brought them (law 5).
    """
    mark = fingerprint.linking()
    if query.linked(ledger) == mark:
        return False
    store_links(ledger, links(ledger), mark=mark)
    return True


def links(ledger: Ledger) -> Links:
    """Return what stands across the ledger's articles: actors, origins, source counts, accounts, conflicts."""
    # numpy and more, which workers and most commands do without
    from reportedly.link import link_accounts, link_origins

    found = link_origins(_articles(ledger))
    published = {row["id"]: row["published"] for row in ledger.rows("SELECT id, published FROM article ORDER BY id")}
    accounts, conflicts = link_accounts(
        _records(ledger), found.origins, _counter(found, _credits(ledger)), published, found.stories
    )
    return Links(
        actors=merged_actors(ledger),
        origins=_with_explanations(ledger, found.origins),
        stories=found.stories,
        related=found.related,
        source_counts=found.counts,
        accounts=accounts,
        conflicts=conflicts,
    )


def _with_explanations(ledger: Ledger, origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Return the origins, the damaged words of their machine-made articles explained by what these were made from."""
    sql = "SELECT id FROM article WHERE text_quality IN ('machine_spun', 'machine_translated')"
    made = {row["id"] for row in ledger.rows(sql)}
    return tuple(
        dataclasses.replace(
            each, edges=tuple(_explained(ledger, edge) if edge.derived in made else edge for edge in each.edges)
        )
        for each in origins
    )


def _explained(ledger: Ledger, edge: Edge) -> Edge:
    from reportedly.link import explained

    copy, original = query.article(ledger, edge.derived), query.article(ledger, edge.original)
    if copy is None or original is None:
        return edge
    return explained(
        edge, _article(copy), _article(original), _figures(ledger, edge.derived), _figures(ledger, edge.original)
    )


def _figures(ledger: Ledger, article: str) -> list[Figure]:
    return [Figure(**_values(Figure, row)) for row in query.records(ledger, kind="figure", article=article)]


def _counter(found: LinkResult, credits: Mapping[str, Sequence[str]]) -> Callable[[Sequence[str]], SourceCount]:
    """Return what counts the sources of a few articles without going through all origins each time."""
    from reportedly.link import count_sources

    home = {article: each for each in found.origins for article in each.articles}
    beside: dict[str, list[tuple[str, str]]] = {}
    for edge in found.related:
        if edge.relation != "shared_quote":  # an official's words reach everybody
            beside.setdefault(edge.derived, []).append((edge.derived, edge.original))

    def count(articles: Sequence[str]) -> SourceCount:
        origins = {home[each].id: home[each] for each in articles if each in home}
        related = [pair for each in articles for pair in beside.get(each, ())]
        return count_sources(articles, origins.values(), credits, related)

    return count


def _credits(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the agencies that articles name, by article, without reading their texts."""
    sql = "SELECT id, json_extract(row, '$.agency') AS agency FROM article ORDER BY id"
    return {row["id"]: tuple(json.loads(row["agency"] or "[]")) for row in ledger.rows(sql)}


def _records(ledger: Ledger) -> Iterator[Record]:
    """Give the stored records that reports are compared by, one at a time."""
    for kind in ("round", "ceasefire", "corridor", "figure"):
        type_ = RECORD_KINDS[kind]
        for row in query.records(ledger, kind=kind):
            yield type_(**_values(type_, row))


def _values(type_: type[Record], row: dict[str, Any]) -> dict[str, Any]:
    names = {each.metadata.get("export", each.name): each.name for each in dataclasses.fields(type_)}
    values = {names[name]: _tuples(value) for name, value in row.items() if name in names}
    if values.get("window"):
        values["window"] = When(**values["window"])
    return values


def _articles(ledger: Ledger) -> Iterator[Article]:
    """Give the stored articles one at a time, by id, without what an earlier linking said of them."""
    for row in query.articles(ledger):
        yield _article(row)


def _article(row: dict[str, Any]) -> Article:
    return Article(**{name: _tuples(value) for name, value in row.items() if name != "origin_id"})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def merged_actors(ledger: Ledger) -> tuple[Actor, ...]:
    """Return one actor for each id, with what all articles say of it: roles and aliases joined, in a fixed order."""
    return tuple(_merge(list(same)) for _, same in groupby(query.article_actors(ledger), key=itemgetter("id")))


def _merge(rows: list[dict[str, Any]]) -> Actor:
    """A side is kept where the articles that name one agree; names that differ become aliases."""
    names = [row["name"] for row in rows]
    name = min(set(names), key=lambda each: (-names.count(each), each))
    sides = {row["side"] for row in rows if row["side"]}
    aliases = {*names, *(alias for row in rows for alias in row["aliases"])} - {name}
    roles = {dumps(role): Role(**role) for row in rows for role in row["roles"]}
    return Actor(
        id=rows[0]["id"],
        name=name,
        kind=rows[0]["kind"],
        side=sides.pop() if len(sides) == 1 else None,
        roles=tuple(roles[key] for key in sorted(roles)),
        aliases=tuple(sorted(aliases)),
    )
