"""How well copies were told from independent reports: pairs of the same origin, and sources counted an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from reportedly.evaluate.words import precision_recall

Row = Mapping[str, Any]


def measure_copies(documents: Iterable[Row], origins: Iterable[Row]) -> Iterator[str]:
    """Give the lines of the measure. Documents carry ``id``, ``event`` and ``src``, the true origin.

    An article without an origin is its own. ``origins mixing two sources`` counts origins that join articles of
    different true origin within an event.
    """
    origin_of = {article: row["id"] for row in origins for article in row["articles"]}
    events: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in documents:
        events[row["event"]][row["id"]] = row["src"]
    right = found = gold = exact = off = mixed = 0
    for sources in events.values():
        given = {article: origin_of.get(article, article) for article in sources}
        for a, b in combinations(sources, 2):
            same, said = sources[a] == sources[b], given[a] == given[b]
            right += same and said
            found += said
            gold += same
        behind: defaultdict[str, set[str]] = defaultdict(set)
        for article, source in sources.items():
            behind[given[article]].add(source)
        true = len(set(sources.values()))
        exact += len(behind) == true
        off += abs(len(behind) - true)
        mixed += sum(len(each) > 1 for each in behind.values())
    number = len(events)
    yield f"pairs {precision_recall(right, found, gold)}"
    yield (
        f"events {number}: exact count {100 * exact / max(number, 1):.1f} %, mean error {off / max(number, 1):.2f}, "
        f"origins mixing two sources {mixed}"
    )
