"""Which pairs of articles are worth comparing: linear in the number of articles, blocked by time.

Verbatim copies share runs of words and are found by MinHash, however far apart in time. Disguised ones (spun,
translated, rewritten) share no run of words but names, figures and rare words: an inverted index over these
finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from reportedly.link.sketch import Sketch, distinct

PERMUTATIONS, BANDS = 64, 16
SHINGLE = 4
"""Words in a run; four keep chance repeats out and survive light editing."""
SEED = 20220224
CHUNK = 250
"""Articles signed at once: bounds memory."""

NEARLY_SAME = 0.7
"""Share of equal MinHash values from which an article is collapsed onto an earlier one before anything is
counted."""

WINDOW_DAYS = 30
"""How many days apart disguised copies are looked for. News is copied within days; a month leaves room for
follow-ups."""
KEYS = 48
"""Rare words, names and figures of an article that are looked up."""
POSTINGS = 200
"""Articles, nearest in time, that one key may bring up: bounds time where a name is in every article of a
month."""
PARTNERS = 12
"""Articles that one article is compared with at most, most shared rarity first."""
MIN_SHARED = 3
MIN_SHARE = 0.10
"""Keys, and share of the keys' weight, that two articles must share."""


def signatures(sketches: Sequence[Sketch]) -> NDArray[np.uint32]:
    """Return the MinHash signature of each article's runs of words: ``[articles, PERMUTATIONS]``."""
    rows = np.zeros((len(sketches), PERMUTATIONS), dtype=np.uint32)
    for start in range(0, len(sketches), CHUNK):
        part = sketches[start : start + CHUNK]
        sets = [_shingles(each.tokens) for each in part]
        for offset, digest in enumerate(RMinHash.digests_from_token_sets(sets, PERMUTATIONS, SEED)):
            rows[start + offset] = digest
    return rows


def _shingles(tokens: NDArray[np.int32]) -> list[bytes]:
    if len(tokens) < SHINGLE:
        return [tokens.tobytes()]
    runs = np.unique(np.lib.stride_tricks.sliding_window_view(tokens, SHINGLE), axis=0)
    return [row.tobytes() for row in runs]


def collapse(signed: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return for each article the first one (in the given order) that is nearly the same text, itself
    otherwise."""
    first = np.arange(len(signed), dtype=np.int64)
    width = PERMUTATIONS // BANDS
    for band in range(BANDS):
        block = np.ascontiguousarray(signed[:, band * width : (band + 1) * width])
        keys = block.view(np.dtype((np.void, block.dtype.itemsize * width))).ravel()
        _, start, inverse = np.unique(keys, return_index=True, return_inverse=True)
        leader = start[inverse]
        same = (signed == signed[leader]).mean(axis=1) >= NEARLY_SAME
        first = np.where(same & (leader < first), leader, first)
    while True:  # a leader may itself have been led: follow to the end, but only where the ends are alike too
        onward = first[first]
        alike = (signed == signed[onward]).mean(axis=1) >= NEARLY_SAME
        moved = np.where(alike, onward, first)
        if (moved == first).all():
            break
        first = moved
    own = first[first] == first
    return np.where(own, first, np.arange(len(first)))


def pairs(
    sketches: Sequence[Sketch],
    weights: NDArray[np.float32],
    *,
    window: int = WINDOW_DAYS,
    partners: int = PARTNERS,
    share: float = MIN_SHARE,
) -> Iterator[tuple[int, int]]:
    """Yield ``(later, earlier)`` indices of articles that share rare words within ``window`` days.

    ``sketches`` stand in order of time, those without a date at the end; these are held against all. At most
    ``partners`` are given for an article, those that share most, and at least ``share`` of the weight of the
    keys of one of the two.
    """
    words, articles, totals = _keys(sketches, weights)
    order = np.lexsort((articles, words))
    words, articles = words[order], articles[order]
    limits = np.searchsorted(words, np.arange(int(words[-1]) + 2 if len(words) else 1))
    mine = np.argsort(articles, kind="stable")
    spans = np.searchsorted(articles[mine], np.arange(len(sketches) + 1))
    days = [each.day for each in sketches]
    opening = _window_starts(days, window)
    for article in range(len(sketches)):
        places = mine[spans[article] : spans[article + 1]]
        found, weight = [], []
        for place in places.tolist():
            word = int(words[place])
            begin = max(int(limits[word]), place - POSTINGS)
            if place > begin:
                posting = articles[begin:place]
                posting = posting[np.searchsorted(posting, opening[article]) :]
                found.append(posting)
                weight.append(np.full(len(posting), weights[word], dtype=np.float32))
        if not found:
            continue
        others, at = np.unique(np.concatenate(found), return_inverse=True)
        shared = np.bincount(at, weights=np.concatenate(weight))
        count = np.bincount(at)
        least = np.minimum(totals[article], totals[others])
        kept = np.flatnonzero((count >= MIN_SHARED) & (shared >= share * least))
        best = kept[np.lexsort((others[kept], -shared[kept]))][:partners]
        for other in others[best].tolist():
            yield article, other


def _keys(
    sketches: Sequence[Sketch], weights: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Return (word, article) rows of the rarest words that at least two articles hold, and each article's
    total."""
    held = np.zeros(len(weights), dtype=np.int32)
    for each in sketches:
        held[distinct(each.tokens)] += 1
    words: list[NDArray[np.int32]] = []
    counts, totals = [], []
    for each in sketches:
        own = distinct(each.tokens)
        own = own[held[own] >= 2]
        rarest = own[np.argsort(-weights[own], kind="stable")][:KEYS]
        words.append(rarest.astype(np.int32))
        counts.append(len(rarest))
        totals.append(float(weights[rarest].sum()))
    articles = np.repeat(np.arange(len(sketches), dtype=np.int32), counts)
    joined = np.concatenate(words) if words else np.zeros(0, dtype=np.int32)
    return joined, articles, np.array(totals, dtype=np.float32)


def _window_starts(days: Sequence[int | None], window: int) -> list[int]:
    """Return for each article the first one of its window; 0 for an article without a date."""
    starts, first = [], 0
    for day in days:
        if day is None:
            starts.append(0)
            continue
        while (earliest := days[first]) is not None and earliest < day - window:
            first += 1
        starts.append(first)
    return starts
