"""The phrase of a source: its bounds, its head noun and the names in it."""

from __future__ import annotations

from reportedly.annotate.cast.roles import head_noun
from reportedly.annotate.cast.scene import Scene
from reportedly.annotate.cast.types import Entity, Mention

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def core(scene: Scene, tokens: list[int]) -> tuple[int, int]:
    """Return the source's first contiguous stretch, punctuation at its ends left out."""
    view = scene.view
    tokens = [i for i in tokens if view.pos[i] != "SPACE"]
    if not tokens:
        return 0, 0
    held = set(tokens)
    first = tokens[0]
    last = first + 1
    while last in held or (last < tokens[-1] and view.pos[last] == "SPACE"):
        last += 1
    while first < last and (view.pos[first] == "PUNCT" or view.lower[first] in ("by", "to", "from", "that")):
        first += 1
    while last > first and (view.pos[last - 1] == "PUNCT" or view.words[last - 1] in POSSESSIVE):
        last -= 1
    closed = next((i for i in range(last - 1, first, -1) if view.words[i] == ")"), first)
    if closed > first and "(" not in view.words[first:closed]:
        first = closed + 1  # "(Photo: A. Name) The minister's sister", of which the source took half the bracket
    if first >= last:
        return first, first
    if view.pos[first] in ("ADP", "SCONJ") or view.lower[first] in ("in", "during", "speaking"):
        comma = next((i for i in range(first, last - 1) if view.words[i] == ","), -1)
        first = comma + 1 if comma > 0 else first  # "In an emailed statement, the owners"
    following = scene.cast.by_token.get(last)
    if following and following[0].is_person and following[1].first == last:
        title = view.pos[last - 1] in ("NOUN", "PROPN") and view.dep[last - 1] in ("compound", "nmod")
        if title and view.head[last - 1] >= last:
            last = following[1].last  # the source was cut before the name: "Canadian actor | Sandra Oh"
    return first, last


def without_clauses(scene: Scene, first: int, last: int) -> int:
    """Return where a description ends: before an apposition after a comma, or a relative clause."""
    view = scene.view
    for i in range(first + 1, last):
        dash = view.words[i] in ("—", "–") and view.text[view.start[i] - 1].isspace()
        if view.words[i] in (",", "(") or dash or (view.lower[i] in ("who", "which", "that") and view.dep[i] != "det"):
            noun = any(view.pos[k] in ("NOUN", "PROPN") for k in range(first, i))
            listed = any(view.lower[k] in ("and", "&") for k in range(i, last)) and view.words[i] == ","
            if noun and not listed:
                return i
    return last


def mentions_in(scene: Scene, first: int, last: int) -> list[tuple[Entity, Mention]]:
    out: list[tuple[Entity, Mention]] = []
    for i in range(first, last):
        found = scene.cast.by_token.get(i)
        if found and (not out or out[-1][1] is not found[1]):
            out.append(found)
    return out


def head_of(scene: Scene, first: int, last: int) -> int:
    """Return the head of a source: by the tree where it stays inside and is a noun, else by its last noun."""
    view = scene.view
    for i in range(first, last):
        if not first <= view.head[i] < last and view.pos[i] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
            if view.dep[i] in ("compound", "amod", "nmod", "poss", "det") and view.head[i] >= last:
                continue
            return i
    return head_noun(view, scene.t, first, last)
