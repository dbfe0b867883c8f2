"""Addresses and feeds → web archives in a folder. The one step that uses the network; a build never does.

Only http and https; every address a name resolves to must be public unless private ones are allowed; the connection is
made to the address that was checked; each redirect is checked anew; robots.txt is respected; one request a host at a
time with a pause between; sizes and times are capped; what has not changed is not fetched twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.fetch.address import Address, parse
from reportedly.fetch.archive import Archive
from reportedly.fetch.limits import DEFAULT_FETCH_LIMITS, FetchLimits
from reportedly.fetch.request import AGENT, Answer, Network, ask
from reportedly.fetch.robots import NOTHING, Robots, parse_robots
from reportedly.model import Failure
from reportedly.read.decode import decode
from reportedly.read.feed import feed_links, is_feed
from reportedly.read.reasons import ERROR_STATUS, NOT_TEXT, REDIRECTS, ROBOTS, TOO_MANY_PAGES, Refused
from reportedly.read.warc import is_text_type

__all__ = ["DEFAULT_FETCH_LIMITS", "FetchLimits", "Fetched", "Network", "fetch"]

_REDIRECTS = {301, 302, 303, 307, 308}
_ROBOTS_BYTES = 512 * 1024
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address that was asked for: kept in the archive, or unchanged since an earlier run."""

    url: str
    kept: bool
    bytes: int = 0


def fetch(
    inputs: Iterable[str | Path],
    folder: Path | str,
    *,
    limits: FetchLimits = DEFAULT_FETCH_LIMITS,
    network: Network | None = None,
) -> Iterator[Fetched | Failure]:
    """Fetch addresses into ``folder`` and yield the account of each; a feed stands for the pages it links to.

    ``inputs`` are addresses, or files with an address a line. What is refused is a ``Failure`` with a code ``R2xx``;
    the others go on. Read the result with ``reportedly build FOLDER``.
    """
    run = _Run(network or Network(), limits)
    with Archive(Path(folder)) as archive:
        waiting = list(dict.fromkeys(_addresses(inputs)))
        asked: set[str] = set()
        while waiting:
            url = waiting.pop(0)
            if url in asked:
                continue
            if len(asked) >= limits.pages:
                yield TOO_MANY_PAGES.failure(url, f"{limits.pages:,}; {len(waiting) + 1:,} are left")
                return
            asked.add(url)
            try:
                answer = run.get(url, archive.conditions(url))
                if answer is None:
                    yield Fetched(url, kept=False)
                    continue
                links = feed_links(answer.text) if is_feed(answer.text) else []
                waiting[:0] = [each for each in links if each not in asked]
                if not links:
                    archive.keep(url, answer)
                    yield Fetched(url, kept=True, bytes=len(answer.body))
            except Refused as refusal:
                yield refusal.reason.failure(url, refusal.detail)


def _addresses(inputs: Iterable[str | Path]) -> Iterator[str]:
    for each in inputs:
        if isinstance(each, str) and _ADDRESS.match(each.strip()):
            yield each.strip()
            continue
        path = Path(each)
        if not path.is_file():
            yield str(each)  # refused as what it is when its turn comes
            continue
        with path.open("rb") as file:
            for line in file:
                text = decode(line[:4000]).text.strip()
                if text and not text.startswith("#"):
                    yield text


class _Run:
    """What is known of the hosts of one run: their robots.txt and when they were last asked."""

    def __init__(self, network: Network, limits: FetchLimits) -> None:
        self._network, self._limits = network, limits
        self._robots: dict[str, Robots | Refused] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, conditions: dict[str, str]) -> Answer | None:
        """Return the page at ``url`` after its redirects; ``None`` where it has not changed."""
        answer = self._followed(parse(url), conditions, check_robots=True)
        if answer.status == 304:
            return None
        if answer.status != 200:
            raise Refused(ERROR_STATUS, str(answer.status))
        if not is_text_type(answer.header("content-type")):
            raise Refused(NOT_TEXT, answer.header("content-type")[:80])
        return answer

    def _followed(self, address: Address, conditions: dict[str, str], check_robots: bool) -> Answer:
        for _ in range(self._limits.redirects + 1):
            robots = self._robots_of(address) if check_robots else Robots()
            if not robots.allows(address.target):
                raise Refused(ROBOTS, address.url[:200])
            self._pause(address.host, robots.delay)
            answer = ask(address, self._network, self._limits, conditions)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            address, conditions = parse(location, address), {}
        raise Refused(REDIRECTS, f"over {self._limits.redirects}")

    def _robots_of(self, address: Address) -> Robots:
        """Return a site's rules, fetched once; RFC 9309: none where it has none, nothing allowed where it fails."""
        if address.origin not in self._robots:
            try:
                self._robots[address.origin] = self._asked_robots(address)
            except Refused as refusal:
                self._robots[address.origin] = refusal  # the host is not asked again for each of its pages
        found = self._robots[address.origin]
        if isinstance(found, Refused):
            raise Refused(found.reason, found.detail)
        return found

    def _asked_robots(self, address: Address) -> Robots:
        try:
            answer = self._followed(parse("/robots.txt", address), {}, check_robots=False)
        except Refused as refusal:
            if refusal.reason is REDIRECTS:
                return Robots()
            raise
        if answer.status != 200:
            return NOTHING if answer.status >= 500 else Robots()
        return parse_robots(decode(answer.text[:_ROBOTS_BYTES]).text, AGENT.partition("/")[0].lower())

    def _pause(self, host: str, asked_for: float | None) -> None:
        pause = max(self._limits.delay, min(asked_for or 0.0, self._limits.longest_delay))
        now = self._network.clock()
        left = self._asked.get(host, float("-inf")) + pause - now
        if left > 0:
            self._network.sleep(left)
        self._asked[host] = self._network.clock()
