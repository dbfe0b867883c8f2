"""Speed as a ratio: annotate + extract against bare spaCy, same model with all its parts, same articles, one core.

    python benchmarks/speed.py ARTICLES.jsonl [--rounds 3] [--rules-only]

``--rules-only`` leaves the learned tagger out, so that its cost shows. Prints words per CPU-second of both, stage by
stage, and their ratio (the median of the rounds).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

import spacy

from reportedly.annotate import annotate, syntax
from reportedly.annotate.attribution import tagger
from reportedly.extract import extract
from reportedly.model import Article

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules-only", action="store_true")
    options = parser.parse_args()
    if any(os.environ.get(name) != "1" for name in THREADS):
        # The libraries read these when they are loaded: begin again with one thread each.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **dict.fromkeys(THREADS, "1")})
    rows = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [Article(id=row["id"], text=row["text"], published=row.get("published")) for row in rows]
    words = sum(len(article.text.split()) for article in articles)
    if options.rules_only:
        tagger.tag = lambda layers: ()  # the seam: attributions by rules alone
    bare = spacy.load(syntax.model_folder(), exclude=["senter"])
    annotate(articles[0])  # models are loaded before the clock runs
    ratios = []
    for turn in range(options.rounds):
        begun = time.process_time()
        for article in articles:
            bare(article.text)
        bare_seconds = time.process_time() - begun
        annotating = extracting = 0.0
        for article in articles:
            begun = time.process_time()
            layers = annotate(article)
            middle = time.process_time()
            extract(layers)
            annotating += middle - begun
            extracting += time.process_time() - middle
        ratios.append(bare_seconds / (annotating + extracting))
        print(
            f"round {turn + 1}: bare spaCy {words / bare_seconds:,.0f} words/CPU-s; "
            f"annotate {words / annotating:,.0f}, extract {words / extracting:,.0f}, "
            f"both {words / (annotating + extracting):,.0f}; ratio {ratios[-1]:.2f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ratio {statistics.median(ratios):.2f} (median of {options.rounds}); peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
