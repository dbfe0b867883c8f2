"""The laws, held against real articles and spoilt ones.

    python benchmarks/laws.py FILE.jsonl ... [--mutated 2000]

For every article: every span of every layer and row lies inside the text and selects words; reading it twice gives
the same rows. Then so many spoilt articles, and one of a megabyte without a sentence's end: no exception.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spoilt import endless, mutated

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.model import Article, ArticleRecord, to_row


def spans_in(value: Any) -> Iterator[tuple[int, int]]:
    """Yield every ``[start, end]`` of an exported row."""
    if isinstance(value, dict):
        for each in value.values():
            yield from spans_in(each)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(each) is int for each in value):
            yield value[0], value[1]
        else:
            for each in value:
                yield from spans_in(each)


def rows_of(record: ArticleRecord) -> list[dict[str, Any]]:
    """Return all rows of one article in the exchange form."""
    return [to_row(each) for each in (record.article, *record.statements, *record.records, *record.actors)]


def check(text: str, **given: Any) -> ArticleRecord:
    """Read one article and hold laws 1 and 3 against its rows."""
    record = extract(annotate(Article(id="a", text=text, **given)))
    if record.article.text != text:
        raise AssertionError("the text was changed")
    for row in rows_of(record):
        for start, end in spans_in({key: value for key, value in row.items() if key != "text"}):
            if not (0 <= start < end <= len(text) and text[start:end].strip()):
                raise AssertionError(f"span {start}:{end} selects no words: {row}")
    return record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--mutated", type=int, default=2000)
    options = parser.parse_args()
    texts: list[str] = []
    spans = 0
    for path in options.files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            given = {"published": row.get("published"), "title": row.get("title")}
            first = rows_of(check(row["text"], **given))
            if first != rows_of(check(row["text"], **given)):
                raise AssertionError(f"{path.name} {row['id']}: two readings differ")
            spans += sum(1 for each in first for _ in spans_in({k: v for k, v in each.items() if k != "text"}))
            texts.append(row["text"][:6000])
        print(f"{path.name}: all spans hold, read twice alike; {spans:,} spans so far", flush=True)
    begun = time.monotonic()
    for text in mutated(texts, options.mutated):
        check(text)
    print(f"{options.mutated:,} spoilt articles: no exception ({time.monotonic() - begun:.0f} s)", flush=True)
    begun = time.monotonic()
    check(endless())
    print(f"1 MB without a sentence's end: no exception ({time.monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    main()
