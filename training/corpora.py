"""Coded articles, read from JSON Lines; of those whose texts are their publishers', the text is looked up beside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of a JSON Lines file."""
    with path.open(encoding="utf8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def text_hash(text: str) -> str:
    """Name a text, so that spans are never laid over another one."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def half_of(article_id: str) -> int:
    """Which of two halves (0, 1) of its corpus an article belongs to, for figures on what was not trained on."""
    return hashlib.sha256(article_id.encode()).digest()[0] % 2


def coded(path: Path, texts: Iterable[Path]) -> list[dict[str, Any]]:
    """Return coded articles with their texts: their own, or those of ``texts`` with the same id and hash.

    Of a long article often only the first ``end`` code points were coded: the rest is cut off.

    Raises:
        SystemExit: an article's text is in none of ``texts``; the message names it.
    """
    found, known = list(rows(path)), {}
    if any("text" not in row for row in found):
        known = {(row["id"], text_hash(row["text"])): row["text"] for each in texts for row in rows(each)}
    for row in found:
        if "text" not in row:
            key = (row["id"], row["hash"])
            if key not in known:
                raise SystemExit(f"{path}: the text of {row['id']} ({row['hash']}) is in none of the --texts")
            row["text"] = known[key][: row.get("end")]
    return found
