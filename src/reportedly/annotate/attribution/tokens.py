"""Small helpers between tokens of a parsed article and spans of its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TRIM = frozenset(" \t\n\r\xa0,;:–—-")
"""What is stripped from both ends of a content, source or cue."""


def spans_of(doc: Doc, text: str, tokens: Iterable[int]) -> Spans:
    """Turn token positions into spans of the text: one span a run of neighbours, trimmed, empty ones dropped.

    ``text`` is the article's: ``doc.text`` puts it together anew at every call.
    """
    spans: list[Span] = []
    run: list[int] = []
    for at in sorted(set(tokens)):
        if run and at != run[-1] + 1:
            spans.append((run[0], run[-1]))
            run = []
        run.append(at)
    if run:
        spans.append((run[0], run[-1]))
    trimmed = (trim(text, doc[first].idx, doc[last].idx + len(doc[last])) for first, last in spans)
    return tuple(span for span in trimmed if any(map(str.isalnum, text[span[0] : span[1]])))


def trim(text: str, start: int, end: int) -> Span:
    """Strip white space, commas and dashes from both ends, and a full stop that no quotation owns from the end."""
    while start < end and (text[start] in TRIM or text[start] == "."):
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    if end > start and text[end - 1] == "." and not _abbreviation(text, start, end):
        end -= 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Does the stretch end in an abbreviation such as "U.S."?"""
    word = text[max(start, end - 6) : end].split()
    return bool(word) and word[-1].count(".") > 1


def holds(content: Spans, spans: Spans) -> bool:
    """Does one piece of the content or another hold each of the spans?"""
    return all(any(start <= a and b <= end for start, end in content) for a, b in spans)


def size(spans: Spans) -> int:
    """Return how many code points lie under spans."""
    return sum(end - start for start, end in spans)


def subtree(token: Token) -> range:
    """Positions from the left to the right edge of a token's subtree."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def child(token: Token, *labels: str) -> Token | None:
    """The first child of a token with one of the dependency labels."""
    return next((each for each in token.children if each.dep_ in labels), None)
