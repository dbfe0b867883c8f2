"""Second-hand sources: where "the paper said, citing two officials, that …", the officials are a source as well.

The tagger takes "two officials" for what is said, or passes them over. Where that is a bare name or description, it is
the source of what the paper is reported to say: a statement beside the paper's, with the same content.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.attribution.tokens import child, holds, size, spans_of, subtree
from reportedly.annotate.cast.tables import tables
from reportedly.annotate.cast.words import singular
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.provenance import is_carrier
from reportedly.model import quoted

if TYPE_CHECKING:
    from spacy.tokens import Token

CITING = frozenset({"cite", "cited", "cites", "citing", "quote", "quoted", "quotes", "quoting"})
_CITED_IN_PASSING = re.compile(r"\b(?:citing|quoting)\b")
_MOST = 0.8
"""Share of a content that another statement takes with its source and cue, to be all that it tells."""
_NAMES = frozenset({"ORG", "PERSON", "GPE", "NORP"})
_SPEAKS = ("body_nouns", "media_nouns", "document_nouns", "reports")
_AS_SAYING = re.compile(r"(?P<who>[^.;:\"“”]{2,100}?) (?P<cue>as (?:saying|stating|suggesting|telling))(?: that)?,? ")
_END = re.compile(r"\n|[.!?][\"”’]?\s")
_CLAUSE = re.compile(r"\b(?:that|as saying|is|are|was|were|has|have|had|will|would)\b|[\"“]")


def second_hand(layers: Layers, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, those that only name whom another one cites turned into that source's statement.

    One whose carrier says nothing else in its sentence is left out: it has no content of its own.
    """
    out: list[Attribution] = []
    for each in found:
        told = _told(layers, each)
        if told:
            out.extend(_as_saying(each, told, found))
        elif not _names_a_source(layers.article.text, each):
            out.append(each)
        elif carrier := _carrier(layers, each, found):
            content, quote_type = carrier.content, carrier.quote_type
            out.append(dataclasses.replace(each, source=each.content, content=content, quote_type=quote_type))
    if layers.scheme != "record":
        return out
    out = [each for each in out if not _relays(layers, each, out)]
    return [*out, *_passed_over(layers, out)]


def _relays(layers: Layers, attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether an agency or outlet only carries what somebody else is said to say: "Calvo denied it, Reuters reported".

    It is named in the ``via`` of that statement and says nothing of its own.
    """
    if not is_carrier(quoted(layers.article.text, attribution.source)):
        return False
    whole = size(attribution.content)
    for each in found:
        frame = (*each.source, *each.cue, *each.content)
        told = each is not attribution and each.source and each.cue and holds(attribution.content, frame)
        if told and size(frame) >= _MOST * whole:
            return True
    return False


def _passed_over(layers: Layers, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Give the statements of those who are cited in passing: "…, the paper said, citing two officials"."""
    text = layers.article.text
    for match in _CITED_IN_PASSING.finditer(text):
        word = layers.doc.char_span(*match.span(), alignment_mode="expand")
        if word is None:
            continue
        span, cited = match.span(), child(word.root, "dobj")
        if cited is None or not _speaks(cited) or any(span in each.cue for each in found):
            continue
        source = spans_of(layers.doc, text, [i for i in subtree(cited) if not _in_clause(cited, layers.doc[i])])
        each = Attribution(source=(), cue=(span,), content=source, quote_type="indirect")
        held = any(start <= span[0] < end for other in found for start, end in other.content)
        if source and not held and (carrier := _carrier(layers, each, found)):
            yield dataclasses.replace(carrier, source=source[:1], cue=(span,), negated=False)


def _speaks(noun: Token) -> bool:
    """Whether what is cited can say something: somebody, a body, a paper ("citing concerns" cites nobody)."""
    t, word = tables(), noun.lower_
    known = word in t.person_nouns or singular(word) in t.person_nouns or noun.ent_type_ in _NAMES
    return known or any(word in t.lists[name] or singular(word) in t.lists[name] for name in _SPEAKS)


def _in_clause(head: Token, token: Token) -> bool:
    """Whether a token stands in a clause that hangs on the noun ("officials, who asked …")."""
    while token != head:
        if token.dep_ in ("relcl", "acl", "appos"):
            return True
        token = token.head
    return False


def _told(layers: Layers, attribution: Attribution) -> re.Match[str] | None:
    """Return how a content begins that tells what another says: "him as saying that …"."""
    one_piece = len(attribution.content) == 1 and bool(attribution.cue) and layers.scheme == "record"
    if not one_piece or attribution.cue[-1][1] > attribution.content[0][0]:
        return None
    return _AS_SAYING.match(quoted(layers.article.text, attribution.content))


def _as_saying(carrier: Attribution, told: re.Match[str], found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Give what "The paper quoted him as saying that …" tells: his statement, unless that is found already."""
    ((start, end),) = carrier.content
    who, cue = (start, start + told.end("who")), (start + told.start("cue"), start + told.end("cue"))
    if start + told.end() < end and not any(a < cue[1] and cue[0] < b for each in found for a, b in each.cue):
        yield dataclasses.replace(carrier, source=(who,), cue=(cue,), content=((start + told.end(), end),))


def cites(text: str, attribution: Attribution) -> bool:
    """Is the cue "citing" or its like?"""
    cue = quoted(text, attribution.cue).lower().split()
    return bool(cue) and cue[-1] in CITING


def _names_a_source(text: str, attribution: Attribution) -> bool:
    if not cites(text, attribution) or len(attribution.content) != 1:
        return False
    follows = attribution.cue[-1][1] <= attribution.content[0][0]
    return follows and not _CLAUSE.search(quoted(text, attribution.content))


def _carrier(layers: Layers, citing: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution in the same sentence whose content is not the cited source: the nearest by its cue."""
    (start, end), at = citing.content[0], citing.cue[0]
    near = [
        each
        for each in found
        if each is not citing
        and each.cue
        and not any(begin < end and start < stop for begin, stop in each.content)
        and _one_sentence(layers, at[0], each.cue[0][0])
    ]
    return min(near, key=lambda each: abs(each.cue[0][0] - at[0]), default=None)


def _one_sentence(layers: Layers, a: int, b: int) -> bool:
    return not _END.search(layers.article.text[min(a, b) : max(a, b)])
