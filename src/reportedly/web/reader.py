"""An article's text as HTML in which every attributed word is marked, and whose text content is the text itself.

Marks may overlap in any way. Each is clipped to the lines of the text (one ``<p>`` a line) and, where two cross,
the later one is split, so that the markup always nests. Labels are drawn by the style sheet from attributes and are
no text: what a reader selects and copies is the article, code point for code point.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from reportedly.model import Span

LINE = 20_000
"""Code points that stand in one paragraph of the page at most."""

_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
"""What an HTML document cannot hold: NUL and lone surrogates. Shown as U+FFFD, one for one, so that offsets hold."""
_DIRECTION = re.compile("([\u202a-\u202e\u2066-\u2069])")
"""Controls that reorder the words around them. Each is isolated, so that it reorders nothing, and named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch to mark. Of marks with the same stretch the one with the lower ``order`` is the outer."""

    start: int
    end: int
    css: str
    order: int = 0
    anchor: str | None = None
    """The ``id`` of the mark's first piece."""
    label: tuple[str, str, str] | None = None
    """``(target id, number shown, spoken name)``: a link at the head of the first piece."""
    data: tuple[tuple[str, str], ...] = ()
    """``data-*`` attributes of every piece."""
    first: tuple[tuple[str, str], ...] = ()
    """Further attributes of the first piece only."""


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    mark: Mark
    opened: bool = field(default=False)
    """The first piece has been written: what follows are continuations, without identifier or label."""
    is_first: bool = True


def printable(text: str) -> str:
    """Return ``text`` with what an HTML document cannot hold (NUL, lone surrogates) as U+FFFD, one for one."""
    return _UNPRINTABLE.sub("\ufffd", text)


def attribute(name: str, value: str) -> str:
    """Return `` name="value"`` with the value escaped."""
    return f' {name}="{escape_text(value)}"'


def escape_text(text: str) -> str:
    """Return ``text`` for an HTML text or attribute: escaped, carriage returns kept, unprintables replaced."""
    return html.escape(printable(text), quote=True).replace("\r", "&#13;")


def text_markup(text: str) -> str:
    """Return article text as HTML; each direction control is isolated and named."""
    pieces = _DIRECTION.split(text)
    for index in range(1, len(pieces), 2):
        name = f"U+{ord(pieces[index]):04X}"
        pieces[index] = f'<bdi class="ctl" data-u="{name}">{pieces[index]}</bdi>'
    for index in range(0, len(pieces), 2):
        pieces[index] = escape_text(pieces[index])
    return "".join(pieces)


def has_direction_controls(text: str) -> bool:
    """Say whether ``text`` holds controls that reorder words (embeddings, overrides, isolates)."""
    return _DIRECTION.search(text) is not None


def lines_of(text: str) -> list[Span]:
    """Return the lines of ``text`` as spans without their line feed; one longer than ``LINE`` in several pieces.

    The pieces of a long line touch; a browser takes minutes to lay out a megabyte of marked text as one paragraph.
    """
    lines: list[Span] = []
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        while end - position > LINE:
            space = text.rfind(" ", position + LINE // 2, position + LINE) + 1
            lines.append((position, space or position + LINE))
            position = lines[-1][1]
        lines.append((position, end))
        position = end + 1
    return lines


def reader_markup(text: str, marks: Iterable[Mark]) -> Markup:
    """Return ``text`` as paragraphs with ``marks``; the text content of the result equals ``text``.

    (But for NUL and lone surrogates, which HTML cannot carry and which stand as U+FFFD.) Marks outside the text are
    clipped to it; empty ones are left out.
    """
    lines = lines_of(text)
    pieces: list[list[_Piece]] = [[] for _ in lines]
    starts = [start for start, _ in lines]
    for mark in sorted(marks, key=lambda each: (each.start, -each.end, each.order)):
        _clip(mark, lines, starts, pieces)
    out: list[str] = []
    for (start, end), of_line, following in zip(lines, pieces, [*starts[1:], -1], strict=True):
        if text[start:end].strip() or of_line:
            out.append('<p dir="auto">')
            out.append(_line_markup(text, start, end, of_line))
            out.append("</p>")
        else:
            out.append(escape_text(text[start:end]))
        if following > end:  # else a long line goes on
            out.append("\n")
    return Markup("".join(out))


def _clip(mark: Mark, lines: Sequence[Span], starts: Sequence[int], pieces: list[list[_Piece]]) -> None:
    """Add the pieces of ``mark`` to the lines it runs over."""
    index = max(0, bisect_right(starts, mark.start) - 1)
    first = True
    while index < len(lines) and lines[index][0] < mark.end:
        start, end = max(mark.start, lines[index][0]), min(mark.end, lines[index][1])
        if start < end:
            pieces[index].append(_Piece(start, end, mark, is_first=first))
            first = False
        index += 1


def _line_markup(text: str, start: int, end: int, pieces: list[_Piece]) -> str:
    """Return one line's HTML. Open marks stand on a stack; a mark that ends below others splits those above it."""
    pieces.sort(key=lambda piece: (piece.start, -piece.end, piece.mark.order))
    cuts = sorted({start, end, *(piece.start for piece in pieces), *(piece.end for piece in pieces)})
    stack: list[_Piece] = []
    out: list[str] = []
    following = 0
    for index, cut in enumerate(cuts):
        ending = [depth for depth, piece in enumerate(stack) if piece.end <= cut]
        if ending:
            above = stack[ending[0] :]
            del stack[ending[0] :]
            out.extend("</span>" for _ in above)
            reopened = [piece for piece in above if piece.end > cut]
        else:
            reopened = []
        begun = following
        while following < len(pieces) and pieces[following].start == cut:
            following += 1
        opening = [*reopened, *pieces[begun:following]]
        opening.sort(key=lambda piece: (-piece.end, piece.mark.order))
        for piece in opening:
            out.append(_opening(piece))
            stack.append(piece)
        if index + 1 < len(cuts):
            out.append(text_markup(text[cut : cuts[index + 1]]))
    return "".join(out)


def _opening(piece: _Piece) -> str:
    mark = piece.mark
    tag = f'<span class="{mark.css}"' + "".join(attribute(f"data-{name}", value) for name, value in mark.data)
    if piece.opened or not piece.is_first:
        piece.opened = True
        return tag + ">"
    piece.opened = True
    tag += "".join(attribute(name, value) for name, value in mark.first)
    if mark.anchor:
        tag += attribute("id", mark.anchor) + ' tabindex="-1"'
    tag += ">"
    if mark.label:
        target, number, spoken = mark.label
        tag += (
            f'<a class="lab"{attribute("href", "#" + target)}{attribute("data-n", number)}'
            f"{attribute('aria-label', spoken)}></a>"
        )
    return tag
