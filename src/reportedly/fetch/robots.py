"""robots.txt after RFC 9309: the group of our name or of all, the longest rule that matches, allow on a tie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_MOST_LINES = 50_000
_MOST_STARS = 50


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us: rules ``(pattern, allowed)`` and the seconds between requests, where it says so."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, target: str) -> bool:
        """Whether the path and query ``target`` may be fetched."""
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, target)]
        return max(matching)[1] if matching else True


NOTHING = Robots(rules=(("/", False),))
"""What holds where robots.txt cannot be had because its host fails: nothing may be fetched."""


def parse_robots(text: str, agent: str) -> Robots:
    """Return the rules for ``agent`` (its product name, in lower case); the group for ``*`` where it has none."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    names: list[str] = []
    in_rules = False
    for name, value in _lines(text):
        if name == "user-agent":
            names = [value.lower()] if in_rules else [*names, value.lower()]
            in_rules = False
            for each in names:
                groups.setdefault(each, ([], []))
            continue
        in_rules = True
        for each in names:
            rules, delays = groups[each]
            if name in {"allow", "disallow"} and value:
                rules.append((value, name == "allow"))
            elif name == "crawl-delay" and value.replace(".", "", 1).isdigit() and value.isascii():
                delays.append(float(value))
    chosen = groups.get(agent) or groups.get("*") or ([], [])
    return Robots(tuple(chosen[0]), max(chosen[1], default=None))


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines()[:_MOST_LINES]:
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _matches(pattern: str, target: str) -> bool:
    """Match from the start; ``*`` is any run of characters, ``$`` at the end of the pattern the end of the path."""
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*", _MOST_STARS)
    if not target.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for number, piece in enumerate(pieces[1:], start=1):
        last = number == len(pieces) - 1
        found = target.rfind(piece, at) if last and ends else target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not ends or at == len(target)
