"""Train the attribution model (see training/README.md) and write a checkpoint; ``export_attribution.py`` ships it.

One command, seeds fixed: ``make train``. Needs training/requirements.txt, PolNeAR's training part and the base weights.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from corpora import coded, half_of
from network import FORBIDDEN, LEFT, RECORDS, RIGHT, SCHEMES, Network, Shape, crf_loss, fields_read, mean_of, viterbi
from safetensors.torch import load_file
from tokenizers import Tokenizer

from reportedly import model
from reportedly.annotate.attribution import features as ft
from reportedly.extract.common import TOLD_ON

SIZE, OVERLAP = 448, 112
CORPORA = f"""gold, the scheme it was coded by ({", ".join(SCHEMES)}; the first unless given), how many times an
article comes up in a pass (a fraction: as often by chance), and which half of it (0 or 1) to leave out"""
RECORD_HEADS = ("encoder.records", "encoder.fields", "encoder.told")
RECORDS_FASTER = 8.0
"""How much faster the heads for records learn: plain linear layers, on the smallest corpus."""
FIELD_WEIGHT = 0.2
PLAIN = {"“": '"', "”": '"', "’": "'", "‘": "'"}


class Article:
    """One article of gold as arrays: words, pieces, tags and the spans of every cue."""

    def __init__(self, row: dict[str, Any], tree: ft.Tree | None, encode: Any, scheme: int) -> None:
        self.id, self.text, self.scheme = row["id"], row["text"], scheme
        self.words = ft.read(self.text, tree)
        self.ids, self.first = ft.pieces(self.words, self.text, encode)
        n = len(self.words)
        self.opens = np.diff(self.words.sentence, prepend=-1) > 0
        self.tags = np.zeros((n, 3), dtype=np.int64)
        self.chances: np.ndarray | None = None
        """Of what a teacher read: the chances of each word's nine tags."""
        self.cues: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        for a in row["attributions"]:
            spans = {k: [self.span(*p) for p in a.get(k) or []] for k in ("source", "cue", "content")}
            if (
                spans["content"] and not spans["cue"]
            ):  # said without a word of saying: the content's first word stands in
                start = spans["content"][0][0]
                spans["cue"] = [(start, start + 1)]
            for column, kind in enumerate(("cue", "source", "content")):
                for s, e in spans[kind]:
                    self.tags[s, column] = 1
                    self.tags[s + 1 : e, column] = np.maximum(self.tags[s + 1 : e, column], 2)
            if spans["cue"] and spans["content"]:
                cue = spans["cue"][0]
                found = [(s, e, 1) for s, e in spans["source"]] + [(s, e, 3) for s, e in spans["content"]]
                self.cues.setdefault(cue, []).extend(found)
        self.records: np.ndarray | None = None
        self.fields = np.full((n, len(fields_read())), -100, dtype=np.int64)
        self.told = np.full(n, np.nan, dtype=np.float32)
        """Of words of records: 1 where somebody tells them, 0 where the outlet does."""
        if "records" in row:
            self.records = np.zeros((n, len(RECORDS), 2), dtype=np.float32)
            for record in row["records"]:
                for s, e in (self.span(*piece) for piece in record["span"]):
                    self.records[s, RECORDS.index(record["kind"]), 0] = 1
                    self.records[s:e, RECORDS.index(record["kind"]), 1] = 1
                    if record["kind"] in TOLD_ON:
                        self.told[s:e] = record["voice"] != model.OUTLET
                    for column, (name, values) in enumerate(fields_read().items()):
                        kind, _, field = name.rpartition(".")
                        if kind in ("", record["kind"]) and record.get(field) in values:
                            self.fields[s:e, column] = values.index(record[field])

    @classmethod
    def taught(cls, row: dict[str, Any], encode: Any) -> Article:
        """Make an article of what a teacher reads in a text (teach.py): its chances stand where gold would."""
        self = cls(row, tree_of(row["tree"]), encode, SCHEMES.index("record"))
        chances = row["chances"]
        self.tags[:] = -100
        self.chances = chances["tags"].astype(np.float32)
        self.records = chances["records"].astype(np.float32).reshape(len(self.words), len(RECORDS), 2)
        entered = self.records[..., 1].max(axis=1)
        self.told = np.where(entered > 0.5, chances["told"], np.nan).astype(np.float32)
        at = 0
        for column, values in enumerate(fields_read().values()):
            scores = chances["fields"][:, at : at + len(values)].astype(np.float32)
            self.fields[:, column] = np.where(entered > 0.5, scores.argmax(axis=1), -100)
            at += len(values)
        return self

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points → words."""
        first = int(np.searchsorted(self.words.end, start, side="right"))
        return first, max(first + 1, int(np.searchsorted(self.words.start, end)))


def tree_of(parse: dict[str, Any]) -> ft.Tree:
    return ft.Tree(parse["idx"], parse["head"], parse["dep"], parse["ent"], parse["sent"])


def load_articles(documents: list[dict[str, Any]], encode: Any, parses: Path, scheme: int) -> list[Article]:
    """Return articles of gold with the parses of their texts."""
    trees = parsed(documents, parses)
    return [Article(row, tree_of(trees[row["id"]]), encode, scheme) for row in documents]


def parsed(documents: list[dict[str, Any]], parses: Path) -> dict[str, dict[str, Any]]:
    """Parse each text with the project's spaCy model, once: ``parses`` keeps the result, by id."""
    out = pickle.loads(parses.read_bytes()) if parses.exists() else {}
    new = [row for row in documents if row["id"] not in out]
    if new:
        from reportedly.annotate import syntax

        for row in new:
            t = ft.Tree.of(syntax.parse(row["text"]))
            out[row["id"]] = {
                "idx": t.start,
                "head": t.head,
                "dep": t.dependency,
                "ent": t.entity,
                "sent": t.opens_sentence,
            }
        parses.parent.mkdir(parents=True, exist_ok=True)
        parses.write_bytes(pickle.dumps(out))
    return out


def sample_windows(articles: list[Article], rng: random.Random, short: float = 0.0) -> list[tuple[Article, int, int]]:
    """Windows that cover every article once, cut at other places in every pass.

    A share ``short`` of the articles is cut into stretches of a few sentences instead: what stands alone (a headline, a
    flash, a post) must be read as well as what stands in its article.
    """
    out = []
    for a in articles:
        n, start = len(a.words), 0
        brief = rng.random() < short
        size = rng.randint(SIZE // 2, SIZE)
        while start < n:
            if brief:
                size = rng.choice((24, 48, 96, 160))
            end = int(np.searchsorted(a.first, a.first[start] + size, side="right")) - 1
            end = max(end, start + 1)
            if brief and end < n:
                end = next((i for i in range(end, n) if a.opens[i]), n)
                end = min(end, int(np.searchsorted(a.first, a.first[start] + SIZE, side="right")) - 1)
            out.append((a, start, min(end, n)))
            if end >= n:
                break
            start = end if brief else max(int(np.searchsorted(a.first, a.first[end] - OVERLAP // 2)), start + 1)
            size = SIZE
    return out


def batches(
    windows: list[tuple[Article, int, int]], rng: random.Random, count: int
) -> Iterator[list[tuple[Article, int, int]]]:
    """Shuffled batches of ``count`` windows of like length."""
    rng.shuffle(windows)
    pool = 16 * count
    for at in range(0, len(windows), pool):
        part = sorted(windows[at : at + pool], key=lambda w: w[2] - w[1])
        groups = [part[i : i + count] for i in range(0, len(part), count)]
        rng.shuffle(groups)
        yield from groups


class Batch:
    """Padded tensors of some windows."""

    def __init__(
        self,
        items: list[tuple[Article, int, int]],
        vocabulary: dict[str, int],
        rng: random.Random | None,
        alone: bool = False,
    ) -> None:
        self.items = items
        special = ends_of(vocabulary)
        t = max(int(a.first[e] - a.first[s]) for a, s, e in items) + 2
        w = max(e - s for _, s, e in items)
        t, w = -(-t // 32) * 32, -(-w // 32) * 32  # few shapes: the matrix library keeps a kernel for each
        b = len(items)
        self.scheme = torch.tensor([a.scheme for a, _, _ in items])
        self.ids = np.zeros((b, t), dtype=np.int64)
        self.feats = np.zeros((b, t, 5), dtype=np.int64)
        self.first = np.zeros((b, w), dtype=np.int64)
        self.head = np.zeros((b, w), dtype=np.int64)
        self.tags = np.full((b, w, 3), -100, dtype=np.int64)
        self.chances = np.full((b, w, 9), np.nan, dtype=np.float32)
        self.records = np.zeros((b, w, 2 * len(RECORDS)), dtype=np.float32)
        self.coded = np.zeros((b, w), dtype=bool)
        """Words of articles whose records were coded."""
        self.fields = np.full((b, w, len(fields_read())), -100, dtype=np.int64)
        self.told = np.full((b, w), np.nan, dtype=np.float32)
        self.mask = np.zeros((b, t), dtype=bool)
        self.parsed = [rng is None or rng.random() > 0.1 for _ in items]
        for k, (a, s, e) in enumerate(items):
            base, top = int(a.first[s]), int(a.first[e])
            ids = a.ids[base:top]
            if rng is not None and rng.random() < 0.2:
                ids = ids.copy()
                for mark, plain in PLAIN.items():
                    ids[ids == vocabulary[mark]] = vocabulary[plain]
            m = top - base
            self.ids[k, 0], self.ids[k, 1 : m + 1], self.ids[k, m + 1] = special[0], ids, special[1]
            owner = np.repeat(np.arange(s, e), np.diff(a.first[s : e + 1]))
            self.feats[k, 1 : m + 1] = a.words.features[owner]
            if alone and m < SIZE // 2:
                self.feats[k, 1, 1] = 3  # what is short stands for a text of its own
            if not self.parsed[k]:
                self.feats[k, :, 3:] = 0
            self.first[k, : e - s] = a.first[s:e] - base + 1
            head = a.words.head[s:e] - s
            own = np.arange(e - s)
            keep = (head >= 0) & (head < e - s) & self.parsed[k]
            self.head[k, : e - s] = np.where(keep, head, own)
            self.tags[k, : e - s] = a.tags[s:e]
            if a.chances is not None:
                self.chances[k, : e - s] = a.chances[s:e]
            if a.records is not None:
                self.records[k, : e - s] = a.records[s:e].reshape(e - s, -1)
                self.coded[k, : e - s] = True
            self.fields[k, : e - s] = a.fields[s:e]
            self.told[k, : e - s] = a.told[s:e]
            self.mask[k, : m + 2] = True

    def tensors(self) -> tuple[torch.Tensor, ...]:
        mask = None if self.mask.all() else torch.from_numpy(self.mask)[:, None, None, :]
        arrays = (self.ids, self.feats, self.first)
        return (*(torch.from_numpy(x) for x in arrays), self.scheme, mask)  # type: ignore[arg-type]


def pair_inputs(batch: Batch, cues: list[tuple[int, tuple[int, int]]]) -> tuple[torch.Tensor, ...]:
    """For cues as (row, words of the article): places to gather around each, branch classes, mask, ends."""
    n = LEFT + RIGHT
    p = len(cues)
    place = np.zeros((p, n), dtype=np.int64)
    branch = np.zeros((p, n), dtype=np.int64)
    mask = np.zeros((p, n), dtype=bool)
    ends = np.zeros((p, 2), dtype=np.int64)
    rows = np.array([k for k, _ in cues], dtype=np.int64)
    for i, (k, cue) in enumerate(cues):
        a, s, e = batch.items[k]
        lo, hi = max(s, cue[0] - LEFT), min(e, cue[0] + RIGHT)
        at = lo - (cue[0] - LEFT)
        place[i, at : at + hi - lo] = np.arange(lo - s, hi - s)
        mask[i, at : at + hi - lo] = True
        if batch.parsed[k]:
            branch[i, at : at + hi - lo] = ft.branches(a.words, cue, (lo, hi))
        ends[i] = cue[0] - s, min(cue[1], e) - 1 - s
    return tuple(torch.from_numpy(x) for x in (rows, place, branch, mask, ends))


def pair_scores(
    net: Network, words: torch.Tensor, batch: Batch, inputs: tuple[torch.Tensor, ...]
) -> tuple[torch.Tensor, torch.Tensor]:
    rows, place, branch, mask, ends = inputs
    low = net.pairs.project(words, torch.from_numpy(batch.head))
    around = low[rows.unsqueeze(1), place]
    cue = words[rows.unsqueeze(1), ends].flatten(1)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=net.training):
        labels, valid = net.pairs(around, cue, branch, mask)
    outside = torch.zeros(labels.shape[-1])
    outside[1:] = FORBIDDEN
    return labels.float() + (~mask).unsqueeze(-1) * outside, valid.float()


def gold_labels(batch: Batch, cues: list[tuple[int, tuple[int, int]]]) -> torch.Tensor:
    out = np.zeros((len(cues), LEFT + RIGHT), dtype=np.int64)
    for i, (k, cue) in enumerate(cues):
        a, s, e = batch.items[k]
        base = cue[0] - LEFT
        for ps, pe, label in sorted(a.cues.get(cue, ()), key=lambda x: x[2]):
            lo, hi = max(ps, s, base), min(pe, e, base + LEFT + RIGHT)
            if lo < hi:
                out[i, lo - base : hi - base] = label + 1
                out[i, lo - base] = label
    return torch.from_numpy(out)


def find_cues(probability: np.ndarray, length: int, threshold: float) -> list[tuple[int, int, float]]:
    """Cues in one window of words: (first, end, probability of a beginning)."""
    out, i = [], 0
    begin = probability[:length, 1]
    while i < length:
        if begin[i] >= threshold and begin[i] >= probability[i, 2]:
            j = i + 1
            while j < length and probability[j, 2] > probability[j, 0] and probability[j, 2] >= probability[j, 1]:
                j += 1
            out.append((i, j, float(begin[i])))
            i = j
        else:
            i += 1
    return out


def loss_of(net: Network, batch: Batch) -> tuple[torch.Tensor, dict[str, float]]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, tags, records, fields, told = (x.float() for x in net.encoder(*batch.tensors()))
    parts = {}
    weights = (1.0, 0.3, 0.3)
    loss = torch.zeros(())
    for column, name in enumerate(("cue", "source", "content")):
        one = loss_of_tags(tags[..., 3 * column : 3 * column + 3].flatten(0, 1), batch, column)
        parts[name] = float(one.detach())
        loss = loss + weights[column] * one * (10 if column == 0 else 3)
    if batch.coded.any():
        coded_words = torch.from_numpy(batch.coded)
        wanted = torch.from_numpy(batch.records)[coded_words]
        entered = F.binary_cross_entropy_with_logits(records[coded_words], wanted) * 2 * len(RECORDS)
        chosen = sum_of_fields(fields[coded_words], torch.from_numpy(batch.fields)[coded_words])
        said = torch.from_numpy(batch.told)
        heard = ~said.isnan()
        if heard.any():
            chosen = chosen + FIELD_WEIGHT * F.binary_cross_entropy_with_logits(told[heard], said[heard])
        parts["records"], parts["fields"] = float(entered.detach()), float(chosen.detach())
        loss = loss + entered + chosen
    probability = torch.softmax(tags[..., :3].detach(), -1).numpy()
    cues, wrong = [], []
    for k, (a, s, e) in enumerate(batch.items):
        here = [c for c in a.cues if s <= c[0] < e]
        cues += [(k, c) for c in here]
        taken = {w for c in here for w in range(*c)}
        for first, end, _ in find_cues(probability[k], e - s, 0.2):
            if not taken & set(range(first + s, end + s)):
                wrong.append((k, (first + s, end + s)))
    # What the tagger takes for a cue and is none: the decoder learns to turn it down. Untrained, it finds thousands.
    wrong = wrong[:: max(1, 2 * len(wrong) // (len(cues) + 4))]
    wrong = wrong[: len(wrong) - (len(cues) + len(wrong)) % 8] if len(wrong) >= 8 else wrong
    kind = [1.0] * len(cues) + [0.0] * len(wrong)
    cues += wrong
    if cues:
        scores, valid = pair_scores(net, words, batch, pair_inputs(batch, cues))
        target = torch.tensor(kind)
        nll = crf_loss(scores, gold_labels(batch, cues), net.pairs.transitions())
        pair = (nll * target).sum() / max(1.0, float(target.sum()))
        good = F.binary_cross_entropy_with_logits(valid, target)
        parts["pair"], parts["valid"] = float(pair.detach()), float(good.detach())
        loss = loss + 0.5 * pair + 0.5 * good
    return loss, parts


def loss_of_tags(scores: torch.Tensor, batch: Batch, column: int) -> torch.Tensor:
    """Loss of one kind of tag a word: against gold, and against a teacher's chances where there are such."""
    gold = torch.from_numpy(batch.tags[..., column]).flatten()
    chances = torch.from_numpy(batch.chances[..., 3 * column : 3 * column + 3]).flatten(0, 1)
    taught = ~chances[:, 0].isnan()
    total = F.cross_entropy(scores, gold, ignore_index=-100, reduction="sum")
    if taught.any():
        total = total - (chances[taught] * F.log_softmax(scores[taught], -1)).sum()
    return total / max(1, int((gold >= 0).sum() + taught.sum()))


def sum_of_fields(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Loss of the fields of records, over the words of records that give them."""
    loss, at = torch.zeros(()), 0
    for column, values in enumerate(fields_read().values()):
        given = gold[:, column] >= 0
        if given.any():
            loss = loss + F.cross_entropy(scores[given, at : at + len(values)], gold[given, column])
        at += len(values)
    return FIELD_WEIGHT * loss


@dataclass(frozen=True)
class Window:
    """What the network makes of one window of an article: words ``start`` to ``end``, those of its own among them."""

    start: int
    end: int
    own: int
    own_end: int
    batch: Batch
    outputs: tuple[torch.Tensor, ...]
    """Vectors of words, then the logits of tags, records, fields and told (``Encoder.forward``)."""


@torch.no_grad()
def read(net: Network, article: Article, vocabulary: dict[str, int]) -> list[Window]:
    """Read an article window by window; the network must be in ``eval`` mode."""
    found = []
    for start, end, own, own_end in ft.windows(article.first, SIZE, OVERLAP):
        batch = Batch([(article, start, end)], vocabulary, None)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = net.encoder(*batch.tensors())
        found.append(Window(start, end, own, own_end, batch, tuple(x.float() for x in outputs)))
    return found


@torch.no_grad()
def statements_in(net: Network, article: Article, windows: list[Window], threshold: float) -> list[dict[str, Any]]:
    """Return the attributions of a text that was read, with the probabilities of cue and validity."""
    found: list[dict[str, Any]] = []
    for w in windows:
        words, tags, *_ = w.outputs
        probability = torch.softmax(tags[..., :3], -1).numpy()[0]
        cues = [c for c in find_cues(probability, w.end - w.start, threshold) if w.own <= c[0] + w.start < w.own_end]
        if not cues:
            continue
        place = [(0, (c[0] + w.start, c[1] + w.start)) for c in cues]
        scores, valid = pair_scores(net, words, w.batch, pair_inputs(w.batch, place))
        best = viterbi(scores, net.pairs.transitions()).numpy()
        chance = torch.sigmoid(valid).numpy()
        for i, (_, cue) in enumerate(place):
            found.append(assemble(article, cue, best[i], cues[i][2], float(chance[i])))
    return [each for each in found if each["content"]]


def assemble(a: Article, cue: tuple[int, int], labels: np.ndarray, p_cue: float, p_valid: float) -> dict[str, Any]:
    pieces: dict[int, list[list[int]]] = {1: [], 3: []}
    base = cue[0] - LEFT
    for i, label in enumerate(labels.tolist()):
        if label in (1, 3):
            pieces[label].append([int(a.words.start[base + i]), int(a.words.end[base + i])])
        elif label:
            pieces[label - 1][-1][1] = int(a.words.end[base + i])
    span = [[int(a.words.start[cue[0]]), int(a.words.end[cue[1] - 1])]]
    if any(start <= span[0][0] < end for start, end in pieces[3]):
        span = []
    return {
        "article_id": a.id,
        "source": pieces[1],
        "cue": span,
        "content": pieces[3],
        "p_cue": p_cue,
        "p_valid": p_valid,
    }


def parameters(net: Network, lr: float, head_lr: float, decay: float) -> list[dict[str, Any]]:
    """Groups for the optimizer: lower layers learn more slowly; what starts from nothing learns faster."""
    n = len(net.encoder.layers)
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = lr * decay ** (n - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.word", "encoder.position", "encoder.norm")):
            rate = lr * decay**n
        elif name.startswith(RECORD_HEADS):
            rate = RECORDS_FASTER * head_lr
        else:
            rate = head_lr
        groups.append({"params": [p], "lr": rate, "base": rate, "weight_decay": 0.01 if p.ndim > 1 else 0.0})
    return groups


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--train", nargs="+", required=True, metavar="FILE[:SCHEME[:TIMES[:HALF]]]", help=CORPORA)
    p.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    p.add_argument("--parses", type=Path, required=True, help="folder that keeps parses between runs")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--steps", type=int, default=1250)
    p.add_argument("--warm", type=int, default=80, help="steps over which the learning rate rises")
    p.add_argument("--fall", type=int, default=500, help="last steps, over which it falls")
    p.add_argument("--start", type=Path, nargs="+", help="begin from the mean of these checkpoints, not from --base")
    p.add_argument("--texts", type=Path, nargs="*", default=[], help="texts of articles that are coded without theirs")
    p.add_argument("--short", type=float, default=0.0, help="share of articles read in stretches of a few sentences")
    p.add_argument("--batch", type=int, default=6)
    p.add_argument("--taught", nargs="*", default=[], metavar="FILE[:TIMES[:HALF]]", help="what teach.py made")
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    p.add_argument("--decay", type=float, default=0.9)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    encode, vocabulary = tokenizer(args.base)
    articles: list[tuple[Article, float]] = []
    for each in args.train:
        name, scheme, times, leave = (each.split(":") + [SCHEMES[0], "1", ""][each.count(":") :])[:4]
        path = Path(name)
        documents = coded(path, args.texts)
        read = load_articles(documents, encode, parses_of(path, args.parses), SCHEMES.index(scheme))
        articles += [(a, float(times)) for a in read if not leave or half_of(a.id) != int(leave)]
    for each in args.taught:
        name, times, leave = (each.split(":") + ["1", ""][each.count(":") :])[:3]
        lessons = [
            row for row in pickle.loads(Path(name).read_bytes()) if not leave or half_of(row["id"]) != int(leave)
        ]
        articles += [(Article.taught(row, encode), float(times)) for row in lessons]
    net = Network(Shape.of(args.base))
    net.encoder.load_published(load_file(args.base / "model.safetensors"))
    # The meaning of words stays as published: what training saw of 2016's campaign must not bend words of other news.
    net.encoder.word.weight.requires_grad_(False)
    if args.start:
        net.load_state_dict(mean_of(args.start)["state"])
    args.out.parent.mkdir(parents=True, exist_ok=True)
    train(net, articles, vocabulary, args)


def schedule(
    articles: list[tuple[Article, float]], count: int, seed: int, steps: int, short: float
) -> list[list[tuple[Article, int, int]]]:
    """The batches of a whole run, pass after pass, each article so many times: the same for the same seed."""
    rng, out = random.Random(seed), []
    while len(out) < steps:
        drawn = [a for a, times in articles for _ in range(int(times + rng.random()))]
        out += list(batches(sample_windows(drawn, rng, short), rng, count))
    return out[:steps]


def train(
    net: Network, articles: list[tuple[Article, float]], vocabulary: dict[str, int], args: argparse.Namespace
) -> None:
    """Warm up, hold the learning rate, let it fall to nothing over the last steps. Goes on from a checkpoint.

    Every step seeds its own randomness, so a run that was broken off and resumed gives the same weights.
    """
    optimizer = torch.optim.AdamW(parameters(net, args.lr, args.head_lr, args.decay), betas=(0.9, 0.98), eps=1e-6)
    begin, begun = 0, time.time()
    if args.out.exists():
        saved = torch.load(args.out)
        net.load_state_dict(saved["state"])
        optimizer.load_state_dict(saved["optimizer"])
        begin = saved["step"]
    net.train()
    plan = schedule(articles, args.batch, args.seed, args.steps, args.short)
    print(f"{len(plan)} steps, from {begin}", flush=True)
    for step in range(begin, args.steps):
        torch.manual_seed(1_000_003 * args.seed + step)
        scale = min(1.0, (step + 1) / args.warm, (args.steps - step) / args.fall)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * scale
        loss, parts = loss_of(
            net, Batch(plan[step], vocabulary, random.Random(1_000_003 * args.seed + step), args.short > 0)
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % 20 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in parts.items())
            print(f"{step + 1}/{args.steps} {time.time() - begun:.0f}s {shown}", flush=True)
        if (step + 1) % 100 == 0 or step + 1 == args.steps:
            kept = {
                "state": net.state_dict(),
                "optimizer": optimizer.state_dict(),
                "step": step + 1,
            }
            torch.save(kept, args.out.with_suffix(".part"))
            args.out.with_suffix(".part").replace(args.out)


def ends_of(vocabulary: dict[str, int]) -> tuple[int, int]:
    """Return the pieces that open and close a window, BERT's or MPNet's."""
    opening, closing = ("[CLS]", "[SEP]") if "[CLS]" in vocabulary else ("<s>", "</s>")
    return vocabulary[opening], vocabulary[closing]


def parses_of(path: Path, folder: Path) -> Path:
    return folder / f"{path.parent.name}_{path.stem}.pkl"


def tokenizer(base: Path) -> tuple[Any, dict[str, int]]:
    """The base model's word pieces, one word at a time, remembered."""
    tok = Tokenizer.from_file(str(base / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    unknown = tok.token_to_id("[UNK]")
    known: dict[str, tuple[int, ...]] = {}

    def encode(word: str) -> tuple[int, ...]:
        if word not in known:
            known[word] = tuple(tok.encode(word, add_special_tokens=False).ids) or (unknown,)
        return known[word]

    return encode, tok.get_vocab()


if __name__ == "__main__":
    main()
