"""Where an article names somebody: the spans of names, with the titles before and the appositions behind them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.annotate.cast.tables import Tables, fold
from reportedly.annotate.cast.view import View
from reportedly.annotate.cast.words import singular

_NAME_PARTS = frozenset(
    {"de", "del", "della", "van", "von", "der", "bin", "ibn", "al", "el", "la", "le", "di", "da", "dos", "-"}
)
_BREAKS = frozenset({".", ";", ":", "!", "?", "“", "”", '"', "(", ")", "—", "–", "``", "''"})
_PERSON_AT_MOST = 6
_TITLE_AT_MOST = 14
_RELATIVE = frozenset({"who"})
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
            if first < last and not taken[first]:
                for i in range(first, last):
                    taken[i] = True
                out.append(_named(view, t, first, last, label))
    _unlabelled(view, t, taken, out)
    out.sort(key=lambda each: each.first)
    return out


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
    for i in range(first, last):
        if "\n" in view.words[i]:
            return (first, i) if i > first else (i + 1, last)
    if label == "PERSON":
        if last - first > _PERSON_AT_MOST:
            return first, first
        while last - first > 1 and (title_word(view, t, first) or view.words[first] in _BREAKS):
            first += 1
        while (
            last - first > 1
            and view.pos[last - 1] in ("VERB", "AUX", "ADP", "CCONJ", "DET")
            and view.words[last - 1].islower()
        ):
            last -= 1
    return first, last


def title_word(view: View, t: Tables, i: int) -> bool:
    """Whether a capitalised token is a title or a state's adjective rather than a name ("Minister", "Ukrainian")."""
    low = view.lower[i]
    return (
        low in t.person_nouns
        or low in t.words["honorifics"]
        or low in ("foreign", "defence", "defense", "prime", "vice", "deputy", "secretary", "interior", "chief")
        or (view.words[i][:1].isupper() and low in t.adjectives)
    )


def _named(view: View, t: Tables, first: int, last: int, label: str) -> Named:
    if label != "PERSON" and not _may_be_person(view, t, first, last):
        return Named(first, last, label)
    titles = [span for span in (_before(view, t, first, last), _behind(view, t, first, last)) if span]
    if label != "PERSON":
        titles = [s for s in titles if any(view.lower[i] in t.person_nouns for i in range(*s))]
    honorific = t.words["honorifics"].get(view.lower[first - 1]) if first else None
    if label != "PERSON" and (titles or honorific is not None or _given_name(view, t, first, last)):
        label = "PERSON"
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
    """Whether a name that the parser calls a place or body may be a person's: no state, institution or body word in it."""
    text = view.string(first, last)
    if t.side_of(text) or t.institution(text) or last - first > 4 or view.lower[first - 1 if first else 0] == "the":
        return False
    for i in range(first, last):
        low = view.lower[i]
        if low in t.lists["body_nouns"] or low in t.adjectives or singular(low) in t.lists["body_nouns"]:
            return False
        if not view.words[i][:1].isupper() or (view.words[i].isupper() and len(low) > 2):
            return low in _NAME_PARTS and i > first
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
        elif _given_name(view, t, first, j) and not title_word(view, t, first):
            out.append(_named(view, t, first, j, "PERSON"))
        elif titled and not title_word(view, t, first) and not view.words[first].isupper() and j - first <= 4:
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


def _before(view: View, t: Tables, first: int, last: int) -> tuple[int, int] | None:
    """Return the title before a name: "Russian Foreign Minister | Sergei Lavrov", "the president, | Petro Poroshenko"."""
    end = first
    if end and view.lower[end - 1] in t.words["honorifics"] and view.lower[end - 1] not in t.person_nouns:
        end -= 1
    if end > 1 and view.words[end - 1] == "," and view.lower[end - 2] not in (",", "and"):
        end -= 1
        closed = last < len(view) and view.words[last] in (",", ".", ")", "—", "–", ";")
        if not closed and not any(view.dep[i] == "appos" for i in range(first, last)):
            return None
    if not end or view.paragraph[end - 1] != view.paragraph[first]:
        return None
    last_word = view.lower[end - 1]
    if last_word not in t.person_nouns and not (
        end == first and view.pos[end - 1] in ("NOUN", "PROPN") and view.dep[end - 1] in ("compound", "nmod", "appos")
    ):
        return _of_body(view, t, end)
    begin = end - 1
    while begin > 0 and end - begin < _TITLE_AT_MOST and _in_title(view, begin - 1, first):
        begin -= 1
    while begin < end and (view.lower[begin] in ("and", "of", "'s", "’s", ",") or view.pos[begin] == "SPACE"):
        begin += 1
    return (begin, end) if begin < end else None


def _of_body(view: View, t: Tables, end: int) -> tuple[int, int] | None:
    """Return a title that ends in its body: "President of Ukraine | Volodymyr …", "head of the delegation, …"."""
    for begin in range(end - 1, max(-1, end - 10), -1):
        if (
            view.words[begin] in _BREAKS
            or view.words[begin] == ","
            or view.pos[begin] in ("VERB", "AUX", "PRON", "SPACE", "CCONJ")
        ):
            return None
        following = view.lower[begin + 1] if begin + 1 < end else ""
        if view.lower[begin] in t.person_nouns and following in ("of", "for", "to", "at", "in", "on"):
            if view.words[end] != "," and view.pos[end - 1] not in ("PROPN", "NOUN", "ADJ"):
                return None
            start = begin
            while start > 0 and begin - start < 5 and _in_title(view, start - 1, end):
                start -= 1
            return start, end
    return None


def _in_title(view: View, i: int, name: int) -> bool:
    """Whether token ``i`` can stand inside the title that ends before the name."""
    if view.words[i] in _BREAKS or view.words[i] == "," or "\n" in view.words[i]:
        return False
    if view.pos[i] in ("PROPN", "NOUN", "ADJ", "NUM", "DET"):
        return True
    if view.pos[i] == "PART":
        return view.words[i] in ("'s", "’s", "'", "’")
    if view.words[i] in ("-", "/", "&") or view.lower[i] == "and":
        # "Foreign and European Affairs Minister": inside one noun phrase only.
        return view.lower[i] != "and" or (
            i > 0
            and i + 1 < name - 1
            and view.pos[i + 1] in ("PROPN", "ADJ")
            and view.pos[i - 1] in ("PROPN", "ADJ")
            and view.lower[i + 1] not in ("president", "prime", "vice", "former", "king", "queen", "chancellor")
        )
    return view.tag[i] in ("VBN", "VBG", "JJ") and view.dep[i] in ("amod", "compound")


def _behind(view: View, t: Tables, first: int, last: int) -> tuple[int, int] | None:
    """Return the description behind a name: ", the head of …", ", who leads …", "(the minister)", " is the …"."""
    n = len(view)
    if last < n and view.words[last] == "," and last + 1 < n:
        begin = last + 1
        if view.lower[begin] == "who":
            return _served(view, begin + 1)
        return _noun_phrase(view, t, first, begin)
    if last + 1 < n and view.lower[last] in ("is", "was") and view.lower[last + 1] in ("the", "a", "an"):
        return _noun_phrase(view, t, first, last + 1, copula=True)
    return None


def _served(view: View, begin: int) -> tuple[int, int] | None:
    if begin >= len(view) or view.lower[begin] not in _SERVES:
        return None
    end = begin
    while (
        end < len(view)
        and end - begin < _TITLE_AT_MOST
        and view.words[end] not in _BREAKS
        and view.words[end] != ","
        and "\n" not in view.words[end]
    ):
        end += 1
    return begin, end


def _noun_phrase(view: View, t: Tables, first: int, begin: int, copula: bool = False) -> tuple[int, int] | None:
    """Return a noun phrase of one person that starts at ``begin``, up to the next comma or verb."""
    end, head, n = begin, -1, len(view)
    while end < n and end - begin < _TITLE_AT_MOST + 4:
        word, pos = view.words[end], view.pos[end]
        if word in _BREAKS or word == "," or "\n" in word or pos in ("AUX", "PRON"):
            break
        if pos == "VERB" and view.dep[end] not in ("amod", "compound"):
            break
        if head < 0 and pos in ("NOUN", "PROPN") and view.lower[end] in t.person_nouns:
            following = view.lower[end + 1] if end + 1 < n else ""
            if following not in t.person_nouns and (end + 1 >= n or view.pos[end + 1] not in ("NOUN", "PROPN")):
                head = end
        if head < 0 and view.lower[end] in ("of", "for", "in", "at", "from", "with", "and"):
            break
        end += 1
    if head < 0:
        appositive = next(
            (c for c in range(begin, min(end, n)) if view.dep[c] == "appos" and first <= view.head[c] < begin), -1
        )
        if appositive < 0 or view.pos[appositive] != "NOUN" or copula:
            return None
    closed = end >= n or view.words[end] in (",", ".", ")", ";", "—", "–", ":") or "\n" in view.words[end]
    if not closed and not copula and not (head >= 0 and view.dep[head] == "appos"):
        return None  # "after a call with Trump, the Russian leader said …": a new clause, no apposition
    return (begin, end) if end > begin else None
