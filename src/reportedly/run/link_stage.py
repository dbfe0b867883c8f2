"""The link stage: after the articles are stored, what stands across them is worked out anew and stored as one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from reportedly.model import Actor, Article, Role
from reportedly.run import fingerprint
from reportedly.store import Ledger, Links, query, store_links
from reportedly.store.rows import dumps


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
    from reportedly.link import link_origins  # numpy and more, which workers and most commands do without

    found = link_origins(_articles(ledger))
    return Links(
        actors=merged_actors(ledger),
        origins=found.origins,
        stories=found.stories,
        related=found.related,
        source_counts=found.counts,
    )


def _articles(ledger: Ledger) -> Iterator[Article]:
    """Give the stored articles one at a time, by id, without what an earlier linking said of them."""
    for row in query.articles(ledger):
        yield Article(**{name: _tuples(value) for name, value in row.items() if name != "origin_id"})


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
