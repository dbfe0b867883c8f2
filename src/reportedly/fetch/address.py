"""Addresses: which may be fetched, and which hosts are on the public internet."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from reportedly.read.reasons import BAD_ADDRESS, NO_SUCH_HOST, NOT_PUBLIC, Refused, printable

_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_LONGEST = 2000
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_RESOLVE_SECONDS = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address in its parts; ``host`` in ASCII, ``target`` the path and query to ask for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they stand in front of the path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def parse(url: str, base: Address | None = None) -> Address:
    """Return the parts of ``url`` (of a redirect: against ``base``); refuses all but plain http and https."""
    text = url.strip()
    if len(text) > _LONGEST or _FORBIDDEN.search(text):
        raise Refused(BAD_ADDRESS, printable(text, 100))
    try:
        parts = urlsplit(urljoin(base.url, text) if base else text)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refused(BAD_ADDRESS, printable(text, 100)) from error
    if parts.scheme not in _PORTS or not ascii_host or parts.username is not None or parts.password is not None:
        raise Refused(BAD_ADDRESS, printable(text, 100))
    target = urlunsplit(
        ("", "", quote(parts.path or "/", safe=_SAFE_PATH), quote(parts.query, safe=_SAFE_PATH + "?"), "")
    )
    return Address(parts.scheme, ascii_host.lower(), _PORTS[parts.scheme] if port is None else port, target)


def resolve(host: str) -> list[str]:
    """Return the addresses of a host in the system's order; refuses a name that has none within ten seconds."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(each[4][0]) for each in answers))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_RESOLVE_SECONDS)
    if asking.is_alive() or not found:
        raise Refused(NO_SUCH_HOST, printable(host, 100))
    return list(found)


def check_public(host: str, numbers: list[str]) -> None:
    """Refuse a host unless every one of its addresses is on the public internet."""
    for each in numbers:
        if not is_public(each):
            raise Refused(NOT_PUBLIC, f"{printable(host, 100)} is {each}")


def is_public(number: str) -> bool:
    """Whether an IP address is globally reachable (IANA registries), also the one it may carry inside."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            carried = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
