"""Mask what is no part of the article: comment forms, share bars, photo credits, page furniture.

A mask is a span; the text keeps every character (law 1). The patterns live in ``data/boilerplate.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.data import load_toml
from reportedly.model import Span, Spans

_LINE = re.compile(r"[^\n]+")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], float]:
    table = load_toml("boilerplate.toml")

    def union(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{each})" for each in table[name]), re.IGNORECASE)

    return union("tails"), union("lines"), union("rests"), float(table["tail_from"])


def lines_of(text: str) -> list[Span]:
    """Return the non-empty lines of a text, white space trimmed."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(stripped)))
    return spans


def find_boilerplate(text: str) -> Spans:
    """Return the masked stretches of a text, in order, not overlapping."""
    tails, whole, rests, tail_from = _patterns()
    masks: list[Span] = []
    for start, end in lines_of(text):
        # A line longer than any page furniture is prose; only its end may hold some.
        line = text[start:end] if end - start <= 300 else ""
        if line and start >= tail_from * len(text) and tails.fullmatch(line):
            masks.append((start, len(text.rstrip())))
            break
        if line and whole.fullmatch(line):
            masks.append((start, end))
        elif rest := rests.search(text, max(start, end - 300), end):
            masks.append((rest.start(), end))
    return tuple(masks)


def paragraphs_of(text: str, boilerplate: Spans) -> Spans:
    """Return the article's own lines: what is masked is left out."""
    kept = []
    for start, end in lines_of(text):
        for mask_start, mask_end in boilerplate:
            if mask_start <= start < mask_end:
                start = min(end, mask_end)
            elif start < mask_start < end:
                end = mask_start
        if text[start:end].strip():
            kept.append((start, end))
    return tuple(kept)
