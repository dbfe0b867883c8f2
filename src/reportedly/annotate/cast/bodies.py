"""Bodies under their plain English names, with the state they belong to: "the Russian MoD" → Ministry of Defence
of Russia.
"""

from __future__ import annotations

from reportedly.annotate.cast.tables import Tables
from reportedly.annotate.cast.view import View
from reportedly.annotate.cast.words import tells_where

_MINISTRY = frozenset({"ministry", "ministries", "mfa", "mod", "department", "dept"})
_FIELDS = {
    "foreign": "Foreign Affairs",
    "external": "Foreign Affairs",
    "defence": "Defence",
    "defense": "Defence",
    "military": "Defence",
}
_SKIP = frozenset(
    {
        "the",
        "of",
        "for",
        "and",
        "'s",
        "’s",
        "a",
        "an",
        "affairs",
        "its",
        "'",
        "’",
        "-",
        "s",
        "enclave",
        "territory",
        "country",
        "strip",
        "region",
        "his",
        "their",
    }
)
_WITH_ARTICLE = (
    "United",
    "Netherlands",
    "Philippines",
    "Czech Republic",
    "Central African",
    "Democratic Republic",
    "Dominican",
    "Gambia",
    "Maldives",
)


def of_state(state: str) -> str:
    """Return a state's name as it stands after "of" ("the United States")."""
    return f"the {state}" if state.startswith(_WITH_ARTICLE) else state


def canonical_body(view: View, t: Tables, first: int, last: int, side: str | None) -> str | None:
    """Return the plain name of the body that tokens ``first`` to ``last`` name; ``None`` where they name none we
    know.

    ``side`` is the state that the words themselves or their context give; a ministry without one keeps its bare name.
    """
    text = view.string(first, last)
    institution = t.institution(text)
    if institution is None and last - first > 1:
        for begin in range(first, last):
            # "the UN Security Council", "US State Department": a state's word before a known name says nothing new.
            if begin > first and not (t.side_of(view.words[begin - 1]) or view.lower[begin - 1] in ("the", "'s", "’s")):
                break
            institution = t.institution(view.string(begin, last))
            if institution and begin > first and institution.side != t.side_of(view.words[begin - 1]):
                institution = None
            if institution:
                break
    if institution and not (institution.sort == "body" and side and institution.side != side):
        return institution.name
    kind = next((i for i in range(first, last) if view.lower[i] in _MINISTRY), -1)
    if kind < 0:
        return None
    field, place = _field(view, t, first, last, kind)
    side = place or side
    if view.lower[kind] == "mfa":
        field = "Foreign Affairs"
    if view.lower[kind] == "mod":
        field = "Defence"
    if view.lower[kind] in ("department", "dept"):
        return _department(field, side)
    if not field:
        return None
    return f"Ministry of {field} of {of_state(side)}" if side else f"Ministry of {field}"


def _department(field: str, side: str | None) -> str | None:
    if field == "Defence" and side in (None, "United States"):
        return "Department of Defense of the United States"
    if field == "State":
        return "US State Department"
    return None


def _field(view: View, t: Tables, first: int, last: int, kind: int) -> tuple[str, str | None]:
    """Return what a ministry is for, and the state its own words name."""
    words: list[str] = []
    place: str | None = None
    for i in range(first, last):
        low = view.lower[i]
        if i == kind or tells_where(view.lower, i, first, last):
            continue
        state = t.side_of(view.words[i])
        if state is None and i + 1 < last:
            state = t.side_of(view.string(i, i + 2))
        if state:
            place = place or state
            continue
        if low in _FIELDS:
            return _FIELDS[low], place or _place_after(view, t, i + 1, last)
        if low in _SKIP or view.words[i] == "," or (i > kind and view.words[i].islower() and not words):
            if view.words[i] == ",":
                break
            continue
        if i < kind or view.words[i][:1].isupper():
            words.append(view.words[i])
    return " ".join(word.capitalize() if word.islower() else word for word in words[:3]), place


def _place_after(view: View, t: Tables, first: int, last: int) -> str | None:
    for i in range(first, last):
        state = t.side_of(view.words[i]) or (t.side_of(view.string(i, i + 2)) if i + 1 < last else None)
        if state:
            return state
    return None
