"""Which issue words are about: the editable list of ``data/issues.csv``, mapped to PA-X groups."""

from __future__ import annotations

from functools import lru_cache

from reportedly.data import load_csv


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[tuple[list[str], str, str]]]:
    """First word → (phrase, issue, group): words are looked up once each, however long the stretch."""
    patterns: dict[str, list[tuple[list[str], str, str]]] = {}
    for row in load_csv("issues.csv"):
        for phrase in row["words"].split("|"):
            words = phrase.split()
            patterns.setdefault(words[0], []).append((words, row["issue"], row["group"]))
    return patterns


def issue_of(low: list[str], words: str) -> tuple[str, str | None]:
    """Return the issue in the holder's own words, and the PA-X group of the listed issue they match most;
    none is ``None``.
    """
    votes: dict[str, int] = {}
    groups: dict[str, str] = {}
    patterns = _patterns()
    for at, word in enumerate(low):
        for phrase, issue, group in patterns.get(word, ()):
            if low[at : at + len(phrase)] == phrase:
                votes[issue] = votes.get(issue, 0) + 1 + len(phrase)
                groups[issue] = group
    if not votes:
        return words, None
    best = max(votes, key=lambda issue: votes[issue])
    return f"{best}: {words}", groups[best]
