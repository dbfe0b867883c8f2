"""Titles before a name and appositions behind it: "Russian Foreign Minister | …", "…, the head of the delegation"."""

from __future__ import annotations

from reportedly.annotate.cast.tables import Tables
from reportedly.annotate.cast.view import View

_BREAKS = frozenset({".", ";", ":", "!", "?", "“", "”", '"', "(", ")", "—", "–", "``", "''"})
_MARKS = '“”"«»'
_PERSON_AT_MOST = 6
_TITLE_AT_MOST = 14
_OFFICES_AT_MOST = 24
"""Tokens of a title that names an office of an office of an office."""
_SERVES = frozenset(
    {"is", "was", "leads", "led", "heads", "headed", "chairs", "chaired", "serves", "served", "represents"}
)


def before_name(view: View, t: Tables, first: int, last: int) -> tuple[int, int] | None:
    """Return the title before a name: "Russian Foreign Minister | Sergei Lavrov", "the president, | Petro
    Poroshenko".
    """
    end = first
    while end > 1 and view.words[end - 1].isspace() and "\n" not in view.words[end - 1]:
        end -= 1  # a hard space of its own
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
    if any(mark in last_word for mark in _MARKS):
        return None  # "… side”said | Peskov": words that were run together
    if last_word not in t.person_nouns or view.lower[max(0, end - 4) : end - 1] == ["office", "of", "the"]:
        whole = _of_body(view, t, end)  # "Head of the President's Office | …": the office and its body
        if whole:
            return whole
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
            return _outer_office(view, t, _opened(view, begin, end), end), end
    return None


def _opened(view: View, begin: int, end: int) -> int:
    """Return where the words before an office's noun begin that belong to it ("Deputy | Head of …")."""
    start = begin
    while start > 0 and begin - start < 5 and _in_title(view, start - 1, end):
        start -= 1
    return start


def _outer_office(view: View, t: Tables, start: int, end: int) -> int:
    """Return where the office begins in whose body's name the title found so far stands.

    "Head of the Office of the | President of Ukraine": the name that follows is the head's. "A spokesman of the
    President of Ukraine" has no body between the two offices: there the name is the president's.
    """
    body = False
    for i in range(start - 1, max(-1, start - 12), -1):
        linking = view.lower[i] in ("of", "for", "to", "the")
        if not linking and not _in_title(view, i, end):
            return start
        if view.lower[i] in t.person_nouns and view.lower[i + 1] in ("of", "for", "to"):
            if body and view.words[i][:1].isupper() and end - i <= _OFFICES_AT_MOST:
                return _outer_office(view, t, _opened(view, i, end), end)
            return start
        body = body or (not linking and view.pos[i] in ("NOUN", "PROPN"))
    return start


def _in_title(view: View, i: int, name: int) -> bool:
    """Whether token ``i`` can stand inside the title that ends before the name."""
    if view.words[i] in _BREAKS or view.words[i] == "," or "\n" in view.words[i]:
        return False
    if view.pos[i] in ("PROPN", "NOUN", "ADJ", "NUM", "DET"):
        return True
    if view.pos[i] == "PART":
        return view.words[i] in ("'s", "’s", "'", "’")
    if view.lower[i] == "and" and i in view.person_ends:
        return False  # "President Ines Calvo and Chilean President | …"
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


def behind_name(view: View, t: Tables, first: int, last: int) -> tuple[int, int] | None:
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
