"""Scores the records of the talks against gold, with the statements read by the program or as the coders marked them.

    python benchmarks/records.py GOLD.jsonl... [--statements read|coded] [--fields]

Gold rows: ``id, text, attributions, records`` and, where known, ``published, outlet, title``. Prints the figures of
``reportedly.evaluate`` and the speed of this stage alone, in words per CPU-second.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import time
from pathlib import Path
from typing import Any

from reportedly.annotate import annotate
from reportedly.evaluate import measure_records
from reportedly.evaluate.coded import coded_article, coded_statements
from reportedly.extract.common import read_article
from reportedly.extract.records import extract_records
from reportedly.extract.statements import extract_statements
from reportedly.model import Article, to_row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--statements", choices=("read", "coded"), default="read")
    parser.add_argument("--fields", action="store_true", help="print every field's share")
    options = parser.parse_args()
    warm = annotate(Article(id="warm", text="They met in Geneva."))
    extract_records(read_article(warm, ()))  # tables are read before the clock runs
    for path in options.gold:
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found: dict[str, list[dict[str, Any]]] = {}
        seconds, words = 0.0, 0
        for document in documents:
            layers = annotate(coded_article(document))
            coded = options.statements == "coded"
            statements = coded_statements(document) if coded else extract_statements(layers)
            begun = time.process_time()
            records = extract_records(read_article(layers, statements))
            seconds += time.process_time() - begun
            words += len(document["text"].split())
            found[document["id"]] = [to_row(record) for record in records]
        print(f"== {path.name}: {len(documents)} articles, statements {options.statements}")
        for line in measure_records(documents, found):
            if options.fields or not line.startswith("  "):
                print(line)
        print(f"{words / seconds:,.0f} words per CPU-second in this stage")


if __name__ == "__main__":
    main()
