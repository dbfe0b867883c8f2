"""Where an article names somebody: the spans of names, with the titles before and the appositions behind them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.annotate.cast.tables import Tables, fold
from reportedly.annotate.cast.titles import before_name, behind_name
from reportedly.annotate.cast.view import View
from reportedly.annotate.cast.words import singular

_NAME_PARTS = frozenset(
    {"de", "del", "della", "van", "von", "der", "bin", "ibn", "al", "el", "la", "le", "di", "da", "dos", "-"}
)
_BREAKS = frozenset({".", ";", ":", "!", "?", "“", "”", '"', "(", ")", "—", "–", "``", "''"})
_BORNE = frozenset(
    {"jordan", "chad", "israel", "georgia", "kenya", "india", "cuba", "malta", "holland", "britain", "america"}
)
"""States whose names people bear."""
_ON = frozenset({"on", "to", "via"})
_PERSON_AT_MOST = 6
_TITLE_AT_MOST = 14
_SERVES = frozenset(
    {"is", "was", "leads", "led", "heads", "headed", "chairs", "chaired", "serves", "served", "represents"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text. Titles are token ranges; ``honorific`` is "m", "f" or ``None``."""

    first: int
    last: int
    label: str
    titles: tuple[tuple[int, int], ...] = ()
    honorific: str | None = None


def find_names(view: View, t: Tables) -> list[Named]:
    """Return all names of the article in order: entities of the parser, mended and completed by spelling."""
    out: list[Named] = []
    taken = [False] * len(view)
    for first, last, label in view.entities:
        if label in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"):
            first, last = _trim(view, t, first, last, label)
            if label != "PERSON" and (name := _name_behind_office(view, t, first, last)):
                first, label = name, "PERSON"
            if label != "PERSON" and _name_behind_state(view, t, first, last):
                first, label = first + 1, "PERSON"
            if first < last and not taken[first]:
                for i in range(first, last):
                    taken[i] = True
                out.append(_named(view, t, first, last, label))
    _unlabelled(view, t, taken, out)
    out.sort(key=lambda each: each.first)
    return out


def _name_behind_office(view: View, t: Tables, first: int, last: int) -> int | None:
    """Return where the person's name begins in what the parser takes for a body: "… Ministry Spokesperson | Ines
    Calvo".
    """
    for i in range(last - 3, first - 1, -1):
        if view.lower[i] in t.person_nouns and view.words[i][:1].isupper():
            named = all(view.words[k][:1].isupper() and not view.words[k].isupper() for k in range(i + 1, last))
            if not named or last - i > 4 or t.institution(view.string(first, last)):
                return None
            body = any(view.lower[k] in t.lists["body_nouns"] or title_word(view, t, k) for k in range(i + 1, last))
            return None if body else i + 1
    return None


def _name_behind_state(view: View, t: Tables, first: int, last: int) -> bool:
    """Whether a state's name and a person's were taken for one: "President of | Peru Ines Calvo"."""
    if not 3 <= last - first <= 4 or first < 2 or view.lower[first - 1] != "of" or not t.state_named(view.words[first]):
        return False
    named = all(view.words[i][:1].isupper() and not title_word(view, t, i) for i in range(first + 1, last))
    return view.lower[first - 2] in t.person_nouns and named and not t.side_of(view.string(first, last))


def _trim(view: View, t: Tables, first: int, last: int, label: str) -> tuple[int, int]:
    """Cut what is no part of the name: possessive endings, articles, white space, titles before a person's name."""
    while first < last and (
        view.pos[last - 1] in ("PART", "PUNCT", "SPACE") or view.words[last - 1] in ("'s", "’s", "’")
    ):
        last -= 1
    while first < last and (
        view.words[first] in ("-", "–", "—")
        or view.lower[first] in ("the", "a", "an", "mr", "mrs", "ms", "mr.", "ms.", "mrs.")
        or view.pos[first] in ("PUNCT", "SPACE")
    ):
        if (
            label != "PERSON"
            and view.lower[first] not in ("the", "a", "an")
            and view.pos[first] not in ("PUNCT", "SPACE")
        ):
            break
        first += 1
    while last - first > 1 and view.words[last - 1].isdigit() and fold(view.words[first]) in t.genders:
        last -= 1  # "Ines 24"
    while first < last and view.lower[last - 1] in ("of", "for", "in", "at", "to"):
        last -= 1
    for i in range(first, last):
        if "\n" in view.words[i]:
            return (first, i) if i > first else (i + 1, last)
    if label == "PERSON":
        if last - first > _PERSON_AT_MOST:
            return first, first
        while last - first > 1 and (title_word(view, t, first) or view.words[first] in _BREAKS):
            first += 1
        if last - first == 2 and _no_given_name(view, t, first):
            first += 1
        while (
            last - first > 1
            and view.pos[last - 1] in ("VERB", "AUX", "ADP", "CCONJ", "DET")
            and view.words[last - 1].islower()
        ):
            last -= 1
    return first, last


def _no_given_name(view: View, t: Tables, i: int) -> bool:
    """Whether the word before a surname belongs to what stands before it: "…, says UN | Kallas", "on X. | Vance"."""
    word = view.words[i]
    platform = word.rstrip(".") == "X" and i > 0 and view.lower[i - 1] in _ON
    return platform or (word.isupper() and len(word) > 1 and bool(t.side_of(word) or t.institution(word)))


def title_word(view: View, t: Tables, i: int) -> bool:
    """Whether a capitalised token is a title or a state's adjective rather than a name ("Minister", "Ukrainian")."""
    low = view.lower[i]
    return (
        low in t.person_nouns
        or low in t.words["honorifics"]
        or low in ("foreign", "defence", "defense", "prime", "vice", "deputy", "secretary", "interior", "chief")
        or (view.words[i][:1].isupper() and low in t.adjectives)
        or (view.words[i][:1].isupper() and low in t.states and low not in t.genders and low not in _BORNE)
    )


def _named(view: View, t: Tables, first: int, last: int, label: str) -> Named:
    if label != "PERSON" and not _may_be_person(view, t, first, last):
        return Named(first, last, label)
    titles = [span for span in (before_name(view, t, first, last), behind_name(view, t, first, last)) if span]
    if label != "PERSON":
        titles = [s for s in titles if any(view.lower[i] in t.person_nouns for i in range(*s))]
    honorific = t.words["honorifics"].get(view.lower[first - 1]) if first else None
    if label != "PERSON" and (titles or honorific is not None or _given_name(view, t, first, last)):
        label = "PERSON"
        while last - first > 2 and title_word(view, t, first):
            first += 1  # "his colleague | Norway Kari Nordmann", taken for a place
            titles = [span for span in (before_name(view, t, first, last), behind_name(view, t, first, last)) if span]
    return Named(first, last, label, tuple(titles) if label == "PERSON" else (), honorific or None)


def _given_name(view: View, t: Tables, first: int, last: int) -> bool:
    """Whether a name of two to four words starts with a given name, or is an official's in the roster."""
    if not 2 <= last - first <= 4 or not view.words[last - 1][:1].isupper():
        return False
    if fold(view.words[first]) in t.genders and view.words[first][:1].isupper():
        return True
    rows = t.surnames.get(fold(view.words[last - 1]), ())
    return any(fold(name) == fold(view.string(first, last)) for row in rows for name in row.names)


def _may_be_person(view: View, t: Tables, first: int, last: int) -> bool:
    """Whether a name that the parser calls a place or body may be a person's: no state, institution or body word
    in it.
    """
    text = view.string(first, last)
    if t.side_of(text) or t.institution(text) or last - first > 4 or view.lower[first - 1 if first else 0] == "the":
        return False
    for i in range(first, last):
        low = view.lower[i]
        if low in t.lists["body_nouns"] or low in t.adjectives or singular(low) in t.lists["body_nouns"]:
            return False
        if i > first and view.words[i - 1] == "-":
            continue  # "Ban Ki-moon"
        capital = view.words[i][:1].isupper() and not (view.words[i].isupper() and len(low) > 2)
        if not capital and (low not in _NAME_PARTS or i == first):
            return False
    return True


def _unlabelled(view: View, t: Tables, taken: list[bool], out: list[Named]) -> None:
    """Add capitalised names that the parser left unlabelled: known institutions and states, names after a title."""
    i, n = 0, len(view)
    while i < n:
        if taken[i] or view.pos[i] != "PROPN":
            i += 1
            continue
        j = i
        while (
            j < n
            and not taken[j]
            and j - i < 8
            and (
                view.pos[j] == "PROPN"
                or (j > i and view.lower[j] in _NAME_PARTS and j + 1 < n and view.pos[j + 1] == "PROPN")
            )
        ):
            j += 1
        first, titled = i, False
        while first < j - 1 and title_word(view, t, first):
            titled, first = True, first + 1
        previous = view.lower[first - 1] if first else ""
        titled = titled or previous in t.words["honorifics"] or (previous in t.person_nouns and first > 0)
        text = view.string(i, j)
        if t.side_of(text) or t.institution(text):
            out.append(Named(i, j, "ORG"))
        elif (_given_name(view, t, first, j) and not title_word(view, t, first)) or (
            titled and not title_word(view, t, first) and not view.words[first].isupper() and j - first <= 4
        ):
            out.append(_named(view, t, first, j, "PERSON"))
        elif (
            _speaks(view, j - 1)
            and view.words[i][:1].isupper()
            and not any(title_word(view, t, k) for k in range(i, j))
        ):
            body = any(view.lower[k] in t.lists["body_nouns"] for k in range(i, j)) or text.isupper()
            out.append(_named(view, t, i, j, "ORG" if body else "PERSON"))
        else:
            i = j
            continue
        for k in range(i, j):
            taken[k] = True
        i = j


_SAYING = frozenset(
    {
        "said",
        "says",
        "say",
        "told",
        "tells",
        "added",
        "adds",
        "according",
        "explained",
        "noted",
        "wrote",
        "argued",
        "stated",
        "claimed",
        "insisted",
        "warned",
        "stressed",
        "announced",
    }
)


def _speaks(view: View, i: int) -> bool:
    """Whether the name at ``i`` is the subject of a verb of saying, or stands after "according to"."""
    head = view.head[i]
    if view.dep[i] in ("nsubj", "nsubjpass"):
        return view.lower[head] in _SAYING
    return view.dep[i] == "pobj" and view.lower[view.head[head]] == "according"
