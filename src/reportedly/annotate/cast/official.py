"""Texts that are somebody's own words: addresses, statements, interviews and transcripts."""

from __future__ import annotations

import bisect
import re

from reportedly.annotate.cast.scene import Scene
from reportedly.annotate.cast.tables import fold
from reportedly.annotate.cast.types import Entity

_TITLED = re.compile(
    r"(?:^|[-–—:]\s)\W*(?:[\w'’-]+\s+){0,3}?"
    r"(address|speech|remarks|statement|message|appeal|interview|letter|comments|briefing)\b"
    r"[^.:\n]{0,40}?\b(by|of|with|from)\b ",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[ \t]*([^\s:][^:\n]{1,90}):[ \t]", re.MULTILINE)
_MOST_LABELS = 2000
_LEAST_TURNS, _LEAST_SHARE = 2, 0.1
"""A text is a transcript from two turns of known speakers on, if they begin at least a tenth of its lines."""


def document_speaker(scene: Scene) -> Entity | None:
    """Return whose words a whole text is: "Address by President of Ukraine Volodymyr Zelenskyy".

    Its first line (or title) must say so and name a person, or an office that the cast or the roster can fill.
    """
    from reportedly.annotate.cast.persons import describe_person

    text = scene.layers.article.text
    begin = len(text) - len(text.lstrip())
    end = text.find("\n", begin)
    line = text[begin : end if 0 <= end < begin + 400 else begin + 300]
    match = _TITLED.search(line)
    if match:
        first = scene.view.token_at(begin + match.end())
        limit = scene.view.token_at(begin + len(line) - 1) + 1
        for entity, mention in scene.after(first)[:4]:
            if entity.kind == "person" and mention.first < limit:
                return entity
        last = first
        while last < limit and scene.view.lower[last] not in (
            "in",
            "at",
            "to",
            "on",
            "during",
            "before",
            ",",
            ":",
            "-",
            "–",
        ):
            last += 1
        link = describe_person(scene, first, last) if first < last else None
        return link.entities[0] if link else None
    title = scene.layers.article.title or ""
    match = _TITLED.search(title)
    if match:
        rest = fold(title[match.end() :])
        for entity in scene.cast.entities:
            if entity.kind == "person" and fold(entity.name.split()[-1]) in rest.split():
                return entity
    return None


def turns(scene: Scene) -> list[tuple[int, Entity]]:
    """Return who speaks from where in a transcript ("President of Russia Vladimir Putin: …"), offsets in code points.

    Only labels at the start of a line that end in the name of somebody in the cast count, and only where there
    are several.
    """
    by_surname: dict[str, Entity] = {}
    for entity in scene.cast.entities:
        if entity.kind == "person":
            by_surname.setdefault(fold(entity.name.split()[-1]), entity)
    if not by_surname:
        return []
    out: list[tuple[int, Entity]] = []
    for number, match in enumerate(_LABEL.finditer(scene.layers.article.text)):
        if number >= _MOST_LABELS:
            break
        words = re.findall(r"[\w'’-]+", match.group(1))
        if not words or not words[0][:1].isupper() or not words[-1][:1].isupper():
            continue
        known = by_surname.get(fold(words[-1]))
        if known is None and out and any(word.lower() in scene.t.person_nouns for word in words[:-2]):
            known = scene.cast.new(" ".join(words[-2:]), "person")  # "President of Estonia Mart Tamm: …"
            by_surname[fold(words[-1])] = known
        if known:
            out.append((match.start(), known))
    lines = scene.view.paragraph[-1] + 1
    return out if len(out) >= max(_LEAST_TURNS, _LEAST_SHARE * lines) else []


def turn_at(scene: Scene, offset: int) -> Entity | None:
    """Return whose turn of the transcript ``offset`` falls into."""
    i = bisect.bisect_right(scene.turns, offset, key=lambda turn: turn[0]) - 1
    return scene.turns[i][1] if i >= 0 else None
