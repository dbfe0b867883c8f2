"""Whose words each token is: the innermost statement that holds it, and what plainly hangs on a statement (law 3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.data import load_toml
from reportedly.extract.lexicon import inflections

if TYPE_CHECKING:
    from reportedly.extract.scene import Scene

FIRST = frozenset({"i", "we", "our", "my"})
VERBAL = frozenset({"VERB", "AUX"})


def own(scene: Scene) -> None:
    """Fill ``scene.owner`` and ``scene.role``: statements first, then the words that no content holds but that are
    plainly not the outlet's.
    """
    _owners(scene)
    _extend(scene)
    _quoted(scene)
    _told_on(scene)
    _between(scene)
    _headline(scene)


def _owners(scene: Scene) -> None:
    """Give each token the smallest statement content that holds it (the innermost where statements nest)."""
    size = len(scene.words)
    scene.owner, scene.role, width = [-1] * size, [""] * size, [10**9] * size
    for part in ("cue", "source"):
        for statement in scene.statements:
            for at in scene.tokens_of(getattr(statement, part)):
                scene.role[at] = part
    for index, statement in enumerate(scene.statements):
        tokens = scene.tokens_of(statement.content)
        for at in tokens:
            nested = statement.nested_in is not None
            size_here = len(tokens) - (1 if nested else 0)
            if size_here < width[at]:
                scene.owner[at], width[at] = index, size_here


def _extend(scene: Scene) -> None:
    """Give words that no content holds, but that are plainly not the outlet's, to the statement they hang on (law 3).

    These are words under a cue verb as its clause or object, and quoted words beside a statement of their paragraph.
    """
    cues: dict[int, int] = {}
    for index, statement in enumerate(scene.statements):
        for at in scene.tokens_of(statement.cue):
            if scene.pos[at] in VERBAL:
                cues.setdefault(at, index)
    for at in range(len(scene.words)):
        if scene.owner[at] >= 0 or scene.role[at] or scene.pos[at] in ("PUNCT", "SPACE"):
            continue
        step = at
        for _ in range(40):
            head = scene.head[step]
            if head == step:
                break
            if head in cues and scene.dep[step] in ("ccomp", "dobj"):
                scene.owner[at] = cues[head]
                break
            step = head


def _told_on(scene: Scene) -> None:
    """Free indirect speech: after a reported sentence, one that only goes on in "would" is still the speaker's.

    "X said A. During this time, B would follow." So is one in the first person, and, within the paragraph, one that
    opens by going on ("Moreover, …"). A sentence of its own with any words already owned is left alone.
    """
    lists = load_toml("record_cues.toml")["reporting"]
    for number in range(1, len(scene.sentences)):
        start, end = scene.sentences[number]
        if any(owner >= 0 for owner in scene.owner[start:end]):
            continue
        root = next((at for at in range(start, end) if scene.head[at] == at and scene.pos[at] in VERBAL), None)
        if root is None:
            continue
        would = any(scene.low[c] == "would" and scene.dep[c] == "aux" for c in scene.children[root])
        first = any(
            scene.low[at] in FIRST and scene.dep[at] in ("nsubj", "nsubjpass", "poss") for at in range(start, end)
        )
        onward = any(scene.phrase(start, end).strip().startswith(words + " ") for words in lists["onward"])
        if not (would or first or (onward and _one_paragraph(scene, start - 1, start))):
            continue
        before = [owner for owner in scene.owner[slice(*scene.sentences[number - 1])] if owner >= 0]
        if before:
            told = scene.outermost(scene.statements[before[-1]])
            index = next(i for i, each in enumerate(scene.statements) if each.id == told.id)
            for at in range(start, end):
                scene.owner[at] = index


def _between(scene: Scene) -> None:
    """A sentence between two of one speaker's is the speaker's too where the second goes on from it.

    "A said X. Y has happened. He added that Z.": within a paragraph, the middle sentence naming no source of its own.
    Going on is a pronoun, or the same source again, with a cue that adds to something said.
    """
    for number in range(1, len(scene.sentences) - 1):
        start, end = scene.sentences[number]
        if any(scene.owner[at] >= 0 or scene.role[at] for at in range(start, end)):
            continue
        before, after = (_holders(scene, near) for near in (number - 1, number + 1))
        if not before or not after or not _one_paragraph(scene, start, scene.sentences[number + 1][0]):
            continue
        told, next_one = (scene.outermost(scene.statements[each]) for each in (before[-1], after[0]))
        cue = {scene.low[at] for at in scene.tokens_of(next_one.cue)}
        opening = scene.low[slice(*scene.sentences[number + 1])][:3]
        goes_on = bool(cue & going_on()) and bool(set(opening) & {"he", "she", "they", "it"})
        if told.speaker and told.speaker == next_one.speaker and goes_on:
            index = next(i for i, each in enumerate(scene.statements) if each.id == told.id)
            for at in range(start, end):
                scene.owner[at] = index


def _headline(scene: Scene) -> None:
    """A first line without a source that repeats what somebody is quoted with below is that speaker's, too."""
    start, end = scene.sentences[0] if scene.sentences else (0, 0)
    words = {w for at in range(start, end) if len(w := scene.low[at]) > 3 and w.isalpha() and not scene.role[at]}
    if len(words) < 4 or any(owner >= 0 for owner in scene.owner[start:end]):
        return
    for index, statement in enumerate(scene.statements[:6]):
        told = {scene.low[at] for at in scene.tokens_of(statement.content)}
        if len(words & told) >= 0.7 * len(words):
            for at in range(start, end):
                scene.owner[at] = index
            return


def _holders(scene: Scene, sentence: int) -> list[int]:
    """Return the statements that hold words of a sentence, in the order of those words."""
    return [owner for owner in scene.owner[slice(*scene.sentences[sentence])] if owner >= 0]


def _one_paragraph(scene: Scene, first: int, second: int) -> bool:
    """Whether two tokens stand in one paragraph."""
    low, high = scene.begin[first], scene.begin[second]
    return any(a <= low and high < b for a, b in scene.layers.paragraphs)


@lru_cache(maxsize=1)
def going_on() -> frozenset[str]:
    """Return the forms of the verbs that add to what was said before ("added", "stressed")."""
    lists = load_toml("record_cues.toml")
    verbs = (*lists["reporting"]["telling"], *lists["reporting"]["adding"])
    return frozenset(form for base in verbs for form in inflections(base, lists["irregular"])) | {"also"}


def _quoted(scene: Scene) -> None:
    for quotation in scene.layers.quotations:
        tokens = scene.tokens_of(((quotation.start, quotation.end),))
        bare = [at for at in tokens if scene.owner[at] < 0]
        if len(bare) < 4 or len(bare) < len(tokens):
            continue
        paragraph = next(((a, b) for a, b in scene.layers.paragraphs if a <= quotation.start < b), None)
        if paragraph is None:
            continue
        inside = scene.tokens_of((paragraph,))
        before = [scene.owner[at] for at in inside if at < tokens[0] and scene.owner[at] >= 0]
        behind = [scene.owner[at] for at in inside if at > tokens[-1] and scene.owner[at] >= 0]
        near = before[-1:] or behind[:1]
        if near:
            for at in bare:
                scene.owner[at] = near[0]
