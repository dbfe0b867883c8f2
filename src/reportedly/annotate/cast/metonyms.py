"""States as they are named: by themselves, their people, their capital or their seat of power."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.annotate.cast.bodies import canonical_body, of_state
from reportedly.annotate.cast.tables import Tables, fold
from reportedly.annotate.cast.view import View


def state_at(view: View, t: Tables, first: int, last: int) -> str | None:
    """Return the state that tokens ``first`` to ``last`` stand for as an actor, else ``None``."""
    text = view.string(first, last)
    for ending in ("'s", "’s", "'", "’"):
        text = text.removesuffix(ending).strip()
    bare = text.removeprefix("the ").removeprefix("The ")
    state = t.state_named(bare)
    if state:
        return state
    if text != bare or view.pos[first] == "PROPN":
        return t.peoples.get(fold(bare)) if text != bare else None
    return None


def count_states(view: View, t: Tables) -> dict[str, int]:
    """Return how often each state is named in the article, in the order of first naming."""
    counts: dict[str, int] = {}
    for first, last, label in view.entities:
        if label in ("GPE", "NORP", "LOC", "ORG", "FAC"):
            state = t.side_of(view.string(first, last)) or t.side_of(view.words[first])
            if state:
                counts[state] = counts.get(state, 0) + 1
    return counts


def home_state(t: Tables, dateline: str | None, outlet: str | None, counts: Mapping[str, int]) -> str | None:
    """Return the state an article is written from: its dateline, its outlet's name, else the state it names most."""
    if dateline:
        for word in (dateline, dateline.split(",")[-1].strip(), dateline.split(",")[0].strip()):
            state = t.side_of(word.title() if word.isupper() else word)
            if state and (counts.get(state, 0) > 1 or not counts):
                return state
    if outlet:
        for word in outlet.replace("(", " ").replace(")", " ").replace(".", " ").split():
            if word[:1].isupper() and (state := t.side_of(word)):
                return state
        if (institution := t.institution(outlet)) and institution.side:
            return institution.side
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return ranked[0][0] if ranked else None


def _organ(view: View, t: Tables, first: int, last: int, side: str | None) -> str | None:
    """Return "Presidency of Bolivia" for "the Bolivian presidency", where nothing but the state is said of it."""
    noun = view.lower[last - 1]
    if side not in t.state_names or noun not in t.lists["state_organs"]:
        return None
    named = view.string(first, last - 1).removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    return f"{noun.capitalize()} of {of_state(side)}" if not named or t.side_of(named.strip()) == side else None


def body_name(view: View, t: Tables, first: int, last: int, context: str | None) -> tuple[str, str | None, bool]:
    """Return a body's name, its state, and whether the state comes from the context rather than its own words.

    Names nobody listed stay as written, articles left out; "Ukraine's military command" → "military command of
    Ukraine".
    """
    from reportedly.annotate.cast.roles import side_in

    own = side_in(view, t, first, last)
    institution = t.institution(view.string(first, last))
    if institution:
        return institution.name, institution.side, False
    name = canonical_body(view, t, first, last, own or context) or _organ(view, t, first, last, own or context)
    if name:
        return name, own or context, own is None
    start = first + (view.lower[first] in ("the", "a", "an", "both"))
    return view.string(start, last), own, False
