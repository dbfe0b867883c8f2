"""Learns which candidates for records a careful reader would enter; writes ``data/record_weights.csv``.

    python training/records.py GOLD.jsonl... [--texts TEXTS.jsonl...] [--halves MODEL0 MODEL1]

GOLD holds coded articles (``id, text, attributions, records``; the text may be left to TEXTS): each is used twice,
with its statements as coders marked them and as the program reads them. A linear model a kind: ridge-penalised
logistic regression by Newton steps, thresholds as below; and one a value for the fields of few values (``choices``).
Prints the F of held-out folds (by article) a kind, with the threshold that would be best for it alone, and in all.
MODEL0 and MODEL1 are exported attribution models of which each was trained without one half of the articles
(``corpora.half_of``): every article is read by the one that had not seen it, as the articles of users will be.
Deterministic.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpora import coded as articles
from corpora import half_of

from reportedly.annotate import annotate
from reportedly.annotate.attribution import tagger
from reportedly.annotate.attribution.weights import load, load_from
from reportedly.annotate.layers import Layers
from reportedly.evaluate.coded import coded_article, coded_statements
from reportedly.evaluate.records import agrees
from reportedly.evaluate.words import Text, jaccard, pairs, precision_recall
from reportedly.extract import candidates as chooser
from reportedly.extract.candidates import Candidate, choose
from reportedly.extract.choices import DECIDING, best_value, by_sign, signs
from reportedly.extract.common import read_article
from reportedly.extract.records import candidates_of
from reportedly.extract.statements import extract_statements
from reportedly.model import Statement, to_row

TABLE = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "record_weights.csv"
PENALTY, UNSURE, RAREST, RAREST_OF_MANY, FOLDS = 8.0, 0.5, 5, 24, 8
THRESHOLDS = {
    "accusation": 0.34,
    "ceasefire": 0.37,
    "corridor": 0.46,
    "delegation": 0.25,
    "denial": 0.46,
    "figure": 0.37,
    "position": 0.46,
    "round": 0.43,
}
"""From which chance on a candidate is entered: the best on held-out articles of those that keep the five articles,
whose coders entered least, at what is committed for them."""
KINDS = tuple(THRESHOLDS)
FIELD_PENALTY, READ_PENALTY, RULE_PENALTY = 16.0, 6.0, 0.5
READ = ("read:", "decided:")
RAREST_VALUE, NO_VALUES = 30, {"past_habit"}
NOT_COMPARED = {"article_id", "date_text", "id", "kind", "nth", "optional", "span"}
HEADER = (
    "# Log-odds that a named feature adds to a candidate for a record; (bias) and (threshold) a kind.\n"
    "# Made by training/records.py; features name grammar, speech acts and cue classes of data/record_cues.toml.\n"
    "kind,feature,weight\n"
)
Weights = dict[str, dict[str, float]]


@dataclass
class Example:
    """One article's candidates with their labels: 1 a record, 0 none, -1 on a record's words but not the best."""

    id: str
    low: list[str]
    candidates: list[Candidate]
    labels: list[int]
    gold: Counter[str]
    document: dict[str, Any]
    spans: list[tuple[int, int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--halves", type=Path, nargs=2, metavar="MODEL", default=[])
    options = parser.parse_args()
    models = [load_from(folder) for folder in options.halves] or [load()]
    documents = [row for path in options.gold for row in articles(path, options.texts)]
    both_ways = []
    for row in documents:
        tagger.load = lambda row=row: models[half_of(row["id"]) % len(models)]
        both_ways.append(examples_of(row))
    coded, read = ([each[way] for each in both_ways] for way in (0, 1))
    fold = {row["id"]: number % FOLDS for number, row in enumerate(documents)}
    model = {kind: fitted([*coded, *read], kind) for kind in KINDS}
    model |= fields_fitted(cases_of([*coded, *read]), fold)
    held_out: dict[str, Weights] = {}
    for number in range(FOLDS):
        rest = [each for each in (*coded, *read) if fold[each.id] != number]
        part = {kind: fitted(rest, kind, model[kind]) for kind in KINDS}
        held_out.update({name: part for name, its in fold.items() if its == number})
    for kind in KINDS:
        model[kind]["(threshold)"] = THRESHOLDS[kind]
        both = [best_threshold(examples, held_out, kind) for examples in (coded, read)]
        shown = [f"{100 * score:.1f} at {threshold:.2f}" for score, threshold in both]
        print(f"{kind:11} held out F at best {shown[0]} on coded statements, {shown[1]} on read ones")
    for name, examples in (("coded", coded), ("read", read)):
        print(f"all kinds   held out {held_out_total(examples, held_out, model)} on {name} statements")
    lines = [f"{k},{quoted(f)},{w}" for k in sorted(model) for f, w in sorted(model[k].items()) if abs(w) >= 0.01]
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def quoted(feature: str) -> str:
    return f'"{feature}"' if "," in feature else feature


def examples_of(row: dict[str, Any]) -> tuple[Example, Example]:
    """Return one article with the statements that coders marked, and with those that the program reads."""
    layers = annotate(coded_article(row))
    return example_of(row, layers, coded_statements(row)), example_of(row, layers, extract_statements(layers))


def example_of(row: dict[str, Any], layers: Layers, statements: tuple[Statement, ...]) -> Example:
    """Return one article's candidates with their labels."""
    article = read_article(layers, statements)
    candidates, scene = candidates_of(article), article.context.scene
    spans = [scene.span(each.start, each.end) for each in candidates]
    example = Example(row["id"], scene.low, candidates, [], Counter(r["kind"] for r in row["records"]), row, spans)
    example.labels = list(labels_of(example, range(len(candidates))))
    return example


def labels_of(example: Example, chosen: Iterable[int]) -> list[int]:
    """Label candidates against the gold of their article, paired as the measure pairs them."""
    chosen = list(chosen)
    scores = likeness(example, chosen)
    best, touching = {i for _, i, _ in pairs(scores)}, {i for _, i, _ in scores}
    return [1 if i in best else -1 if i in touching else 0 for i in chosen]


def likeness(example: Example, chosen: list[int]) -> list[tuple[float, int, int]]:
    """Return (how like, candidate, gold record) of all that may be paired."""
    text, gold = Text(example.document["text"]), example.document["records"]
    wanted, scores = [text.under(row["span"]) for row in gold], []
    for i in chosen:
        given, candidate = text.under([example.spans[i]]), example.candidates[i]
        for j, row in enumerate(gold):
            overlap = jaccard(given, wanted[j])
            held = given <= wanted[j] or wanted[j] <= given
            if row["kind"] == candidate.kind and given & wanted[j] and (overlap >= 0.3 or held):
                found = to_row(candidate.build(1.0, candidate.proposed))
                right = sum(
                    agrees(k, found.get(k), v) for k, v in row.items() if k not in NOT_COMPARED and v is not None
                )
                scores.append((overlap + 0.03 * right, i, j))
    return scores


def fitted(examples: list[Example], kind: str, start: dict[str, float] | None = None) -> dict[str, float]:
    """Return feature → weight of one kind's model, sought from the weights ``start`` on."""
    rows = [
        (candidate.features, label)
        for each in examples
        for candidate, label in zip(each.candidates, each.labels, strict=True)
        if candidate.kind == kind
    ]
    names, x = design([features for features, _ in rows])
    y = np.array([float(label == 1) for _, label in rows])
    sure = np.array([UNSURE if label < 0 else 1.0 for _, label in rows])
    beta = newton(x, y, sure, np.array([(start or {}).get(name, 0.0) for name in names]))
    return {name: round(float(weight), 3) for name, weight in zip(names, beta, strict=True)}


Case = tuple[str, set[str], str, str]
"""Article, signs, the rules' value and the coder's, of one field of one record."""


def cases_of(examples: list[Example]) -> dict[str, list[Case]]:
    """Return for each field of few values (``kind.field``) what coders chose, and by which signs."""
    cases: dict[str, list[Case]] = {}
    for example in examples:
        for _, i, j in pairs(likeness(example, [i for i, label in enumerate(example.labels) if label == 1])):
            candidate, row = example.candidates[i], example.document["records"][j]
            seen, value = candidate.features, candidate.proposed
            if candidate.kind in DECIDING:
                name = f"{candidate.kind}.{DECIDING[candidate.kind]}"
                given = row.get(DECIDING[candidate.kind])
                if isinstance(given, str):
                    cases.setdefault(name, []).append((example.id, signs(seen, value), value, given))
                    value = given
            if isinstance(row.get("modality"), str):
                rule = candidate.build(1.0, value).modality
                found = (example.id, signs(seen | {f"decided:{value}"}, rule), rule, row["modality"])
                cases.setdefault(f"{candidate.kind}.modality", []).append(found)
    return cases


def fields_fitted(cases: dict[str, list[Case]], fold: dict[str, int]) -> Weights:
    """Return the weights by which fields of few values are filled (``kind.field=value``), one against the rest; those
    of fields only where articles held out are filled better so than by rule. Prints both.
    """
    found: Weights = {}
    for name, its in sorted(cases.items()):
        right = 0
        for number in range(FOLDS):
            weights = by_sign(one_field([case for case in its if fold[case[0]] != number]))
            mine = [case for case in its if fold[case[0]] == number]
            right += sum(best_value(weights, seen, rule) == given for _, seen, rule, given in mine)
        ruled, size = sum(case[2] == case[3] for case in its), len(its)
        print(f"{name:19} of {size:4}: by rule {100 * ruled / size:.1f}, learned {100 * right / size:.1f}")
        if right > ruled:
            found |= {f"{name}={value}": table for value, table in one_field(its).items()}
    return found


def one_field(cases: list[Case]) -> Weights:
    """Return value → feature → weight of one field."""
    names, x = design([seen for _, seen, _, _ in cases])
    penalty = np.array([field_penalty(name) for name in names])
    found = {}
    for value, times in sorted(Counter(value for *_, value in cases).items()):
        if times >= RAREST_VALUE and value not in NO_VALUES:
            y = np.array([float(case[3] == value) for case in cases])
            beta = newton(x, y, np.ones(len(cases)), np.zeros(len(names)), penalty)
            found[value] = {n: round(float(w), 3) for n, w in zip(names, beta, strict=True)}
    return found if len(found) > 1 else {}


def field_penalty(name: str) -> float:
    """Return the ridge penalty of a sign that a field's value is decided by, the smaller the more it tells."""
    return RULE_PENALTY if name.startswith("rule:") else READ_PENALTY if name.startswith(READ) else FIELD_PENALTY


def design(seen: list[set[str]]) -> tuple[list[str], Any]:
    """Return the features worth learning from, the bias first, and a row of zeros and ones for each case."""
    counts = Counter(feature for features in seen for feature in features)
    names = ["(bias)", *sorted(f for f, n in counts.items() if rarest(f) <= n <= len(seen) - 2)]
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(seen), len(names)), dtype=np.float32)
    x[:, 0] = 1
    for number, features in enumerate(seen):
        x[number, [column[f] for f in features if f in column]] = 1
    return names, x


def rarest(feature: str) -> int:
    """Return how often a feature has to be seen to be learned from: of words and pairs there are many."""
    return RAREST_OF_MANY if "word:" in feature or " & " in feature else RAREST


def newton(x: Any, y: Any, sure: Any, beta: Any, penalty: Any = PENALTY) -> Any:
    """Fit a ridge-penalised logistic regression by Newton steps from ``beta`` on; column 0 is the bias."""
    ridge = np.eye(x.shape[1]) * penalty
    ridge[0, 0] = 1e-6
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        root = np.sqrt(sure * p * (1 - p)).astype(np.float32)[:, None]
        weighed = x * root
        step = np.linalg.solve((weighed.T @ weighed).astype(float) + ridge, x.T @ (sure * (p - y)) + ridge @ beta)
        beta = beta - step
        if np.abs(step).max() < 0.01:
            break
    return beta


def best_threshold(examples: list[Example], held_out: dict[str, Weights], kind: str) -> tuple[float, float]:
    """Return the best F of one kind and its threshold, each article scored by the model that has not seen it."""
    gold, scores = sum(each.gold[kind] for each in examples), list[tuple[float, float]]()
    keep = chooser.weights
    for threshold in np.arange(0.1, 0.62, 0.04):
        right = found = 0
        for each in examples:
            table = {kind: held_out[each.id][kind] | {"(threshold)": float(threshold)}}
            chooser.weights = lambda table=table: table  # type: ignore[assignment,misc]
            mine = [i for i, candidate in enumerate(each.candidates) if candidate.kind == kind]
            place = {id(each.candidates[i]): i for i in mine}
            kept = [place[id(c)] for c in choose([each.candidates[i] for i in mine], each.low)]
            found += len(kept)
            right += sum(label == 1 for label in labels_of(each, kept))
        scores.append((2 * right / max(1, found + gold), float(threshold)))
    chooser.weights = keep
    return max(scores)


def held_out_total(examples: list[Example], held_out: dict[str, Weights], final: Weights) -> str:
    """Return precision, recall and F over all kinds, each article chosen for by the models that have not seen it."""
    keep, right, found, gold = chooser.weights, 0, 0, 0
    for each in examples:
        table = {k: held_out[each.id][k] | {"(threshold)": final[k]["(threshold)"]} for k in KINDS}
        chooser.weights = lambda table=table: table  # type: ignore[assignment,misc]
        place = {id(candidate): i for i, candidate in enumerate(each.candidates)}
        kept = [place[id(c)] for c in choose(each.candidates, each.low)]
        found, gold = found + len(kept), gold + each.gold.total()
        right += sum(label == 1 for label in labels_of(each, kept))
    chooser.weights = keep
    return precision_recall(right, found, gold)


if __name__ == "__main__":
    main()
