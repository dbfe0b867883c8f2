"""What ``reportedly show`` prints: for each kind of row where it comes from, its filters, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportedly.model import OUTLET, RECORD_KINDS, quoted, to_row
from reportedly.store import Ledger, query

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """One kind of row: ``rows(ledger, **filters)`` gives them, ``text(ledger, row)`` words one for a terminal."""

    rows: Callable[..., Iterator[Row]]
    text: Callable[[Ledger, Row], str]
    filters: tuple[str, ...] = ()


def view(kind: str) -> View | None:
    """Return the view of a kind, named in the singular or plural, or ``None``."""
    return _VIEWS.get(kind) or _VIEWS.get("stories" if kind == "story" else f"{kind}s")


def _words(ledger: Ledger, row: Row, spans: list[list[int]]) -> str:
    article = query.article(ledger, row["article_id"])
    text = "" if article is None else quoted(article["text"], [(start, end) for start, end in spans])
    return _line(text)


def _line(text: str) -> str:
    """One line, nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def _statement(ledger: Ledger, row: Row) -> str:
    speaker = row["speaker"] or "(speaker unknown)"
    to = f" → {row['addressee']}" if row["addressee"] else ""
    chain = f"  via {', '.join(row['via'])}" if row["via"] else ""
    place = f"{row['article_id']}:{row['content'][0][0]}"
    head = f"{speaker}{to}  [{row['act']}]{chain}"
    return f"{_line(head)}\n    “{_words(ledger, row, row['content'])}”\n    {place}"


_COMMON = {
    "id",
    "kind",
    "article_id",
    "span",
    "voice",
    "statement_id",
    "confidence",
    "modality",
    "polarity",
    "date_basis",
}


def _record(ledger: Ledger, row: Row) -> str:
    said = [
        f"{name} {_value(value)}"
        for name, value in row.items()
        if name not in _COMMON and value not in (None, [], False)
    ]
    voice = "the outlet itself" if row["voice"] == OUTLET else row["voice"]
    place = f"{row['article_id']}:{row['span'][0][0]}"
    return _line(f"{row['kind']}: {'; '.join(said)}") + (
        f"\n    according to {_line(voice)} ({row['modality']}, {row['polarity']})"
        f"\n    “{_words(ledger, row, row['span'])}”\n    {place}"
    )


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return str(value.get("text") or value.get("start"))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _article(ledger: Ledger, row: Row) -> str:
    known = (row["published"], row["outlet"], f"{len(row['text']):,} characters", row["text_quality"])
    return _line(f"{row['id']}  {row['title'] or ''}") + "\n    " + _line(", ".join(each for each in known if each))


def _actor(ledger: Ledger, row: Row) -> str:
    roles = "; ".join(role["title"] for role in row["roles"])
    more = ", ".join(each for each in (row["kind"], row["side"], roles) if each)
    also = f"\n    also {', '.join(row['aliases'])}" if row["aliases"] else ""
    return _line(f"{row['name']}  ({more})") + _line_or_empty(also)


def _origin(ledger: Ledger, row: Row) -> str:
    whose = f" of {row['agency']}" if row["agency"] else ""
    copies = [
        line
        for edge in row["edges"]
        for line in (
            f"{edge['from']} {edge['relation']} of {edge['to']} ({edge['share']:.0%})",
            *(f"“{each['copy_words']}” ← “{each['original_words']}”" for each in edge.get("explained", ())),
        )
    ]
    return _line(f"{row['kind']}{whose}: {', '.join(row['articles'])}") + "".join(map(_indented, copies))


def _story(ledger: Ledger, row: Row) -> str:
    days = " to ".join(dict.fromkeys(each for each in (row["start"], row["end"]) if each)) or "no date"
    head = f"{days}: {len(row['articles'])} articles of {len(row['origins'])} origins"
    return _line(head) + "".join(_indented(each) for each in row["articles"])


def _account(ledger: Ledger, row: Row) -> str:
    return _line(f"{row['kind']}: {row['agreement']}") + "".join(_indented(each) for each in row["members"])


def _conflict(ledger: Ledger, row: Row) -> str:
    return _line(f"{row['kind']} on {row['on']}") + _indented(row["a"]) + _indented(row["b"])


def _indented(text: str) -> str:
    return f"\n    {_line(text)}"


def _line_or_empty(text: str) -> str:
    return "\n    " + _line(text) if text else ""


def _failures(ledger: Ledger) -> Iterator[Row]:
    return map(to_row, query.failures(ledger))


def _failure(ledger: Ledger, row: Row) -> str:
    return _line(f"[{row['code']}] {row['path']} ({row['stage']}): {row['message']}")


_VIEWS: dict[str, View] = {
    "statements": View(query.statements, _statement, ("speaker", "act", "article", "search")),
    "articles": View(query.articles, _article, ("search",)),
    "actors": View(query.actors, _actor),
    "origins": View(query.origins, _origin),
    "stories": View(query.stories, _story, ("article",)),
    "accounts": View(query.accounts, _account),
    "conflicts": View(query.conflicts, _conflict),
    "failures": View(_failures, _failure),
    **{f"{kind}s": View(partial(query.records, kind=kind), _record, ("article", "voice")) for kind in RECORD_KINDS},
}
KINDS = tuple(_VIEWS)
"""What can be shown, in the plural."""
