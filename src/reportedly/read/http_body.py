"""An HTTP answer as archives keep it → its status, type and body, without transfer and content encodings (RFC 9112)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from reportedly.read.limits import Limits
from reportedly.read.reasons import MALFORMED, TOO_LARGE, UNKNOWN_KIND, Refused

_MOST_CHUNKS = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What an archived HTTP answer holds."""

    status: int
    content_type: str
    body: bytes


def http_body(block: bytes, limits: Limits) -> Answer:
    """Return the answer kept in ``block``; refuses one that decompresses to more than a document."""
    head, _, body = block.partition(b"\r\n\r\n")
    if len(head) == len(block):
        head, _, body = block.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").splitlines()
    status = lines[0].split(None, 2)[1:2] if lines else []
    if not status or not (status[0].isascii() and status[0].isdigit()):
        raise Refused(MALFORMED, "an HTTP answer without a status")
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = decompressed(body, encoding.strip(), limits.document_bytes)
    return Answer(int(status[0][:4]), headers.get("content-type", "").strip(), body)


def decompressed(body: bytes, encoding: str, most: int) -> bytes:
    """Return ``body`` without one content encoding; refuses more than ``most`` bytes and encodings not known."""
    if encoding in {"", "identity"}:
        return body
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Refused(UNKNOWN_KIND, f"content encoding {encoding}")
    # Archives often hold decompressed bodies under the header of the compressed ones.
    if encoding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body
    for window in (31,) if encoding != "deflate" else (15, -15):
        packed = zlib.decompressobj(wbits=window)
        try:
            out = packed.decompress(body, most + 1)
        except zlib.error:
            continue
        if len(out) > most:
            raise Refused(TOO_LARGE, f"over {most:,} bytes")
        return out
    raise Refused(MALFORMED, "broken compressed data")


def _dechunked(body: bytes) -> bytes:
    """Return the body of chunks; what is not chunked (archives often hold it joined) stays as it is."""
    pieces: list[bytes] = []
    at = 0
    for _ in range(_MOST_CHUNKS):
        end = body.find(b"\r\n", at, at + 100)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(pieces) if pieces else body
        if length <= 0:
            break
        pieces.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(pieces)
