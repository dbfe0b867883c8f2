"""What the extractors of one article share: its tokens as plain lists, whose words each token is, its clauses.

spaCy's token objects are read once into lists; every extractor works on those, which keeps the whole stage far cheaper
than the parse it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.annotate.columns import columns
from reportedly.annotate.layers import Layers
from reportedly.extract.owners import VERBAL, own
from reportedly.model import OUTLET, Span, Spans, Statement

DATELINE = re.compile(
    r"[A-Z][A-Z .,'’-]{3,40}(?:[,.(]? ?(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?[,.)]?"
    r"\s*(?:/[A-Z ]+/\.?|\([A-Za-z ]+\)\s*[-–—]|\s[-–—]{1,2})\s"
)
"""A place in capitals, perhaps a date and an agency, a dash: what stands before a report's first words."""
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj", "csubjpass"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "agent"})


@dataclass(slots=True)
class Clause:
    """One verb and the words that belong to it: token indices, both ends of ``[start, end)``."""

    verb: int
    start: int
    end: int


@dataclass
class Scene:
    """One article, ready for extraction. Token lists run parallel; ``owner`` holds a statement's index or -1."""

    layers: Layers
    statements: tuple[Statement, ...]
    low: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    ent: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)
    finish: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    """``"content"``, ``"cue"``, ``"source"`` or ``""`` for each token, of the statement nearest to it."""
    masked: list[bool] = field(default_factory=list)
    told_by: dict[int, str] = field(default_factory=dict)
    """Words of no statement that hang on a verb of saying all the same → whose they are."""

    @property
    def text(self) -> str:
        """The article's text."""
        return self.layers.article.text

    @property
    def article_id(self) -> str:
        """The article's identifier."""
        return self.layers.article.id

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the tokens ``[start, end)``."""
        return (self.begin[start], self.finish[end - 1])

    def phrase(self, start: int, end: int) -> str:
        """Return the tokens ``[start, end)`` in lower case, single spaces between."""
        return " ".join(self.low[start:end])

    def tokens_of(self, spans: Spans) -> list[int]:
        """Return the indices of the tokens that lie in ``spans``."""
        found: list[int] = []
        for start, end in spans:
            low = self.first_at(start)
            while low < len(self.begin) and self.begin[low] < end:
                found.append(low)
                low += 1
        return found

    def first_at(self, offset: int) -> int:
        """Index of the first token that ends behind ``offset``."""
        low, high = 0, len(self.finish)
        while low < high:
            middle = (low + high) // 2
            if self.finish[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    # ---- whose words

    def statement_at(self, token: int) -> Statement | None:
        """Return the innermost statement whose content holds the token."""
        index = self.owner[token]
        return None if index < 0 else self.statements[index]

    def voice_at(self, token: int) -> tuple[str, str | None]:
        """Return the voice of the token and the statement it rests on: the innermost statement's speaker,
        else the outlet.
        """
        statement = self.statement_at(token)
        if statement is None:
            if token in self.told_by:
                return self.told_by[token], None
            return OUTLET, None
        return self.voice_of(statement), statement.id

    def voice_of(self, statement: Statement) -> str:
        """Return the speaker's name; of an unresolved speaker the words that stand for it, never the outlet (law 3)."""
        if statement.speaker:
            return statement.speaker
        if statement.source:
            return self.text[statement.source[0][0] : statement.source[0][1]]
        return "unknown"

    def outermost(self, statement: Statement) -> Statement:
        """Return the statement that all nesting leads up to."""
        seen = {statement.id}
        while statement.nested_in is not None:
            outer = self.by_id.get(statement.nested_in)
            if outer is None or outer.id in seen:
                break
            seen.add(outer.id)
            statement = outer
        return statement

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """Statements by identifier."""
        return {each.id: each for each in self.statements}

    # ---- clauses

    def clause_head(self, token: int) -> int:
        """Climb from a token to the verb of its clause; a verbless sentence gives its root."""
        at = token
        for _ in range(60):
            if self.dep[at] in CLAUSE_HEADS or self.head[at] == at:
                return at
            if self.dep[at] == "conj" and self.pos[at] in VERBAL:
                return at
            if self.dep[at] == "xcomp" and self.pos[at] in VERBAL and self.subject(at) is not None:
                return at
            at = self.head[at]
        return at

    def clause(self, verb: int) -> Clause:
        """Return the words of a verb's clause, without clauses that are merely coordinated with it, marks and rims."""
        start, end = self.left[verb], self.right[verb] + 1
        for child in self.children[verb]:
            if child > verb and self.dep[child] in ("conj", "parataxis") and self.pos[child] in VERBAL:
                cut = self.left[child]
                while cut > verb + 1 and self.dep[cut - 1] in ("cc", "punct"):
                    cut -= 1
                end = min(end, max(cut, verb + 1))
        return Clause(verb, *self.trimmed(start, end))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Take joining words and marks off both rims of ``[start, end)``."""
        while start < end - 1 and (
            self.dep[start] in ("punct", "cc", "mark")
            or self.low[start].strip() in ("", "that", "and", "but", ",", "—", "–")
        ):
            start += 1
        while end - 1 > start and (self.dep[end - 1] == "punct" or not self.words[end - 1].strip()):
            end -= 1
        return start, end

    def same_voice(self, start: int, end: int, anchor: int) -> tuple[int, int]:
        """Narrow ``[start, end)`` to the stretch around ``anchor`` that is one voice and one sentence with it."""
        own, sentence = self.owner[anchor], self.sentence[anchor]
        low = anchor
        while (
            low > start
            and self.owner[low - 1] == own
            and self.sentence[low - 1] == sentence
            and not self.masked[low - 1]
        ):
            low -= 1
        high = anchor + 1
        while high < end and self.owner[high] == own and self.sentence[high] == sentence:
            high += 1
        return self.trimmed(low, high)

    def subject(self, verb: int) -> int | None:
        """Return the head of a verb's subject, or ``None``."""
        for child in self.children[verb]:
            if self.dep[child] in ("nsubj", "nsubjpass", "csubj"):
                return child
        return None

    def inherited_subject(self, verb: int) -> int | None:
        """Return the subject of a verb, or of the verb it is coordinated with or hangs on."""
        at = verb
        for _ in range(5):
            subject = self.subject(at)
            if subject is not None:
                return subject
            if self.dep[at] in ("conj", "xcomp", "acl", "advcl") and self.head[at] != at:
                if self.dep[at] == "acl":
                    return self.head[at]
                at = self.head[at]
            else:
                return None
        return None

    def negated(self, token: int) -> bool:
        """Whether a negation hangs on the token."""
        return any(
            self.dep[c] == "neg" or self.low[c] in ("no", "not", "never", "neither") for c in self.children[token]
        )


def build_scene(layers: Layers, statements: tuple[Statement, ...]) -> Scene:
    """Read the parse into lists and lay the statements over them."""
    scene = Scene(layers, statements)
    read = columns(layers.doc)
    scene.words, scene.tag, scene.pos, scene.dep = read.words, read.tag, read.pos, read.dep
    scene.ent, scene.head, scene.begin = read.entity, read.head, read.start
    scene.low = [word.replace("’", "'") for word in read.lower]
    scene.finish = [start + len(word) for start, word in zip(scene.begin, scene.words, strict=True)]
    _sentences(scene)
    _edges(scene)
    own(scene)
    _mask(scene)
    return scene


def _sentences(scene: Scene) -> None:
    for number, sent in enumerate(scene.layers.doc.sents):
        scene.sentences.append((sent.start, sent.end))
        scene.sentence.extend([number] * (sent.end - sent.start))


def _edges(scene: Scene) -> None:
    size = len(scene.words)
    scene.children = [[] for _ in range(size)]
    scene.left, scene.right = list(range(size)), list(range(size))
    for at, head in enumerate(scene.head):
        if head != at:
            scene.children[head].append(at)
    for start, end in scene.sentences:
        changed, rounds = True, 0
        while changed and rounds < 60:
            changed, rounds = False, rounds + 1
            for at in range(start, end):
                up = scene.head[at]
                if scene.left[at] < scene.left[up]:
                    scene.left[up], changed = scene.left[at], True
                if scene.right[at] > scene.right[up]:
                    scene.right[up], changed = scene.right[at], True


def _mask(scene: Scene) -> None:
    size = len(scene.words)
    scene.masked = [False] * size
    datelines = tuple(
        (start, start + match.end())
        for start, end in scene.layers.paragraphs[:4]
        if (match := DATELINE.match(scene.text[start : min(end, start + 90)]))
    )
    for at in scene.tokens_of((*scene.layers.article.boilerplate, *datelines)):
        scene.masked[at] = True
