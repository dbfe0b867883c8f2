"""Documents printed in full: "Address by the President", "… in a statement that reads as follows:". All that follows is
one statement of its author; what others are said to have said in it nests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reportedly.annotate.attribution.combine import speaks_for_itself
from reportedly.annotate.attribution.tokens import trim
from reportedly.annotate.layers import Attribution, Layers
from reportedly.data import load_toml
from reportedly.model import Span, Spans

_PARTS = re.compile(r"\s+[–—-]{1,2}\s+|:\s+")
_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us)\b")
_LEAST_OWN = 0.01
"""Share of words in the first person, outside quotation marks, that tells an address from a report about one."""
_LEAST_WORDS = 25
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_LAST_OPENING = 6
"""Paragraphs in which a document may be announced."""


@cache
def document_title() -> re.Pattern[str]:
    """Return the pattern of a title that says whose document follows: "Address by X to the parliament"."""
    words = load_toml("headlines.toml")["documents"]
    nouns, ends = "|".join(words["nouns"]), "|".join(words["occasions"])
    return re.compile(
        rf"(?:[\w’'-]+\s+){{0,3}}?(?P<cue>(?:{nouns})\s+(?:by|of|from))\s+(?P<source>.{{3,90}}?)(?:\s+(?:{ends})\b.*|,.*)?$",
        re.IGNORECASE,
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile("|".join(load_toml("headlines.toml")["documents"]["openings"]), re.IGNORECASE)


def printed(layers: Layers, headlines: Spans) -> Attribution | None:
    """Return the attribution of the document that the article prints in full; ``None`` for ordinary news."""
    return _titled(layers, headlines) or _announced(layers)


def within(layers: Layers, document: Attribution, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that the document leaves standing: "I believe" inside it is its author's own turn of
    phrase.
    """
    (start, end) = document.content[0]
    return [
        each
        for each in found
        if not (speaks_for_itself(layers, each) and start <= each.content[0][0] < end)
        and each.content != document.content
    ]


def _titled(layers: Layers, headlines: Spans) -> Attribution | None:
    """The headline, or its last part, is "Address by X", and what follows speaks in the first person."""
    text, title = layers.article.text, layers.article.title
    for start, end in headlines[:1]:
        match = _match(text, start, end)
        content = _rest(layers, end)
        if match and content and not _reports(layers, match.span("source")) and _own_words(layers, content):
            return _attribution((match.span("source"),), (match.span("cue"),), content)
    if title and title.strip() not in text and _match(title, 0, len(title)):
        content = _rest(layers, 0)
        if content and _own_words(layers, content):
            return _attribution((), (), content)  # the page's headline is no part of the text
    return None


def _match(text: str, start: int, end: int) -> re.Match[str] | None:
    last = max((mark.end() for mark in _PARTS.finditer(text, start, end)), default=start)
    return document_title().fullmatch(text, last, end) or document_title().fullmatch(text, start, end)


def _announced(layers: Layers) -> Attribution | None:
    """A paragraph of the article's head ends in "… reads as follows:"."""
    text = layers.article.text
    for start, end in layers.paragraphs[:_LAST_OPENING]:
        if not text.startswith(":", end - 1):
            continue
        opening = _opening().search(text, start, end)
        content = _rest(layers, end)
        if opening is None or content is None or text[content[0]] in "\"“'‘«":
            continue
        source = _issuer(layers, opening.start())
        if source:
            return _attribution((source,), (opening.span(),), content)
    return None


def _issuer(layers: Layers, at: int) -> Span | None:
    """Return who issued the document announced at ``at``: behind "by" or "from" in that sentence, else its subject."""
    span = layers.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return None
    nouns = [
        token
        for token in span[0].sent
        if token.idx < at and token.dep_ in ("pobj", "nsubj") and token.tag_.startswith("NN")
    ]
    behind = [token for token in nouns if token.dep_ == "pobj" and token.head.lower_ in ("by", "from")]
    chosen = (behind or [token for token in nouns if token.dep_ == "nsubj"])[-1:]
    for token in chosen:
        clause = min((each.i for each in token.subtree if each.dep_ in ("relcl", "acl", "punct")), default=span[0].i)
        branch = [each for each in token.subtree if each.i < clause and each.idx < at]
        return branch[0].idx, branch[-1].idx + len(branch[-1])
    return None


def _rest(layers: Layers, after: int) -> Span | None:
    """Return the stretch from behind ``after`` to the end of the article's last paragraph."""
    following = [each for each in layers.paragraphs if each[0] >= after]
    if not following:
        return None
    start, end = trim(layers.article.text, following[0][0], following[-1][1])
    return (start, end) if len(_WORD.findall(layers.article.text, start, end)) >= _LEAST_WORDS else None


def _reports(layers: Layers, source: Span) -> bool:
    """Is there a finite verb: "Statement by Lavrov angers Kyiv"?"""
    part = layers.doc.char_span(*source, alignment_mode="expand")
    return part is None or any(token.tag_ in _FINITE for token in part)


def _own_words(layers: Layers, content: Span) -> bool:
    text = layers.article.text
    quoted = [(each.start, each.end) for each in layers.quotations]
    own = [
        match
        for match in _FIRST_PERSON.finditer(text, *content)
        if not any(start <= match.start() < end for start, end in quoted)
    ]
    return len(own) >= _LEAST_OWN * len(_WORD.findall(text, *content))


def _attribution(source: Spans, cue: Spans, content: Span) -> Attribution:
    return Attribution(source=source, cue=cue, content=(content,), quote_type="direct", confidence=0.9)
