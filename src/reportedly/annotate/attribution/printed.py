"""Documents printed in full: "Address by the President", "… in a statement that reads as follows:". All that follows is
one statement of its author; what others are said to have said in it nests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportedly.annotate import syntax
from reportedly.annotate.attribution.combine import speaks_for_itself
from reportedly.annotate.attribution.tokens import trim
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.quotations import in_quotation
from reportedly.data import load_toml
from reportedly.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

_PARTS = re.compile(r"(?<!\s)\s+[–—-]{1,2}\s+|:\s+")
_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_LEAST_OWN, _FEWEST_OWN = 0.01, 3
"""Share and number of words in the first person, outside quotation marks, that tell an address from a report about
one."""
_LEAST_WORDS = 25
_LONGEST_TITLE = 400
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_LAST_OPENING = 6
"""Paragraphs in which a document may be announced."""


@cache
def document_title() -> re.Pattern[str]:
    """Return the pattern of a title that says whose document follows: "Address by X to the parliament"."""
    words = load_toml("headlines.toml")["documents"]
    nouns, issued, ends = ("|".join(words[name]) for name in ("nouns", "issued", "occasions"))
    return re.compile(
        rf"(?:[\w’'-]+\s+){{0,3}}?(?P<cue>(?:{nouns})\s+by|(?:{issued})\s+(?:of|from))\s+(?P<source>.{{3,90}}?)"
        rf"(?:\s+(?:{ends})\b.*|,.*)?$",
        re.IGNORECASE,
    )


@cache
def _opening() -> re.Pattern[str]:
    words = load_toml("headlines.toml")["documents"]
    nouns = "|".join(words["nouns"])
    return re.compile(rf"\b(?:{nouns})\b[^\n]*?\b(?P<cue>{'|'.join(words['openings'])})\s*:$", re.IGNORECASE)


def printed(layers: Layers, headlines: Spans) -> Attribution | None:
    """Return the attribution of the document that the article prints in full; ``None`` for ordinary news."""
    return _titled(layers, headlines) or _announced(layers)


def within(layers: Layers, document: Attribution, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that the document leaves standing.

    "I believe" and what names no source inside it are its author's own turns of phrase.
    """
    start, end = document.content[0][0], document.content[-1][1]
    return [
        each
        for each in found
        if not (speaks_for_itself(layers, each) and start <= each.content[0][0] < end)
        and each.content != document.content
    ]


def authored(doc: Doc, title: re.Match[str]) -> bool:
    """Whether a title in the text of ``doc`` says whose words follow: it has no finite verb and names an author."""
    spans = title.span(), title.span("source")
    whole, named = (doc.char_span(*each, alignment_mode="expand") for each in spans)
    if whole is None or named is None or any(token.tag_ in _FINITE for token in whole):
        return False
    return _may_author(named)


def _may_author(named: Tokens) -> bool:
    """Whether some words name a person, an office or a body."""
    roles = load_toml("headlines.toml")["roles"]
    return any(token.ent_type_ in ("PERSON", "ORG") or token.lower_ in roles for token in named)


def _titled(layers: Layers, headlines: Spans) -> Attribution | None:
    """The headline, or its last part, is "Address by X", and what follows speaks in the first person."""
    text, title = layers.article.text, (layers.article.title or "").strip()
    for start, end in headlines[:1]:
        match = _match(text, start, end)
        if match and authored(layers.doc, match):
            content = _rest(layers, end)
            if content and _own_words(layers, content):
                return _attribution((match.span("source"),), (match.span("cue"),), content)
    match = _match(title, 0, len(title)) if title and len(title) <= _LONGEST_TITLE and title not in text else None
    if match and authored(syntax.parse(title), match):
        content = _rest(layers, 0)
        if content and _own_words(layers, content):
            return _attribution((), (), content)  # the page's headline is no part of the text
    return None


def _match(text: str, start: int, end: int) -> re.Match[str] | None:
    last = max((mark.end() for mark in _PARTS.finditer(text, start, end)), default=start)
    return document_title().fullmatch(text, last, end) or document_title().fullmatch(text, start, end)


def _announced(layers: Layers) -> Attribution | None:
    """A paragraph of the article's head ends in "… statement …, which reads as follows:"."""
    text = layers.article.text
    for start, end in layers.paragraphs[:_LAST_OPENING]:
        opening = _opening().search(text, start, end) if text.startswith(":", end - 1) else None
        content = _rest(layers, end) if opening else ()
        if opening is None or not content or text[content[0][0]] in "\"“'‘«":
            continue
        source = _issuer(layers, opening.start("cue"))
        if source:
            return _attribution((source,), (opening.span("cue"),), content)
    return None


def _issuer(layers: Layers, at: int) -> Span | None:
    """Return who issued the document announced at ``at``: behind "by" or "from" in that sentence, else its subject."""
    span = layers.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None or not len(span):
        return None
    nouns = [
        token
        for token in span[0].sent
        if token.idx < at and token.dep_ in ("pobj", "nsubj") and token.tag_.startswith("NN")
    ]
    behind = [token for token in nouns if token.dep_ == "pobj" and token.head.lower_ in ("by", "from")]
    for token in (behind or [token for token in nouns if token.dep_ == "nsubj"])[-1:]:
        cut = (each.i for each in token.subtree if each.i > token.i and each.dep_ in ("relcl", "acl", "punct"))
        clause = min(cut, default=span[0].i)
        branch = [each for each in token.subtree if each.i < clause and each.idx < at]
        if branch and _may_author(layers.doc[branch[0].i : branch[-1].i + 1]):
            return branch[0].idx, branch[-1].idx + len(branch[-1])
    return None


def _rest(layers: Layers, after: int) -> Spans:
    """Return what stands behind ``after`` to the end of the article, in pieces where boilerplate stands between."""
    text, pieces = layers.article.text, list[Span]()
    for start, end in layers.paragraphs:
        if start < after:
            continue
        parted = pieces and any(pieces[-1][1] <= begin < start for begin, _ in layers.article.boilerplate)
        if pieces and not parted:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    trimmed = tuple((start, end) for start, end in (trim(text, *piece) for piece in pieces) if start < end)
    return trimmed if sum(len(_WORD.findall(text, *piece)) for piece in trimmed) >= _LEAST_WORDS else ()


def _own_words(layers: Layers, content: Spans) -> bool:
    text = layers.article.text
    own = [
        match
        for piece in content
        for match in _FIRST_PERSON.finditer(text, *piece)
        if not in_quotation(layers.quotations, match.start())
    ]
    words = sum(len(_WORD.findall(text, *piece)) for piece in content)
    return len(own) >= max(_FEWEST_OWN, _LEAST_OWN * words)


def _attribution(source: Spans, cue: Spans, content: Spans) -> Attribution:
    return Attribution(source=source, cue=cue, content=content, quote_type="direct", confidence=0.9)
