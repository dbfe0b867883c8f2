"""One article's tokens as plain lists: read once from spaCy, because attribute access token by token is slow."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from reportedly.annotate.columns import columns
from reportedly.annotate.layers import Layers
from reportedly.model import Span, Spans

_OPEN, _CLOSE, _EITHER = "“„«", "”»", '"'


@dataclass(slots=True)
class View:
    """Parallel lists, one item a token, and the sentences and entities over them."""

    text: str
    words: list[str]
    lower: list[str]
    start: list[int]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    """Number of the sentence a token is in."""
    sentences: list[tuple[int, int]]
    entities: list[tuple[int, int, str]]
    """(first token, last token exclusive, label)."""
    quoted: list[bool]
    paragraph: list[int]
    children: dict[int, list[int]] = field(default_factory=dict)
    person_ends: frozenset[int] = frozenset()
    """Tokens right behind what the parser takes for a person's name."""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Code points of the tokens ``first`` to ``last`` (exclusive)."""
        return self.start[first], self.start[last - 1] + len(self.words[last - 1])

    def string(self, first: int, last: int) -> str:
        """The text of the tokens, line breaks and double blanks made one blank."""
        if first >= last:
            return ""
        s, e = self.span(first, last)
        return " ".join(self.text[s:e].split())

    def token_at(self, offset: int) -> int:
        """Number of the token that covers or follows ``offset``."""
        i = bisect.bisect_right(self.start, offset) - 1
        if i < 0:
            return 0
        if offset >= self.start[i] + len(self.words[i]) and i + 1 < len(self.words):
            return i + 1
        return i

    def tokens_of(self, spans: Spans) -> list[int]:
        """Numbers of the tokens under ``spans``, white space left out."""
        out: list[int] = []
        for s, e in spans:
            i = self.token_at(s)
            while i < len(self.words) and self.start[i] < e:
                if not self.words[i].isspace():
                    out.append(i)
                i += 1
        return out


def view_of(layers: Layers) -> View:
    """Read the layers' document once."""
    doc = layers.doc
    read = columns(doc)
    n = len(read.words)
    if not n:
        return View(doc.text, [], [], [], [], [], [], [], [], [], [], [], [])
    sentence, sentences, begin = [0] * n, [], 0
    for i in range(n):
        if i and read.opens[i]:
            sentences.append((begin, i))
            begin = i
        sentence[i] = len(sentences)
    sentences.append((begin, n))
    view = View(
        text=doc.text,
        words=read.words,
        lower=read.lower,
        start=read.start,
        pos=read.pos,
        tag=read.tag,
        dep=read.dep,
        head=read.head,
        sentence=sentence,
        sentences=sentences,
        entities=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        quoted=[False] * n,
        paragraph=[0] * n,
    )
    view.person_ends = frozenset(last for _, last, label in view.entities if label == "PERSON")
    for i, h in enumerate(view.head):
        if h != i:
            view.children.setdefault(h, []).append(i)
    _paragraphs(view)
    _quotes(view, layers)
    return view


def _paragraphs(view: View) -> None:
    number = 0
    for i, word in enumerate(view.words):
        view.paragraph[i] = number
        if "\n" in word:
            number += 1


def _quotes(view: View, layers: Layers) -> None:
    """Mark tokens inside quotation marks: from the layer where it is there, else by a scan that ends at each line."""
    if layers.quotations:
        for each in layers.quotations:
            i = view.token_at(each.start)
            while i < len(view.words) and view.start[i] < each.end:
                view.quoted[i] = True
                i += 1
        return
    inside = False
    for i, word in enumerate(view.words):
        if "\n" in word:
            inside = False
        elif word in _OPEN and word:
            inside = True
        elif word in _CLOSE and word:
            inside = False
        elif word in ('"', "''", "``"):
            inside = not inside
        else:
            view.quoted[i] = inside
