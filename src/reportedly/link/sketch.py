"""One article as the linkers compare it: its words as numbers, its sentences as spans, without the text
itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.link.background import WORD, frequencies, stem
from reportedly.model import Article, Span, TextQuality

Integer = TypeVar("Integer", np.int32, np.int64)

QUOTED, NAME, NUMBER = np.uint8(1), np.uint8(2), np.uint8(4)
"""Bits of :attr:`Sketch.marks`: inside quotation marks, capitalised where no sentence starts, holding a
digit."""

MAX_SENTENCES = 400
"""What lies behind this many sentences is left out of the comparison: bounds time on an article of
megabytes."""

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\s*\n\s*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Jr|Sr|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)"
    r"|\b[a-z] ?)\.$"
)
_OPEN, _CLOSE, _BOTH = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What comparison needs of one article. ``tokens`` are stems as numbers of one :class:`Vocabulary`."""

    id: str
    outlet: str | None
    agency: tuple[str, ...]
    carried_from: str | None
    published: str | None
    day: int | None
    """Proleptic ordinal of the day of publication; ``None`` where it is not known."""
    moment: float | None
    """Hours on the same scale, where the hour is known as well."""
    quality: TextQuality
    tokens: NDArray[np.int32]
    marks: NDArray[np.uint8]
    bounds: NDArray[np.int32]
    """Sentence ``i`` holds ``tokens[bounds[i]:bounds[i + 1]]``."""
    spans: NDArray[np.int32]
    """``[sentences, 2]``: where each sentence stands in the article's text."""

    @property
    def sentences(self) -> int:
        return len(self.spans)

    def words(self, sentence: int) -> list[int]:
        """Return the words of a sentence, in order."""
        words: list[int] = self.tokens[self.bounds[sentence] : self.bounds[sentence + 1]].tolist()
        return words

    def span(self, sentence: int) -> Span:
        """Return where a sentence stands in the text, in code points."""
        start, end = self.spans[sentence]
        return int(start), int(end)


@dataclass(slots=True)
class Vocabulary:
    """Numbers for stems, in the order they are first seen, and in how many distinct articles each stands."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """Words as written, with the number of their stem."""

    def number(self, word: str) -> int:
        """Return the number of a word's stem; a new one where it was not seen before."""
        form = stem(word)
        found = self.numbers.get(form)
        if found is None:
            found = self.numbers[form] = len(self.words)
            self.words.append(form)
        self.seen[word] = found
        return found

    def weights(self, document_counts: NDArray[np.int64], documents: int) -> NDArray[np.float32]:
        """Return the weight of each stem: the logarithm of how rare it is in the background and in these
        articles.

        ``document_counts[number]`` counts the articles, exact copies collapsed, that hold the stem.
        """
        total, _ = frequencies()
        share = (self.background() + document_counts[: len(self.words)] + 0.5) / (total + documents + 1.0)
        return np.asarray(np.log(1.0 / np.minimum(share, 1.0)), dtype=np.float32)

    def background(self) -> NDArray[np.int64]:
        """Return in how many background articles each stem stands."""
        _, table = frequencies()
        return np.fromiter((table.get(word, 0) for word in self.words), dtype=np.int64, count=len(self.words))


def sketch(article: Article, vocabulary: Vocabulary) -> Sketch:
    """Return the sketch of an article; masked boilerplate is left out, offsets stay those of
    ``article.text``."""
    text = _masked(article)
    numbers: list[int] = []
    marks: list[int] = []
    bounds: list[int] = [0]
    spans: list[Span] = []
    inside = False
    seen = vocabulary.seen
    for start, end, paragraph in sentences(text):
        if paragraph:
            inside = False
        piece = text[start:end]
        position = 0
        for match in WORD.finditer(piece):
            start_at = match.start()
            if start_at - position > 1 or piece[position:start_at] != " ":
                inside = _quoting(piece[position:start_at], inside)
            position = match.end()
            word = match.group()
            mark = 1 if inside else 0
            if not word.islower():
                if word[0].isdigit():
                    mark |= 4
                elif len(numbers) > bounds[-1] and word[0].isupper():
                    mark |= 2
            number = seen.get(word)
            numbers.append(vocabulary.number(word) if number is None else number)
            marks.append(mark)
        inside = _quoting(piece[position:], inside)
        if len(numbers) > bounds[-1]:
            bounds.append(len(numbers))
            spans.append((start, end))
        if len(spans) >= MAX_SENTENCES:
            break
    return Sketch(
        id=article.id,
        outlet=article.outlet,
        agency=article.agency,
        carried_from=article.carried_from,
        published=article.published,
        day=day_of(article.published),
        moment=moment_of(article.published),
        quality=article.text_quality,
        tokens=np.array(numbers, dtype=np.int32),
        marks=np.array(marks, dtype=np.uint8),
        bounds=np.array(bounds, dtype=np.int32),
        spans=np.array(spans, dtype=np.int32).reshape(-1, 2),
    )


def renumbered(sketches: Iterable[Sketch], vocabulary: Vocabulary) -> Vocabulary:
    """Give stems numbers in the order of the alphabet, in the sketches too (in place): ties no longer depend
    on who came first."""
    order = sorted(range(len(vocabulary.words)), key=vocabulary.words.__getitem__)
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    for each in sketches:
        each.tokens[:] = number[each.tokens]
    words = [vocabulary.words[place] for place in order]
    return Vocabulary(dict(zip(words, range(len(words)), strict=True)), words)


def sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, first of its line)`` for each sentence, white space trimmed.

    By punctuation alone: fast, and the same on machine-made text that would throw a parser off.
    """
    start, first = 0, True
    for match in _BREAK.finditer(text):
        newline = "\n" in match.group()
        stop = match.end() if not newline else match.start()
        if not newline and _ABBREVIATED.search(text, max(start, match.start() - 6), match.start()):
            continue
        trimmed = len(text[start:stop].rstrip())
        if trimmed:
            yield start, start + trimmed, first
        start, first = match.end(), newline
    trimmed = len(text[start:].rstrip())
    if trimmed:
        yield start, start + trimmed, first


def distinct(numbers: NDArray[Integer]) -> NDArray[Integer]:
    """Return the distinct values, ascending. For a few hundred of them, sorting beats the hashing of ``np.unique``."""
    ordered = np.sort(numbers)
    if len(ordered) < 2:
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def day_of(published: str | None) -> int | None:
    """Return the ordinal of an ISO 8601 date or date-time's day, ``None`` where there is none or it is not
    one."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def moment_of(published: str | None) -> float | None:
    """Return the hours of an ISO 8601 date-time, in UTC where it names its zone; ``None`` where it has no
    hour."""
    if not published or len(published) <= 10:
        return None
    try:
        parsed = datetime.fromisoformat(published)
        naive = parsed.replace(tzinfo=None) - (parsed.utcoffset() or timedelta())
    except (ValueError, OverflowError):
        return None
    return naive.toordinal() * 24 + naive.hour + naive.minute / 60 + naive.second / 3600


def earlier(a: Sketch, b: Sketch) -> int:
    """Return 1 where ``a`` is known to be published before ``b``, -1 for the reverse, 0 where neither is
    known."""
    one: float | None = a.moment
    other: float | None = b.moment
    if one is None or other is None:
        one, other = a.day, b.day
    if one is None or other is None or one == other:
        return 0
    return 1 if one < other else -1


def iso_day(day: int) -> str:
    """Return an ordinal day as an ISO 8601 date."""
    return (date(1, 1, 1) + timedelta(days=day - 1)).isoformat()


def _masked(article: Article) -> str:
    """Return the text with line breaks in place of boilerplate, as long as before."""
    pieces, position = [], 0
    for start, end in sorted(article.boilerplate):
        start = max(start, position)
        if end > start:
            pieces += [article.text[position:start], "\n" * (end - start)]
            position = end
    return "".join(pieces) + article.text[position:]


def _quoting(between: str, inside: bool) -> bool:
    for character in between:
        if character in _OPEN:
            inside = True
        elif character in _CLOSE:
            inside = False
        elif character in _BOTH:
            inside = not inside
    return inside
