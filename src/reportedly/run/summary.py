"""The account of a run: every input has its place in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(slots=True, kw_only=True)
class Summary:
    """Counts of a run. ``articles`` + ``refused`` are all inputs met; the four after ``articles`` add up to it."""

    articles: int = 0
    """Articles that were read."""
    stored: int = 0
    """New in the ledger."""
    replaced: int = 0
    """Known by their id, but the input, the program or its models had changed."""
    known: int = 0
    """Known already and unchanged, or met twice in this run: nothing to do."""
    failed: int = 0
    """Read, but not processed or not stored; each is a failure with its code."""
    gone: int = 0
    """Stored before, but no longer among the inputs: forgotten (only where a folder is mirrored)."""
    refused: int = 0
    """Inputs or parts of inputs that could not be read; each is a failure with its code."""
    linked: bool = True
    """Whether what stands across articles could be worked out."""
    words: int = 0
    """Words of the articles processed."""
    statements: int = 0
    records: int = 0
    elapsed: float = 0.0
    """Seconds from start to end."""
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Seconds by stage, summed over processes."""
    unread_languages: Counter[str] = field(default_factory=Counter)
    """Articles kept, but not looked through for statements, by language."""
    codes: Counter[str] = field(default_factory=Counter)
    """How often each failure code was met."""

    @property
    def problems(self) -> int:
        """Inputs that came to nothing, and one more where linking failed."""
        return self.failed + self.refused + (not self.linked)

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.elapsed if self.elapsed else 0.0

    def as_row(self) -> dict[str, Any]:
        """Return plain JSON values."""
        row: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        row["seconds"] = {stage: round(value, 3) for stage, value in sorted(self.seconds.items())}
        row["codes"] = dict(sorted(self.codes.items()))
        row["unread_languages"] = dict(sorted(self.unread_languages.items()))
        row["elapsed"] = round(self.elapsed, 3)
        return row

    def lines(self) -> list[str]:
        """Return the account in words, for people."""
        inputs = self.articles + self.refused
        said = [
            f"{inputs:,} {_plural(inputs, 'input')}: {self.articles:,} read, {self.refused:,} refused.",
            f"{self.articles:,} {_plural(self.articles, 'article')}: {self.stored:,} new, {self.replaced:,} replaced, "
            f"{self.known:,} known already, {self.failed:,} failed.",
        ]
        if self.gone:
            said.append(f"{self.gone:,} {_plural(self.gone, 'article')} forgotten: no longer among the inputs.")
        done = self.stored + self.replaced
        if done:
            said.append(
                f"{self.statements:,} statements and {self.records:,} records from {self.words:,} words in "
                f"{self.elapsed:.1f} s ({self.rate:,.0f} words/s)."
            )
            total = sum(self.seconds.values()) or 1.0
            shares = (
                f"{stage} {100 * value / total:.0f} %"
                for stage, value in sorted(self.seconds.items(), key=lambda each: -each[1])
            )
            said.append(f"Time by stage: {', '.join(shares)}.")
        if self.unread_languages:
            languages = ", ".join(f"{language} × {n:,}" for language, n in sorted(self.unread_languages.items()))
            said.append(f"Kept, but not looked through for statements, for their language: {languages}.")
        if not self.linked:
            said.append(
                "The articles are stored, but what stands across them (origins, actors) could not be worked out."
            )
        if self.codes:
            said.append("Failures: " + ", ".join(f"{code} × {n:,}" for code, n in sorted(self.codes.items())) + ".")
        return said


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else noun + "s"
