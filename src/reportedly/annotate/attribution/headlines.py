"""Attributions in headlines, whose grammar is their own: "X: …", "…: X", "… – X", "…, says X", "X says …"."""

from __future__ import annotations

import re
from functools import cache

from reportedly.annotate.attribution import cues
from reportedly.annotate.attribution.printed import authored, document_title
from reportedly.annotate.attribution.tokens import trim
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.quotations import quote_type
from reportedly.data import load_toml
from reportedly.model import Span, Spans

LONGEST = 220
"""Code points: a longer line is a paragraph."""
_ENDS_SENTENCE = re.compile(r"[.!?]['\"”’)]*$")
_COLON = re.compile(r"\s*:\s+")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+")


def headlines_of(text: str, paragraphs: Spans, title: str | None) -> Spans:
    """Return the headline and the lines under it that are written like one: short, no full stop at the end."""
    found = []
    for start, end in paragraphs[:4]:
        line = text[start:end]
        is_title = title is not None and line == title.strip()
        if end - start > LONGEST or (_ENDS_SENTENCE.search(line) and not is_title):
            break
        found.append((start, end))
    # A text whose every line looks so (a list, a poem) has no headline that can be told apart but its first line.
    return tuple(found if len(found) < len(paragraphs) else found[:1])


def find(layers: Layers, headlines: Spans) -> tuple[Attribution, ...]:
    """Return the attributions of the headlines, at most one each."""
    found = (_in_headline(layers, headline) for headline in headlines)
    return tuple(each for each in found if each is not None)


def _in_headline(layers: Layers, headline: Span) -> Attribution | None:
    for pattern in (_by_verb, _by_colon, _by_dash):
        parts = pattern(layers, headline)
        if parts is None:
            continue
        source, cue, content = (trim(layers.article.text, *part) for part in parts)
        if content[1] - content[0] < 8:
            continue
        return Attribution(
            source=(source,),
            cue=(cue,) if cue[1] > cue[0] else (),
            content=(content,),
            quote_type=quote_type((content,), layers.quotations),
            confidence=0.8,
            headline=True,
        )
    return None


@cache
def _verb_pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    forms = "|".join(
        sorted((form for form, cue in cues.verbs().items() if "s" in cue.frames), key=lambda x: (-len(x), x))
    )
    verb = rf"(?P<cue>(?:has |have |had )?(?:{forms}))"
    return (
        re.compile(rf"(?P<content>.+?),\s+{verb}\s+(?P<source>[^,:]{{2,70}})$"),
        re.compile(rf"(?P<content>.+?),\s+(?P<source>[^,:]{{2,70}}?)\s+{verb}$"),
        re.compile(rf"(?P<source>(?:\S+ ){{0,6}}?\S+)\s+{verb}\s+(?:that\s+)?(?P<content>[^,].+)$"),
    )


Parts = tuple[Span, Span, Span]


def _by_verb(layers: Layers, headline: Span) -> Parts | None:
    for at, pattern in enumerate(_verb_pattern()):
        match = pattern.match(layers.article.text, *headline)
        if match is None or not _speaks(layers, match.span("source")):
            continue
        if at == 2 and not match["cue"].endswith("s"):
            continue  # "Moscow accused … claimed": the present tense of headlines only
        return match.span("source"), match.span("cue"), match.span("content")
    return None


def _by_colon(layers: Layers, headline: Span) -> Parts | None:
    breaks = list(_COLON.finditer(layers.article.text, *headline))
    if len(breaks) != 1:
        return None
    mark = breaks[0]
    front, back = (headline[0], mark.start()), (mark.end(), headline[1])
    if _short(layers, front) and _speaks(layers, front) and not _short(layers, back, 2):
        return front, mark.span(), back
    if _short(layers, back) and _speaks(layers, back):
        return back, mark.span(), front
    return None


def _by_dash(layers: Layers, headline: Span) -> Parts | None:
    breaks = list(_DASH.finditer(layers.article.text, *headline))
    if not breaks:
        return None
    mark = breaks[-1]
    back = (mark.end(), headline[1])
    document = document_title().fullmatch(layers.article.text, *back)
    if document and authored(layers.doc, document):  # "… - address by the President"
        return document.span("source"), document.span("cue"), (headline[0], mark.start())
    if _short(layers, back) and _speaks(layers, back):
        return back, (mark.end(), mark.end()), (headline[0], mark.start())
    return None


def _short(layers: Layers, span: Span, most: int = 7) -> bool:
    return 0 < len(layers.article.text[slice(*span)].split()) <= most


def _speaks(layers: Layers, span: Span) -> bool:
    """Is this somebody: a role, a capitalised name that the parser takes for a person, body or country?"""
    words = layers.article.text[slice(*span)].strip().lower()
    table = load_toml("headlines.toml")
    if words in table["labels"] or not words:
        return False
    if set(re.findall(r"[a-z]+", words)) & set(table["roles"]):
        return True
    part = layers.doc.char_span(*trim(layers.article.text, *span), alignment_mode="expand")
    if part is None:
        return False
    if len(part) == 1 and part[0].is_alpha and part.text[0].isupper():
        return True  # "Lavrov: …"; headlines break the tags of lone names
    named = [token for token in part if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP", "FAC")]
    proper = [token for token in part if token.tag_ in ("NNP", "NNPS")]
    words_in_part = sum(token.is_alpha for token in part)
    return bool(words_in_part) and 2 * max(len(named), len(proper)) >= words_in_part
