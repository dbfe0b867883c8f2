"""One request: the host resolved once, the connection made to the very address that was checked, all of it capped."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from reportedly import __version__
from reportedly.fetch.address import Address, check_public, resolve
from reportedly.fetch.limits import FetchLimits
from reportedly.read.http_body import decompressed
from reportedly.read.reasons import (
    BROKEN_ANSWER,
    LARGE_ANSWER,
    NO_CONNECTION,
    SLOW_ANSWER,
    TOO_LARGE,
    Refused,
)

AGENT = f"reportedly/{__version__}"
_CHUNK = 1 << 16
_HEAD_BYTES = 256 * 1024


def _connect(number: str, port: int, timeout: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=timeout)


@dataclass(frozen=True, slots=True)
class Network:
    """How the world is reached; tests put their own in."""

    resolve: Callable[[str], list[str]] = resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    allow_private: bool = False
    """Whether hosts outside the public internet may be asked."""
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as sent, its chunks joined; ``text`` is its body without content encoding."""

    address: Address
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    text: bytes
    number: str
    """The IP address it came from."""

    def header(self, name: str) -> str:
        """Return the first header of this name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def ask(address: Address, network: Network, limits: FetchLimits, extra: Mapping[str, str] | None = None) -> Answer:
    """Return the host's answer to a GET of ``address``; refuses with a coded reason whatever goes wrong."""
    numbers = network.resolve(address.host)
    if not network.allow_private:
        check_public(address.host, numbers)
    deadline = time.monotonic() + limits.seconds
    number, connection = _connected(address, numbers, network, deadline)
    try:
        with connection:
            connection.sendall(_request(address, extra or {}))
            return _answer(address, connection, number, deadline, limits)
    except TimeoutError as error:
        raise Refused(SLOW_ANSWER, f"over {limits.seconds:g} s") from error
    except (http.client.HTTPException, ValueError) as error:
        raise Refused(BROKEN_ANSWER, f"{type(error).__name__}: {error}") from error
    except OSError as error:
        raise Refused(NO_CONNECTION, error.strerror or type(error).__name__) from error


def _connected(address: Address, numbers: list[str], network: Network, deadline: float) -> tuple[str, socket.socket]:
    """Connect to the first of the checked addresses that answers; the name is not looked up again."""
    problem = "no address"
    for number in numbers:
        left = deadline - time.monotonic()
        if left <= 0:
            raise Refused(SLOW_ANSWER, "while connecting")
        try:
            plain = network.connect(number, address.port, min(left, 10.0))
            plain.settimeout(max(0.01, deadline - time.monotonic()))
            if address.scheme == "http":
                return number, plain
            return number, network.tls.wrap_socket(plain, server_hostname=address.host)
        except (OSError, ValueError) as error:
            problem = str(error)
    raise Refused(NO_CONNECTION, problem)


def _request(address: Address, extra: Mapping[str, str]) -> bytes:
    host = address.origin.partition("://")[2]
    headers = {
        "Host": host,
        "User-Agent": AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **extra,
    }
    lines = [f"GET {address.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii", "replace")


def _answer(address: Address, connection: socket.socket, number: str, deadline: float, limits: FetchLimits) -> Answer:
    stream = _Stream(connection, deadline, limits.body_bytes + _HEAD_BYTES)
    # HTTPResponse asks of a socket only that it makes a file: this one keeps the deadline over every read.
    response = http.client.HTTPResponse(cast(socket.socket, stream), method="GET")
    response.begin()
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > limits.body_bytes:
            raise Refused(LARGE_ANSWER, f"over {limits.body_bytes:,} bytes")
    try:
        text = decompressed(bytes(body), response.getheader("Content-Encoding", "").strip().lower(), limits.body_bytes)
    except Refused as refusal:
        larger = refusal.reason is TOO_LARGE
        raise Refused(LARGE_ANSWER if larger else BROKEN_ANSWER, refusal.detail) from refusal
    headers = tuple((name, value) for name, value in response.getheaders() if name.lower() != "transfer-encoding")
    return Answer(address, response.status, response.reason, headers, bytes(body), text, number)


class _Stream(io.RawIOBase):
    """A socket's bytes until a deadline, however slowly they drip, and up to a number."""

    def __init__(self, connection: socket.socket, deadline: float, most: int) -> None:
        self._connection, self._deadline, self._left = connection, deadline, most

    def makefile(self, mode: str, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self, _CHUNK)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise Refused(LARGE_ANSWER, "it does not end")
        self._connection.settimeout(left)
        count = self._connection.recv_into(buffer)
        self._left -= count
        return count
