"""How well web pages are read: words of the article, words of boilerplate, day and time of publication.

    python benchmarks/reading.py FOLDER

FOLDER holds ``ID.html`` with ``ID.txt`` (the article's words, by hand or by the outlet's own interface) and an
``index.jsonl`` with ``id`` and, where known, ``published``. Words are runs of letters and figures, lower case, counted
as often as they stand. The article's words found: F of precision and recall over all pages (micro) and as the mean
of the pages (macro). Boilerplate: share of the words read that are none of the article's.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from reportedly.model import Article
from reportedly.read import read

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def f_score(hits: int, read_: int, gold: int) -> float:
    return 2 * hits / (read_ + gold) if read_ + gold else 1.0


def instant(time_: str) -> datetime | None:
    """Return a time to the second; ``None`` for a day alone."""
    try:
        return datetime.fromisoformat(time_).replace(microsecond=0) if len(time_) > 10 else None
    except ValueError:
        return None


def main(folder: Path) -> None:
    rows = {row["id"]: row for row in map(json.loads, (folder / "index.jsonl").read_text().splitlines())}
    hits = read_ = gold = dated = right = timed = right_time = 0
    f_scores, strange = [], []
    began = time.perf_counter()
    # Read from a folder of links, so that the index beside the pages tells the reader nothing.
    with tempfile.TemporaryDirectory() as bare:
        for id_ in rows:
            (Path(bare) / f"{id_}.html").symlink_to((folder / f"{id_}.html").resolve())
        found = {each.id: each for each in read([bare]) if isinstance(each, Article)}
    took = time.perf_counter() - began
    for id_, row in sorted(rows.items()):
        article = found.get(id_)
        want, got = words((folder / f"{id_}.txt").read_text()), words(article.text if article else "")
        same, n_got, n_want = (want & got).total(), got.total(), want.total()
        hits, read_, gold = hits + same, read_ + n_got, gold + n_want
        f_scores.append(f_score(same, n_got, n_want))
        strange.append(1 - same / n_got if n_got else 0.0)
        stated, published = row.get("published") or "", (article.published if article else None) or ""
        if _DAY.match(stated):
            dated += 1
            right += published[:10] == stated[:10]
            if instant(stated):
                timed += 1
                right_time += instant(stated) == instant(published)
        print(f"{id_:42} F {100 * f_scores[-1]:5.1f}  boilerplate {100 * strange[-1]:4.1f} %  {published}")
    pages = len(rows)
    print(f"\npages {pages}, read {len(found)}, {pages / took:.1f} pages a second")
    micro, macro = f_score(hits, read_, gold), sum(f_scores) / pages
    print(f"article's words found: F {100 * micro:.1f} (mean of pages {100 * macro:.1f})")
    print(f"boilerplate: {100 * (1 - hits / read_):.2f} % of words (mean of pages {100 * sum(strange) / pages:.2f} %)")
    print(f"publication day right: {right} of {dated} that gold dates; time of day right: {right_time} of {timed}")
    print(f"pages with a day of publication: {sum(1 for each in found.values() if each.published)} of {pages}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
