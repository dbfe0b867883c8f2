"""Error rates by side: are one side's words found and named as well as another's?

    python benchmarks/sides.py GOLD.jsonl ... [--least 12]

For each side that speaks at least so often in the gold: statements found (content at half or better) and, of those,
named right. The side of a speaker is the one that the cast of the article gives.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from reportedly.annotate import annotate
from reportedly.evaluate import same_name
from reportedly.evaluate.words import Text, jaccard, pairs
from reportedly.extract import extract
from reportedly.model import Article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--least", type=int, default=12)
    options = parser.parse_args()
    said: Counter[str] = Counter()
    found: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for path in options.gold:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            layers = annotate(Article(id=row["id"], text=row["text"], published=row.get("published")))
            statements = extract(layers).statements
            text = Text(row["text"])
            gold = [each for each in row["attributions"] if each.get("speaker") and not each.get("optional")]
            wanted = [text.under(each["content"]) for each in gold]
            got = [text.under(each.content) for each in statements]
            scores = [(jaccard(p, g), i, j) for i, p in enumerate(got) for j, g in enumerate(wanted) if p & g]
            best = {j: (value, statements[i]) for value, i, j in pairs(scores)}
            for j, each in enumerate(gold):
                entity = layers.cast.find(each["speaker"]) if layers.cast is not None else None
                side = (entity.side or (entity.name if entity.kind == "state" else None)) if entity else None
                side = side or "no side known"
                said[side] += 1
                if j in best and best[j][0] >= 0.5:
                    found[side] += 1
                    named[side] += same_name(best[j][1].speaker, each["speaker"])
    print(f"{'side':28} said  found  named right (of found)")
    for side, count in sorted(said.items(), key=lambda each: (-each[1], each[0])):
        if count >= options.least:
            right = 100 * named[side] / found[side] if found[side] else 0.0
            print(f"{side:28} {count:4}  {100 * found[side] / count:4.0f} %  {right:4.0f} %")


if __name__ == "__main__":
    main()
