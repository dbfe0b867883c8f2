"""Where two reports about one thing differ, and of what kind the difference is. Neither is taken for right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.link.things import Report, amount, bounds, compare_sites
from reportedly.model import Ceasefire, Corridor, Figure, Round

TOLLS = ("killed", "injured", "captured", "displaced", "evacuated")
"""Quantities that are counted on as time goes by."""
LIKE = 0.5
"""Two figures that allow each other agree from this share of the larger one: "over 100" says little about 900."""

_STATES: dict[type, tuple[frozenset[str], frozenset[str]]] = {
    Round: (frozenset({"held", "ongoing"}), frozenset({"cancelled", "refused"})),
    Ceasefire: (frozenset({"announced", "agreed", "in_effect", "extended"}), frozenset({"refused"})),
    Corridor: (frozenset({"open", "used"}), frozenset({"blocked", "shelled", "closed", "rejected"})),
}
"""States of a thing that cannot both be so at one time."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two reports differ on, as :class:`reportedly.model.Conflict` names it."""

    on: Literal["place", "time", "count", "blame", "existence"]
    kind: Literal["contradiction", "scope", "update"]


def agree(a: Report, b: Report) -> bool:
    """Whether two reports say the same where both say something."""
    if differ(a, b):
        return False
    if isinstance(a.record, Figure) and isinstance(b.record, Figure):
        one, other = amount(a.record), amount(b.record)
        return one is not None and other is not None and min(one, other) >= LIKE * max(one, other)
    return True


def differ(a: Report, b: Report) -> list[Difference]:
    """Return what two reports about one thing differ on."""
    if isinstance(a.record, Figure) and isinstance(b.record, Figure):
        return _counts(a, b, a.record, b.record)
    found: list[Difference] = []
    if compare_sites(a.site, b.site) == "apart":
        found.append(Difference("place", "contradiction"))
    if a.date and b.date and a.date.apart(b.date):
        found.append(Difference("time", "contradiction"))
    found += _states(a, b)
    if isinstance(a.record, Corridor) and isinstance(b.record, Corridor):
        one, other = a.record.blocker, b.record.blocker
        if one and other and one.casefold() != other.casefold():
            found.append(Difference("blame", "contradiction"))
    return found


def _counts(a: Report, b: Report, one: Figure, other: Figure) -> list[Difference]:
    first, second = bounds(one), bounds(other)
    if first is None or second is None or (first[0] <= second[1] and second[0] <= first[1]):
        return []
    if a.units != b.units or compare_sites(a.site, b.site) == "within":
        return [Difference("count", "scope")]
    toll = one.quantity == other.quantity and one.quantity in TOLLS
    if toll and a.day is not None and b.day is not None and a.day != b.day:
        earlier, later = (first, second) if a.day < b.day else (second, first)
        if later[0] > earlier[1]:
            return [Difference("count", "update")]
    return [Difference("count", "contradiction")]


def _states(a: Report, b: Report) -> list[Difference]:
    """Whether one says it was and the other that it was not; told on different days, things may have changed."""
    yes, no = _STATES[type(a.record)]
    one, other = getattr(a.record, "status", None), getattr(b.record, "status", None)
    if not ((one in yes and other in no) or (one in no and other in yes)):
        return []
    later = a.day is not None and b.day is not None and a.day != b.day
    return [Difference("existence", "update" if later else "contradiction")]
