"""Attributions by syntax, cue lexicon and quotation marks: the road that needs no training.

For every cue the parser's tree gives the source (its subject) and, by the cue's frames, the content: a clause
("said that …"), an infinitive ("vowed to …"), an object ("denied the claim"), a deed ("accused B of …"). A quotation
that touches the cue's clause is content whatever the tree says, and runs on over the quotations that follow it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.annotate.attribution import cues
from reportedly.annotate.attribution.tokens import child, spans_of, subtree
from reportedly.annotate.columns import columns
from reportedly.annotate.layers import Attribution, Layers, Quotation
from reportedly.annotate.provenance import is_carrier
from reportedly.annotate.quotations import quote_type

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(slots=True)
class Draft:
    """An attribution under construction, in token positions."""

    cue: Token
    source: list[int] = field(default_factory=list)
    cue_words: list[int] = field(default_factory=list)
    content: set[int] = field(default_factory=set)
    negated: bool = False
    quotes: list[int] = field(default_factory=list)
    """Indices of the quotations that belong to it."""

    @property
    def frame(self) -> set[int]:
        return {*self.source, *self.cue_words}


@dataclass(slots=True)
class Scene:
    """What the rules look at: the parse, and for each token the quotation it stands in."""

    doc: Doc
    text: str
    quotations: tuple[Quotation, ...]
    quote_of: dict[int, int]
    quote_tokens: list[range]
    masked: set[int]


def find(layers: Layers) -> tuple[Attribution, ...]:
    """Return the attributions of one article in the order of the text; never raises on odd quotation marks."""
    scene = _scene(layers)
    drafts = [draft for token in _cue_tokens(scene) if (draft := _from_cue(scene, token)) is not None]
    drafts.extend(_according_to(scene))
    _give_quotations(scene, drafts)
    _run_on(scene, drafts)
    drafts = [draft for draft in drafts if not _carried(scene, draft, drafts) and not _weak_inside(draft, drafts)]
    found = [*(_finish(scene, draft) for draft in drafts), *_floating(scene, drafts)]
    return tuple(sorted((each for each in found if each), key=lambda each: (each.content, each.cue)))


def _scene(layers: Layers) -> Scene:
    doc = layers.doc
    quote_of: dict[int, int] = {}
    ranges: list[range] = []
    starts = columns(doc).start
    for at, quotation in enumerate(layers.quotations):
        first, last = _between(starts, quotation.start, quotation.end)
        ranges.append(range(first, last))
        quote_of.update(dict.fromkeys(range(first, last), at))
    kept: set[int] = set()
    for start, end in layers.paragraphs:
        kept.update(range(*_between(starts, start, end)))
    return Scene(doc, layers.article.text, layers.quotations, quote_of, ranges, set(range(len(doc))) - kept)


def _between(starts: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_left(starts, start), bisect_left(starts, end)


def _cue_tokens(scene: Scene) -> list[Token]:
    verbs, nouns = cues.verbs(), cues.nouns()
    found = []
    read = columns(scene.doc)
    for at, (word, tag) in enumerate(zip(read.lower, read.tag, strict=True)):
        known = (word in verbs and tag[:2] == "VB") or (word in nouns and tag in ("NN", "NNS"))
        if known and at not in scene.masked:
            found.append(scene.doc[at])
    return found


def _from_cue(scene: Scene, token: Token) -> Draft | None:
    if token.tag_[0] == "N":
        return _from_noun(token)
    cue = cues.verbs()[token.lower_]
    draft = Draft(cue=token, cue_words=_cue_words(token))
    draft.negated = any(each.dep_ == "neg" for each in token.children)
    draft.source = _source(token)
    if (token.i in scene.quote_of and _inner_voice(scene, draft)) or _untold(token):
        return None
    draft.content = _cut_participle(scene.doc, _content(token, cue, draft), token)
    if not draft.content and "q" not in cue.frames:
        return None
    return draft


def _untold(token: Token) -> bool:
    """ "wanted to say", "refused to confirm": an infinitive tells of no speech, but for "went on to say"."""
    if token.tag_ != "VB" or not any(each.tag_ == "TO" for each in token.lefts):
        return False
    return token.head.lower_ not in ("went", "goes", "go", "going", "continued")


_SELF = frozenset({"i", "we", "you", "it", "one"})


def _inner_voice(scene: Scene, draft: Draft) -> bool:
    """ "I think" inside a quotation is the speaker's own turn of phrase, not another attribution."""
    return not draft.source or scene.doc[draft.source[-1]].lower_ in _SELF


def _cut_participle(doc: Doc, content: set[int], cue: Token) -> set[int]:
    """ "said X, stressing that Y": Y has a cue of its own, whatever clause the parser hung it on."""
    for at in sorted(content):
        token = doc[at]
        cuts = at > cue.i + 2 and token.tag_ == "VBG" and token.dep_ == "advcl" and token.lower_ in cues.verbs()
        if cuts and doc[at - 1].text == "," and len(content) > 3:
            return {each for each in content if each < at - 1}
    return content


def _from_noun(token: Token) -> Draft | None:
    """ "the allegation that …", "Russia's demand that …": the possessor or the "by" phrase is the source."""
    cue = cues.nouns()[token.lower_]
    clause = next((each for each in token.rights if each.dep_ in ("acl", "ccomp", "relcl")), None)
    if clause is None or clause.dep_ == "relcl":
        return None
    marked = child(clause, "mark")
    infinitive = clause.tag_ == "VB" and "i" in cue.frames
    if not (infinitive or (marked is not None and marked.lower_ == "that" and "s" in cue.frames)):
        return None
    owner = child(token, "poss")
    by = next((each for each in token.rights if each.dep_ == "prep" and each.lower_ in ("by", "from")), None)
    source = list(subtree(owner)) if owner else []
    if not source and by is not None and (given := child(by, "pobj")):
        source = list(subtree(given))
    if not source:
        return None
    return Draft(cue=token, source=source, cue_words=[token.i], content=set(subtree(clause)))


def _cue_words(token: Token) -> list[int]:
    words = [token.i]
    for each in token.lefts:
        if each.dep_ in ("aux", "auxpass", "neg") or (each.dep_ == "advmod" and each.i == token.i - 1):
            words.append(each.i)
    words.extend(each.i for each in token.rights if each.dep_ == "prt")
    first, last = min(words), max(words)
    return list(range(first, last + 1)) if last - first < 6 else [token.i]


def _source(token: Token) -> list[int]:
    subject = child(token, *SUBJECTS)
    if subject is not None:
        if token.tag_ == "VBN" and subject.dep_ == "nsubjpass":
            agent = child(token, "agent")
            given = child(agent, "pobj") if agent is not None else None
            return list(subtree(given)) if given is not None else _noun_phrase(subject)
        return _noun_phrase(subject)
    if token.dep_ in ("conj", "xcomp", "advcl", "pcomp") and token.head.tag_[:2] in ("VB", "IN", "MD"):
        return _source(token.head) if token.head.i != token.i and _depth(token) < 6 else []
    if token.dep_ in ("acl", "relcl") and token.tag_ == "VBG":
        return _noun_phrase(token.head, stop=token.i)
    if token.dep_ == "prep":
        return _source(token.head)
    return []


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 8:
        token, depth = token.head, depth + 1
    return depth if token.head.i != token.i else 0


def _noun_phrase(subject: Token, stop: int | None = None) -> list[int]:
    """A subject's words; a relative clause or participle behind it is left out."""
    last = subject.right_edge.i
    for each in subject.rights:
        if each.dep_ in ("relcl", "acl", "advcl") or (stop is not None and each.i >= stop):
            last = min(last, each.left_edge.i - 1)
            break
    return list(range(subject.left_edge.i, max(last, subject.i) + 1))


def _content(token: Token, cue: cues.Cue, draft: Draft) -> set[int]:
    frames = cue.frames
    own = draft.frame
    # What follows the cue goes before what stands in front of it: "A said X, however B said Y" hangs X on both.
    for each in (*token.rights, *token.lefts):
        if each.dep_ == "ccomp" and frames & {"s", "q"}:
            return _clause(each, token, own)
        if each.dep_ == "xcomp" and _infinitive(each, frames):
            return set(subtree(each)) - own
        if each.dep_ in ("xcomp", "ccomp") and "c" in frames:
            return set(subtree(each)) - own
        if (
            each.dep_ in ("advcl", "pcomp")
            and "s" in frames
            and (mark := child(each, "mark"))
            and mark.lower_ == "that"
        ):
            return set(subtree(each)) - own
    objects = [each for each in token.rights if each.dep_ == "dobj"]
    for owner in (token, *objects):
        for each in owner.rights:
            if each.dep_ in ("prep", "agent") and (found := _prepositional(each, token, frames)):
                return found - own
    for each in objects:
        if "p" in frames and (deed := child(each, "acl")) is not None and deed.tag_ == "VBG":
            return set(subtree(deed)) - own
    if "o" in frames and (thing := child(token, "dobj", "nsubjpass" if token.tag_ == "VBN" else "dobj")):
        return set(subtree(thing)) - own
    if "c" in frames and (thing := child(token, "oprd", "attr")):
        named = child(token, "dobj")
        return set(subtree(thing)) | (set(subtree(named)) if named is not None else set())
    return (_parenthetical(token, own) or _fronted(token, own)) if "s" in frames else set()


def _infinitive(verb: Token, frames: frozenset[str]) -> bool:
    """ "vowed to punish" (frame i), "denied conducting" (frame g)."""
    return ("i" in frames and verb.tag_ == "VB") or ("g" in frames and verb.tag_ == "VBG")


def _clause(clause: Token, cue: Token, own: set[int]) -> set[int]:
    """A complement clause without the cue's own subtree where the parser hung one inside the other."""
    words = set(subtree(clause)) - own
    if clause.i < cue.i:
        words = {at for at in words if at < min(own, default=cue.i)} or words
    return words


def _prepositional(prep: Token, cue: Token, frames: frozenset[str]) -> set[int]:
    """ "accused B of doing X", "called for X", "described X as Y", "condemned X as Y"."""
    word = prep.lower_
    inner = child(prep, "pcomp", "pobj", "amod", "advcl")
    if inner is None:
        return set()
    if "p" in frames and word in ("of", "over", "for", "against", "about"):
        return set(subtree(inner))
    if "f" in frames and word in ("for", "on"):
        return set(subtree(inner))
    if "a" in frames and word == "as":
        thing = child(cue, "dobj", "nsubjpass")
        return set(range(prep.i, inner.right_edge.i + 1)) | (set(subtree(thing)) if thing is not None else set())
    return set()


def _parenthetical(token: Token, own: set[int]) -> set[int]:
    """ "The date, the minister said, has not been settled": the clause that the cue interrupts or follows."""
    head = token.head
    if token.dep_ not in ("parataxis", "advcl") or head.tag_[:2] not in ("VB", "MD") or not own:
        return set()
    if token.dep_ == "advcl" and not any(each.lower_ == "as" for each in token.lefts):
        return set()
    return set(subtree(head)) - set(subtree(token)) - own


def _fronted(token: Token, own: set[int]) -> set[int]:
    """ "…, Kremlin spokesman Dmitry Peskov has said.": all of the sentence before the cue's clause that ends it."""
    sentence = token.sent
    first = min(own)
    if sentence.end - 1 - max(own) > 12 or first - sentence.start < 3:
        return set()
    return set(range(sentence.start, first)) if token.doc[first - 1].text in {",", "”", '"', "–", "—"} else set()


def _according_to(scene: Scene) -> list[Draft]:
    drafts = []
    doc = scene.doc
    lower = columns(doc).lower
    for at, (word, following) in enumerate(pairwise(lower)):
        if (word, following) != ("according", "to") or at in scene.masked:
            continue
        token, prep = doc[at], doc[at + 1]
        given = child(prep, "pobj") or child(token, "pobj")
        if given is None or any(each.tag_ == "PRP$" for each in given.lefts):
            continue  # "according to its information" qualifies what is said, it names nobody
        sentence = token.sent
        own = set(range(token.i, given.right_edge.i + 1))
        words = set(range(sentence.start, sentence.end)) - own
        if token.i > sentence.start + 1 and token.head.dep_ != "ROOT":
            words = (set(subtree(token.head)) - own) or words
        drafts.append(Draft(cue=token, source=list(subtree(given)), cue_words=[token.i, prep.i], content=words))
    return drafts


def _give_quotations(scene: Scene, drafts: list[Draft]) -> None:
    """Hand every quotation that is speech to the draft whose cue it touches."""
    by_quote: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.cue.i in scene.quote_of:
            continue  # a cue inside a quotation governs no quotation
        for at in {scene.quote_of[word] for word in draft.content if word in scene.quote_of}:
            by_quote.setdefault(at, []).append(draft)
    for at, words in enumerate(scene.quote_tokens):
        owners = by_quote.get(at, [])
        if owners:
            for draft in owners:
                if _speech(scene, at) or set(words) & draft.content == set(words):
                    draft.content.update(words)
                    draft.quotes.append(at)
            continue
        if not _speech(scene, at):
            continue
        nearest = _touching(scene, at, drafts)
        if nearest is not None:
            nearest.content.update(words)
            nearest.quotes.append(at)


def _speech(scene: Scene, at: int) -> bool:
    """Words spoken, not a scare quote: a stretch of some length, or one that ends like a sentence."""
    quotation, words = scene.quotations[at], scene.quote_tokens[at]
    tail = scene.text[max(quotation.start, quotation.end - 1) : quotation.end + 2]
    return len(words) >= 5 or (len(words) >= 2 and any(mark in tail for mark in ".,!?"))


def _touching(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """The draft whose cue stands next to a quotation, in the same paragraph, with nothing said in between."""
    words = scene.quote_tokens[at]
    if not words:
        return None
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        cue = draft.cue
        if cue.i in scene.quote_of or "q" not in cues.verbs().get(cue.lower_, _NO_CUE).frames:
            continue
        if draft.content and not draft.quotes:
            continue
        edge = max(draft.frame, default=cue.i), min(draft.frame, default=cue.i)
        distance = words[0] - edge[0] if cue.i < words[0] else edge[1] - words[-1]
        limit = 12 if cue.i < words[0] else 5
        between = (edge[0], words[0]) if cue.i < words[0] else (words[-1], edge[1])
        if 0 < distance <= limit and not _breaks(scene, *between) and (best is None or distance < best[0]):
            best = (distance, draft)
    return best[1] if best else None


_NO_CUE = cues.Cue("", "verb", "assert", frozenset())


def _breaks(scene: Scene, first: int, last: int) -> bool:
    """Does a full stop outside quotation marks or a line break stand between two tokens?"""
    for token in scene.doc[first + 1 : last]:
        if "\n" in token.text or (token.text in (".", "!", "?") and token.i not in scene.quote_of):
            return True
    return False


def _run_on(scene: Scene, drafts: list[Draft]) -> None:
    """A quotation with no cue of its own carries on the one before it."""
    owner: dict[int, Draft] = {at: draft for draft in drafts for at in draft.quotes}
    for at in range(1, len(scene.quotations)):
        if at in owner or not _speech(scene, at) or at - 1 not in owner:
            continue
        before, here = scene.quotations[at - 1], scene.quotations[at]
        gap = scene.text[before.end : here.start]
        # The same paragraph: the cue and its modifiers may stand between. Another: nothing but the marks may.
        words = sum(any(map(str.isalnum, word)) for word in gap.split())
        if ("\n" in gap and words == 0) or ("\n" not in gap and words <= 12 and _same_cue(scene, owner[at - 1], at)):
            owner[at - 1].content.update(scene.quote_tokens[at])
            owner[at - 1].quotes.append(at)
            owner[at] = owner[at - 1]


def _carried(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """ "According to Lavrov, …, Sputnik reported": an agency that carries another's words is not their speaker."""
    words = " ".join(scene.doc[at].text for at in draft.source)
    if not is_carrier(words):
        return False
    return any(
        other is not draft and 2 * len(other.content & draft.content) > len(draft.content) and other.source
        for other in drafts
    )


def _weak_inside(draft: Draft, drafts: list[Draft]) -> bool:
    """A weak cue whose clause stands inside what another is reported to say."""
    cue = cues.verbs().get(draft.cue.lower_)
    if cue is None or "w" not in cue.frames:
        return False
    return any(
        other is not draft and draft.cue.i in other.content and draft.content <= other.content for other in drafts
    )


def _same_cue(scene: Scene, draft: Draft, at: int) -> bool:
    """Between the draft's last quotation and this one stands its own cue, or no words at all."""
    last = scene.quote_tokens[at - 1][-1] if scene.quote_tokens[at - 1] else draft.cue.i
    first = scene.quote_tokens[at][0] if scene.quote_tokens[at] else last
    between = set(range(last + 1, first))
    return draft.cue.i in between or not any(scene.doc[each].is_alpha for each in between)


LONG_QUOTATION = 8
"""Tokens: a quotation of a sentence's length that no cue claims is somebody's words all the same."""


def _floating(scene: Scene, drafts: list[Draft]) -> list[Attribution]:
    """Whole sentences between quotation marks that stand without source and cue: who spoke is told around them."""
    owned = {at for draft in drafts for at in draft.quotes}
    found = []
    for at, words in enumerate(scene.quote_tokens):
        if at in owned or len(words) < LONG_QUOTATION or not _sentence(scene, at):
            continue
        if any(word in draft.content for draft in drafts for word in (words[0], words[-1])):
            continue
        start, end = words[0] - 1, words[-1] + 2
        marks = {each for each in (start, end - 1) if 0 <= each < len(scene.doc) and _is_mark(scene.doc[each])}
        content = spans_of(scene.doc, scene.text, {*words, *marks})
        if content:
            found.append(Attribution(source=(), cue=(), content=content, quote_type="direct", confidence=0.5))
    return found


def _sentence(scene: Scene, at: int) -> bool:
    """Does a quotation begin like a sentence and end like one?"""
    quotation = scene.quotations[at]
    head, tail = scene.text[quotation.start : quotation.start + 1], scene.text[quotation.end - 1 : quotation.end + 2]
    return head.isupper() and any(mark in tail for mark in ".!?…")


def _finish(scene: Scene, draft: Draft) -> Attribution | None:
    doc = scene.doc
    content = {at for at in draft.content if at not in scene.masked} - set(draft.cue_words)
    if not content or (not draft.source and not draft.quotes):
        return None
    for at in draft.quotes:
        words = scene.quote_tokens[at]
        if words:
            content.update(
                each for each in (words[0] - 1, words[-1] + 1) if 0 <= each < len(doc) and _is_mark(doc[each])
            )
    spans = spans_of(doc, scene.text, content)
    if not spans:
        return None
    return Attribution(
        source=spans_of(doc, scene.text, draft.source),
        cue=spans_of(doc, scene.text, draft.cue_words),
        content=spans,
        quote_type=quote_type(spans, scene.quotations),
        confidence=0.8,
        negated=draft.negated,
    )


def _is_mark(token: Token) -> bool:
    return token.text in {'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„"}
