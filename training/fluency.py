"""Makes ``data/fluency.npz`` and ``data/fluency_weights.csv``: the background and weights behind the
machine-made flags.

    python training/fluency.py --shared ../shared/data --books FOLDER [--cache FOLDER] [--leave-out KIND ...]

``--books`` is the folder of the package symspellpy (MIT), whose frequency lists of words and of pairs of
words come from Google Books Ngrams (CC BY 3.0); it is needed for training only. Everything else is read from
the shared data:

- background: PolNeAR train, GUM news, talks2022 and othertalks (those known to be machine-made left out);
- damaged text: half of a sample of the background, damaged here (words exchanged for near ones; word order,
articles,
  prepositions, pronouns and agreement disturbed), and the spun and back-translated copies of copies/dev;
- ordinary text: the background, each article measured against the background without itself, and the
originals.

Prints, with each kind of copy left out in turn and with all left out, the share that is flagged at the
packaged threshold.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate import fluency, syntax
from reportedly.annotate.fluency import Pairs, Reading

DATA = Path(__file__).parent.parent / "src" / "reportedly" / "data"
BACKGROUND = ("polnear/train", "gum_news", "othertalks", "talks2022")
DAMAGED = ("spin25", "spin45", "bt_es", "bt_ca")
OFFICIAL = ("official-release", "address")
PENALTY = 10.0
MARGIN = 0.3
"""Log odds put on the threshold, for news of other fields than the background's."""
BOOKS_SIZE = 1.0e12
"""Words behind the list of pairs, in order of magnitude: brings its counts to the scale of the news."""

Key = tuple[str, str]


def articles(shared: Path) -> dict[Key, dict[str, Any]]:
    """Return the rows of all sets, by set and id."""
    found = {}
    for name in (*BACKGROUND, "polnear/dev", "copies/dev"):
        for line in (shared / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[name, row["id"]] = row
    return found


def machine_made(row: dict[str, Any]) -> bool:
    return any(word in (row.get("outlet") or "") for word in ("machine-translated", "spun AFP", "synonym-spun"))


def read_all(texts: dict[Key, str], cache: Path | None, name: str) -> dict[Key, Reading]:
    """Return tagged readings, kept in ``cache`` between runs."""
    kept = cache / f"{name}.pickle" if cache else None
    if kept and kept.exists():
        return {key: Reading(*parts) for key, parts in pickle.loads(kept.read_bytes()).items()}
    tagger = syntax.load()
    with tagger.select_pipes(enable=["tok2vec", "tagger"]):
        docs = tagger.pipe(texts.values(), batch_size=16)
        readings = {key: fluency.read(doc) for key, doc in zip(texts, docs, strict=True)}
    if kept:
        kept.write_bytes(pickle.dumps({key: (r.words, r.tags, r.spans) for key, r in readings.items()}))
    return readings


class Counts:
    """Counts of the background, from which one article's own can be taken away."""

    def __init__(self, readings: Iterable[Reading], books: Path) -> None:
        self.news: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.triples: Counter[tuple[str, str, str]] = Counter()
        for reading in readings:
            words, labels = fluency.lowered(reading.words), fluency.units(reading)
            self.news.update(words)
            self.pairs.update(pairwise(words))
            self.triples.update(zip(labels, labels[1:], labels[2:], strict=False))
        self.contexts: Counter[tuple[str, str]] = Counter()
        for (a, b, _), count in self.triples.items():
            self.contexts[a, b] += count
        self.total = float(sum(self.news.values()))
        singles = _frequencies(books / "frequency_dictionary_en_82_765.txt")
        size = sum(singles.values())
        self.books = {words[0]: count / size * self.total for words, count in singles.items()}
        doubles = _frequencies(books / "frequency_bigramdictionary_en_243_342.txt")
        self.book_pairs = {words: count / BOOKS_SIZE * self.total for words, count in doubles.items()}
        order = sorted({*self.news, *self.books}, key=lambda word: (-self.news[word], word))
        self.order = [word for word in order if word.isalpha() and self.news[word] > 0]
        self.order += [word for word in order if not (word.isalpha() and self.news[word] > 0)]
        self.frequent = set(self.order[: fluency.FREQUENT])

    def measure(self, reading: Reading, own: Reading | None) -> Pairs:
        """Return the counts for an article, ``own``'s taken away from the background."""
        words, labels = fluency.lowered(reading.words), fluency.units(reading)
        mine, pairs, triples, contexts = Counter(), Counter(), Counter(), Counter()  # type: ignore[var-annotated]
        if own:
            theirs, units = fluency.lowered(own.words), fluency.units(own)
            mine, pairs = Counter(theirs), Counter(pairwise(theirs))
            triples = Counter(zip(units, units[1:], units[2:], strict=False))
            contexts = Counter(pairwise(units))

        def alone(word: str) -> float:
            news = self.news[word] - mine[word]
            return max(news, 0) + self.books.get(word, 0.0) if news > 0 or word in self.books else -1.0

        doubles = list(pairwise(words))
        threes = list(zip(labels, labels[1:], labels[2:], strict=False))
        single = np.array([alone(word) for word in words])
        return Pairs(
            together=np.array(
                [max(self.pairs[two] - pairs[two], 0) + self.book_pairs.get(two, 0.0) for two in doubles]
            ),
            first=single[:-1],
            second=single[1:],
            triple=np.array([self.triples[each] - triples[each] for each in threes], dtype=np.float64),
            context=np.array([self.contexts[each[:2]] - contexts[each[:2]] for each in threes], dtype=np.float64),
            frequent=np.array([word in self.frequent for word in words]),
            total=self.total,
        )

    def write(self, path: Path) -> None:
        """Write the packaged background."""
        number = {word: place for place, word in enumerate(self.order)}
        size = len(self.order)
        together: dict[int, float] = defaultdict(float)
        for table in (self.pairs, self.book_pairs):
            for (a, b), count in table.items():
                if a in number and b in number and a[0].isalpha() and b[0].isalpha():
                    together[number[a] * size + number[b]] += count
        keys = np.array(sorted(together), dtype=np.int64)
        values = np.log(np.maximum([together[key] for key in keys.tolist()], 1.0)) * 16
        labels = sorted({each for triple in self.triples for each in triple})
        place = {label: index for index, label in enumerate(labels)}
        triples = sorted(
            ((place[a] * len(labels) + place[b]) * len(labels) + place[c], count)
            for (a, b, c), count in self.triples.items()
        )
        np.savez_compressed(
            path,
            words=np.frombuffer("\n".join(self.order).encode("utf-8"), dtype=np.uint8),
            news=np.array([self.news[word] for word in self.order], dtype=np.uint32),
            books=np.array([self.books.get(word, 0.0) for word in self.order], dtype=np.float32),
            pair_steps=np.diff(keys, prepend=0).astype(np.uint32),
            pair_counts=np.minimum(np.round(values), 255).astype(np.uint8),
            units=np.frombuffer("\n".join(labels).encode("utf-8"), dtype=np.uint8),
            triple_steps=np.diff([key for key, _ in triples], prepend=0).astype(np.uint32),
            triple_counts=np.minimum([count for _, count in triples], 65535).astype(np.uint16),
        )


def _frequencies(path: Path) -> dict[tuple[str, ...], int]:
    rows = (line.split() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {tuple(row[:-1]): int(row[-1]) for row in rows}


class Damage:
    """Machine-made damage of two general kinds. Not a copy of any program: neighbours in a vector space, and
    disturbed grammar."""

    def __init__(self, common: Sequence[str]) -> None:
        self.random = random.Random(7)
        vocabulary = syntax.load().vocab
        self.words = [word for word in common if vocabulary[word].has_vector]
        matrix = np.stack([vocabulary[word].vector for word in self.words])
        self.matrix = matrix / (np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9)
        self.place = {word: index for index, word in enumerate(self.words)}
        self.near: dict[str, list[str]] = {}

    def neighbour(self, word: str) -> str:
        """Return a word of similar use that does not begin alike."""
        if word not in self.near:
            at = self.place.get(word)
            nearest = np.argsort(-(self.matrix @ self.matrix[at]))[:14] if at is not None else []
            self.near[word] = [self.words[i] for i in nearest if self.words[i][:4] != word[:4]][:8]
        return self.random.choice(self.near[word]) if self.near[word] else word

    def spin(self, text: str, reading: Reading) -> str:
        """Return the text with some of its content words exchanged for neighbours."""
        share = self.random.choice([0.15, 0.25, 0.4])
        pieces, position = [], 0
        for word, tag, (start, end) in zip(reading.words, reading.tags, reading.spans, strict=True):
            pieces.append(text[position:start])
            position = end
            content = tag[:2] in ("NN", "JJ", "RB", "VB") and word.islower() and len(word) > 3
            pieces.append(self.neighbour(word) if content and self.random.random() < share else word)
        return "".join(pieces) + text[position:]

    def translate(self, text: str, reading: Reading) -> str:
        """Return the text with pronouns dropped, articles, prepositions and agreement disturbed, adjectives
        moved."""
        chance = self.random.random
        drop, move = self.random.uniform(0.1, 0.4), self.random.uniform(0.15, 0.5)
        insert, lexical = self.random.uniform(0.03, 0.15), self.random.uniform(0.05, 0.2)
        prepositions = self.random.uniform(0.1, 0.4)
        words, tags, pieces = list(reading.words), reading.tags, []
        other = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has"}
        i = 0
        while i < len(words):
            word, tag, low = words[i], tags[i], words[i].lower()
            end = reading.spans[i][1]
            gap = text[end : reading.spans[i + 1][0]] if i + 1 < len(words) else ""
            if (tag == "PRP" and low in ("he", "she", "it", "they", "i", "we") and chance() < drop) or (
                low == "the" and chance() < drop / 2
            ):
                word = ""
            elif low in ("in", "on", "at", "of", "for", "by", "from", "with") and chance() < prepositions:
                word = self.random.choice(["in", "at", "of", "for", "to", "by", "on", "from"])
            elif low in other and chance() < drop / 2:
                word = other[low]
            elif low in ("his", "her", "their", "its") and chance() < 0.5:
                word = self.random.choice(["his", "her", "their", "its"])
            elif low in ("not", "n't") and chance() < 0.4:
                word = "no"
            elif low in ("that", "which", "who") and chance() < 0.3:
                word = self.random.choice(["that", "which", "who", "what"])
            elif tag in ("NN", "NNS", "VB", "VBD", "VBN", "JJ", "RB") and word.islower() and chance() < lexical:
                word = self.neighbour(word)
            elif tag == "JJ" and i + 1 < len(words) and tags[i + 1] in ("NN", "NNS") and chance() < move:
                pieces.append(words[i + 1] + " ")
                words[i + 1] = word
                i += 1
                continue
            elif tag in ("NN", "NNS", "NNP") and chance() < insert and (not i or tags[i - 1] not in fluency.CLOSED):
                word = "the " + word
            pieces.append(word + (gap if word else ""))
            i += 1
        return "".join(pieces)


def fit(
    values: NDArray[np.float64], truth: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return mean, spread and weights (the offset last) of a ridge-penalised logistic regression, by Newton's
    steps."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    rows = np.c_[(values - mean) / spread, np.ones(len(values))]
    found = np.zeros(rows.shape[1])
    ridge = np.r_[np.full(rows.shape[1] - 1, PENALTY), 1e-6]
    for _ in range(50):
        guess = 1 / (1 + np.exp(-rows @ found))
        step = np.linalg.solve(
            (rows.T * (weight * guess * (1 - guess))) @ rows + np.diag(ridge),
            rows.T @ (weight * (guess - truth)) + ridge * found,
        )
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return mean, spread, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--books", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    rows = articles(options.shared)
    readings = read_all({key: row["text"] for key, row in rows.items()}, options.cache, "readings")
    ordinary = {key for key, row in rows.items() if key[0] in BACKGROUND and not machine_made(row)}
    counts = Counts((readings[key] for key in sorted(ordinary)), options.books)
    common = sorted(counts.books, key=lambda word: (-counts.books[word], word))[:40_000]
    damage = Damage([word for word in common if word.isalpha() and len(word) > 2])
    sample = sorted(key for key in ordinary if key[0] in ("polnear/train", "othertalks"))
    random.Random(7).shuffle(sample)
    texts: dict[Key, str] = {}
    source: dict[Key, Key] = {}
    for place, key in enumerate(sample[:600]):
        kind = "own_spin" if place % 2 else "own_translation"
        change = damage.spin if place % 2 else damage.translate
        texts[kind, key[1]] = change(rows[key]["text"], readings[key])
        source[kind, key[1]] = key
    readings |= read_all(texts, options.cache, "damaged")
    groups: dict[str, list[Counter[str]]] = defaultdict(list)
    for key, reading in readings.items():
        own = source.get(key, key if key in ordinary else None)
        group = _group(key, rows)
        groups[group].append(fluency.bands(reading, counts.measure(reading, readings[own] if own else None)))
    counts.write(DATA / "fluency.npz")
    _train(groups)


def _group(key: Key, rows: dict[Key, dict[str, Any]]) -> str:
    if key not in rows:
        return key[0]
    if machine_made(rows[key]):
        return "machine-made"
    kind = rows[key].get("kind")
    return f"{key[0]}:{kind}" if key[0] in ("copies/dev", "talks2022") else key[0]


def _train(groups: dict[str, list[Counter[str]]]) -> None:
    ordinary = [f"copies/dev:{kind}" for kind in ("indep", "orig", "trim", "edit")]
    ordinary += ["othertalks", "talks2022:news", "polnear/train"]
    train = groups["polnear/train"]
    names = sorted({name for counts in train for name in counts if "_" in name} | {"aan", "unk", "D1"})
    base = np.array(
        [(sum(c[name] for c in train) + 1) / (sum(c[fluency.denominator(name)] for c in train) + 10) for name in names]
    )
    values = {group: np.array([fluency.shares(c, names, base) for c in each]) for group, each in groups.items()}
    clean = np.concatenate([values[group] for group in ordinary])
    for left_out in ((), *((kind,) for kind in DAMAGED), DAMAGED[:2], DAMAGED[2:], DAMAGED):
        mean, spread, found, threshold = _fit(values, clean, left_out, groups)
        flagged = {}
        for kind in left_out or DAMAGED:
            scores = (values[f"copies/dev:{kind}"] - mean) / spread @ found[:-1] + found[-1]
            flagged[kind] = round(float((scores > threshold).mean()), 3)
        print("left out:", ", ".join(left_out) or "none", "threshold", round(threshold, 2), "flagged", flagged)
    mean, spread, found, threshold = _fit(values, clean, (), groups)
    kinds = np.concatenate([values["own_spin"], *(values[f"copies/dev:{k}"] for k in DAMAGED[:2])])
    others = np.concatenate([values["own_translation"], *(values[f"copies/dev:{k}"] for k in DAMAGED[2:])])
    both = np.concatenate([kinds, others])
    truth = np.r_[np.ones(len(kinds)), np.zeros(len(others))]
    second_mean, second_spread, second = fit(both, truth, np.ones(len(both)))
    guess = (both - second_mean) / second_spread @ second[:-1] + second[-1]
    print("spun or translated, right:", round(float(((guess > 0) == (truth > 0)).mean()), 3))
    scaled = second[:-1] * spread / second_spread
    shift = second[-1] + float(((mean - second_mean) / second_spread) @ second[:-1])
    lines = [
        "# Bands of neighbouring words (see annotate/fluency.py): share in ordinary text, mean, spread, and the",
        "# weights of two linear models: damaged or not, spun (above 0) or translated. Made by training/fluency.py.",
        "band,ordinary,mean,spread,damaged,spun",
    ]
    for row in zip(names, base, mean, spread, found[:-1], scaled, strict=True):
        lines.append(",".join([row[0], *(f"{value:.6g}" for value in row[1:])]))
    lines.append(f"offset,,,,{found[-1] - threshold:.6g},{shift:.6g}")
    (DATA / "fluency_weights.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fit(
    values: dict[str, NDArray[np.float64]],
    clean: NDArray[np.float64],
    left_out: Sequence[str],
    groups: dict[str, list[Counter[str]]],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float]:
    """Return the model fitted without some kinds, and the threshold under which ordinary text of every set
    stays."""
    kinds = [values[f"copies/dev:{kind}"] for kind in DAMAGED if kind not in left_out]
    own = [values["own_spin"], values["own_translation"]]
    bad = np.concatenate([*kinds, *own])
    weight = np.r_[
        np.full(sum(map(len, kinds)), 2.0), np.ones(sum(map(len, own))), np.full(len(clean), len(bad) / len(clean))
    ]
    truth = np.r_[np.ones(len(bad)), np.zeros(len(clean))]
    mean, spread, found = fit(np.concatenate([bad, clean]), truth, weight)

    def score(rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((rows - mean) / spread @ found[:-1] + found[-1])

    long = np.array([counts["n"] >= 80 for counts in groups["polnear/dev"]])
    threshold = max(
        float(np.percentile(score(clean), 99.0)),
        float(score(values["polnear/dev"][long]).max()),
        *(float(np.percentile(score(values[f"talks2022:{kind}"]), 99.0)) for kind in OFFICIAL),
    )
    return mean, spread, found, threshold + MARGIN


if __name__ == "__main__":
    main()
