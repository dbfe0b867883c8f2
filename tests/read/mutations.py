"""Broken and hostile inputs made from whole ones: seeded, so that the number names the input."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

import samples

_INSERTS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "\u202e\u2066\u200f".encode(),
    "😀🏳️‍🌈".encode(),
    b"\\ud800",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<script>",
    b"&#0;&#xD800;&#99999999;",
    b"&nbsp;&bogus;",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b'"',
    b"'",
    b"\r",
    b"\n\n",
    b"{",
    b"]",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"%PDF-",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"=?utf-8?q?=FF?=",
    b"9" * 400,
    b"\x80" * 50,
)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _behead(data: bytes, dice: random.Random) -> bytes:
    return data[dice.randrange(min(len(data), 200) + 1) :]


def _flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 20, 200))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _insert(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 2, 10))):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice(_INSERTS) * dice.choice((1, 1, 2, 500)) + data[at:]
    return data


def _remove(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.randrange(1, 400) :]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    piece = data[start : start + dice.randrange(1, 200)]
    return data[:start] + piece * dice.choice((2, 30, 2000)) + data[start:]


def _swap(data: bytes, dice: random.Random) -> bytes:
    first, second = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[first:second] + data[:first] + data[second:]


def _splice(data: bytes, dice: random.Random) -> bytes:
    other = dice.choice(list(samples.every_kind().values()))
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other)) :]


def _pack(data: bytes, dice: random.Random) -> bytes:
    packed = gzip.compress(data, mtime=0) if dice.random() < 0.5 else samples.zipped({"a": data, "b/c.txt": data[:50]})
    return _flip(packed, dice) if dice.random() < 0.5 else packed


_STEPS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _behead,
    _flip,
    _flip,
    _insert,
    _insert,
    _remove,
    _repeat,
    _swap,
    _splice,
    _pack,
)


def mutated(number: int) -> tuple[str, bytes]:
    """Return the kind and the bytes of the mutated input ``number``: the same on every machine."""
    dice = random.Random(number)
    kinds = sorted(samples.every_kind())
    kind = kinds[number % len(kinds)]
    data = samples.every_kind()[kind]
    for _ in range(dice.choice((1, 1, 2, 4))):
        data = dice.choice(_STEPS)(data, dice)
    return kind, data
