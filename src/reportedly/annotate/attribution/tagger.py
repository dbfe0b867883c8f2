"""The learned finder of attributions: who is said to say what, as spans of source, cue and content.

A small transformer reads the text in windows and marks cues; a decoder then reads the words around each cue, with
that cue in mind, and labels its source and its content. So contents may lie within contents, come in pieces, and
share words.
How it was trained and what it can do: training/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.attribution import features
from reportedly.annotate.attribution.features import Words
from reportedly.annotate.attribution.weights import Weights, load
from reportedly.annotate.layers import Attribution, Stated
from reportedly.annotate.quotations import quote_type
from reportedly.model import Scheme, Span

if TYPE_CHECKING:
    from reportedly.annotate.layers import Layers

NOT_TEXT = "\ufffd"
LABELS = 5
"""Nothing, source begins, source goes on, content begins, content goes on."""
FORBIDDEN = -1e4
CUES_AT_ONCE = 32
"""Cues a call of the decoder takes; bounds memory."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue found: words ``first`` to ``end``, its probability, and what the decoder needs."""

    first: int
    end: int
    chance: float
    around: Floats
    vector: Floats
    branch: NDArray[np.int64]
    mask: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of the network over an article."""

    words: Words
    cues: list[_Cue]
    stated: Stated


def read(layers: Layers) -> Reading:
    """Return what the network makes of one article's text: likely cues, and how likely each word states a record.

    Needs ``article.text``; uses ``doc`` where it is filled. Never raises on a text, whatever it holds; raises
    :class:`~reportedly.annotate.syntax.ModelError` where the weights are missing or damaged.
    """
    weights = load()
    text = "".join(NOT_TEXT if "\ud800" <= c <= "\udfff" else c for c in layers.article.text)
    tree = features.Tree.of(layers.doc) if len(layers.doc) else None
    words = features.read(text, tree)
    meta, scheme = weights.meta, weights.scheme(layers.scheme)
    kinds, fields = tuple(meta["records"]), {name: tuple(values) for name, values in meta["fields"].items()}
    stated = np.zeros((len(words), len(kinds), 2), dtype=np.float32)
    scores = np.zeros((len(words), sum(map(len, fields.values()))), dtype=np.float32)
    told = np.zeros(len(words), dtype=np.float32)
    found: list[_Cue] = []
    reading = Reading(words, found, Stated(words.start, words.end, kinds, stated, fields, scores, told))
    if not len(words):
        return reading
    ids, first = features.pieces(words, text, weights.encode)
    opening, closing = weights.marks()
    for start, end, own, own_end in features.windows(first, meta["size"], meta["overlap"], words.sentence):
        base, top = int(first[start]), int(first[end])
        owner = np.repeat(np.arange(start, end), np.diff(first[start : end + 1]))
        seen = np.zeros((5, top - base + 2), dtype=np.int64)
        seen[:, 1:-1] = words.features[owner].T
        here = np.arange(end - start)
        head = words.head[start:end] - start
        inputs = {
            "ids": np.concatenate([[opening], ids[base:top], [closing]])[None, :],
            "features": seen,
            "first": first[start:end] - base + 1,
            "head": np.where((head >= 0) & (head < end - start), head, here),
            "scheme": scheme,
        }
        chances, records, values, heard, low, first_of_cue, last_of_cue = weights.read(inputs)
        stated[own:own_end] = records[own - start : own_end - start]
        scores[own:own_end] = values[own - start : own_end - start]
        told[own:own_end] = heard[own - start : own_end - start, 0]
        for a, b in _spans_of_cues(chances, meta["threshold"]):
            taken = found[-1].end if found else 0
            if own <= a + start < own_end and a + start >= taken:
                vector = first_of_cue[a] + last_of_cue[b - 1]
                found.append(
                    _around(words, (a + start, b + start), (start, end), float(chances[a, 1]), low, vector, meta)
                )
    return reading


def tag(layers: Layers, reading: Reading, least: float = 0.0) -> tuple[Attribution, ...]:
    """Return the attributions of one article in the order of the text, each with a calibrated confidence.

    ``reading`` is what :func:`read` gave for the article; ``quotations`` are used where they are filled. Cues that
    cannot come to a confidence of ``least`` are left out: the decoder only ever lowers a cue's chance.
    """
    weights = load()
    slope, shift = weights.meta["calibration"][layers.scheme]
    cues = [cue for cue in reading.cues if _calibrated(cue.chance, slope, shift) >= least]
    found = [a for a in _decode(weights, reading.words, cues, layers.scheme) if a.content]
    found = [replace(a, quote_type=quote_type(a.content, layers.quotations)) for a in found]
    return tuple(sorted(found, key=_place))


def _spans_of_cues(chances: Floats, threshold: float) -> list[Span]:
    """Cues: each begins where beginning is likely enough, and goes on while "inside" is the likeliest."""
    begins = np.flatnonzero((chances[:, 1] >= threshold) & (chances[:, 1] >= chances[:, 2])).tolist()
    best = chances.argmax(axis=1).tolist()
    out: list[Span] = []
    for a in begins:
        if out and a < out[-1][1]:
            continue
        b = a + 1
        while b < len(best) and best[b] == 2:
            b += 1
        out.append((a, b))
    return out


def _around(
    words: Words, cue: Span, window: Span, chance: float, low: Floats, vector: Floats, meta: dict[str, int]
) -> _Cue:
    left, right = meta["left"], meta["right"]
    lo, hi = max(window[0], cue[0] - left), min(window[1], cue[0] + right)
    at, n = lo - (cue[0] - left), hi - lo
    around = np.zeros((left + right, low.shape[1]), dtype=np.float32)
    around[at : at + n] = low[lo - window[0] : hi - window[0]]
    branch = np.zeros(left + right, dtype=np.int64)
    branch[at : at + n] = features.branches(words, cue, (lo, hi))
    mask = np.zeros((left + right, 1), dtype=np.float32)
    mask[at : at + n] = 1
    return _Cue(cue[0], cue[1], chance, around, vector, branch, mask)


def _decode(weights: Weights, words: Words, cues: list[_Cue], scheme: Scheme) -> list[Attribution]:
    out: list[Attribution] = []
    slope, shift = weights.meta["calibration"][scheme]
    for at in range(0, len(cues), CUES_AT_ONCE):
        some = cues[at : at + CUES_AT_ONCE]
        scores, valid = weights.decide(
            {
                "around": np.stack([c.around for c in some]),
                "cue": np.stack([c.vector for c in some])[:, None, :],
                "branch": np.stack([c.branch for c in some]),
                "mask": np.stack([c.mask for c in some]),
            }
        )
        mask = np.stack([c.mask for c in some])
        scores[:, :, 1:] += (1 - mask) * np.float32(FORBIDDEN)
        labels = best_labels(scores.astype(np.float64), weights.transition)
        for cue, row, good in zip(some, labels, valid[:, 0].tolist(), strict=True):
            chance = cue.chance * good
            if chance >= weights.meta["threshold"]:
                confidence = _calibrated(chance, slope, shift)
                out.append(_assemble(words, cue, row, weights.meta["left"], confidence))
    return out


def _calibrated(chance: float, slope: float, shift: float) -> float:
    """Logistic (Platt) calibration of a probability; on what it was fitted: training/README.md."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return round(float(1 / (1 + np.exp(-(slope * np.log(chance / (1 - chance)) + shift)))), 4)


def best_labels(scores: NDArray[np.float64], transition: NDArray[np.float64]) -> NDArray[np.int64]:
    """Most likely label sequences (Viterbi); ``scores`` (cues, words, 5). No piece begins with "goes on"."""
    allowed = transition.copy()
    for inside, begin in ((2, 1), (4, 3)):
        for before in set(range(LABELS)) - {inside, begin}:
            allowed[before, inside] += FORBIDDEN
    count, n, _ = scores.shape
    best = scores[:, 0] + np.array([0, 0, FORBIDDEN, 0, FORBIDDEN])
    back = np.zeros((n, count, LABELS), dtype=np.int64)
    for i in range(1, n):
        value = best[:, :, None] + allowed
        back[i] = value.argmax(axis=1)
        best = value.max(axis=1) + scores[:, i]
    out = np.zeros((count, n), dtype=np.int64)
    out[:, -1] = best.argmax(axis=1)
    rows = np.arange(count)
    for i in range(n - 1, 0, -1):
        out[:, i - 1] = back[i, rows, out[:, i]]
    return out


def _assemble(words: Words, cue: _Cue, labels: NDArray[np.int64], left: int, confidence: float) -> Attribution:
    pieces: dict[int, list[list[int]]] = {1: [], 3: []}
    base = cue.first - left
    for i in np.flatnonzero(labels).tolist():
        label = int(labels[i])
        if label in pieces:
            pieces[label].append([int(words.start[base + i]), int(words.end[base + i])])
        else:
            pieces[label - 1][-1][1] = int(words.end[base + i])
    at, end = int(words.start[cue.first]), int(words.end[cue.end - 1])
    # What is said without a word of saying has its first word for a cue: see training/README.md.
    without = any(start <= at < stop for start, stop in pieces[3])
    return Attribution(
        source=tuple((s, e) for s, e in pieces[1]),
        cue=() if without else ((at, end),),
        content=tuple((s, e) for s, e in pieces[3]),
        quote_type="indirect",
        confidence=confidence,
        negated=not without and _negated(words, cue),
    )


def _negated(words: Words, cue: _Cue) -> bool:
    """A word of the cue is governed by a negation ("did not say")."""
    near = range(max(0, cue.first - 4), min(len(words), cue.end + 3))
    label = features.DEPENDENCY_IDS["neg"]
    return any(words.dependency[i] == label and cue.first <= words.head[i] < cue.end for i in near)


def _place(a: Attribution) -> tuple[int, int, int]:
    spans = a.source + a.cue + a.content
    return min(s for s, _ in spans), a.content[0][0], max(e for _, e in spans)
