"""Titles and descriptions taken apart: the office, its classes, its state and its body."""

from __future__ import annotations

from reportedly.annotate.cast.bodies import canonical_body
from reportedly.annotate.cast.tables import Tables
from reportedly.annotate.cast.types import RoleFact
from reportedly.annotate.cast.view import View
from reportedly.annotate.cast.words import ELSEWHERE, singular

_PREPOSITIONS = frozenset({"of", "for", "to", "at", "in", "on", "from", "with", "who", "that"})


def head_noun(view: View, t: Tables, first: int, last: int) -> int:
    """Return the token that heads a title or description: its last noun before a preposition; -1 where there is none.

    "the head of the ministry" → head; "Foreign Ministry spokeswoman" → spokeswoman; "Russia's ambassador to the US".
    """
    head = -1
    for i in range(first, last):
        if view.lower[i] in _PREPOSITIONS and head >= 0:
            break
        if view.words[i] in (",", "(", "—", "–") and head >= 0:
            break
        if view.pos[i] in ("NOUN", "PROPN") or view.lower[i] in t.person_nouns:
            head = i
    return head


def read_role(view: View, t: Tables, first: int, last: int) -> RoleFact | None:
    """Take a title or description of one person apart; ``None`` where no noun heads it."""
    if last > first and view.lower[first] in ("leads", "led", "heads", "headed", "chairs", "chaired"):
        classes = frozenset({"head", "leader", "negotiator", "official"})
        return RoleFact(
            title=view.string(first, last),
            words=_content_words(view, t, first, last) - {view.lower[first]},
            classes=classes,
            noun="head",
            side=side_in(view, t, first, last),
            span=view.span(first, last),
        )
    head = head_noun(view, t, first, last)
    if head < 0:
        return None
    words = _content_words(view, t, first, last)
    title = view.string(first, last).lower()
    if "head of state" in title or "head of government" in title:
        leads = "president" if "of state" in title else "prime_minister"
        return RoleFact(
            title=view.string(first, last),
            words=frozenset(),
            classes=frozenset({leads, "leader"}),
            noun=leads,
            side=side_in(view, t, first, last),
            span=view.span(first, last),
        )
    if "diplomacy" in words and "head" in classes_of(t, view.lower[head], words):
        return RoleFact(
            title=view.string(first, last),
            words=frozenset({"foreign", "minister"}),
            classes=frozenset({"minister", "diplomat", "official"}),
            noun="minister",
            side=side_in(view, t, first, last),
            span=view.span(first, last),
        )  # "the head of Chilean diplomacy", as Romance languages have it
    return RoleFact(
        title=view.string(first + (view.lower[first] in ("the", "a", "an", "is", "was")), last),
        words=words,
        classes=classes_of(t, view.lower[head], words),
        modifiers=_content_words(view, t, first, head),
        noun=office_noun(t, view.lower[head]),
        side=side_in(view, t, first, last),
        body=_body_in(view, t, first, last, head),
        span=view.span(first, last),
    )


def office_noun(t: Tables, noun: str) -> str:
    """Return the first class of a description's head noun: what it chiefly is ("spokeswoman" → spokesperson)."""
    short = t.words["office_short"].get(noun, noun).split()[-1]
    classes = t.words["person_nouns"].get(short) or t.words["person_nouns"].get(singular(short), short)
    return str(classes).split()[0]


def classes_of(t: Tables, noun: str, words: frozenset[str]) -> frozenset[str]:
    """Return what a description's head noun can stand for, its sharper office included ("foreign minister" →
    diplomat).
    """
    short = t.words["office_short"].get(noun)
    classes = t.person_nouns.get(noun) or t.person_nouns.get(singular(noun)) or frozenset({noun})
    if short:
        classes |= t.person_nouns.get(short.split()[-1], frozenset()) | {short.replace(" ", "_")}
    if "general" in words and ("secretary" in words or "director" in words):
        classes |= {"secretary_general", "head", "leader"}
    if "prime" in words and "minister" in classes:
        classes |= {"prime_minister", "leader"}
    if "foreign" in words and ("minister" in classes or "spokesperson" in classes or "head" in classes):
        classes |= {"diplomat"}
    if "vice" in words and "president" in classes:
        classes = (classes - {"leader"}) | {"vice_president"}
    if "delegation" in words and "head" in classes:
        classes |= {"negotiator"}
    return classes


def _content_words(view: View, t: Tables, first: int, last: int) -> frozenset[str]:
    """Content words in one spelling; short forms spelled out, words for states and empty words left out."""
    words: set[str] = set()
    for i in range(first, last):
        low = view.lower[i]
        if low in t.lists["empty_modifiers"] or low in _PREPOSITIONS or not any(c.isalnum() for c in low):
            continue
        if low not in t.words["office_short"] and (t.side_of(view.words[i]) or _union(t, view.words[i])):
            continue
        words.update(t.words["office_short"].get(low, low).split())
    return frozenset(words)


def _union(t: Tables, word: str) -> bool:
    """Whether a word is the short name of a union of states ("UN", "NATO"): it says whose office it is, not which."""
    institution = t.institution(word) if word.isupper() else None
    return institution is not None and institution.sort == "union"


def side_in(view: View, t: Tables, first: int, last: int) -> str | None:
    """Return the state or party a title speaks for; a place after "to" is where it is posted ("ambassador to the
    US").
    """
    posted = False
    for i in range(first, last):
        low = view.lower[i]
        if low == "to":
            posted = True
        if posted or (i + 2 < len(view) and view.words[i + 1] in ("-", "–") and view.lower[i + 2] in ELSEWHERE):
            continue
        for width in (4, 3, 2, 1):
            if i + width > last:
                continue
            text = view.words[i] if width == 1 else view.string(i, i + width)
            side = t.side_of(text)
            if side:
                return side
            if text[:1].isupper() or text.isupper():
                institution = t.institution(text)
                if institution and institution.sort not in ("media", "platform"):
                    return institution.side or institution.name
    return None


def _body_in(view: View, t: Tables, first: int, last: int, head: int) -> str | None:
    """Return the body a title names: "Foreign Ministry spokeswoman", "the head of the Security Council"."""
    side = side_in(view, t, first, last)
    for begin, end in ((first, head), (head + 1, last)):
        while begin < end and (
            view.lower[begin] in ("of", "for", "to", "at", "the", "in", "with") or not view.words[begin].strip()
        ):
            begin += 1
        if begin < end:
            body = canonical_body(view, t, begin, end, side)
            if body:
                return body
    return None
