"""Texts that print a document in full: an address, or a statement "which reads as follows:". Their words are
its author's.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.data import load_toml
from reportedly.extract.lexicon import inflections
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


def told_by(scene: Scene, parties: Parties) -> dict[int, str]:
    """Return the tokens outside all statements that are a clause under a verb of saying, or that the next paragraph
    ascribes ("This was stated by A") → who says them.
    """
    telling, found = _telling(), dict[int, str]()
    for verb, word in enumerate(scene.low):
        if word not in telling or scene.pos[verb] != "VERB" or scene.owner[verb] >= 0:
            continue
        subject = scene.subject(verb)
        if subject is None:
            continue
        kinds = ("ccomp", "dobj") if word.startswith("report") else ("ccomp",)
        for child in scene.children[verb]:
            if scene.dep[child] in kinds:
                for at in range(scene.left[child], scene.right[child] + 1):
                    if scene.owner[at] < 0 and at not in range(scene.left[subject], scene.right[subject] + 1):
                        found.setdefault(at, _subject_name(scene, parties, subject))
    _ascribed(scene, parties, telling, found)
    return found


def _ascribed(scene: Scene, parties: Parties, telling: frozenset[str], found: dict[int, str]) -> None:
    """Give the paragraph before "This was stated by A" to A, as agencies of some countries write their leads."""
    for number, (start, end) in enumerate(scene.sentences):
        words = [w for w in scene.low[start : min(end, start + 5)] if w.strip()]
        if (
            not number
            or words[:1] not in (["this"], ["it"])
            or words[1:2] not in (["was"], ["is"])
            or "by" not in words
        ):
            continue
        if not telling & set(words):
            continue
        name = _named(scene, parties, start, min(end, start + 25))
        before = scene.sentences[number - 1][1] - 1
        while before > 0 and not scene.words[before].strip():
            before -= 1
        paragraph = next(((a, b) for a, b in scene.layers.paragraphs if a <= scene.begin[before] < b), None)
        if name and paragraph:
            for at in scene.tokens_of((paragraph,)):
                if scene.owner[at] < 0 and at < start:
                    found.setdefault(at, name)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    lists = load_toml("record_cues.toml")
    return frozenset(form for base in lists["reporting"]["telling"] for form in inflections(base, lists["irregular"]))


def _subject_name(scene: Scene, parties: Parties, subject: int) -> str:
    entry = parties.cast.by_token.get(subject)
    if entry is not None:
        return entry[0].name
    return scene.text[slice(*scene.span(*scene.trimmed(scene.left[subject], subject + 1)))]


def _named(scene: Scene, parties: Parties, start: int, end: int) -> str | None:
    """Return the last person, else the last body, that the sentence names."""
    persons = [parties.person_at[at].name for at in range(start, end) if at in parties.person_at]
    if persons:
        return persons[-1]
    bodies = [parties.cast.by_token[at][0].name for at in range(start, end) if at in parties.cast.by_token]
    return bodies[-1] if bodies else None
