"""Makes ``data/background_words.csv``: in how many of some 1,100 news articles each word stem stands.

    python training/background.py --shared ../shared/data

Articles: PolNeAR train, GUM news, othertalks. Only counts are kept, of stems seen in at least three articles.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from reportedly.link.background import WORD, stem

TABLE = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "background_words.csv"
HEADER = (
    "# How many of the background articles hold each word stem (made by training/background.py); "
    '"*" is the number of articles.\nstem,articles\n'
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    shared = parser.parse_args().shared
    counts: Counter[str] = Counter()
    total = 0
    for name in ("polnear/train", "gum_news", "othertalks"):
        for line in (shared / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            counts.update({stem(match.group()) for match in WORD.finditer(json.loads(line)["text"])})
            total += 1
    rows = [f"{word},{count}\n" for word, count in sorted(counts.items()) if count >= 3]
    TABLE.write_text(f"{HEADER}*,{total}\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
