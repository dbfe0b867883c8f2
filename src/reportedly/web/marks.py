"""What is marked in an article: masks, damaged words, statements (source, cue, content) and records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.model import Article, Record, Span, Statement
from reportedly.web import anchors
from reportedly.web.reader import Mark
from reportedly.web.statements import StatementView
from reportedly.web.wording import RECORD_NAMES

LEVELS = 3
"""Underlines that can stand below each other: a statement within a statement within a statement."""


def marks(article: Article, views: Sequence[StatementView], records: Sequence[Record] = ()) -> list[Mark]:
    """Return the marks of one article: its masks, damaged words, statements and records.

    Content is the mark of css class ``c``, source ``s``, cue ``q``; ``l0`` … ``l2`` is the level of the underline, such
    that no two statements draw theirs at the same height under the same words.
    """
    out = [
        Mark(start=start, end=end, css="mask", order=-2, first=(("title", "masked: no part of the article"),))
        for start, end in article.boilerplate
    ]
    out.extend(
        Mark(start=start, end=end, css="spin", order=9, first=(("title", "sign of machine rewriting"),))
        for start, end in article.spin_evidence
    )
    for view, level in zip(views, _levels([view.row for view in views]), strict=True):
        out.extend(_statement_marks(view, level))
    for record in records:
        name = RECORD_NAMES[_kind(record)]
        for index, (start, end) in enumerate(record.span):
            out.append(
                Mark(
                    start=start,
                    end=end,
                    css="r",
                    order=-1,
                    anchor=None if index else anchors.words(record.id),
                    data=(("r", name),),
                )
            )
    return out


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _statement_marks(view: StatementView, level: int) -> Iterable[Mark]:
    data = (("s", view.number),)
    row = view.row
    label = (view.anchor, view.short, f"Statement {view.number}: {view.speaker}, {view.act}. To the list.")
    kinds: tuple[tuple[str, tuple[Span, ...]], ...] = (("c", row.content), ("s", row.source), ("q", row.cue))
    leading = next((css for css, spans in kinds if spans), None)
    for css, spans in kinds:
        for index, (start, end) in enumerate(spans):
            leads = css == leading and index == 0
            again = (("data-n", f"{view.short}…" if css == "c" else view.short),)
            yield Mark(
                start=start,
                end=end,
                css=f"{css} l{level}",
                order=level * 3 + "csq".index(css),
                anchor=view.words if leads else None,
                label=label if leads else None,
                data=data,
                first=() if css == "c" and leads else again,
            )


def _levels(rows: Sequence[Statement]) -> list[int]:
    """Return for each statement the lowest underline that is free under all its words; outer statements first."""
    index = {row.id: place for place, row in enumerate(rows)}
    depth = [_depth(row, rows, index) for row in rows]
    levels = [0] * len(rows)
    length = max((end for row in rows for _, end in _words(row)), default=0)
    taken = [bytearray(length) for _ in range(LEVELS)]
    for place in sorted(range(len(rows)), key=lambda each: (depth[each], each)):
        spans = _words(rows[place])
        free = (level for level in range(LEVELS) if all(taken[level].find(1, start, end) < 0 for start, end in spans))
        levels[place] = level = next(free, LEVELS - 1)
        for start, end in spans:
            taken[level][start:end] = b"\1" * (end - start)
    return levels


def _words(row: Statement) -> list[Span]:
    return [*row.content, *row.source, *row.cue]


def _depth(row: Statement, rows: Sequence[Statement], index: dict[str, int]) -> int:
    depth, seen = 0, {row.id}
    while row.nested_in in index and row.nested_in not in seen:
        seen.add(row.nested_in)
        row = rows[index[row.nested_in]]
        depth += 1
    return depth
