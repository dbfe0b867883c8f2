"""The speech act of an attribution: what its cue signals by itself, else what the words of its content do.

Twelve acts (RECORD.md); :data:`CODES` maps each to PLOVER and CAMEO. A rule looks at whose deed a content tells
(the speaker's own side or another's), whether it is negated, and at the word lists of ``data/acts.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.annotate.attribution import cues
from reportedly.annotate.layers import Attribution, Speaker
from reportedly.data import load_toml
from reportedly.model import Act, quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CODES: dict[Act, tuple[str, str]] = {
    "assert": ("CONSULT", "010"),
    "deny": ("REJECT", "015"),
    "accuse": ("ACCUSE", "112"),
    "demand": ("DEMAND", "100"),
    "appeal": ("REQUEST", "020"),
    "offer": ("COOPERATE", "030"),
    "pledge": ("COOPERATE", "030"),
    "accept": ("AGREE", "057"),
    "reject": ("REJECT", "120"),
    "threaten": ("THREATEN", "130"),
    "concede": ("CONCEDE", "080"),
    "express": ("SUPPORT", "018"),
}
"""Act → (PLOVER event type, CAMEO root or code)."""

_OWN = frozenset({"i", "we", "he", "she", "it", "they", "our", "my", "his", "her", "its", "their", "us"})
_WORD = re.compile(r"[\w-]+")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words.replace("\n", ""), re.IGNORECASE) for name, words in load_toml("acts.toml").items()}


def act_of(doc: Doc, text: str, attribution: Attribution, speaker: Speaker) -> Act:
    """Return the speech act of one attribution."""
    cue = _cue(text, attribution)
    content = quoted(text, attribution.content)
    if cue is not None and cue.act != "assert":
        act: Act = cue.act  # type: ignore[assignment]
        if attribution.negated:
            return {"accept": "reject", "assert": "deny", "pledge": "reject"}.get(act, act)  # type: ignore[return-value]
        if act not in ("threaten", "pledge", "express", "concede"):
            return act
        if act == "threaten" and not _is("own_pledge", content) and _is("blame", content):
            return "accuse"
        if act != "threaten" or _own(doc, text, attribution, speaker) or cue.lemma == "threaten":
            return act
        return "threaten"
    own = _own(doc, text, attribution, speaker)
    return _by_content(content, own=own, other=not own and _names_an_actor(doc, attribution))


def _by_content(content: str, own: bool, other: bool) -> Act:
    """``own``: the content tells of the speaker's side; ``other``: of another side that it names as the doer."""
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
    if _is("express", content[:120]):
        return "express"
    return "assert"


def _is(name: str, content: str) -> bool:
    return _patterns()[name].search(content) is not None


def _cue(text: str, attribution: Attribution) -> cues.Cue | None:
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


def _names_an_actor(doc: Doc, attribution: Attribution) -> bool:
    """Is the first subject of the content somebody with a name: a country, a people, a body, a person?"""
    subject = _subject(doc, attribution)
    if subject is None or subject.dep_ == "nsubjpass":
        return False
    return any(token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") for token in subject.subtree)


def _own(doc: Doc, text: str, attribution: Attribution, speaker: Speaker) -> bool:
    """Does the content tell of the speaker or the speaker's own side?"""
    subject = _subject(doc, attribution)
    if subject is None:
        start = attribution.content[0][0]
        return text.startswith("to ", start)
    names = {word.lower() for name in (speaker.name, speaker.side) if name for word in _WORD.findall(name)}
    phrase = {token.lower_ for token in subject.subtree} if subject.right_edge.i - subject.left_edge.i < 12 else set()
    return subject.lower_ in _OWN or bool(names & {*phrase, subject.lower_})
