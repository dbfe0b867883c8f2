"""Write a checkpoint as the ONNX graphs that ship: ``encoder.onnx`` (int8) and ``decoder.onnx`` (float), and meta.json.

The graphs are built node by node from onnxruntime's fused operators: each linear layer is one
``DynamicQuantizeMatMul`` (weights int8, one scale a column; activations quantised as they come), word-piece
embeddings are int8 with a scale a row. The decoder stays float: it is small, and so no cue's result depends on which
others share its batch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import LEFT, PAIR, PAIR_HEADS, RECORDS, RIGHT, SCHEMES, Shape, fields_read, mean_of
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and weights of one ONNX graph."""

    def __init__(self, state: dict[str, torch.Tensor], quantise: bool = True) -> None:
        self.state = {k: v.float().numpy() for k, v in state.items()}
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.count, self.quantise = 0, quantise

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        name = name or self.fresh()
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def fresh(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def op(
        self, kind: str, *inputs: str, domain: str = "", out: str | list[str] | None = None, **attributes: Any
    ) -> str:
        outputs = [self.fresh()] if out is None else [out] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, domain=domain, **attributes))
        return outputs[0]

    def linear(self, x: str, name: str, out: str | None = None, quantise: bool | None = None) -> str:
        """``x @ W.T + b`` by the layer's name; the bias may be absent."""
        bias = self.state.get(name + ".bias")
        return self.matmul(x, self.state[name + ".weight"].T, bias, out, quantise)

    def matmul(
        self, x: str, weight: np.ndarray, bias: np.ndarray | None, out: str | None = None, quantise: bool | None = None
    ) -> str:
        if self.quantise if quantise is None else quantise:
            scale = (np.abs(weight).max(axis=0) / 127).astype(np.float32)
            whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
            zero = np.zeros(weight.shape[1], dtype=np.int8)
            inputs = [x, self.constant(whole), self.constant(scale), self.constant(zero)]
            if bias is not None:
                inputs.append(self.constant(bias))
            return self.op("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT, out=out)
        y = self.op("MatMul", x, self.constant(weight), out=None if bias is not None else out)
        return y if bias is None else self.op("Add", y, self.constant(bias), out=out)

    def norm(self, x: str, name: str, epsilon: float, skip: str | None = None) -> str:
        scale, shift = (self.constant(self.state[f"{name}.{k}"]) for k in ("weight", "bias"))
        if skip is not None:  # onnxruntime's fused SkipLayerNormalization is five times slower than the two nodes
            x = self.op("Add", x, skip)
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=epsilon)

    def save(self, path: Path, inputs: list[Any], outputs: list[Any]) -> None:
        graph = helper.make_graph(self.nodes, path.stem, inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
        path.write_bytes(model.SerializeToString(deterministic=True))


def info(name: str, kind: int, *shape: int | str) -> Any:
    return helper.make_tensor_value_info(name, kind, list(shape))


def export_encoder(state: dict[str, torch.Tensor], sizes: Shape, path: Path, quantise: bool) -> None:
    """Inputs ids (1, t), features (5, t), first (w), head (w), scheme (1); outputs cue (w, 3), records (w, kinds, 2),
    fields (w, values), told (w, 1) and three of (w, 128).
    """
    g = Graph(state, quantise)
    table = g.state["encoder.word.weight"]
    scale = (np.abs(table).max(axis=1, keepdims=True) / 127 + 1e-12).astype(np.float32)
    whole = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    x = g.op("Cast", g.op("Gather", g.constant(whole), "ids"), to=TensorProto.FLOAT)
    x = g.op("Mul", x, g.op("Gather", g.constant(scale), "ids"))
    length = g.op("Shape", "ids", start=1)
    zero, axis = g.constant(np.array([0], dtype=np.int64)), g.constant(np.array([0], dtype=np.int64))
    x = g.op("Add", x, g.op("Slice", g.constant(g.state["encoder.position.weight"]), zero, length, axis))
    schemes = g.state["encoder.scheme.weight"]
    x = g.op("Add", x, g.op("Gather", g.constant(schemes), "scheme"))
    for i in range(5):
        row = g.op("Gather", "features", g.constant(np.array(i, dtype=np.int64)), axis=0)
        x = g.op("Add", x, g.op("Gather", g.constant(g.state[f"encoder.features.{i}.weight"]), row))
    x = g.norm(x, "encoder.norm", sizes.epsilon)
    for i in range(sizes.layers):
        p = f"encoder.layers.{i}."
        names = [g.fresh() for _ in range(3)]
        thirds = g.constant(np.array([sizes.width] * 3, dtype=np.int64))
        g.op("Split", g.linear(x, p + "qkv"), thirds, out=names, axis=2)
        y = g.op("MultiHeadAttention", *names, domain=MICROSOFT, num_heads=sizes.heads)
        x = g.norm(x, p + "norm1", sizes.epsilon, g.linear(y, p + "out"))
        y = g.op("Gelu", g.linear(x, p + "up"), domain=MICROSOFT)
        x = g.norm(x, p + "norm2", sizes.epsilon, g.linear(y, p + "down"))
    x = g.op("Squeeze", x, g.constant(np.array([0], dtype=np.int64)))
    words = g.op("Gather", x, "first", axis=0)
    s = g.state
    weight, bias = s["encoder.tags.weight"][:3].T, s["encoder.tags.bias"][:3]
    g.op("Softmax", g.matmul(words, weight, bias, quantise=False), axis=-1, out="cue")
    weight, bias = s["encoder.records.weight"].T, s["encoder.records.bias"]
    shape = g.constant(np.array([0, len(RECORDS), 2], dtype=np.int64))
    chances = g.op("Sigmoid", g.matmul(words, weight, bias, quantise=False))
    g.op("Reshape", chances, shape, out="records")
    weight, bias = s["encoder.fields.weight"].T, s["encoder.fields.bias"]
    g.matmul(words, weight, bias, out="fields", quantise=False)
    weight, bias = s["encoder.told.weight"].T, s["encoder.told.bias"]
    g.op("Sigmoid", g.matmul(words, weight, bias, quantise=False), out="told")
    both = np.concatenate(
        [s["pairs.token.weight"], s["pairs.governor.weight"], *np.split(s["pairs.cue.weight"], 2, axis=1)]
    )
    nothing = np.zeros(PAIR, dtype=np.float32)
    biases = np.concatenate([s["pairs.token.bias"], s["pairs.governor.bias"], s["pairs.cue.bias"], nothing])
    names = [g.fresh(), g.fresh(), "first_of_cue", "last_of_cue"]
    g.op(
        "Split",
        g.matmul(words, both.T, biases, quantise=False),
        g.constant(np.array([PAIR] * 4, dtype=np.int64)),
        out=names,
        axis=1,
    )
    g.op("Add", names[0], g.op("Gather", names[1], "head", axis=0), out="low")
    i64, f32 = TensorProto.INT64, TensorProto.FLOAT
    inputs = [info("ids", i64, 1, "t"), info("features", i64, 5, "t"), info("first", i64, "w"), info("head", i64, "w")]
    inputs.append(info("scheme", i64, 1))
    g.save(
        path,
        inputs,
        [info("cue", f32, "w", 3), info("records", f32, "w", len(RECORDS), 2)]
        + [info("fields", f32, "w", sum(map(len, fields_read().values()))), info("told", f32, "w", 1)]
        + [info(n, f32, "w", PAIR) for n in ("low", "first_of_cue", "last_of_cue")],
    )


def export_decoder(state: dict[str, torch.Tensor], path: Path, quantise: bool) -> None:
    """Inputs around (p, n, 128), cue (p, 1, 128), branch (p, n), mask (p, n, 1); outputs (p, n, 5) and (p, 1)."""
    g = Graph(state, quantise)
    s, n, deep = g.state, LEFT + RIGHT, PAIR // PAIR_HEADS
    x = g.op("Add", g.op("Add", "around", "cue"), g.op("Gather", g.constant(s["pairs.branch.weight"]), "branch"))
    x = g.op("Gelu", g.op("Add", x, g.constant(s["pairs.distance.weight"])), domain=MICROSOFT)
    x = g.norm(x, "pairs.norm", 1e-5)
    names = [g.fresh() for _ in range(3)]
    g.op("Split", g.linear(x, "pairs.qkv"), g.constant(np.array([PAIR] * 3, dtype=np.int64)), out=names, axis=2)
    shape = g.constant(np.array([0, n, PAIR_HEADS, deep], dtype=np.int64))
    q, k, v = (g.op("Reshape", name, shape) for name in names)
    q = g.op("Transpose", g.op("Mul", q, g.constant(np.array(deep**-0.5, dtype=np.float32))), perm=[0, 2, 1, 3])
    k, v = g.op("Transpose", k, perm=[0, 2, 3, 1]), g.op("Transpose", v, perm=[0, 2, 1, 3])
    gone = g.op(
        "Mul",
        g.op("Sub", "mask", g.constant(np.array(1, dtype=np.float32))),
        g.constant(np.array(1e4, dtype=np.float32)),
    )
    gone = g.op("Reshape", gone, g.constant(np.array([-1, 1, 1, n], dtype=np.int64)))
    y = g.op("MatMul", g.op("Softmax", g.op("Add", g.op("MatMul", q, k), gone), axis=-1), v)
    y = g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1, 3]), g.constant(np.array([0, n, PAIR], dtype=np.int64)))
    x = g.norm(x, "pairs.norm1", 1e-5, g.linear(y, "pairs.out"))
    # The convolution over three words is one product with the words before and after laid beside each word.
    masked = g.op("Mul", x, "mask")
    pads = g.constant(np.array([0, 1, 0, 0, 1, 0], dtype=np.int64))
    padded, axes = g.op("Pad", masked, pads), g.constant(np.array([1], dtype=np.int64))
    parts = [g.op("Slice", padded, g.constant(np.array([i])), g.constant(np.array([i + n])), axes) for i in range(3)]
    kernel = s["pairs.conv.weight"]
    y = g.matmul(
        g.op("Concat", *parts, axis=2), np.concatenate([kernel[:, :, i].T for i in range(3)]), s["pairs.conv.bias"]
    )
    x = g.op("Add", x, g.op("Gelu", y, domain=MICROSOFT))
    y = g.linear(g.op("Gelu", g.linear(x, "pairs.up"), domain=MICROSOFT), "pairs.down")
    x = g.norm(x, "pairs.norm2", 1e-5, y)
    g.linear(x, "pairs.labels", out="labels", quantise=False)
    centre = g.op("Gather", x, g.constant(np.array(LEFT, dtype=np.int64)), axis=1)
    g.op("Sigmoid", g.linear(centre, "pairs.valid", quantise=False), out="valid")
    i64, f32 = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        info("around", f32, "p", n, PAIR),
        info("cue", f32, "p", 1, PAIR),
        info("branch", i64, "p", n),
        info("mask", f32, "p", n, 1),
    ]
    g.save(path, inputs, [info("labels", f32, "p", n, 5), info("valid", f32, "p", 1)])


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("checkpoints", type=Path, nargs="+", help="their weights are averaged")
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument(
        "--float", action="store_true", help="leave the weights unquantised, to measure what quantising costs"
    )
    p.add_argument("--threshold", type=float, default=0.2)
    p.add_argument(
        "--calibration",
        nargs="*",
        default=[],
        metavar="SCHEME:SLOPE:SHIFT",
        help="slope and shift of the confidence's logit",
    )
    args = p.parse_args()
    calibration = {scheme: [1.0, 0.0] for scheme in SCHEMES}
    calibration |= {name: [float(a), float(b)] for name, a, b in (each.split(":") for each in args.calibration)}
    saved = mean_of(args.checkpoints)
    args.out.mkdir(parents=True, exist_ok=True)
    export_encoder(saved["state"], Shape.of(args.base), args.out / "encoder.onnx", not args.float)
    export_decoder(saved["state"], args.out / "decoder.onnx", False)
    tokenizer = json.loads((args.base / "tokenizer.json").read_text(encoding="utf8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (args.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf8")
    transition = saved["state"]["pairs.transition"].numpy().round(6).tolist()
    names = ("encoder.onnx", "decoder.onnx", "tokenizer.json")
    meta = {
        "name": "attribution",
        "version": 6,
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "trained_on": "PolNeAR train, coded articles on talks, quotations of Canadian news: see training/README.md",
        "size": 320,
        "overlap": 24,
        "schemes": list(SCHEMES),
        "records": list(RECORDS),
        "fields": {name: list(values) for name, values in fields_read().items()},
        "left": LEFT,
        "right": RIGHT,
        "threshold": args.threshold,
        "calibration": calibration,
        "transition": transition,
        "sha256": {n: hashlib.sha256((args.out / n).read_bytes()).hexdigest() for n in names},
    }
    (args.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf8")
    print({n: (args.out / n).stat().st_size for n in names})


if __name__ == "__main__":
    main()
