"""Scores the event types of single sentences against the PLOVER gold standard records (Open Event Data
Alliance, CC BY-SA 4.0).

    python benchmarks/plover.py PLOVER_GSR_CAMEO.txt

The file is in github.com/openeventdata/PLOVER, gold_standard_records; nothing of it is shipped. Its types
are those of PLOVER
0.5 and are read as their heirs in 0.8 (the project's CAMEO conversion table). recall: share of sentences of
which one event
found has the gold type; precision: share of the events found that have it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from reportedly.annotate import annotate
from reportedly.extract.candidates import Context
from reportedly.extract.deeds import deeds_in
from reportedly.model import Article

HEIRS = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    text = parser.parse_args().gold.read_text(encoding="utf-8")
    rows = [row for row in json.loads(re.sub(r",\s*([\]}])", r"\1", text)) if row["event"] != "DOCUMENT"]
    gold, right = Counter[str](), Counter[str]()
    found = 0
    for row in rows:
        context = Context(annotate(Article(id=row["id"], text=row["text"])), ())
        types = {
            deed.sense.event
            for start, end in context.scene.sentences
            for deed in deeds_in(context, start, end)
            if not deed.negated
        }
        wanted = HEIRS.get(row["event"], row["event"])
        gold[wanted] += 1
        right[wanted] += wanted in types
        found += len(types)
    total = right.total()
    print(f"sentences {len(rows)}  any-match recall {100 * total / len(rows):.1f}  precision {100 * total / found:.1f}")
    for kind in sorted(gold):
        print(f"{kind:10} {right[kind]}/{gold[kind]}")


if __name__ == "__main__":
    main()
