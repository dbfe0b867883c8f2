"""Let a larger network, trained alike, read texts: from what it makes of them the small one learns.

Texts that nobody coded, the rest of articles of which only the beginning was coded, and with ``--coded`` what was
coded, too: there the network's doubts say more than gold does (``train_attribution.py`` takes them by halves, as gold).

Writes one pickle of articles: their texts, parses, the statements found, and each word's chances of tags, records,
fields and of being told. ``train_attribution.py --taught`` takes it.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpora import coded, rows
from network import RECORDS, SCHEMES, Network, Shape, fields_read, mean_of
from train_attribution import Article, Window, parsed, parses_of, read, statements_in, tokenizer, tree_of

SURE = 0.5
"""Chance from which on what the teacher finds is taken for a statement."""
REST, SHORTEST = ":rest", 400
"""Mark of the uncoded rest of an article, and from how many code points on it is worth reading."""


def chances_of(article: Article, windows: list[Window]) -> dict[str, np.ndarray]:
    """Return every word's chances: tags (n, 9), records (n, 2 · kinds), fields (n, values), told (n)."""
    n = len(article.words)
    sizes = {"tags": 9, "records": 2 * len(RECORDS), "fields": sum(map(len, fields_read().values())), "told": 1}
    out = {name: np.zeros((n, size), dtype=np.float16) for name, size in sizes.items()}
    for w in windows:
        _, tags, records, fields, told = (x[0] for x in w.outputs)
        chances = (
            torch.softmax(tags.view(-1, 3, 3), -1).flatten(1),
            torch.sigmoid(records),
            fields,
            torch.sigmoid(told).unsqueeze(-1),
        )
        for name, value in zip(sizes, chances, strict=True):
            out[name][w.own : w.own_end] = value[w.own - w.start : w.own_end - w.start].numpy()
    return out | {"told": out["told"][:, 0]}


def unread(row: dict[str, Any], coded: dict[str, int | None]) -> dict[str, Any] | None:
    """Return what was not coded of an article: all, nothing, or what stands behind the coded beginning."""
    if row["id"] not in coded:
        return row
    end = coded[row["id"]]
    rest = row["text"][end:] if end else ""
    return {"id": row["id"] + REST, "text": rest} if len(rest) >= SHORTEST else None


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoints", type=Path, nargs="+", help="of the teacher; their weights are averaged")
    p.add_argument("--base", type=Path, required=True, help="the teacher's folder: model, tokenizer, config")
    p.add_argument("--texts", type=Path, nargs="+", required=True, help="JSON Lines with id and text")
    p.add_argument("--but", type=Path, nargs="*", default=[], help="coded articles, whose coded words are left out")
    p.add_argument("--coded", type=Path, nargs="*", default=[], help="coded articles to read instead of --texts")
    p.add_argument("--parses", type=Path, required=True, help="folder that keeps parses between runs")
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    encode, vocabulary = tokenizer(args.base)
    net = Network(Shape.of(args.base))
    net.load_state_dict(mean_of(args.checkpoints)["state"])
    net.eval()
    until = {row["id"]: row.get("end") for path in args.but for row in rows(path)}
    taught: list[dict[str, Any]] = []
    for path in args.coded or args.texts:
        if args.coded:
            documents = coded(path, args.texts)
        else:
            documents = [rest for row in rows(path) if (rest := unread(row, until))]
        trees = parsed(documents, parses_of(path, args.parses))
        for row in documents:
            article = Article({**row, "attributions": []}, tree_of(trees[row["id"]]), encode, SCHEMES.index("record"))
            windows = read(net, article, vocabulary)
            found = statements_in(net, article, windows, 0.3)
            kept = [each for each in found if each["p_cue"] * each["p_valid"] >= SURE]
            row = {"id": row["id"], "text": row["text"], "tree": trees[row["id"]], "attributions": kept}
            taught.append(row | {"chances": chances_of(article, windows)})
        print(path.name, len(taught), flush=True)
    args.out.write_bytes(pickle.dumps(taught))


if __name__ == "__main__":
    main()
