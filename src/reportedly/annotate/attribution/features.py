"""What the attribution model sees of a text: words, word pieces, and a few facts of form and syntax about each.

Shared by training (``training/train_attribution.py``) and by the tagger, so that both see the same. A *word* is a run
of letters or digits, or one other mark; every array below has one entry a word unless it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.columns import columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints = NDArray[np.int64]

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = '"'

_DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
)
"""Labels of spaCy's English parser (ClearNLP style); number 0 is "not parsed"."""
DEPENDENCY_IDS = {label: i for i, label in enumerate(_DEPENDENCIES.split(), start=1)}
_ENTITIES = (
    "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE TIME PERCENT MONEY "
    "QUANTITY ORDINAL CARDINAL"
)
ENTITY_IDS = {"": 0} | {label: i for i, label in enumerate(_ENTITIES.split(), start=1)}
N_DEPENDENCIES = len(DEPENDENCY_IDS) + 1
N_ENTITIES = 2 * len(ENTITY_IDS)
N_SHAPES = 7
N_GAPS = 4
N_QUOTES = 5
N_BRANCHES = 6 + 3 * N_DEPENDENCIES
"""Relations of a word to a cue in the tree, see :func:`branches`."""

MAX_PIECES_A_WORD = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text and what is known of each."""

    start: Ints
    end: Ints
    """Code points of the text."""
    features: Ints
    """Shape ``(words, 5)``: shape of the letters, gap before, place in a quotation, dependency, entity."""
    head: Ints
    """Index of the word's syntactic head; its own index for a root or where nothing is parsed."""
    dependency: Ints
    sentence: Ints
    """Number of the sentence a word stands in; all 0 where nothing is parsed."""

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse as plain arrays, one entry a token: offsets, head, label, entity and start of sentence."""

    start: Sequence[int]
    head: Sequence[int]
    dependency: Sequence[str]
    entity: Sequence[str]
    """As spaCy writes it: ``B-PERSON``, ``I-PERSON``, ``O-``."""
    opens_sentence: Sequence[bool]

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """Read the arrays off spaCy's document."""
        read = columns(doc)
        entity = [f"{iob}-{type_}" for iob, type_ in zip(read.iob, read.entity, strict=True)]
        return cls(read.start, read.head, read.dep, entity, read.opens)


def read(text: str, tree: Tree | None) -> Words:
    """Return the words of ``text``; ``tree`` may be ``None`` or empty."""
    spans = [m.span() for m in _WORD.finditer(text)]
    start = np.array([s for s, _ in spans], dtype=np.int64)
    end = np.array([e for _, e in spans], dtype=np.int64)
    n = len(spans)
    features = np.zeros((n, 5), dtype=np.int64)
    features[:, 0] = [_shape(text[s:e]) for s, e in spans]
    features[:, 1] = _gaps(text, spans)
    features[:, 2] = _quotes(text, spans)
    head, dependency, sentence = np.arange(n), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    if tree is not None and len(tree.start) and n:
        head, dependency, entity, sentence = _project(start, tree)
        features[:, 3], features[:, 4] = dependency, entity
    return Words(start, end, features, head, dependency, sentence)


def _shape(word: str) -> int:
    """0 mark, 1 lower case, 2 Capitalised, 3 UPPER CASE, 4 mIxed or no case, 5 begins with a digit, 6 one capital."""
    first = word[0]
    if word.islower():
        return 1
    if first.isdigit():
        return 5
    if not (first.isalpha() or first == "_"):
        return 0
    if word.isupper():
        return 3 if len(word) > 1 else 6
    return 2 if word.istitle() else 4


def _gaps(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """0 joined to the word before, 1 after white space, 2 first of a line, 3 first of the text."""
    out, before = [], -1
    for start, end in spans:
        if before < 0:
            out.append(3)
        elif start == before:
            out.append(0)
        else:
            out.append(2 if "\n" in text[before:start] else 1)
        before = end
    return out


def _quotes(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """0 outside, 1 inside, 2 opening mark, 3 closing mark, 4 inside a quotation that its paragraph never closes.

    Double marks only: the single mark is an apostrophe too often. A line break ends every quotation, so one missing
    mark spoils one paragraph at most.
    """
    out = [0] * len(spans)
    opened: int | None = None
    for i, (start, _) in enumerate(spans):
        if i and "\n" in text[spans[i - 1][1] : start]:
            _unclosed(out, opened, i)
            opened = None
        mark = text[start]
        if mark in _OPENING or (mark == _STRAIGHT and opened is None):
            out[i], opened = 2, i
        elif mark in _CLOSING or mark == _STRAIGHT:
            out[i], opened = 3, None
        elif opened is not None:
            out[i] = 1
    _unclosed(out, opened, len(spans))
    return out


def _unclosed(out: list[int], opened: int | None, end: int) -> None:
    if opened is not None:
        out[opened + 1 : end] = [4] * (end - opened - 1)


def _project(start: Ints, tree: Tree) -> tuple[Ints, Ints, Ints, Ints]:
    """Carry the parse from tokens to words: a word belongs to the token it starts in."""
    n = len(start)
    token = np.maximum(np.searchsorted(np.asarray(tree.start, dtype=np.int64), start, side="right") - 1, 0)
    first_word = np.searchsorted(token, np.arange(len(tree.start)))
    head_token = np.asarray(tree.head, dtype=np.int64)[token]
    # Words after the first of one token ("Mr" + ".") hang on that first word.
    first_of_own = first_word[token]
    head = np.where(first_of_own != np.arange(n), first_of_own, first_word[head_token])
    head = np.where(head >= n, np.arange(n), head)
    labels = np.array([DEPENDENCY_IDS.get(d, 0) for d in tree.dependency], dtype=np.int64)[token]
    entities = np.array([_entity(e) for e in tree.entity], dtype=np.int64)[token]
    sentence = np.cumsum(np.asarray(tree.opens_sentence, dtype=np.int64))[token]
    return head, labels, entities, sentence


def _entity(label: str) -> int:
    where, _, kind = label.partition("-")
    return 2 * ENTITY_IDS.get(kind, 0) + (where == "B")


def branches(words: Words, cue: tuple[int, int], window: tuple[int, int]) -> Ints:
    """How each word of ``window`` hangs together with the cue in the tree, as class numbers.

    0 nothing known, 1 sentence before, 2 sentence after, 3 part of the cue, 4 the word that governs the cue, 5 one
    further up; then, by the label of the branch a word sits in: below the cue, its governor, or one further up.
    """
    first, last = window
    out = np.zeros(last - first, dtype=np.int64)
    sentence = words.sentence
    here = int(sentence[cue[0]])
    if not words.dependency[cue[0]]:
        return out
    lo = int(np.searchsorted(sentence, here, side="left"))
    hi = int(np.searchsorted(sentence, here, side="right"))
    out[: max(0, min(lo, last) - first)] = 1
    out[max(0, hi - first) :] = 2
    heads = words.head
    level = dict.fromkeys(range(cue[0], cue[1]), 0)
    root = cue[0]
    while lo <= (up := int(heads[root])) < hi and up != root and cue[0] <= up < cue[1]:
        root = up
    node, depth = root, 0
    while lo <= (up := int(heads[node])) < hi and up not in level:
        depth += 1
        level[up] = depth
        node = up
    known: dict[int, int] = {i: 3 if d == 0 else min(d, 2) + 3 for i, d in level.items()}
    for i in range(max(lo, first), min(hi, last)):
        out[i - first] = _branch(i, level, known, words)
    return out


def _branch(word: int, level: dict[int, int], known: dict[int, int], words: Words) -> int:
    path, node = [], word
    while node not in known:
        path.append(node)
        up = int(words.head[node])
        if up in level:
            known[node] = 6 + min(level[up], 2) * N_DEPENDENCIES + int(words.dependency[node])
            break
        if up == node or len(path) > 200:
            known[node] = 0
            break
        node = up
    value = known[node]
    for step in path:
        known[step] = value
    return value


def pieces(words: Words, text: str, encode: Callable[[str], tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Return the word-piece numbers of the whole text and, per word and one past the end, where its pieces start."""
    ids: list[int] = []
    first = [0]
    for s, e in zip(words.start.tolist(), words.end.tolist(), strict=True):
        ids.extend(encode(text[s:e])[:MAX_PIECES_A_WORD])
        first.append(len(ids))
    return np.array(ids, dtype=np.int64), np.array(first, dtype=np.int64)


def windows(first: Ints, size: int, overlap: int, sentence: Ints | None = None) -> list[tuple[int, int, int, int]]:
    """Cut a text of words into windows of at most ``size`` pieces: ``(start, end, own_start, own_end)``, in words.

    A window owns the cues in its own part; neighbours overlap by about ``overlap`` pieces. ``first`` is as
    :func:`pieces` gives it. Where ``sentence`` gives the number of each word's sentence, a window's own part ends with
    a sentence if one ends in the overlap: no cue is then cut off from its sentence.
    """
    n = len(first) - 1
    opens = np.flatnonzero(np.diff(sentence) != 0) + 1 if sentence is not None else np.zeros(0, dtype=np.int64)
    out: list[tuple[int, int, int, int]] = []
    start, own = 0, 0
    while own < n:
        end = int(np.searchsorted(first, first[start] + size, side="right")) - 1
        if end >= n:
            out.append((start, n, own, n))
            break
        next_start = max(int(np.searchsorted(first, first[end] - overlap)), start + 1)
        # Contents follow their cue more often and further than they precede it: keep the larger share to the right.
        own_end = max(next_start + (end - next_start) * 2 // 5, own + 1)
        between = opens[np.searchsorted(opens, max(next_start, own + 1)) : np.searchsorted(opens, end)]
        if len(between):
            own_end = int(between[np.abs(between - own_end).argmin()])
        out.append((start, end, own, own_end))
        start, own = next_start, own_end
    return out
