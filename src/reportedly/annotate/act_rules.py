"""The speech act that rules alone would give: what the cue signals by itself, else what the words of the content do.

A rule looks at whose deed a content tells (the speaker's own side or another's), whether it is negated, and at the
word lists of ``data/acts.toml``. The verdict is one of the features that the model of :mod:`acts` weighs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.annotate.attribution import cues
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.data import load_toml
from reportedly.model import Act, quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FIRST = frozenset({"i", "we", "our", "my", "us"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_WORD = re.compile(r"[\w-]+")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the rules' patterns, for text in lower case: ignoring case costs twice the time."""
    return {
        name: re.compile(words.replace("\n", ""))
        for name, words in load_toml("acts.toml").items()
        if isinstance(words, str)
    }


def verdict(layers: Layers, attribution: Attribution, whose: str | None) -> Act:
    """Return the speech act that the rules alone give one attribution; ``whose`` as :func:`whose_deed` has it."""
    text = layers.article.text
    cue = cue_of(text, attribution)
    content = quoted(text, attribution.content).lower()
    if cue is not None and cue.act != "assert":
        act: Act = cue.act  # type: ignore[assignment]
        if attribution.negated:
            return {"accept": "reject", "assert": "deny", "pledge": "reject"}.get(act, act)  # type: ignore[return-value]
        if act == "reject" and _is("allegation", content):
            return "deny"
        if act not in ("threaten", "pledge", "express", "concede"):
            return act
        if act == "threaten" and not _is("own_pledge", content) and _is("blame", content):
            return "accuse"
        return act
    return by_content(content, own=whose == "own", other=whose == "other")


def by_content(content: str, own: bool, other: bool) -> Act:
    """Return the act of a content in lower case.

    ``own``: the content tells of the speaker's side; ``other``: of another side that it names as the doer.
    """
    negated = _is("negation", content)
    if _is("concession", content):
        return "concede"
    if own and _is("own_refusal", content) and negated:
        return "reject"
    if _is("denial", content) or (own and negated and not _is("own_pledge", content)):
        return "deny"
    if _is("unacceptable", content):
        return "reject"
    if own and _is("own_offer", content):
        return "offer"
    if _is("threat", content):
        return "threaten"
    if other and _is("blame", content) and not negated:
        return "accuse"
    if own and _is("own_pledge", content):
        return "pledge"
    if _is("appeal", content):
        return "appeal"
    if _is("demand", content):
        return "demand"
    if own and _is("express", content[:120]):
        return "express"
    return "assert"


def _is(name: str, content: str) -> bool:
    return _patterns()[name].search(content) is not None


def cue_of(text: str, attribution: Attribution) -> cues.Cue | None:
    words = quoted(text, attribution.cue).lower()
    if words.startswith("according"):
        return None
    table, nouns = cues.verbs(), cues.nouns()
    found = [table.get(word) or nouns.get(word) for word in _WORD.findall(words)]
    known = [each for each in found if each is not None]
    # "rejected the accusation": the verb that carries the act stands first.
    return next((each for each in known if each.act != "assert"), known[0] if known else None)


def _subject(doc: Doc, attribution: Attribution) -> Token | None:
    start, end = attribution.content[0]
    span = doc.char_span(start, end, alignment_mode="expand")
    return next((token for token in span if token.dep_ in ("nsubj", "nsubjpass")), None) if span is not None else None


def whose_deed(layers: Layers, attribution: Attribution, speaker: Speaker) -> str | None:
    """Whose deed does the content tell: "own" (the speaker's, or the speaker's side's), "other", or nobody's known?"""
    subject = _subject(layers.doc, attribution)
    if subject is None:
        infinitive = layers.article.text.startswith("to ", attribution.content[0][0])
        return "own" if infinitive or attribution.headline else None
    phrase = list(subject.subtree)[:12]
    words = {token.lower_ for token in phrase}
    if words & _FIRST:
        return "own"
    if subject.lower_ in _THIRD:
        # In the speaker's own words "they" are others; in the reporter's, "he" is mostly the speaker.
        return "other" if attribution.quote_type == "direct" else "own"
    sides = _sides(layers, phrase)
    own = {each.lower() for each in (speaker.name, speaker.side) if each}
    if sides:
        return "own" if sides & own else "other"
    if subject.dep_ == "nsubj" and any(token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") for token in phrase):
        return "other"
    return None


def _sides(layers: Layers, phrase: list[Token]) -> set[str]:
    """Names and sides of everybody the phrase names."""
    found: set[str] = set()
    for token in phrase:
        known = layers.cast.by_token.get(token.i) if layers.cast is not None else None
        if known is not None and (known[0].side or known[0].kind in ("person", "state")):
            found |= {each.lower() for each in (known[0].name, known[0].side) if each}
    return found
