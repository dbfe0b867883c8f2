"""Small rules of English words."""

from __future__ import annotations

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


def singular(noun: str) -> str:
    """Return the singular of a regular plural; other words as they are."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
