"""Proof that one article carries another's text: their sentences aligned, rare words counting most, in order.

A copy keeps, sentence by sentence, the original's rare words *and* their order, function words included; two
accounts of one event share names, figures and quotations but not the sentences around them. So quoted
sentences prove nothing here: an official's words reach everybody.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from reportedly.link.sketch import NAME, NUMBER, QUOTED, Sketch, distinct, earlier

Matrix = NDArray[np.float32]

SEED = 0.2
"""Share of rarity-weighted words below which two sentences are not compared word by word."""
LINKED = 0.4
"""Likeness from which one sentence points to another. Between accounts of one event 2 % of the text reaches
it, in copies of all kinds tried 93 % and more."""
HOPELESS = 0.2
"""Likeness by words alone below which two articles are not compared word by word."""
TAKEN, TAKEN_ALTERED, LIGHTLY = 0.64, 0.45, 0.8
"""Share of an article that must be linked for it to be the other's text, where its links keep ``LIGHTLY`` of
the wording and where they keep less. Copies tried have 0.73 and more against their original, 0.45 against one
another."""
OTHER_NAMES, OTHER_FIGURES = 0.45, 0.5
"""Share of names and of figures in aligned sentences that the other article does not hold, on both sides."""
COMPILED = 0.45
"""Share of a later article that must be taken from an earlier one for the two to be one text …"""
PARTLY = 0.35
"""… and the most that their likeness counts for otherwise."""
MIN_WORDS = 25
"""Words that must be aligned before an article counts as carrying another's text."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A sketch's sentences as sets of words, ready to be multiplied: one row a distinct word of a
    sentence."""

    sketch: Sketch
    words: NDArray[np.int32]
    """Distinct stems of the article, ascending."""
    rows: NDArray[np.int32]
    """Index into :attr:`words` …"""
    columns: NDArray[np.int16]
    """… and the sentence it stands in."""
    start: NDArray[np.int32]
    """Where each word's rows begin …"""
    count: NDArray[np.int32]
    """… and how many there are: in how many sentences the word stands."""
    quoted: NDArray[np.bool_]
    """Sentences more than half of whose words stand between quotation marks."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How far two articles ``a`` and ``b`` carry the same text. Shares and likenesses run from 0 to 1."""

    a: str
    b: str
    likeness: float
    """Rarity-weighted mean, over the narrated sentences of the article that is better covered, of the
    likeness to the most similar sentence of the other."""
    share_a: float
    """Share of a's narrated text that points to sentences of b."""
    share_b: float
    quoted_share: float
    """The same for quoted sentences, of the article with more of them found in the other."""
    links: tuple[tuple[int, int, float], ...] = ()
    """(sentence of a, sentence of b, likeness): for each sentence of a the most similar one, where it is
    linked."""
    in_order: float = 0.0
    """Share of the links that stand in the same order in both articles."""
    words: int = 0
    """Words of a under the links."""


def prepare(sketch: Sketch, standing: NDArray[np.bool_] | None = None) -> Prepared:
    """Return a sketch prepared for :func:`compare`; ``standing`` sentences are left out of every
    comparison."""
    count = sketch.sentences
    sentence = np.repeat(np.arange(count, dtype=np.int32), np.diff(sketch.bounds))
    words = distinct(sketch.tokens)
    inverse = np.searchsorted(words, sketch.tokens)
    code = distinct(inverse.astype(np.int64) * max(count, 1) + sentence)
    rows, columns = np.divmod(code, max(count, 1))
    if standing is not None:
        rows, columns = rows[~standing[columns]], columns[~standing[columns]]
    count_of = np.bincount(rows, minlength=len(words)).astype(np.int32)
    lengths = np.maximum(np.diff(sketch.bounds), 1)
    inside = np.bincount(sentence, weights=(sketch.marks & QUOTED) > 0, minlength=count)
    return Prepared(
        sketch=sketch,
        words=words,
        rows=rows.astype(np.int32),
        columns=columns.astype(np.int16),
        start=(np.cumsum(count_of) - count_of).astype(np.int32),
        count=count_of,
        quoted=inside > lengths / 2,
    )


def overlap(a: Prepared, b: Prepared, weights: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Return the weight shared by each pair of sentences ``[sentences of a, sentences of b]`` and each one's
    own.

    A word weighs by its rarity in the background, less the more sentences of either article hold it: the name
    that stands in every sentence says nothing about which sentence came from which.
    """
    _, at_a, at_b = np.intersect1d(a.words, b.words, assume_unique=True, return_indices=True)
    spread_a, spread_b = np.maximum(a.count, 1), np.maximum(b.count, 1)
    common = np.maximum(spread_a[at_a], spread_b[at_b])
    spread_a[at_a], spread_b[at_b] = common, common
    weight_a = weights[a.words] / (1.0 + np.log(spread_a))
    weight_b = weights[b.words] / (1.0 + np.log(spread_b))
    own_a = np.bincount(a.columns, weights=weight_a[a.rows], minlength=a.sketch.sentences).astype(np.float32)
    own_b = np.bincount(b.columns, weights=weight_b[b.rows], minlength=b.sketch.sentences).astype(np.float32)
    i, j, word = _meetings(a, at_a, b, at_b)
    size = (a.sketch.sentences, b.sketch.sentences)
    shared = np.bincount(i * size[1] + j, weights=weight_a[at_a][word], minlength=size[0] * size[1])
    return shared.reshape(size).astype(np.float32), own_a, own_b


def _meetings(
    a: Prepared, at_a: NDArray[np.intp], b: Prepared, at_b: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return, for each common word and each pair of sentences that both hold it: the two sentences and the
    word."""
    count_a, count_b = a.count[at_a], b.count[at_b]
    each = count_a * count_b
    word = np.repeat(np.arange(len(each)), each)
    step = np.arange(len(word)) - np.repeat(np.cumsum(each) - each, each)
    row_a = a.start[at_a][word] + step // count_b[word]
    row_b = b.start[at_b][word] + step % count_b[word]
    return a.columns[row_a].astype(np.int64), b.columns[row_b].astype(np.int64), word


def compare(a: Prepared, b: Prepared, weights: Matrix) -> Comparison:
    """Return how far two articles carry the same text. Symmetric but for the direction of the links."""
    nothing = Comparison(a.sketch.id, b.sketch.id, 0.0, 0.0, 0.0, 0.0)
    if not a.sketch.sentences or not b.sketch.sentences:
        return nothing
    shared, own_a, own_b = overlap(a, b, weights)
    dice = 2 * shared / np.maximum(own_a[:, None] + own_b[None, :], 1e-6)
    narrated_a, narrated_b = _narrated(a, own_a), _narrated(b, own_b)
    best = max(_mean(dice.max(axis=1), narrated_a), _mean(dice.max(axis=0), narrated_b))
    quoted = _quoted_share(dice, a, b, own_a, own_b)
    if best < HOPELESS:
        return Comparison(a.sketch.id, b.sketch.id, best / 2, 0.0, 0.0, quoted)
    likeness = _in_words(dice, a, b)
    of_a, of_b = likeness.max(axis=1), likeness.max(axis=0)
    links = [(i, int(likeness[i].argmax()), float(of_a[i])) for i in np.flatnonzero(of_a >= LINKED).tolist()]
    return Comparison(
        a.sketch.id,
        b.sketch.id,
        max(_mean(of_a, narrated_a), _mean(of_b, narrated_b)),
        _mean(of_a >= LINKED, narrated_a),
        _mean(of_b >= LINKED, narrated_b),
        quoted,
        tuple(links),
        _in_order([j for _, j, _ in links]),
        int(np.diff(a.sketch.bounds)[[i for i, _, _ in links]].sum()) if links else 0,
    )


def text_likeness(a: Prepared, b: Prepared, found: Comparison) -> float:
    """Return the likeness as far as it speaks for one text: 0 where too few words are aligned, at most
    ``PARTLY`` where

    - the rest of both articles is different text (what is kept of an altered copy is harder to align, so less
    is asked); - a later, longer article holds an earlier one among much else: it may compile several sources;
    - the aligned sentences name different names or figures: a form filled in twice, not a copy.
    """
    share = max(found.share_a, found.share_b)
    if found.words < MIN_WORDS or share < LINKED:
        return 0.0
    kept = sum(likeness for _, _, likeness in found.links) / len(found.links)
    order = earlier(a.sketch, b.sketch)
    later, first = (found.share_b, found.share_a) if order > 0 else (found.share_a, found.share_b)
    compiled = order != 0 and later < min(COMPILED, first)
    if share < (TAKEN if kept >= LIGHTLY else TAKEN_ALTERED) or compiled or filled_in_twice(a, b, found):
        return min(found.likeness, PARTLY)
    return found.likeness


def filled_in_twice(a: Prepared, b: Prepared, found: Comparison) -> bool:
    """Return whether the aligned sentences of each article hold names or figures that the other does not hold
    at all.

    Copies drop and mangle names, but seldom put others in their place (translations tried: up to 0.38 of the
    names on the side where fewer are missing), and hardly ever other figures.
    """
    here, there = sorted({i for i, _, _ in found.links}), sorted({j for _, j, _ in found.links})
    names = min(_missing(a, here, b, NAME), _missing(b, there, a, NAME))
    figures = min(_missing(a, here, b, NUMBER), _missing(b, there, a, NUMBER))
    return names >= OTHER_NAMES or figures >= OTHER_FIGURES


def _missing(one: Prepared, sentences: list[int], other: Prepared, mark: np.uint8) -> float:
    """Return the share of the marked words of these sentences that the other article does not hold; 0 for too
    few."""
    sketch = one.sketch
    chosen = np.zeros(sketch.sentences, dtype=bool)
    chosen[sentences] = True
    words = distinct(sketch.tokens[np.repeat(chosen, np.diff(sketch.bounds)) & ((sketch.marks & mark) > 0)])
    if len(words) < 2:
        return 0.0
    place = np.minimum(np.searchsorted(other.words, words), len(other.words) - 1)
    return float((other.words[place] != words).mean())


def _narrated(one: Prepared, own: Matrix) -> Matrix:
    """Return the weight of each narrated sentence; of all, where next to nothing is narrated (a speech, a
    statement)."""
    narrated = np.where(one.quoted, np.float32(0), own)
    return narrated if narrated.sum() >= 0.15 * own.sum() else own


def _mean(values: NDArray[Any], weights: Matrix) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0 else 0.0


def _in_words(dice: Matrix, a: Prepared, b: Prepared) -> Matrix:
    """Return, for sentences that share enough, the mean of shared rarity and shared order of words; 0
    elsewhere."""
    likeness = np.zeros_like(dice)
    for i, j in np.argwhere(dice >= SEED).tolist():
        left, right = a.sketch.words(i), b.sketch.words(j)
        order = 2 * LCSseq.similarity(left, right) / (len(left) + len(right))
        likeness[i, j] = (float(dice[i, j]) + order) / 2
    return likeness


def _quoted_share(dice: Matrix, a: Prepared, b: Prepared, own_a: Matrix, own_b: Matrix) -> float:
    of_a = _mean(dice.max(axis=1) >= 0.6, np.where(a.quoted, own_a, np.float32(0)))
    of_b = _mean(dice.max(axis=0) >= 0.6, np.where(b.quoted, own_b, np.float32(0)))
    return max(of_a, of_b)


def _in_order(targets: list[int]) -> float:
    """Return the share of ``targets`` in their longest non-decreasing run, gaps allowed."""
    tails: list[int] = []
    for target in targets:
        at = bisect.bisect_right(tails, target)
        tails[at : at + 1] = [target]
    return len(tails) / len(targets) if targets else 0.0
