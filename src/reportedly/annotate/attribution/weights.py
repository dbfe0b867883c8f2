"""The shipped weights of the attribution model: two ONNX graphs, the word pieces and what belongs to them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.syntax import ModelError
from reportedly.model import Scheme

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[Any]]
ENCODER, DECODER, TOKENIZER = "encoder.onnx", "decoder.onnx", "tokenizer.json"
FILES = (ENCODER, DECODER, TOKENIZER)
MAX_REMEMBERED = 200_000
"""Words whose pieces are remembered; bounds memory over a run of many articles."""


@dataclass(slots=True)
class Weights:
    """The loaded model. ``encoder`` and ``decoder`` are onnxruntime sessions of one thread each."""

    encoder: Any
    decoder: Any
    tokenizer: Any
    meta: dict[str, Any]
    _pieces: dict[str, tuple[int, ...]]
    _unknown: int | None

    @property
    def transition(self) -> NDArray[np.float64]:
        """Scores of one label after another, shape (5, 5)."""
        return np.array(self.meta["transition"], dtype=np.float64)

    def scheme(self, name: Scheme) -> NDArray[np.int64]:
        """Return the input that says what counts as a statement."""
        return np.array([self.meta["schemes"].index(name)], dtype=np.int64)

    def marks(self) -> tuple[int, int]:
        """Numbers of the pieces that open and close a window."""
        return self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")

    def encode(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces: at least one, whatever the word holds."""
        found = self._pieces.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            found = tuple(ids) or (self._unknown or 0,)
            if len(self._pieces) < MAX_REMEMBERED:
                self._pieces[word] = found
        return found

    def read(self, inputs: Arrays) -> list[Floats]:
        """Run the encoder over one window."""
        return list(self.encoder.run(None, inputs))

    def decide(self, inputs: Arrays) -> list[Floats]:
        """Run the decoder over some cues."""
        return list(self.decoder.run(None, inputs))


def folder() -> Traversable:
    """Return where the weights lie in the package."""
    return resources.files("reportedly") / "data" / "models" / "attribution"


@lru_cache(maxsize=1)
def load() -> Weights:
    """Load the weights once a process.

    Raises:
        ModelError: ``[A003]`` a file is missing, ``[A004]`` a file is not the one that ``meta.json`` names by its hash.
    """
    return load_from(folder())


def load_from(place: Traversable) -> Weights:
    """Load the weights from any folder; errors as :func:`load`."""
    import onnxruntime
    from tokenizers import Tokenizer

    try:
        meta = json.loads((place / "meta.json").read_text(encoding="utf8"))
        files = {name: (place / name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"[A003] the attribution model in {place} cannot be read ({error}); reinstall reportedly"
        ) from error
    for name, data in files.items():
        if hashlib.sha256(data).hexdigest() != meta["sha256"].get(name):
            raise ModelError(f"[A004] {place / name} is not the attribution model's file; reinstall reportedly")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    sessions = [
        onnxruntime.InferenceSession(files[name], options, providers=["CPUExecutionProvider"])
        for name in (ENCODER, DECODER)
    ]
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode("utf8"))
    return Weights(sessions[0], sessions[1], tokenizer, meta, {}, tokenizer.token_to_id("[UNK]"))
