"""How often the speaker is right where the source's span is given: the cast alone, without finding attributions.

    python benchmarks/speakers.py ../shared/data/speakers/dev.jsonl ../shared/data/talks_dev.jsonl [-v]

Prints, for each gold file, the share of statements whose name is right, by the form of their source (full name,
surname, pronoun, description, none), by confidence (calibration), and words per CPU-second of the cast itself. ``-v``
lists errors.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from reportedly.annotate import syntax
from reportedly.annotate.boilerplate import find_boilerplate, paragraphs_of
from reportedly.annotate.cast import cast_and_speakers
from reportedly.annotate.layers import Attribution, Layers
from reportedly.annotate.places import gazetteer
from reportedly.annotate.provenance import enrich
from reportedly.annotate.quotations import find_quotations
from reportedly.evaluate.names import same_name
from reportedly.model import Article, QuoteType, Spans

PRONOUNS = frozenset(["he", "she", "him", "her", "his", "they", "them", "it", "i", "we", "who", "us"])


def spans(row: dict[str, Any], field: str) -> Spans:
    return tuple((start, end) for start, end in row.get(field) or ())


def layers_of(row: dict[str, Any]) -> Layers:
    """Return an article's layers with the gold spans as its attributions."""
    text = row["text"]
    headline = len(text.split("\n", 1)[0])
    attributions = []
    for gold in row["attributions"]:
        content = spans(gold, "content")
        words = text[content[0][0] : content[-1][1]] if content else ""
        kind: QuoteType = (
            "direct" if words[:1] in ('"', "“") else "mixed" if any(mark in words for mark in '"“') else "indirect"
        )
        attributions.append(
            Attribution(
                source=spans(gold, "source"),
                cue=spans(gold, "cue"),
                content=content,
                quote_type=kind,
                nested_in=gold.get("nested_in"),
                headline=bool(content) and content[0][0] < headline < 200,
            )
        )
    boilerplate = find_boilerplate(text)
    paragraphs = paragraphs_of(text, boilerplate)
    published = row.get("published") or row.get("date")
    article = Article(id=row["id"], text=text, outlet=row.get("outlet"), published=published, title=row.get("title"))
    return Layers(
        article=enrich(article, paragraphs),
        doc=syntax.parse(text),
        paragraphs=paragraphs,
        quotations=find_quotations(text, paragraphs),
        attributions=tuple(attributions),
    )


def form(source: str, speaker: str) -> str:
    low = source.lower().strip()
    if not low:
        return "none"
    if low in PRONOUNS:
        return "pronoun"
    if low == speaker.lower():
        return "name"
    return "surname" if speaker.split()[-1].lower() in low else "description"


def main(paths: list[str], verbose: bool) -> None:
    gazetteer()
    for path in paths:
        right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        seconds, words = 0.0, 0
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            layers = layers_of(row)
            start = time.process_time()
            _, speakers = cast_and_speakers(layers)
            seconds += time.process_time() - start
            words += len(row["text"].split())
            for gold, found in zip(row["attributions"], speakers, strict=True):
                if not gold.get("speaker"):
                    continue
                source = " ".join(row["text"][s:e] for s, e in gold.get("source") or ())
                good = same_name(found.name, gold["speaker"])
                for kind in ("all", form(source, gold["speaker"]), f"confidence {found.confidence:.1f}"):
                    right[kind][0] += good
                    right[kind][1] += 1
                if verbose and not good:
                    print(f"  {row['id']}: {source!r} is {gold['speaker']!r}, not {found.name!r} ({found.basis})")
        print(f"{path}: {words / max(seconds, 1e-9):,.0f} words per CPU-second")
        for kind in sorted(right):
            good, of = right[kind]
            print(f"  {kind:16} {good}/{of}  {100 * good / of:.1f} %")


if __name__ == "__main__":
    main([each for each in sys.argv[1:] if each != "-v"], "-v" in sys.argv)
