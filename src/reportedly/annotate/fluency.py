"""How an article's words sit beside one another, held against a background of ordinary news: the measure of
machine-made text.

Spinners and translation programs choose words without their neighbours. Each pair of neighbouring words is
compared with how often the two stand together in the background, and each function word with the word classes
around it; what is kept is how many pairs fall into which band. No word counts by itself, so no side's
vocabulary does.

The background (``data/fluency.npz``: counts of words, of pairs of words, of triples of function words and
word classes) and the weights (``data/fluency_weights.csv``) are made by ``training/fluency.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.columns import columns
from reportedly.data import load_csv
from reportedly.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLOSED = frozenset(["DT", "IN", "TO", "CC", "PRP", "PRP$", "MD", "WDT", "WP", "WP$", "WRB", "EX", "RP", "PDT"])
"""Penn Treebank tags of the words that grammar is made of; of all others only the tag is looked at."""
_AUXILIARIES = "be been being is are was were am has have had having do does did"
_SMALL = "not n't no 's 're 've 'd 'll also more most than"
GRAMMAR = frozenset(f"{_AUXILIARIES} {_SMALL}".split())
"""Words kept as they are whatever their tag."""
NAMES = ("NNP", "NNPS")
FREQUENT = 260
"""The so many most frequent words of the background count as frequent."""
PRIOR = 80.0
"""Pairs of ordinary text that every article is thought to start with: keeps short articles from looking
extreme."""

_VOWEL = re.compile(r"[aeiou]")
_SOUNDS_OTHERWISE = re.compile(
    r"eu|uni|use|usu|uti|ura|uk|one$|once|ub|uto|ou|hour|honest|hono|heir|herb|hist|x|uv|ewe|un[^a-z]"
)
_PAIR_BANDS = np.array([-2.5, -1.0, -0.3, 0.5, 2.0])
_TRIPLE_BANDS = np.array([-6.0, -4.7, -3.5, -2.0])


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an article in order, white space and boilerplate left out."""

    words: list[str]
    tags: list[str]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts for neighbouring words ``i``, ``i + 1`` and for units ``i``, ``i + 1``, ``i + 2`` of one
    article."""

    together: NDArray[np.float64]
    """How often the pair stands together, news and books brought to one scale."""
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    """How often each word of the pair stands alone; -1 for a word nobody uses."""
    triple: NDArray[np.float64]
    """How often the three units stand together …"""
    context: NDArray[np.float64]
    """… and how often the first two do."""
    frequent: NDArray[np.bool_]
    """Whether each word is a frequent one."""
    total: float
    """Words of the background."""


def read(doc: Doc, masked: Spans = ()) -> Reading:
    """Return the words of a parsed article with their tags."""
    all_of_it = columns(doc)
    kept = [
        (word, tag, (start, start + len(word)))
        for word, tag, start in zip(all_of_it.words, all_of_it.tag, all_of_it.start, strict=True)
        if not word.isspace() and not _inside(start, masked)
    ]
    return Reading([word for word, _, _ in kept], [tag for _, tag, _ in kept], [span for _, _, span in kept])


def _inside(place: int, masked: Spans) -> bool:
    return any(start <= place < end for start, end in masked)


def lowered(words: Iterable[str]) -> list[str]:
    """Return words as the background counts them."""
    return [word.lower().replace("’", "'") for word in words]


def units(reading: Reading) -> list[str]:
    """Return function words as they are and all else as word classes, with a mark where a sentence starts."""
    found = ["<s>", "<s>"]
    for word, tag in zip(lowered(reading.words), reading.tags, strict=True):
        unit = _unit(word, tag)
        found.append(unit)
        if unit in (".", "?", "!"):
            found.append("<s>")
    return found


def _unit(word: str, tag: str) -> str:
    if not word[0].isalnum() and word not in GRAMMAR:
        if word in ("“", "”", "''", "``", "‘"):
            return '"'
        if word in ("–", "—", "--", "-"):
            return "-"
        return word if word in '.,;:"()?!$%' else "#"
    if tag in CLOSED or word in GRAMMAR:
        return word
    return "NNP" if tag in NAMES else tag


class Background:
    """The packaged counts."""

    def __init__(self) -> None:
        raw = (files("reportedly") / "data" / "fluency.npz").read_bytes()
        with np.load(BytesIO(raw)) as table:
            words = bytes(table["words"]).decode("utf-8").split("\n")
            self.news: NDArray[np.float64] = table["news"].astype(np.float64)
            self.books: NDArray[np.float64] = table["books"].astype(np.float64)
            self.pair_keys: NDArray[np.int64] = np.cumsum(table["pair_steps"].astype(np.int64))
            self.pair_counts: NDArray[np.float64] = np.exp(table["pair_counts"].astype(np.float64) / 16.0)
            labels = bytes(table["units"]).decode("utf-8").split("\n")
            self.triple_keys: NDArray[np.int64] = np.cumsum(table["triple_steps"].astype(np.int64))
            self.triple_counts: NDArray[np.float64] = table["triple_counts"].astype(np.float64)
        self.words = {word: number for number, word in enumerate(words)}
        self.labels = {label: number for number, label in enumerate(labels)}
        self.total = float(self.news.sum())
        size = len(labels)
        contexts, inverse = np.unique(self.triple_keys // size, return_inverse=True)
        self.context_keys = contexts
        self.context_counts: NDArray[np.float64] = np.bincount(inverse, weights=self.triple_counts).astype(np.float64)

    def pairs(self, reading: Reading) -> Pairs:
        """Return the counts of an article's neighbouring words."""
        number = np.array([self.words.get(word, -1) for word in lowered(reading.words)], dtype=np.int64)
        single = np.where(number >= 0, self.news[number] + self.books[number], -1.0)
        known = (number[:-1] >= 0) & (number[1:] >= 0)
        keys = np.where(known, number[:-1] * len(self.words) + number[1:], -1)
        label = np.array([self.labels.get(unit, len(self.labels)) for unit in units(reading)], dtype=np.int64)
        size = len(self.labels)
        context = np.where((label[:-2] < size) & (label[1:-1] < size), label[:-2] * size + label[1:-1], -1)
        triple = np.where((context >= 0) & (label[2:] < size), context * size + label[2:], -1)
        return Pairs(
            together=_look_up(keys, self.pair_keys, self.pair_counts),
            first=single[:-1],
            second=single[1:],
            triple=_look_up(triple, self.triple_keys, self.triple_counts),
            context=_look_up(context, self.context_keys, self.context_counts),
            frequent=(number >= 0) & (number < FREQUENT),
            total=self.total,
        )


def _look_up(keys: NDArray[np.int64], table: NDArray[np.int64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    place = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return np.where(table[place] == keys, counts[place], 0.0)


@cache
def background() -> Background:
    """Return the packaged background, loaded once a process."""
    return Background()


def association(pairs: Pairs) -> NDArray[np.float64]:
    """Return, for each pair, the logarithm of how much more often it stands together than chance would have
    it."""
    expected = np.maximum(pairs.first, 0) * np.maximum(pairs.second, 0) / (4 * pairs.total)
    ratio: NDArray[np.float64] = np.log((np.maximum(pairs.together, 0) + 0.05) / (expected + 0.05))
    return ratio


def compared(reading: Reading) -> NDArray[np.bool_]:
    """Return which pairs are compared: two words, neither a name."""
    word = np.array([word[0].isalpha() for word in reading.words], dtype=np.bool_)
    name = np.array([tag in NAMES for tag in reading.tags], dtype=np.bool_)
    plain = word & ~name
    return np.asarray(plain[:-1] & plain[1:])


def wrong_article(reading: Reading) -> NDArray[np.bool_]:
    """Return which pairs are "a" before a vowel or "an" before a consonant: left where a word was
    exchanged."""
    words = lowered(reading.words)
    found = np.zeros(max(len(words) - 1, 0), dtype=np.bool_)
    for i, word in enumerate(words[:-1]):
        after = words[i + 1]
        if word not in ("a", "an") or len(after) < 3 or not after[0].isalpha() or reading.tags[i + 1] in NAMES:
            continue
        if not reading.words[i + 1].islower() or _SOUNDS_OTHERWISE.match(after):
            continue
        found[i] = (word == "a") == bool(_VOWEL.match(after))
    return found


def bands(reading: Reading, pairs: Pairs) -> Counter[str]:
    """Return how many pairs and triples of an article fall into which band; the bands' names are those of the
    weights."""
    counts: Counter[str] = Counter()
    use, ratio = compared(reading), association(pairs)
    lettered = np.array([word[0].isalpha() for word in reading.words], dtype=np.bool_)
    counts["al"] = int((lettered[:-1] & lettered[1:]).sum())
    counts["aan"] = int(wrong_article(reading).sum())
    counts["n"] = int(use.sum())
    hyphened = np.array(["-" in word for word in reading.words], dtype=np.bool_)[1:]
    unknown = use & (pairs.second < 0) & ~hyphened
    counts["unk"] = int(unknown.sum())
    plain = use & ~unknown & (pairs.first >= 0)
    one, other = pairs.frequent[:-1], pairs.frequent[1:]
    kind = np.where(one & ~other, 3, one.astype(np.int64) + other.astype(np.int64))
    band = np.digitize(ratio, _PAIR_BANDS)
    for code, count in zip(*np.unique(kind[plain] * 10 + band[plain], return_counts=True), strict=True):
        counts[f"A{code // 10}_{code % 10}"] += int(count)
        counts[f"A{code // 10}"] += int(count)
    follows = plain[1:] & plain[:-1]
    counts["D"] = int(follows.sum())
    counts["D1"] = int((follows & (ratio[1:] < -0.5) & (ratio[:-1] < -0.5)).sum())
    _triple_bands(units(reading), pairs, counts)
    return counts


def _triple_bands(labels: Sequence[str], pairs: Pairs, counts: Counter[str]) -> None:
    share = np.log((np.maximum(pairs.triple, 0) + 0.3) / (np.maximum(pairs.context, 0) + 9.0))
    band = np.digitize(share, _TRIPLE_BANDS)
    for i, label in enumerate(labels[2:]):
        if label == "<s>":
            continue
        kind = 2 * labels[i + 1].islower() + label.islower()
        counts[f"H{kind}_{'r' if pairs.context[i] < 3 else band[i]}"] += 1
        counts[f"H{kind}"] += 1


def denominator(feature: str) -> str:
    """Return the name of the count that a band is a share of."""
    if feature in ("aan", "unk"):
        return {"aan": "al", "unk": "n"}[feature]
    return "D" if feature.startswith("D") else feature.partition("_")[0]


def shares(counts: Counter[str], features: Sequence[str], ordinary: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the square roots of the bands' shares, each drawn towards its share in ordinary text."""
    of = np.array([counts[feature] for feature in features], dtype=np.float64)
    all_ = np.array([counts[denominator(feature)] for feature in features], dtype=np.float64)
    return np.asarray(np.sqrt((of + PRIOR * ordinary) / (all_ + PRIOR)))


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear models over the bands: damaged or not, and spun (above 0) or translated."""

    features: tuple[str, ...]
    ordinary: NDArray[np.float64]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    damaged: NDArray[np.float64]
    spun: NDArray[np.float64]
    offset: tuple[float, float]

    def scores(self, counts: Counter[str]) -> tuple[float, float]:
        """Return how damaged a text is (log odds), and whether as by spinning (above 0) or by translation."""
        values = (shares(counts, self.features, self.ordinary) - self.mean) / self.spread
        return float(values @ self.damaged) + self.offset[0], float(values @ self.spun) + self.offset[1]


@cache
def weights() -> Weights:
    """Return the packaged weights."""
    rows = load_csv("fluency_weights.csv")
    bands_ = [row for row in rows if row["band"] != "offset"]
    offset = next(row for row in rows if row["band"] == "offset")

    def column(name: str) -> NDArray[np.float64]:
        return np.array([float(row[name]) for row in bands_])

    return Weights(
        tuple(row["band"] for row in bands_),
        column("ordinary"),
        column("mean"),
        column("spread"),
        column("damaged"),
        column("spun"),
        (float(offset["damaged"]), float(offset["spun"])),
    )
