"""The network: a transformer, a cue tagger over it, and a small decoder that reads the text once for every cue."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly import model
from reportedly.annotate.attribution import features as ft
from reportedly.extract.choices import DECIDING

PAIR, PAIR_HEADS = 128, 4
LEFT, RIGHT = 60, 100
"""Words before and after the first word of a cue that its decoder sees; 99 % of the gold lies within."""
SCHEMES = ("attribution", "record", "quotation")
"""How a corpus was coded: every attribution, thoughts included (PolNeAR); what the record holds (news of talks: speech
within speech, one statement a run of quotation); what persons are quoted with (the news of the Gender Gap Tracker)."""
RECORDS = tuple(sorted(set(model.RECORD_KINDS) - {"event"}))
"""Kinds of records of which the tagger tells what words state one; by alphabet, as the extractors take them."""
RARE = -3.0
"""Log-odds of a record of a kind at a word before anything is learned."""
LABELS = 5  # O, source B, source I, content B, content I
FORBIDDEN = -1e4


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder: MiniLM's, which ships, or those of MPNet, which teaches it."""

    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    vocabulary: int = 30522
    epsilon: float = 1e-12
    buckets: int = 0
    """Of relative positions (MPNet); 0 for none."""

    @classmethod
    def of(cls, base: Path) -> Shape:
        """Read a published model's ``config.json``."""
        c = json.loads((base / "config.json").read_text(encoding="utf8"))
        names = ("hidden_size", "num_attention_heads", "intermediate_size", "num_hidden_layers", "vocab_size")
        sizes = (c[name] for name in names)
        return cls(*sizes, epsilon=c["layer_norm_eps"], buckets=c.get("relative_attention_num_buckets", 0))


@cache
def fields_read() -> dict[str, tuple[str, ...]]:
    """Return each field that the network reads with its values, in the order of its outputs."""
    found = {f"{kind}.{field}": values_of(kind, field) for kind, field in DECIDING.items()}
    return found | {"modality": get_args(model.Modality)}


def values_of(kind: str, field: str) -> tuple[str, ...]:
    """Return the values that a field of a kind of record may have."""
    hint = get_type_hints(getattr(model, kind.capitalize()))[field]
    return tuple(value for part in (hint, *get_args(hint)) for value in get_args(part) if isinstance(value, str))


BERT = (
    *(f"attention.self.{name}" for name in ("query", "key", "value")),
    "attention.output.dense",
    "attention.output.LayerNorm",
    "intermediate.dense",
    "output.dense",
    "output.LayerNorm",
)
"""Names of a layer's parts in published weights: query, key, value, out, first norm, up, down, second norm."""
MPNET = (*(f"attention.attn.{name}" for name in "qkvo"), "attention.LayerNorm", *BERT[-3:])


@cache
def buckets(length: int, count: int) -> Tensor:
    """Return the bucket of every pair of places (Raffel et al. 2020): half for each direction, exact where near, else
    by the logarithm of the distance, (length, length).
    """
    place = torch.arange(length)
    apart = place[:, None] - place[None, :]
    half, exact, farthest = count // 2, count // 4, 128
    far = torch.log(apart.abs().clamp(min=1) / exact) / math.log(farthest / exact) * (half - exact)
    steps = torch.where(apart.abs() < exact, apart.abs(), (exact + far.long()).clamp(max=half - 1))
    return steps + (apart < 0).long() * half


class EncoderLayer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, width = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and word features → one vector a word, and tag scores."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.word = nn.Embedding(shape.vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.relative = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.scheme = nn.Embedding(len(SCHEMES), width)
        nn.init.zeros_(self.scheme.weight)
        self.features = nn.ModuleList(
            nn.Embedding(n, width) for n in (ft.N_SHAPES, ft.N_GAPS, ft.N_QUOTES, ft.N_DEPENDENCIES, ft.N_ENTITIES)
        )
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(width, 9)
        self.records = nn.Linear(width, 2 * len(RECORDS))
        nn.init.constant_(self.records.bias, RARE)
        self.fields = nn.Linear(width, sum(map(len, fields_read().values())))
        self.told = nn.Linear(width, 1)

    def forward(
        self, ids: Tensor, feats: Tensor, first: Tensor, scheme: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, ...]:
        """Return vectors of words, and as logits their tags, records, fields, and whether somebody tells them.

        Records, of each kind: one begins here, one goes on here. Fields: the values of each, one field after another.

        ``ids`` (b, t), ``feats`` (b, t, 5), ``first`` (b, w): each word's first piece, ``scheme`` (b).
        """
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.scheme(scheme).unsqueeze(1)
        for i, table in enumerate(self.features):
            x = x + table(feats[:, :, i])
        x = self.drop(self.norm(x))
        if self.relative is not None:
            mask = self._with_positions(self.relative, mask, *ids.shape)
        for layer in self.layers:
            x = layer(x, mask)
        words = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        seen = self.drop(words)
        return words, self.tags(seen), self.records(seen), self.fields(seen), self.told(seen).squeeze(-1)

    @staticmethod
    def _with_positions(relative: nn.Embedding, mask: Tensor | None, rows: int, length: int) -> Tensor:
        """Return what is added to the scores of attention: how far apart two pieces stand, and which are there."""
        bias = relative(buckets(length, relative.num_embeddings)).permute(2, 0, 1).unsqueeze(0)
        bias = bias.expand(rows, -1, -1, -1) if mask is None else bias + (~mask).to(bias.dtype) * FORBIDDEN
        return bias.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else bias

    def load_published(self, state: dict[str, Tensor]) -> None:
        """Start from the published weights of BERT's or MPNet's kind; a type embedding is folded into the positions."""
        get = lambda name: state[name].float()  # noqa: E731
        e = "embeddings."
        self.word.weight.data.copy_(get(e + "word_embeddings.weight"))
        positions = get(e + "position_embeddings.weight")
        if self.relative is None:
            positions = positions + get(e + "token_type_embeddings.weight")[0]
        else:
            self.relative.weight.data.copy_(get("encoder.relative_attention_bias.weight"))
        self.position.weight.data.copy_(positions[-len(self.position.weight) :])
        self.norm.weight.data.copy_(get(e + "LayerNorm.weight"))
        self.norm.bias.data.copy_(get(e + "LayerNorm.bias"))
        names = BERT if self.relative is None else MPNET
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [get(f"{p}{name}.{kind}") for name in names[:3]]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                own = (layer.out, layer.norm1, layer.up, layer.down, layer.norm2)
                for ours, theirs in zip(own, names[3:], strict=True):
                    getattr(ours, kind).data.copy_(get(f"{p}{theirs}.{kind}"))


class PairDecoder(nn.Module):
    """For each cue: which words around it are its source and its content, and whether it is a cue at all."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.token = nn.Linear(width, PAIR)
        self.governor = nn.Linear(width, PAIR)
        self.cue = nn.Linear(2 * width, PAIR)
        self.distance = nn.Embedding(LEFT + RIGHT, PAIR)
        self.branch = nn.Embedding(ft.N_BRANCHES, PAIR)
        self.norm = nn.LayerNorm(PAIR)
        self.qkv = nn.Linear(PAIR, 3 * PAIR)
        self.out = nn.Linear(PAIR, PAIR)
        self.norm1 = nn.LayerNorm(PAIR)
        self.conv = nn.Conv1d(PAIR, PAIR, 3, padding=1)
        self.up = nn.Linear(PAIR, 3 * PAIR)
        self.down = nn.Linear(3 * PAIR, PAIR)
        self.norm2 = nn.LayerNorm(PAIR)
        self.drop = nn.Dropout(0.1)
        self.labels = nn.Linear(PAIR, LABELS)
        self.valid = nn.Linear(PAIR, 1)
        self.transition = nn.Parameter(torch.zeros(LABELS, LABELS))
        for table in (self.distance, self.branch):
            nn.init.normal_(table.weight, std=0.02)

    def project(self, words: Tensor, head: Tensor) -> Tensor:
        """Word vectors (b, w, width) and index of each word's head (b, w) → (b, w, 128)."""
        governor = torch.gather(words, 1, head.unsqueeze(-1).expand(-1, -1, words.shape[-1]))
        return self.token(words) + self.governor(governor)

    def forward(self, around: Tensor, ends: Tensor, branch: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """``around`` (p, n, 128), ``ends`` (p, 2 · width): the cue's first and last word; ``mask`` (p, n)."""
        p, n, _ = around.shape
        z = around + self.cue(ends).unsqueeze(1) + self.distance.weight + self.branch(branch)
        z = self.norm(F.gelu(z))
        bias = (~mask).to(z.dtype)[:, None, None, :] * FORBIDDEN
        q, k, v = self.qkv(z).view(p, n, 3, PAIR_HEADS, PAIR // PAIR_HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (PAIR // PAIR_HEADS) ** -0.5 + bias, dim=-1)
        y = (weights @ v).transpose(1, 2).reshape(p, n, PAIR)
        z = self.norm1(z + self.drop(self.out(y)))
        z = z + F.gelu(self.conv((z * mask.unsqueeze(-1)).transpose(1, 2)).transpose(1, 2))
        z = self.norm2(z + self.drop(self.down(F.gelu(self.up(z)))))
        return self.labels(z), self.valid(z[:, LEFT]).squeeze(-1)

    def transitions(self) -> Tensor:
        """Scores of label after label; what BIO forbids is out of reach."""
        ban = torch.zeros(LABELS, LABELS)
        for inside, begin in ((2, 1), (4, 3)):
            for before in range(LABELS):
                if before not in (inside, begin):
                    ban[before, inside] = FORBIDDEN
        return self.transition + ban


class Network(nn.Module):
    """Encoder and decoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.pairs = PairDecoder(shape.width)


def mean_of(checkpoints: Sequence[Path]) -> dict[str, Any]:
    """Return the first checkpoint with the mean of all weights in it: runs from one start land in one valley."""
    loaded = [torch.load(path) for path in checkpoints]
    for name in loaded[0]["state"]:
        loaded[0]["state"][name] = sum(each["state"][name] for each in loaded) / len(loaded)
    return loaded[0]


def start_ban() -> Tensor:
    """Scores of the first label: no piece begins with I."""
    return torch.tensor([0.0, 0.0, FORBIDDEN, 0.0, FORBIDDEN])


def crf_loss(scores: Tensor, gold: Tensor, transitions: Tensor) -> Tensor:
    """Negative log likelihood of label sequences, one value a sequence. ``scores`` (p, n, 5), ``gold`` (p, n)."""
    p, n, _ = scores.shape
    rows = torch.arange(p)
    path = scores.gather(2, gold.unsqueeze(-1)).squeeze(-1).sum(1)
    path = path + transitions[gold[:, :-1], gold[:, 1:]].sum(1)
    alpha = scores[:, 0] + start_ban()
    for i in range(1, n):
        alpha = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + scores[rows, i]
    return torch.logsumexp(alpha, dim=1) - path


def viterbi(scores: Tensor, transitions: Tensor) -> Tensor:
    """Best label sequences, (p, n)."""
    n = scores.shape[1]
    best, back = scores[:, 0] + start_ban(), []
    for i in range(1, n):
        value, index = (best.unsqueeze(2) + transitions).max(1)
        best = value + scores[:, i]
        back.append(index)
    out = [best.argmax(1)]
    for index in reversed(back):
        out.append(index.gather(1, out[-1].unsqueeze(1)).squeeze(1))
    return torch.stack(out[::-1], 1)
