"""How well and how fast origins are found.

    python benchmarks/origins.py copies DOCS.jsonl               quality on copies with known sources
    (copies/dev) python benchmarks/origins.py curve TEXTS.jsonl [N ...]       time and memory at N articles
    (1,000 10,000 100,000)

``copies`` prints, for each kind of manipulation, how many copies are found, how their relation and direction
are read and how they are flagged on their own, then pairs, counts, stories and sentence alignments a second.
No threshold of linking is fitted to a kind of manipulation, so every kind is a held-out one; the flags' own
left-out figures are printed by training/fluency.py.

``curve`` multiplies open texts into N articles: an original mixes sentences of several texts and renames all
its people, places and figures; copies of it are reprinted, trimmed, reordered, spun (words exchanged) and
garbled (words exchanged, dropped and moved); second accounts of a happening share its names and a quotation.
TEXTS is a JSON Lines file with ``text``, or a folder of .txt files.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from reportedly.link import LinkResult, link_origins
from reportedly.model import Article

WORDS = re.compile(r"\w+|\W+")
SYLLABLES = [first + vowel for first in "bdgklmnrstvz" for vowel in "aeou"]
KINDS = ("reprint", "trim", "edit", "spin", "garble")


def sentences(path: Path) -> list[list[str]]:
    """Return the sentences of each text."""
    if path.is_dir():
        texts = [each.read_text(encoding="utf-8") for each in sorted(path.glob("*.txt"))]
    else:
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line]
    split = (re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+", text) for text in texts)
    return [kept for each in split if len(kept := [one for one in each if len(one.split()) > 5]) >= 8]


class Generator:
    """Articles with known origins, the same for the same texts and number."""

    def __init__(self, texts: list[list[str]]) -> None:
        self.texts, self.random = texts, random.Random(11)
        plain = {word for text in texts for one in text for word in one.split() if word.islower() and word.isalpha()}
        self.plain = sorted(plain)
        self.source: dict[str, str] = {}
        """Article → the original it goes back to."""
        self.story: dict[str, str] = {}

    def articles(self, wanted: int) -> Iterator[Article]:
        """Yield ``wanted`` articles."""
        made = story = 0
        while made < wanted:
            day = self.random.randrange(365)
            names: dict[str, str] = {}
            quote = self._renamed(self._pick(1)[0], names)
            for account in range(1 + (self.random.random() < 0.4)):
                name = f"s{story}a{account}"
                body = [self._renamed(one, names) for one in self._pick(self.random.randint(10, 28))]
                body.insert(min(3, len(body)), f"“{quote}”")
                for number in range(1 + min(60, int(self.random.paretovariate(1.1)) + self.random.randint(0, 3))):
                    if made == wanted:
                        return
                    kind = self.random.choice(KINDS) if number else "original"
                    key = f"{name}-{number}-{kind}"
                    self.source[key], self.story[key] = name, f"s{story}"
                    when = date(2023, 1, 1) + timedelta(days=day + (self.random.randrange(3) if number else 0))
                    text = "\n".join(self._changed(body, kind, f"{name}-{number}"))
                    yield Article(id=key, text=text, outlet=f"outlet {made % 997}", published=when.isoformat())
                    made += 1
            story += 1

    def _pick(self, count: int) -> list[str]:
        found = []
        while len(found) < count:
            text = self.random.choice(self.texts)
            start = self.random.randrange(len(text))
            found += text[start : start + self.random.randint(1, 5)]
        return found[:count]

    def _renamed(self, sentence: str, names: dict[str, str]) -> str:
        """Return a sentence with its names and figures exchanged, the same way throughout a story."""
        parts = WORDS.findall(sentence)
        for place, part in enumerate(parts):
            if part.isdigit() or (place and part[:1].isupper() and len(part) > 2):
                if part not in names:
                    new = "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4)))
                    names[part] = str(self.random.randint(2, 99_000)) if part.isdigit() else new.capitalize()
                parts[place] = names[part]
        return "".join(parts)

    def _changed(self, body: list[str], kind: str, name: str) -> list[str]:
        if kind == "trim":
            return body[: max(5, int(len(body) * self.random.uniform(0.55, 0.9)))]
        if kind == "edit":
            kept = [one for one in body if self.random.random() < 0.75]
            at = self.random.randrange(len(kept) - 1) if len(kept) > 2 else 0
            kept[at : at + 2] = kept[at : at + 2][::-1]
            return [f"What is known about {name}", *kept]
        if kind in ("spin", "garble"):
            return [self._spun(one, kind == "garble") for one in body]
        return [*body, f"Read more at {name}"] if kind == "reprint" else body

    def _spun(self, sentence: str, garble: bool) -> str:
        words = sentence.split()
        for place, word in enumerate(words):
            if word.islower() and len(word) > 3 and self.random.random() < 0.3:
                words[place] = self.random.choice(self.plain)
        if garble:
            words = [word for word in words if word not in ("the", "a", "he", "it") or self.random.random() < 0.5]
            for place in range(0, len(words) - 1, 6):
                words[place], words[place + 1] = words[place + 1], words[place]
        return " ".join(words)


def pairs(result: LinkResult, source: dict[str, str]) -> tuple[float, float, int]:
    """Return precision and recall over pairs of one source, and origins that mix sources."""
    home = {article: each.id for each in result.origins for article in each.articles}
    both = Counter((home[article], source[article]) for article in source)
    right, found, true = (
        sum(n * (n - 1) // 2 for n in counts.values())
        for counts in (both, Counter(home[a] for a in source), Counter(source.values()))
    )
    kinds: dict[str, set[str]] = defaultdict(set)
    for origin, original in both:
        kinds[origin].add(original)
    return right / max(found, 1), right / max(true, 1), sum(len(each) > 1 for each in kinds.values())


def curve(path: Path, sizes: Iterable[int]) -> None:
    texts = sentences(path)
    last: tuple[int, float] | None = None
    print(" articles  seconds    CPU s  ms each  peak MB  growth  pairs P / R, mixed, origins")
    for size in sizes:
        generator = Generator(texts)
        with tempfile.TemporaryDirectory() as scratch:
            kept = Path(scratch) / "articles.jsonl"
            with kept.open("w", encoding="utf-8") as file:
                for each in generator.articles(size):
                    file.write(json.dumps([each.id, each.text, each.outlet, each.published]) + "\n")
            wall, cpu = time.perf_counter(), time.process_time()
            result = link_origins(_stored(kept))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        growth = f"n^{math.log(cpu / last[1]) / math.log(size / last[0]):.2f}" if last else ""
        precision, recall, mixed = pairs(result, generator.source)
        print(
            f"{size:9,} {wall:8.1f} {cpu:8.1f} {1000 * cpu / size:8.2f} {peak:8.0f} {growth:>7}  "
            f"{100 * precision:.2f} / {100 * recall:.2f}, {mixed}, {len(result.origins):,} "
            f"(true: {len(set(generator.source.values())):,})",
            flush=True,
        )
        last = size, cpu


def _stored(path: Path) -> Iterator[Article]:
    """Read the articles one at a time, as a ledger gives them: making them up is no part of linking."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            key, text, outlet, published = json.loads(line)
            yield Article(id=key, text=text, outlet=outlet, published=published)


def copies(path: Path) -> None:
    from dataclasses import replace

    from reportedly.annotate.quality import assess

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kind = {row["id"]: row["kind"] for row in rows}
    source = {row["id"]: row["src"] for row in rows}
    plain = [Article(id=row["id"], text=row["text"], outlet=row["outlet"], published=row["date"]) for row in rows]
    flagged = [replace(each, text_quality=assess(each.text, None)[0]) for each in plain]
    for label, articles in (("without flags", plain), ("with flags", flagged)):
        cpu = time.process_time()
        result = link_origins(articles)
        cpu = time.process_time() - cpu
        precision, recall, mixed = pairs(result, source)
        f = 2 * precision * recall / (precision + recall)
        print(f"{label}: pairs P {precision:.4f} R {recall:.4f} F {f:.4f}, mixed {mixed}, {cpu:.1f} s CPU")
        home = {article: each.id for each in result.origins for article in each.articles}
        edges = {edge.derived: edge for each in result.origins for edge in each.edges}
        for name in dict.fromkeys(kind.values()):
            ids = [key for key, value in kind.items() if value == name]
            found = sum(home[key] == home[source[key]] for key in ids) / len(ids)
            relations = Counter(edges[key].relation if key in edges else "first" for key in ids)
            flags = Counter(each.text_quality for each in articles if kind[each.id] == name)
            print(f"  {name:8} with its source {found:.3f}  {dict(relations)}  {dict(flags)}")
    event = {row["id"]: row["event"] for row in rows}
    told = {article: story.id for story in result.stories for article in story.articles}
    same = Counter((told.get(key, key), value) for key, value in event.items())
    right, found, true = (
        sum(n * (n - 1) // 2 for n in counts.values())
        for counts in (same, Counter(told.get(key, key) for key in event), Counter(event.values()))
    )
    print(f"stories: pairs of one event P {right / max(found, 1):.3f} R {right / true:.3f}")
    _speed(plain)


def _speed(articles: list[Article]) -> None:
    import numpy as np

    from reportedly.link.proof import compare, prepare
    from reportedly.link.sketch import Vocabulary, sketch

    vocabulary = Vocabulary()
    ready = [prepare(sketch(each, vocabulary)) for each in articles]
    weights = vocabulary.weights(np.ones(len(vocabulary.words), dtype=np.int64), len(ready))
    cpu, done = time.process_time(), 0
    for a, b in pairwise(ready):
        compare(a, b, weights)
        done += a.sketch.sentences * b.sketch.sentences
    print(f"sentence alignments a second a core: {done / (time.process_time() - cpu):,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("copies", "curve"))
    parser.add_argument("path", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    if options.what == "copies":
        copies(options.path)
    else:
        curve(options.path, options.sizes)


if __name__ == "__main__":
    main()
