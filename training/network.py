"""The network: a MiniLM encoder, a cue tagger over it, and a small decoder that reads the text once for every cue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from reportedly import model
from reportedly.annotate.attribution import features as ft
from reportedly.extract.choices import DECIDING

WIDTH, HEADS, INNER = 384, 12, 1536
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


@cache
def fields_read() -> dict[str, tuple[str, ...]]:
    """Return each field that the network reads with its values, in the order of its outputs."""
    found = {f"{kind}.{field}": values_of(kind, field) for kind, field in DECIDING.items()}
    return found | {"modality": get_args(model.Modality)}


def values_of(kind: str, field: str) -> tuple[str, ...]:
    """Return the values that a field of a kind of record may have."""
    hint = get_type_hints(getattr(model, kind.capitalize()))[field]
    return tuple(value for part in (hint, *get_args(hint)) for value in get_args(part) if isinstance(value, str))


class EncoderLayer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and word features → one vector a word, and tag scores."""

    def __init__(self, layers: int = 6, vocabulary: int = 30522) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.scheme = nn.Embedding(len(SCHEMES), WIDTH)
        nn.init.zeros_(self.scheme.weight)
        self.features = nn.ModuleList(
            nn.Embedding(n, WIDTH) for n in (ft.N_SHAPES, ft.N_GAPS, ft.N_QUOTES, ft.N_DEPENDENCIES, ft.N_ENTITIES)
        )
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(layers))
        self.tags = nn.Linear(WIDTH, 9)
        self.records = nn.Linear(WIDTH, 2 * len(RECORDS))
        nn.init.constant_(self.records.bias, RARE)
        self.fields = nn.Linear(WIDTH, sum(map(len, fields_read().values())))
        self.told = nn.Linear(WIDTH, 1)

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
        for layer in self.layers:
            x = layer(x, mask)
        words = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        seen = self.drop(words)
        return words, self.tags(seen), self.records(seen), self.fields(seen), self.told(seen).squeeze(-1)

    def load_minilm(self, state: dict[str, Tensor]) -> None:
        """Start from the published weights; the type embedding is folded into the positions."""
        get = lambda name: state[name].float()  # noqa: E731
        e = "embeddings."
        self.word.weight.data.copy_(get(e + "word_embeddings.weight"))
        self.position.weight.data.copy_(
            get(e + "position_embeddings.weight") + get(e + "token_type_embeddings.weight")[0]
        )
        self.norm.weight.data.copy_(get(e + "LayerNorm.weight"))
        self.norm.bias.data.copy_(get(e + "LayerNorm.bias"))
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [get(f"{p}attention.self.{n}.{kind}") for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
                for ours, theirs in (
                    (layer.out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    getattr(ours, kind).data.copy_(get(f"{p}{theirs}.{kind}"))


class PairDecoder(nn.Module):
    """For each cue: which words around it are its source and its content, and whether it is a cue at all."""

    def __init__(self) -> None:
        super().__init__()
        self.token = nn.Linear(WIDTH, PAIR)
        self.governor = nn.Linear(WIDTH, PAIR)
        self.cue = nn.Linear(2 * WIDTH, PAIR)
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
        """Word vectors (b, w, 384) and index of each word's head (b, w) → (b, w, 128)."""
        governor = torch.gather(words, 1, head.unsqueeze(-1).expand(-1, -1, WIDTH))
        return self.token(words) + self.governor(governor)

    def forward(self, around: Tensor, ends: Tensor, branch: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """``around`` (p, n, 128), ``ends`` (p, 768): first and last word of the cue; ``mask`` (p, n): word is there."""
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

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.pairs = PairDecoder()


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
