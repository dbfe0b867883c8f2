"""Which issue words are about: the editable list of ``data/issues.csv``, mapped to PA-X groups."""

from __future__ import annotations

from functools import lru_cache

from reportedly.data import load_csv


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    return tuple(
        (tuple(phrase.split()), row["issue"], row["group"])
        for row in load_csv("issues.csv")
        for phrase in row["words"].split("|")
    )


def issue_of(low: list[str], words: str) -> tuple[str, str | None]:
    """Return the issue in the holder's own words, and the PA-X group of the listed issue they match most;
    none is ``None``.
    """
    votes: dict[str, int] = {}
    groups: dict[str, str] = {}
    for phrase, issue, group in _patterns():
        for at in range(len(low) - len(phrase) + 1):
            if tuple(low[at : at + len(phrase)]) == phrase:
                votes[issue] = votes.get(issue, 0) + 1 + len(phrase)
                groups[issue] = group
    if not votes:
        return words, None
    best = max(votes, key=lambda issue: votes[issue])
    return f"{best}: {words}", groups[best]
