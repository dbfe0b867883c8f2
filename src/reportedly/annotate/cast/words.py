"""Small rules of English words."""

from __future__ import annotations

from collections.abc import Sequence

RUN = frozenset({"run", "controlled", "held", "administered"})
"""What behind a hyphen says who rules where a body is ("the Hamas-run ministry")."""
ELSEWHERE = RUN | {
    "based",
    "backed",
    "led",
    "born",
    "brokered",
    "sponsored",
    "supported",
    "mediated",
    "trained",
    "funded",
}
"""What behind a hyphen makes a name tell something of a body, not whose it is ("the Gaza-based movement")."""


def tells_where(lower: Sequence[str], i: int, first: int, last: int) -> bool:
    """Whether the word at ``i`` of a phrase belongs to "Gaza-based", "Hamas-run" and their like."""
    hyphens = [k for k in (i, i + 1, i - 1) if first <= k < last - 1 and lower[k] in ("-", "–")]
    return any(lower[k + 1] in ELSEWHERE for k in hyphens)


def singular(noun: str) -> str:
    """Return the singular of a regular plural; other words as they are."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
