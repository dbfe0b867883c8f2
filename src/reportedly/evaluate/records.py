"""How well rounds, ceasefires, corridors, positions, figures … were found, field by field, against gold.

Records are paired one to one within a kind where their spans' words overlap by Jaccard .3 or one holds the other; then
every field that the gold fills is compared. ``leak`` counts found records in the outlet's voice where the gold has a
speaker: a claim turned into a fact. It must be 0.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportedly.evaluate.names import same_name
from reportedly.evaluate.words import WORD, Text, jaccard, pairs, precision_recall
from reportedly.model import OUTLET

Row = Mapping[str, Any]

NOT_COMPARED = frozenset(["article_id", "date_text", "id", "kind", "nth", "optional", "span"])
IN_FREE_WORDS = frozenset(
    [
        *("agenda", "area", "beneficiaries", "condition", "deed", "duration", "head_role"),
        *("issue", "members", "of", "outcome", "route", "unit", "window"),
    ]
)
"""Fields that describe in words of their own: one word that carries meaning must be shared."""
_EMPTY_WORDS = frozenset(
    [
        *("a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "had", "has", "have"),
        *("her", "his", "in", "is", "it", "its", "no", "not", "of", "on", "or", "that", "the", "their", "to"),
        *("was", "were", "with"),
    ]
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def measure_records(gold: Iterable[Row], found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Give the lines of the measure. ``found`` holds each article's records under its id."""
    tally = _Tally()
    for document in gold:
        tally.add(document, found.get(document["id"], ()))
    kinds = sorted({*tally.right, *tally.found, *tally.gold})
    total = precision_recall(tally.right.total(), tally.found.total(), tally.gold.total())
    yield f"{'all':12} {total}"
    for kind in kinds:
        measured = precision_recall(tally.right[kind], tally.found[kind], tally.gold[kind])
        yield f"{kind:12} {measured}   gold {tally.gold[kind]}"
    compared = tally.fields.total()
    yield f"fields right {100 * tally.fields_right.total() / max(compared, 1):.1f} of {compared}"
    for name in sorted(tally.fields):
        yield f"  {name:28} {tally.fields_right[name]}/{tally.fields[name]}"
    yield f"leak {tally.leaked} of {tally.attributed} attributed records given in the outlet's voice"


class _Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.fields_right: Counter[str] = Counter()
        self.leaked = self.attributed = 0

    def add(self, document: Row, found: Sequence[Row]) -> None:
        gold = document["records"]
        for row in gold:
            self.gold[row["kind"]] += not row.get("optional")
        for row in found:
            self.found[row["kind"]] += 1
        for _, i, j in pairs(_candidates(Text(document["text"]), gold, found)):
            if gold[j].get("optional"):
                self.found[found[i]["kind"]] -= 1
            else:
                self._compare(gold[j], found[i])

    def _compare(self, gold: Row, found: Row) -> None:
        self.right[gold["kind"]] += 1
        for name, value in gold.items():
            if name not in NOT_COMPARED and value not in (None, [], ""):
                self.fields[f"{gold['kind']}.{name}"] += 1
                self.fields_right[f"{gold['kind']}.{name}"] += agrees(name, found.get(name), value)
        if gold.get("voice") not in (None, OUTLET):
            self.attributed += 1
            self.leaked += found.get("voice") in (None, OUTLET)


def _candidates(text: Text, gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    """Give the pairs that may be one record; of equal overlaps the one with more fields right is the better."""
    wanted = [text.under(row["span"]) for row in gold]
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for j, row in enumerate(gold):
        by_kind[row["kind"]].append(j)
    for i, row in enumerate(found):
        given = text.under(row["span"])
        for j in by_kind[row["kind"]]:
            overlap = jaccard(given, wanted[j])
            if given & wanted[j] and (overlap >= 0.3 or given <= wanted[j] or wanted[j] <= given):
                agree = sum(
                    agrees(name, row.get(name), value)
                    for name, value in gold[j].items()
                    if name not in NOT_COMPARED and value is not None
                )
                yield overlap + 0.01 * agree, i, j


def agrees(field: str, found: Any, gold: Any) -> bool:
    """Whether a field is right: names, dates, numbers and values the same; descriptions with a word in common."""
    if field not in IN_FREE_WORDS:
        return _same(found, gold)
    first, second = (
        set(WORD.findall(json.dumps(value, ensure_ascii=False).lower())) - _EMPTY_WORDS for value in (found, gold)
    )
    return bool(first & second)


def _same(found: Any, gold: Any) -> bool:
    if isinstance(found, list) or isinstance(gold, list):
        given, wanted = (value if isinstance(value, list) else [value] for value in (found, gold))
        return bool(given) and bool(wanted) and all(any(_same(a, b) for a in given) for b in wanted)
    if isinstance(found, dict):
        found = found.get("start")
    if isinstance(gold, int | float) and not isinstance(gold, bool):
        try:
            return float(found) == float(gold)
        except (TypeError, ValueError):
            return False
    if found is None:
        return False
    a, b = str(found).lower(), str(gold).lower()
    return a == b or (a[:10] == b[:10] and _DAY.match(b) is not None) or same_name(a, b)
