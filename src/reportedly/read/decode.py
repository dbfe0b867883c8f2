"""Bytes → text, with what was done to get it.

Decoding is all that happens: no newline, space or quotation mark is changed (law 1). What cannot be decoded
stands as U+FFFD, one for each undecodable stretch, and is counted.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_SAMPLE = 64 * 1024
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding its bytes were in, and how many characters stand as U+FFFD for
    undecodable bytes.
    """

    text: str
    encoding: str
    replaced: int


def input_hash(data: bytes) -> str:
    """Return the BLAKE2b (256 bits, hexadecimal) of raw bytes: how the record names the input of an
    article.
    """
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of ``data``: byte-order mark, then UTF-8, then ``declared``, then a guess from the
    bytes.

    ``declared`` is a name from a header or a meta tag; it is tried, never trusted. No exception for any
    bytes.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    if declared and (codec := _text_codec(declared)):
        try:
            return _checked(data.decode(codec), codec, 0)
        except (UnicodeError, ValueError):
            pass
    if _mostly_utf8(data):
        return _replacing(data, "utf-8")
    return _replacing(data, _guess(data))


def without_surrogates(text: str) -> tuple[str, int]:
    """Return ``text`` with U+FFFD for each lone surrogate (JSON may carry them, UTF-8 cannot), and their
    number.
    """
    return _SURROGATE.subn(_REPLACEMENT, text)


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    genuine = _genuine_replacements(data, encoding)
    return _checked(text, encoding, text.count(_REPLACEMENT) - genuine)


def _checked(text: str, encoding: str, replaced: int) -> Decoded:
    """Some codecs (utf-7, utf-16 with "surrogatepass" data) give lone surrogates; UTF-8 cannot hold them."""
    clean, surrogates = without_surrogates(text)
    return Decoded(clean, encoding, replaced + surrogates)


def _genuine_replacements(data: bytes, encoding: str) -> int:
    """U+FFFD that the input itself carries are no replacements of ours."""
    return data.decode(encoding, errors="ignore").count(_REPLACEMENT)


def _text_codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip().strip("\"'")[:40])
    except (LookupError, ValueError, UnicodeError):
        return None
    # "rot13", "zlib" and their like are registered as codecs too: not for text.
    usable = getattr(found, "_is_text_encoding", True) and found.name not in {"idna", "punycode", "undefined"}
    return found.name if usable and "escape" not in found.name else None


def _mostly_utf8(data: bytes) -> bool:
    """A UTF-8 file with some damage has more good multi-byte characters than undecodable stretches."""
    sample = data[: 16 * _SAMPLE]
    readable = sample.decode("utf-8", errors="ignore")
    good = sum(1 for each in readable if each > "\x7f")
    bad = sample.decode("utf-8", errors="replace").count(_REPLACEMENT) - readable.count(_REPLACEMENT)
    return good > bad


def _guess(data: bytes) -> str:
    best = from_bytes(data[:_SAMPLE]).best()
    return (best and _text_codec(best.encoding)) or "cp1252"
