"""What made a row: one short name for the program, its data files and its models, so that a change of any is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from reportedly import model
from reportedly.store.rows import dumps

PIPELINE_PARTS = ("model.py", "annotate", "extract", "data")
"""What the rows of one article depend on, beside the language model."""
LINK_PARTS = ("link",)


WEIGHTS = (".bin", ".npz", ".onnx", ".safetensors")
"""Endings of files in ``data`` that are models, not tables to edit."""


@lru_cache(maxsize=1)
def models() -> dict[str, str]:
    """Return SHA-256 of the files of all models, by name: the language model's, and those in the package's data."""
    from reportedly.annotate import syntax

    folder = syntax.model_folder()
    found = {
        f"{syntax.MODEL_PACKAGE}/{name}": pinned or _sha256(folder / name)
        for name, pinned in sorted(syntax.MODEL_FILES.items())
    }
    return {**found, **{name: _sha256(file) for name, file in _weights(resources.files("reportedly") / "data", "data")}}


def _weights(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _weights(each, f"{name}/{each.name}")
        elif each.name.endswith(WEIGHTS):
            yield f"{name}/{each.name}", each


def _sha256(file: Traversable) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def pipeline(scheme: str = "record") -> str:
    """Name what turns an article into rows: program, data files, models, what counts as a statement."""
    return _name(PIPELINE_PARTS, dumps([models(), scheme]))


@lru_cache(maxsize=1)
def linking() -> str:
    """Name what turns a ledger's articles into links."""
    return _name((*PIPELINE_PARTS, *LINK_PARTS), "")


def as_read(article: model.Article) -> str:
    """Return the hash of an article as its reader gave it: text and all that is said beside it."""
    return hashlib.blake2b(dumps(model.to_row(article)).encode(), digest_size=12).hexdigest()


def _name(parts: tuple[str, ...], more: str) -> str:
    found = hashlib.blake2b(more.encode(), digest_size=8)
    root = resources.files("reportedly")
    for part in parts:
        _add(found, root / part, part)
    return found.hexdigest()


def _add(found: hashlib.blake2b, part: Traversable, name: str) -> None:
    if part.is_dir():
        for each in sorted(part.iterdir(), key=lambda each: each.name):
            if each.name != "__pycache__":
                _add(found, each, f"{name}/{each.name}")
    elif part.is_file():
        found.update(f"{name}\0".encode())
        found.update(hashlib.blake2b(part.read_bytes()).digest())
