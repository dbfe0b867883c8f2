"""Find quotations: curly, straight, doubled, angled and single marks; unclosed and mixed ones never raise.

A quotation ends at its closing mark; where that is missing, at the end of its paragraph. A paragraph that opens with
a mark while the one before was left open carries the same quotation on (the printers' convention).
"""

from __future__ import annotations

import re
from itertools import pairwise

from reportedly.annotate.layers import Quotation
from reportedly.model import QuoteType, Spans

_MARK = re.compile(r"[“”„‟«»\"″]|``|''|[‘’‚‛'‹›]")
_SINGLE = frozenset("‘’‚‛'‹›")
_OPENING = frozenset("“„‟«‘‚‛‹") | {"``"}
_BETWEEN = ' \t\r\n"“„«‟″'
"""What may stand between a paragraph left open and the words that carry it on."""
_CLOSING = frozenset("”»’›")


def find_quotations(text: str, paragraphs: Spans) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the paragraphs in order; ``start``/``end`` leave the marks out."""
    found: list[Quotation] = []
    for start, end in paragraphs:
        found.extend(_in_paragraph(text, start, end))
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    single_opened = False
    for mark in _MARK.finditer(text, start, end):
        symbol = mark.group()
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        single = symbol in _SINGLE
        if single and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if opened is None:
            if _opens(symbol, before, after) and _closes_later(text, mark.end(), end, symbol):
                opened, single_opened = mark.end(), single
        elif single == single_opened and _closes(symbol, before, after):
            if mark.start() > opened:
                found.append(Quotation(start=opened, end=mark.start()))
            opened = None
    if opened is not None and not single_opened and text[opened:end].strip():
        found.append(Quotation(start=opened, end=end, closed=False))
    return found


def _opens(symbol: str, before: str, after: str) -> bool:
    if symbol in _OPENING:
        return True
    if symbol in _CLOSING and symbol != "’":
        # Spun and translated pages use the closing mark on both sides.
        return (before.isspace() or before in "([—–-:") and not after.isspace()
    return not before.isalnum() and not after.isspace() and before not in ".,!?"


def _closes(symbol: str, before: str, after: str) -> bool:
    if symbol in _OPENING and symbol != "“":
        return False
    if symbol == "“":  # German-style closing, or a nested opening
        return not before.isspace() and (after.isspace() or after in ".,;:!?)")
    if symbol in _SINGLE:
        return not before.isspace() and not after.isalnum()
    return symbol in _CLOSING or not before.isspace() or not after.isalnum()


def _closes_later(text: str, start: int, end: int, symbol: str) -> bool:
    """A single mark opens a quotation only if one closes it nearby: the rest are apostrophes."""
    if symbol not in _SINGLE:
        return True
    for mark in re.finditer(r"['’›]", text[start : min(end, start + 400)]):
        at = start + mark.start()
        after = text[at + 1] if at + 1 < end else " "
        if not text[at - 1].isspace() and not after.isalnum():
            return True
    return False


def open_chains(text: str, quotations: tuple[Quotation, ...]) -> list[list[Quotation]]:
    """Return the runs of quotations of which each but the last is left open and the next opens the next paragraph."""
    chains: list[list[Quotation]] = []
    for before, after in pairwise(quotations):
        if before.closed or text[before.end : after.start].strip(_BETWEEN):
            continue
        if chains and chains[-1][-1] is before:
            chains[-1].append(after)
        else:
            chains.append([before, after])
    return chains


def in_quotation(quotations: tuple[Quotation, ...], at: int) -> bool:
    """Whether the code point ``at`` stands inside a quotation."""
    return any(each.start <= at < each.end for each in quotations)


def quote_type(content: Spans, quotations: tuple[Quotation, ...]) -> QuoteType:
    """Direct where (almost) all words stand between quotation marks, mixed where some do, else indirect."""
    total = sum(end - start for start, end in content)
    inside = sum(max(0, min(end, each.end) - max(start, each.start)) for start, end in content for each in quotations)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= 0.9 * (total - 4) else "mixed"
