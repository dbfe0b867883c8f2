"""Rows of the record ↔ the JSON that the ledger keeps."""

from __future__ import annotations

import json
import re
from typing import Any

from reportedly import model

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """Write JSON that SQLite and UTF-8 can hold, whatever characters it carries: lone surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")) if _SURROGATE.search(text) else text


def storable(text: str) -> str:
    """Return ``text`` with each lone surrogate as U+FFFD: same length, so the same offsets."""
    return _SURROGATE.sub("\ufffd", text)


def article_columns(article: model.Article) -> tuple[str, str]:
    """Return ``(text, row)``: the text stands once, in its own column, unless SQLite cannot hold it
    verbatim (law 1).
    """
    row, text = model.to_row(article), storable(article.text)
    if text == article.text:
        del row["text"]
    return text, dumps(row)


def article_row(row: str, text: str, origin_id: str | None = None) -> dict[str, Any]:
    """Return the exchange form of a stored article, its keys in the order of :class:`model.Article`."""
    found = json.loads(row)
    found.setdefault("text", text)
    if origin_id is not None:
        found["origin_id"] = origin_id
    return {name: found[name] for name in _ARTICLE_KEYS if name in found}


_ARTICLE_KEYS = tuple(model.Article.__dataclass_fields__)


def first(spans: model.Spans) -> int:
    """Return where the first piece begins; -1 for none. Rows are kept in this order."""
    return min((start for start, _ in spans), default=-1)
