"""Words outside all statements that are somebody's all the same: whose."""

from __future__ import annotations

from functools import lru_cache

from reportedly.data import load_toml
from reportedly.extract.lexicon import inflections
from reportedly.extract.parties import Parties
from reportedly.extract.scene import Scene
from reportedly.model import UNNAMED_REPORTS, Statement


def told_by(scene: Scene, parties: Parties) -> dict[int, str]:
    """Return the tokens outside all statements that are plainly somebody's words all the same → whose.

    They are a clause under a verb of saying ("B said A", "A, B said", "as B said"), what B is said to have told
    ("news of A was published by B"), a clause with "according to B", a paragraph with "Source: B" under it.
    """
    telling, found = _forms("telling") | _forms("pledging") | _forms("counting"), dict[int, str]()
    for verb, word in enumerate(scene.low):
        if word in telling and scene.pos[verb] == "VERB" and scene.owner[verb] < 0:
            told = _told(scene, verb)
            if told is not None:
                teller, words = told
                _give(scene, found, words, teller, _subject_name(scene, parties, teller))
    _according(scene, parties, found)
    _credited(scene, parties, found)
    _hearsay(scene, found)
    return found


def nearest_statement(scene: Scene, parties: Parties, start: int) -> Statement | None:
    """Return the statement that words around the token ``start`` most likely go on from, where somebody tells them.

    Of the statements of its paragraph the last before it, else the first behind it; else the same in the paragraphs
    beside it. Its speaker is known, says it, and is no outlet that passes on what others say.
    """
    at = scene.begin[start]
    paragraphs = scene.layers.paragraphs
    here = next((n for n, (a, b) in enumerate(paragraphs) if a <= at < b), None)
    if here is None:
        return None
    low, high = paragraphs[max(0, here - 1)][0], paragraphs[min(len(paragraphs) - 1, here + 1)][1]
    said = [each for each in scene.statements if each.nested_in is None and each.polarity == "positive"]
    near = [
        each
        for each in said
        if each.speaker and not parties.is_media(each.speaker) and low <= each.content[0][0] < high
    ]

    def distance(statement: Statement) -> tuple[bool, bool, int]:
        begins = statement.content[0][0]
        inside = paragraphs[here][0] <= begins < paragraphs[here][1]
        return not inside, begins > at, abs(at - begins)

    return min(near, key=distance, default=None)


def _told(scene: Scene, verb: int) -> tuple[int, list[int]] | None:
    """Return the head of the noun phrase that tells, and the words told; ``None`` where the verb has no teller."""
    agent = next((c for c in scene.children[verb] if scene.dep[c] == "agent"), None)
    subject = scene.subject(verb)
    if agent is not None and subject is not None and scene.dep[subject] == "nsubjpass":
        by = next((c for c in scene.children[agent] if scene.dep[c] == "pobj"), None)
        told = scene.low[subject] in _listed("tidings") or scene.low[verb] in _forms("counting")
        return (by, _under(scene, subject)) if by is not None and told else None
    if subject is None and scene.dep[verb] == "xcomp":
        above = scene.head[verb]
        subject = scene.inherited_subject(scene.head[above] if scene.dep[above] == "acomp" else above)
    if subject is None:
        return None
    kinds = ("ccomp", "dobj") if scene.low[verb].startswith("report") else ("ccomp",)
    kinds = (*kinds, "dobj", "prep") if scene.low[verb] in _forms("counting") else kinds
    kinds = (*kinds, "xcomp") if scene.low[verb] in _forms("pledging") else kinds
    words = [at for c in scene.children[verb] if scene.dep[c] in kinds for at in _under(scene, c)]
    marked = scene.dep[verb] == "advcl" and any(
        scene.low[c] == "as" and scene.dep[c] in ("mark", "advmod", "prep") for c in scene.children[verb]
    )
    trailing = scene.dep[verb] == "parataxis" and scene.head[verb] < verb
    if (marked or trailing) and not words:
        own = set(_under(scene, verb))
        words = [at for at in _under(scene, scene.head[verb]) if at not in own]
    return subject, words


def _under(scene: Scene, head: int) -> list[int]:
    return list(range(scene.left[head], scene.right[head] + 1))


def _give(scene: Scene, found: dict[int, str], words: list[int], teller: int, name: str) -> None:
    """Enter words that no statement holds, but for those that name the teller."""
    own = range(scene.left[teller], scene.right[teller] + 1)
    for at in words:
        if scene.owner[at] < 0 and at not in own:
            found.setdefault(at, name)


def _according(scene: Scene, parties: Parties, found: dict[int, str]) -> None:
    """Give a clause to whom its "according to B" or "as per B" names."""
    for at in range(len(scene.low) - 2):
        if f"{scene.low[at]} {scene.low[at + 1]}" not in _listed("according") or scene.owner[at] >= 0:
            continue
        teller = next(
            (c for c in range(at + 2, min(at + 12, len(scene.low))) if scene.dep[c] == "pobj"),
            None,
        )
        if teller is None or not _may_tell(scene, teller):
            continue
        clause = scene.clause_head(scene.head[at] if scene.head[at] != at else at)
        _give(scene, found, _under(scene, clause), teller, _subject_name(scene, parties, teller))


def _may_tell(scene: Scene, token: int) -> bool:
    """Whether a noun names somebody or a body: nobody tells in "according to plan"."""
    named = (token, *(c for c in scene.children[token] if c < token or scene.dep[c] == "appos"))
    return is_teller(scene, token) or any(
        scene.pos[at] == "PROPN" or scene.ent[at] in ("PERSON", "ORG", "NORP", "GPE") for at in named
    )


def is_teller(scene: Scene, token: int) -> bool:
    """Whether a noun names people by their office of telling: "officials", "a spokesman"."""
    return scene.low[token] in _forms("tellers")


def _hearsay(scene: Scene, found: dict[int, str]) -> None:
    """Give what is told with "reportedly" or "alleged" to reports that nobody names."""
    for at, word in enumerate(scene.low):
        if scene.owner[at] >= 0 or word not in _listed("hearsay"):
            continue
        if scene.dep[at] not in ("advmod", "amod"):
            continue  # "The ministry alleged that …" names who says so
        told = scene.clause_head(at) if scene.dep[at] == "advmod" else scene.head[at]
        for token in _under(scene, told):
            if scene.owner[token] < 0:
                found.setdefault(token, UNNAMED_REPORTS)


def _credited(scene: Scene, parties: Parties, found: dict[int, str]) -> None:
    """Give the paragraph before a line "Source: B" to B, where B is no outlet or agency."""
    for number, (start, end) in enumerate(scene.sentences):
        words = [at for at in range(start, min(end, start + 4)) if scene.words[at].strip()]
        if not number or len(words) < 2 or scene.low[words[0]] not in _listed("credit") or scene.low[words[1]] != ":":
            continue
        name = _named(scene, parties, start, end)
        if name and not parties.is_media(name):
            _give_paragraph(scene, found, start, name)


def _give_paragraph(scene: Scene, found: dict[int, str], start: int, name: str) -> None:
    """Enter the words of the paragraph before the token ``start``, or before it within its own."""
    before = start - 1
    while before > 0 and not scene.words[before].strip():
        before -= 1
    paragraph = next(((a, b) for a, b in scene.layers.paragraphs if a <= scene.begin[before] < b), None)
    for at in scene.tokens_of((paragraph,)) if paragraph else ():
        if scene.owner[at] < 0 and at < start:
            found.setdefault(at, name)


@lru_cache(maxsize=8)
def _forms(name: str) -> frozenset[str]:
    """Return all forms of the verbs or nouns of a list of ``[reporting]``."""
    lists = load_toml("record_cues.toml")
    return frozenset(form for base in lists["reporting"][name] for form in inflections(base, lists["irregular"]))


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_toml("record_cues.toml")["reporting"][name])


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
