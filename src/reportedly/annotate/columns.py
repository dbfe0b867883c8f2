"""One parsed article as plain lists, an item a token: read off spaCy once, since attributes token by token are slow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.annotate.syntax import coarse

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "reportedly.columns"
_IOB = ("", "I", "O", "B")


@dataclass(frozen=True, slots=True)
class Columns:
    """Parallel lists. Offsets are those of ``doc.text``."""

    words: list[str]
    lower: list[str]
    start: list[int]
    tag: list[str]
    pos: list[str]
    """Universal part of speech (:func:`reportedly.annotate.syntax.coarse`)."""
    dep: list[str]
    head: list[int]
    entity: list[str]
    """Type of the entity that a token is in, or nothing."""
    iob: list[str]
    """B, I, O as spaCy writes it, or nothing where no entities were looked for."""
    opens: list[bool]
    """Whether a sentence begins."""


def columns(doc: Doc) -> Columns:
    """Return the lists of a document; made once for each, do not change them."""
    found = doc.user_data.get(_KEPT)
    if found is None:
        found = doc.user_data[_KEPT] = _read(doc)
    return found  # type: ignore[no-any-return]


def _read(doc: Doc) -> Columns:
    attributes = ["ORTH", "LOWER", "LENGTH", "SPACY", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
    table = doc.to_array(attributes)
    orth, low, length, space, tag, dep, head, entity, iob, opens = (column.tolist() for column in table.T)
    strings, known = doc.vocab.strings, {0: ""}

    def decode(keys: list[int]) -> list[str]:
        for key in set(keys):
            if key not in known:
                known[key] = strings[key]
        return [known[key] for key in keys]

    start, at = [], 0
    for size, gap in zip(length, space, strict=True):
        start.append(at)
        at += size + gap
    lower, tags, dependencies = decode(low), decode(tag), decode(dep)
    return Columns(
        words=decode(orth),
        lower=lower,
        start=start,
        tag=tags,
        pos=[coarse(*each) for each in zip(tags, dependencies, lower, strict=True)],
        dep=dependencies,
        head=[place + _signed(each) for place, each in enumerate(head)],
        entity=decode(entity),
        iob=[_IOB[each] for each in iob],
        opens=[each == 1 for each in opens],
    )


def _signed(value: Any) -> int:
    """Heads are offsets, kept in unsigned columns."""
    return int(value) - (1 << 64) if value >= 1 << 63 else int(value)
