"""What the model of speech acts sees of one attribution: named facts about its cue, its content and its speaker.

A feature is a name ("has:breach", "cue:appeal", "subject=other&has:crime"), present or absent. None names a person,
a place or a date. Most words come from the classes of ``data/acts.toml``; the content's own first words are features
too where none is written as a name, and so is the rules' own verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.annotate.act_rules import by_content, cue_of, verdict, whose_deed
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.data import load_csv, load_toml
from reportedly.model import Span, quoted

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

MAIN, HEAD, WORDS = 80, 110, 260
"""Characters at the beginning of a content that are looked at by themselves: mostly its main verb, its main clause,
its first sentence."""
_PERSONS = {
    **dict.fromkeys(("i", "me", "my"), "i"),
    **dict.fromkeys(("we", "us", "our"), "we"),
    **dict.fromkeys(("you", "your"), "you"),
    **dict.fromkeys(("they", "them", "their"), "they"),
    **dict.fromkeys(("he", "she", "his", "her"), "he"),
    **dict.fromkeys(("it", "its", "this", "that", "these", "those", "there", "what", "who"), "it"),
}
_MEDIA = re.compile(
    r"\b(?:reports?|media|newspapers?|agenc(?:y|ies)|journal|times|news|tv|channel|broadcaster|observatory|monitors?|"
    r"sources?|correspondents?|witness\w*|document|draft|communiqu\w+|declaration|statement|agreement|resolutions?|poll\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|nor|none|without|neither)\b|n['’]t\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|until|otherwise|or else|provided|as long as|on condition)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][a-z']*")
_GERUND = re.compile(r"\w+ing\b")
_FEELING = re.compile(
    r"(?:i|we)\b.{0,20}\b(?:hope|wish|thank|welcome|regret|appreciate|am|are|suffer|would like to)\b", re.IGNORECASE
)
_ASKING = re.compile(r"[^.]{0,60}\b(?:ask|urge|call on|appeal|please|let us|want you)\b", re.IGNORECASE)
_WRONGS = frozenset({"crime", "breach", "hinder", "deceit"})
_BLAME = frozenset({"crime", "breach", "hinder", "deceit", "names_for_foes", "blaming", "aims"})
_CLOSING = "\"'”’ "
_OPENING = " \t\n\xa0\"'“”‘’«»([…—–-"
_ENDINGS = re.compile(r"(?:ies|ied|ying|ing|ed|es|e|s|y)$")


def features_of(layers: Layers, attribution: Attribution, speaker: Speaker) -> set[str]:
    """Return the names of all features that hold."""
    words = quoted(layers.article.text, attribution.content).lstrip(_OPENING)
    whose = whose_deed(layers, attribution, speaker)
    # Where in the content each class of words is met first: one search a class.
    low = words.lower()
    places = {name: match.start() for name, pattern in _classes("classes") if (match := pattern.search(low))}
    content = _Content(
        words=words,
        whose=whose,
        talker=_talker(layers, attribution, speaker),
        opening=frozenset(name for name, place in places.items() if place < MAIN),
        head=frozenset(name for name, place in places.items() if place < HEAD),
        later=frozenset(name for name, place in places.items() if place >= HEAD),
        negated=_NOT.search(words[:MAIN]) is not None,
        sides=frozenset(_named_sides(layers, attribution.content, speaker)),
    )
    found = {
        *_of_form(layers, attribution, speaker, content),
        *_of_cue(layers, attribution),
        *_of_content(content),
        *_of_words(words),
        *_of_own_side(content),
        *_of_others(content),
        *_of_syntax(layers, attribution.content),
        f"rule={verdict(layers, attribution, whose)}",
    }
    if "holds_speech" in found:
        found |= {f"holds_speech&{each}" for each in found if each.startswith(("rule=", "hint:", "content_rule="))}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What was found in a content: classes of words by where they stand, whose deed it tells, whom it names."""

    words: str
    whose: str | None
    talker: str
    opening: frozenset[str]
    head: frozenset[str]
    later: frozenset[str]
    negated: bool
    sides: frozenset[str]


def _holds_speech(layers: Layers, attribution: Attribution) -> bool:
    """Does the content report what yet another source said?"""
    all_of_them = layers.attributions
    return any(each.nested_in is not None and all_of_them[each.nested_in] is attribution for each in all_of_them)


@cache
def _classes(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the classes of words of a table, for text in lower case: ignoring case costs twice the time."""
    rows: dict[str, str] = load_toml("acts.toml")[table]
    return tuple((name, re.compile(words.replace("\n", ""))) for name, words in rows.items())


@cache
def _carriers() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in load_csv("agencies.csv"))


def _talker(layers: Layers, attribution: Attribution, speaker: Speaker) -> str:
    """media: who carries news or a document; party: somebody with a side; else anybody."""
    named = speaker.name or ""
    source = quoted(layers.article.text, attribution.source)
    if named.lower() in _carriers() or _MEDIA.search(named) or _MEDIA.search(source):
        return "media"
    return "party" if speaker.side or speaker.kind == "state" else "anybody"


def _of_form(layers: Layers, attribution: Attribution, speaker: Speaker, content: _Content) -> Iterator[str]:
    yield f"type={attribution.quote_type}"
    yield f"speaker={speaker.kind}"
    if content.talker == "media":
        yield "speaker=media"
    if speaker.side:
        yield "speaker_has_side"
    if not attribution.source:
        yield "no_source"
    if attribution.headline:
        yield "headline"
    if attribution.nested_in is not None:
        yield "nested"
    if attribution.negated:
        yield "cue_negated"
    if _holds_speech(layers, attribution):
        yield "holds_speech"
    length = sum(end - start for start, end in attribution.content)
    yield "length=" + ("short" if length < 40 else "clause" if length < 160 else "long")


def _of_cue(layers: Layers, attribution: Attribution) -> Iterator[str]:
    text = layers.article.text
    words = quoted(text, attribution.cue).lower()
    if not words:
        yield "no_cue"
        return
    cue = cue_of(text, attribution)
    if cue is not None:
        yield f"cue={cue.lemma}"
        yield f"cue_act={cue.act}"
    else:
        yield "cue_unknown"
        yield f"cue~{stem(words.split()[0])}"
    # The particle may stand outside the cue: "called | on Moscow to …".
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    around = " ".join([words, *text[end : end + 40].lower().split()[:1]])
    for name, pattern in _classes("cue_classes"):
        if pattern.search(around):
            yield f"cue:{name}"
            if attribution.negated:
                yield f"not cue:{name}"
    if attribution.content[0][0] < start:
        yield "content_first"


def _of_content(content: _Content) -> Iterator[str]:
    words, whose = content.words, content.whose
    yield f"whose={whose}"
    yield f"content_rule={by_content(words.lower(), own=whose == 'own', other=whose == 'other')}"
    for name in content.head:
        yield f"has:{name}"
        yield f"{whose}&has:{name}"
    yield from (f"later:{name}" for name in content.later)
    if words.startswith("to "):
        yield "begins=to"
    elif _GERUND.match(words):
        yield "begins=gerund"
    if _NOT.search(words[:HEAD]):
        yield "has_not"
        yield f"{whose}&has_not"
    if _CONDITION.search(words):
        yield "has_if"
    if words.rstrip(_CLOSING).endswith("?"):
        yield "asks"


def _of_words(words: str) -> Iterator[str]:
    """The content's own words at its beginning, as they stand in a dictionary; none that is written as a name is."""
    found = _WORD.findall(words[:WORDS])
    names = {each.lower() for each in found if each[0].isupper()}
    yield from {f"word={stem(each)}" for each in found if len(each) > 2 and each.lower() not in names}


def _of_own_side(content: _Content) -> Iterator[str]:
    """Combinations a reader goes by where the speaker's own side is to do something: few, so few examples suffice."""
    opening, negated = content.opening, content.negated
    if content.whose == "other":
        return
    if "readiness" in opening and not negated:
        yield "hint:ready"
    if "proposing" in opening and not negated:
        yield "hint:propose"
    if opening & {"future", "intending"} and not negated:
        yield "hint:intend"
        if content.whose == "own" and "future" in opening:
            yield "hint:own_will"
    if "refusing" in opening and (negated or "flat_refusal" in opening):
        yield "hint:refuse"
    if "denying" in opening and negated:
        yield "hint:deny"
    if _FEELING.match(content.words):
        yield "hint:i_feel"


def _of_others(content: _Content) -> Iterator[str]:
    """Combinations a reader goes by where somebody else did, or is to do, something."""
    opening, whose = content.opening, content.whose
    if "consequence" in content.head and "future" in content.head and _CONDITION.search(content.words):
        yield "hint:threat"
    if {"consequence", "future"} <= opening:
        yield "hint:will_pay"
    if "musts" in opening:
        yield "hint:must"
        yield f"hint:must&{whose}"
    if "shoulds" in opening:
        yield "hint:should"
    if "feelings" in opening:
        yield "hint:feeling"
    if "praise" in opening and content.talker != "media":
        yield "hint:praise"
    if _ASKING.match(content.words):
        yield "hint:ask"
    if whose == "other" and not content.negated and not _CONDITION.search(content.words[:HEAD]):
        yield from (f"hint:they&{name}" for name in opening & _WRONGS)
    blame = f"blame={min(3, len(content.head & _BLAME))}"
    yield f"{blame}&{content.talker}"
    yield f"{blame}&{whose}"
    if "other" in content.sides:
        yield f"{blame}&names_other&{content.talker}"
        if not content.negated:
            yield f"{blame}&names_other&{whose}"
    yield from (f"names={side}" for side in content.sides)


def _named_sides(layers: Layers, pieces: Iterable[Span], speaker: Speaker) -> set[str]:
    """Does the beginning of the content name the speaker's own side, another?"""
    own = {each.lower() for each in (speaker.name, speaker.side) if each}
    found: set[str] = set()
    if layers.cast is None:
        return found
    for start, end in pieces:
        span = layers.doc.char_span(start, min(end, start + 2 * HEAD), alignment_mode="expand")
        for token in span or ():
            known = layers.cast.by_token.get(token.i)
            if known is not None and token.tag_.startswith("NN"):
                names = {each.lower() for each in (known[0].name, known[0].side) if each}
                found.add("own" if names & own else "other")
    return found


def _of_syntax(layers: Layers, pieces: Iterable[Span]) -> Iterator[str]:
    """The content's main clauses: verb, helping verbs, whose subject."""
    first = True
    for start, end in pieces:
        span = layers.doc.char_span(start, end, alignment_mode="expand")
        for root in _roots(span) if span is not None else ():
            yield from (name if first else f"later {name}" for name in set(_of_clause(root)))
            first = False


def _roots(span: Tokens) -> list[Token]:
    inside = range(span.start, span.end)
    found = [each for each in span if (each.head.i not in inside or each.head is each) and each.is_alpha]
    heads = [each for each in found if each.tag_.startswith(("VB", "NN", "JJ", "MD"))]
    return (heads or found)[:4]


def _of_clause(root: Token) -> Iterator[str]:
    yield f"root={stem(root.lower_)}"
    helpers = [each for each in root.lefts if each.dep_ in ("aux", "auxpass")]
    for each in helpers:
        yield f"aux={each.lower_}"
    subject = next((each for each in root.children if each.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        yield "subject=none"
        if root.tag_ == "VB" and not helpers:
            yield "imperative"
    else:
        person = _PERSONS.get(subject.lower_, "name" if subject.ent_type_ else "noun")
        yield f"subject={person}"
        if subject.dep_ == "nsubjpass":
            yield "passive"
    if any(each.dep_ == "neg" for each in root.children):
        yield "root_negated"


def stem(word: str) -> str:
    """Return a word in lower case without its commonest endings: "propose", "proposing" → "propos"."""
    word = word.lower()
    short = _ENDINGS.sub("", word)
    return short if len(short) > 2 else word
