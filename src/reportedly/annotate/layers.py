"""What the annotators give: layers that stand off one article's text, all in code points of that text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Article, QuoteType, Scheme, Span, Spans, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.annotate.cast.types import Cast
    from reportedly.annotate.dates import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between quotation marks, the marks left out; ``closed`` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words the article attributes to somebody: where its source, cue and content stand. Not yet who the source is."""

    source: Spans
    cue: Spans
    content: Spans
    quote_type: QuoteType
    confidence: float = 1.0
    headline: bool = False
    negated: bool = False
    """The cue is negated ("did not say", "refused to confirm")."""
    nested_in: int | None = None
    """Index, in the article's list of attributions, of the one whose content holds this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source is, resolved within the article. ``name`` is ``None`` for an abstention; ``basis`` says why."""

    name: str | None
    kind: SpeakerKind | None = None
    side: str | None = None
    role: str | None = None
    confidence: float = 0.0
    basis: str = "unresolved"


@dataclass(frozen=True, slots=True)
class Stated:
    """What records the words of a text state, as the network reads it."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    """Code points of the words."""
    kinds: tuple[str, ...]
    chances: NDArray[np.float32]
    """Shape (words, kinds, 2), 0 to 1: a record of the kind begins with the word; the word is part of one."""
    fields: dict[str, tuple[str, ...]]
    """Fields of few values (``kind.field``, ``modality`` of all kinds) with their values."""
    scores: NDArray[np.float32]
    """Shape (words, values of all fields one after another): if the word is part of a record that has the field, how
    much speaks for each value (logits)."""
    told: NDArray[np.float32]
    """Shape (words), 0 to 1: if the word is part of a record, somebody other than the outlet tells it."""


@dataclass(slots=True, kw_only=True)
class Layers:
    """One article and the layers over its text. Annotators fill it in order; extractors only read it."""

    article: Article
    doc: Doc
    """spaCy's tokens, tags, tree and entities; ``doc.text`` has the length and offsets of ``article.text``."""
    scheme: Scheme = "record"
    paragraphs: tuple[Span, ...] = ()
    """Non-empty lines, white space trimmed, boilerplate left out."""
    quotations: tuple[Quotation, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    """Expressions of time in the order of the text, resolved as far as the article allows."""
    attributions: tuple[Attribution, ...] = ()
    """In the order of the text."""
    stated: Stated | None = None
    """``None`` where the text was not read by the network."""
    cast: Cast | None = None
    """Everybody the article speaks of."""
    speakers: tuple[Speaker, ...] = ()
    """One for each attribution, same order."""
