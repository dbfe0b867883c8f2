"""Texts that print a document in full: an address, or a statement "which reads as follows:". Their words are
its author's.
"""

from __future__ import annotations

from reportedly.data import load_toml
from reportedly.extract.parties import Parties
from reportedly.extract.scene import Scene


def document_voice(scene: Scene, parties: Parties) -> tuple[str, int] | None:
    """Return the author of the document that the article prints, and the token it starts at; ``None`` for
    ordinary news.
    """
    lists = load_toml("record_cues.toml")["document"]
    for number, (start, end) in enumerate(scene.sentences[:6]):
        phrase = scene.phrase(start, end).strip()
        titled = number == 0 and any(phrase.startswith(words) for words in lists["titles"])
        opened = phrase.endswith(":") and any(words in phrase for words in lists["openings"])
        if titled or opened:
            name = _named(scene, parties, start, end)
            if name:
                return name, end
    return None


def _named(scene: Scene, parties: Parties, start: int, end: int) -> str | None:
    """Return the last person, else the last body, that the sentence names."""
    persons = [parties.person_at[at].name for at in range(start, end) if at in parties.person_at]
    if persons:
        return persons[-1]
    bodies = [parties.cast.by_token[at][0].name for at in range(start, end) if at in parties.cast.by_token]
    return bodies[-1] if bodies else None
