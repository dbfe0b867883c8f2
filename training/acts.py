"""Learns how much each feature of a statement speaks for each speech act; writes ``data/act_weights.csv``.

    python training/acts.py GOLD.jsonl... [--texts TEXTS.jsonl...]

GOLD holds coded articles (``id, text, attributions`` with ``act``; the text may be left to TEXTS): each statement is
used with its spans as the coder marked them and, where the program finds it too, with the spans the program reads; the
two share one statement's weight. One linear model over twelve acts: multinomial logistic regression, ridge-penalised, a
smaller penalty on the few features that combine much (rules, cue classes, hints), a larger one on single words. Prints,
held out by article in eight folds, how many acts are right on coded and on read spans, for each file and in all, and
which are confused. Deterministic.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import csv
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from corpora import coded

from reportedly.annotate import annotate
from reportedly.annotate.act_features import features_of
from reportedly.annotate.acts import ACTS
from reportedly.annotate.layers import Attribution, Layers, Speaker
from reportedly.annotate.quotations import quote_type
from reportedly.evaluate.coded import coded_article
from reportedly.evaluate.words import Text, jaccard, pairs
from reportedly.model import Spans

TABLE = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "act_weights.csv"
FOLDS, RAREST, STEPS, SMALLEST = 8, 6, 200, 0.02
PENALTY, ON_STRONG, ON_WORDS, ON_CONTENT = 5.0, 0.2, 2.0, 4.0
STRONG = re.compile(r"(?:rule|content_rule|cue_act)=|hint:|(?:not )?cue:|blame=")
WORDS = re.compile(r"(?:later )?(?:root|aux|cue)[=~]|later")
HEADER = (
    "# Log-odds that a named feature adds to each speech act of a statement; the act with the highest sum is given.\n"
    "# Made by training/acts.py; features are explained in annotate/act_features.py, their words in acts.toml.\n"
)


@dataclass
class Example:
    """One coded statement: its features as coded and, where found, as read."""

    article: str
    file: str
    act: str
    coded: set[str]
    read: set[str] | None


Model = tuple[dict[str, int], "np.ndarray[Any, np.dtype[np.float64]]"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    examples = [
        each for path in options.gold for row in coded(path, options.texts) for each in examples_of(row, path.stem)
    ]
    articles = list(dict.fromkeys(each.article for each in examples))
    fold = {name: number % FOLDS for number, name in enumerate(articles)}
    guesses: list[tuple[Example, str, str | None]] = []
    for number in range(FOLDS):
        model = fitted([each for each in examples if fold[each.article] != number])
        guesses += [
            (each, guess(model, each.coded), guess(model, each.read) if each.read is not None else None)
            for each in examples
            if fold[each.article] == number
        ]
    for name in (*dict.fromkeys(each.file for each in examples), "all"):
        print(f"{name:12} held out {figures([each for each in guesses if name in (each[0].file, 'all')])}")
    wrong = Counter((each.act, act) for each, act, _ in guesses if act != each.act)
    print("coded as, given as:", ", ".join(f"{a}→{b} {n}" for (a, b), n in wrong.most_common(12)))
    write(fitted(examples))


def examples_of(row: dict[str, Any], file: str) -> list[Example]:
    layers = annotate(coded_article(row))
    text, gold = Text(row["text"]), row["attributions"]
    wanted = [text.under(each["content"]) for each in gold]
    given = [text.under(each.content) for each in layers.attributions]
    scores = [(jaccard(p, g), i, j) for i, p in enumerate(given) for j, g in enumerate(wanted) if p & g]
    found = {j: i for score, i, j in pairs(scores) if score >= 0.5}
    near = [layers.attributions[found[j]] if j in found else None for j in range(len(gold))]
    coded = tuple(coded_attribution(layers, each, close) for each, close in zip(gold, near, strict=True))
    as_coded = replace(layers, attributions=coded)
    return [
        Example(
            row["id"],
            file,
            each["act"],
            features_of(as_coded, coded[j], coded_speaker(layers, each)),
            features_of(layers, layers.attributions[found[j]], layers.speakers[found[j]]) if j in found else None,
        )
        for j, each in enumerate(gold)
        if each.get("act") and not each.get("optional")
    ]


def coded_attribution(layers: Layers, row: dict[str, Any], close: Attribution | None) -> Attribution:
    """Return a coded statement as an attribution; what coders do not mark is as the program finds it there."""

    def spans(name: str) -> Spans:
        return tuple((start, end) for start, end in row.get(name) or ())

    return Attribution(
        source=spans("source"),
        cue=spans("cue"),
        content=spans("content"),
        quote_type=quote_type(spans("content"), layers.quotations),
        headline=close is not None and close.headline,
        negated=close is not None and close.negated,
        nested_in=row["nested_in"] if isinstance(row.get("nested_in"), int) else None,
    )


def coded_speaker(layers: Layers, row: dict[str, Any]) -> Speaker:
    entity = layers.cast.find(row["speaker"]) if layers.cast is not None and row.get("speaker") else None
    return Speaker(name=row.get("speaker"), kind=row.get("speaker_kind"), side=entity.side if entity else None)


def penalty_on(name: str) -> float:
    if name.startswith("word="):
        return PENALTY * ON_CONTENT
    return PENALTY * (ON_STRONG if STRONG.match(name) else ON_WORDS if WORDS.match(name) else 1.0)


def fitted(examples: list[Example]) -> Model:
    """Return feature → row, and the weights, a column an act.

    Steps by a fixed bound on the curvature (Böhning 1992), with Nesterov's momentum: no step length to choose.
    """
    rows = [(each.coded, each.act, 1.0 if each.read is None else 0.5) for each in examples]
    rows += [(each.read, each.act, 0.5) for each in examples if each.read is not None]
    counts = Counter(feature for features, _, _ in rows for feature in features)
    names = ["(bias)", *sorted(name for name, n in counts.items() if n >= RAREST)]
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1
    for number, (features, _, _) in enumerate(rows):
        x[number, [column[each] for each in features if each in column]] = 1
    y = np.eye(len(ACTS))[[ACTS.index(act) for _, act, _ in rows]]  # type: ignore[arg-type]
    share = np.array([weight for _, _, weight in rows])[:, None]
    ridge = np.array([0.01, *(penalty_on(name) for name in names[1:])])[:, None]
    inverse = np.linalg.inv(0.5 * (x * share).T @ x + np.diag(ridge[:, 0]))
    weights = ahead = np.zeros((len(names), len(ACTS)))
    momentum = 1.0
    for _ in range(STEPS):
        score = x @ ahead
        p = np.exp(score - score.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        stepped = ahead - inverse @ (x.T @ (share * (p - y)) + ridge * ahead)
        grown = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = stepped + (momentum - 1) / grown * (stepped - weights)
        weights, momentum = stepped, grown
    return column, weights


def guess(model: Model, features: set[str]) -> str:
    column, weights = model
    return ACTS[int(weights[[0, *(column[each] for each in sorted(features) if each in column)]].sum(axis=0).argmax())]


def figures(guesses: list[tuple[Example, str, str | None]]) -> str:
    read = [(each.act, act) for each, _, act in guesses if act is not None]
    coded = sum(each.act == act for each, act, _ in guesses)
    right = sum(a == b for a, b in read)
    as_coded, as_read = 100 * coded / len(guesses), 100 * right / len(read)
    return f"{as_coded:.1f} of {len(guesses)} as coded, {as_read:.1f} of {len(read)} as read"


def write(model: Model) -> None:
    column, weights = model
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["feature", *ACTS])
        for name, number in column.items():
            row = [round(float(weight), 2) for weight in weights[number]]
            if max(map(abs, row)) >= SMALLEST:
                table.writerow([name, *(f"{weight:g}" if weight else "" for weight in row)])


if __name__ == "__main__":
    main()
