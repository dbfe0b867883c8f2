"""Articles spoilt in every way that pages are: cut, shuffled, odd marks, emoji, other scripts, null bytes, no end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

MARKS = "\"'“”‘’«»„`"
STRANGE = [
    "\x00",
    "\ud800",
    "🕊️",
    "\u202e",
    "سلام",
    "мир",
    "\u0301",
    "\ufeff",
    "\t\t",
    "\r\n",
    "\x85",
    "—:—",
    "()[]",
    "“" * 9,
]


def _cut(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    return text[start : start + rng.randrange(1, len(text))]


def _shuffle(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def _drop_marks(text: str, rng: random.Random) -> str:
    return "".join(each for each in text if each not in MARKS or rng.random() < 0.5)


def _swap_marks(text: str, rng: random.Random) -> str:
    return "".join(rng.choice(MARKS) if each in MARKS else each for each in text)


def _sprinkle(text: str, rng: random.Random) -> str:
    pieces = list(text)
    for _ in range(30):
        pieces.insert(rng.randrange(len(pieces)), rng.choice(STRANGE))
    return "".join(pieces)


def _one_line(text: str, rng: random.Random) -> str:
    return text.replace("\n", " ").replace(".", rng.choice(["", ",", " "]))


def _capitals(text: str, rng: random.Random) -> str:
    return text.upper() if rng.random() < 0.5 else text.lower()


def _many_lines(text: str, rng: random.Random) -> str:
    return text.replace(" ", "\n") if rng.random() < 0.5 else "\n".join(text)


def _repeat(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(1, 200)] * rng.randrange(1, 60)


def _reverse(text: str, rng: random.Random) -> str:
    return text[::-1]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _cut,
    _shuffle,
    _drop_marks,
    _swap_marks,
    _sprinkle,
    _one_line,
    _capitals,
    _many_lines,
    _repeat,
    _reverse,
)


def mutated(texts: Sequence[str], count: int, seed: int = 20220305) -> Iterator[str]:
    """Yield ``count`` spoilt texts, the same ones for the same seed; every mutation and every text takes its turn."""
    rng = random.Random(seed)
    for at in range(count):
        text = texts[at % len(texts)] or " "
        text = MUTATIONS[at % len(MUTATIONS)](text, rng) or " "
        if rng.random() < 0.3:
            text = rng.choice(MUTATIONS)(text, rng)
        yield text


def endless(megabytes: float = 1.0) -> str:
    """Return a text of that size without a sentence's end."""
    words = "the envoy said “that nothing was agreed and "
    return words * int(megabytes * 1_000_000 / len(words))
