"""What a clause does, in PLOVER 0.8 event types: by the deed its verb or object names, and by who only
wills, asks or bars it.

"X will cut aid" threatens, "X is ready to send aid" agrees, "X must withdraw" requests, "X refused to leave" rejects:
the deed itself has not happened and is not emitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.data import load_csv, load_toml
from reportedly.extract.candidates import Context
from reportedly.extract.lexicon import inflections
from reportedly.extract.owners import VERBAL

ATTITUDES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of ``data/events.csv``."""

    event: str
    mode: str | None
    cameo: str
    context: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed at a verb: its sense, whether it is negated, and whether it is only planned or possible."""

    verb: int
    sense: Sense
    negated: bool = False


Phrases = dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]


@lru_cache(maxsize=1)
def senses() -> tuple[Phrases, Phrases]:
    """Return (verbs, nouns): first word form → (further words, sense), longest first."""
    irregular = load_toml("record_cues.toml")["irregular"]
    tables: tuple[dict[str, list[tuple[tuple[str, ...], Sense]]], ...] = ({}, {})
    for row in load_csv("events.csv"):
        sense = Sense(row["event"], row["mode"] or None, row["cameo"], row["context"] or None)
        for table, column in zip(tables, ("verbs", "nouns"), strict=True):
            for phrase in filter(None, (row[column] or "").split("|")):
                first, *rest = phrase.split()
                for form in inflections(first, irregular):
                    table.setdefault(form, []).append((tuple(rest), sense))
    verbs, nouns = (
        {form: tuple(sorted(found, key=lambda each: -len(each[0]))) for form, found in table.items()}
        for table in tables
    )
    return verbs, nouns


@lru_cache(maxsize=1)
def reporting() -> frozenset[str]:
    """Return the forms of verbs that only bring a content ("said", "announced")."""
    irregular = load_toml("record_cues.toml")["irregular"]
    return frozenset(
        form for base in load_toml("record_cues.toml")["reporting"]["verbs"] for form in inflections(base, irregular)
    )


def deeds_in(context: Context, start: int, end: int) -> list[Deed]:
    """Return the deeds of one sentence, outermost first; what an attitude governs is part of the attitude."""
    scene = context.scene
    roots = [at for at in range(start, end) if scene.head[at] == at]
    found: list[Deed] = []
    for root in roots:
        _visit(context, root, False, found, set())
    return found


def _visit(context: Context, verb: int, told: bool, found: list[Deed], seen: set[int]) -> None:
    """Walk down from a verb: through words of reporting and light verbs, not into what an attitude governs."""
    scene = context.scene
    if verb in seen:
        return
    seen.add(verb)
    below = [
        c
        for c in scene.children[verb]
        if scene.dep[c] in ("ccomp", "xcomp", "conj", "advcl", "parataxis", "acomp", "attr")
    ]
    if scene.low[verb] in reporting() and any(scene.dep[c] == "ccomp" for c in below):
        for child in below:
            if scene.dep[child] in ("ccomp", "conj", "parataxis"):
                _visit(context, child, True, found, seen)
        return
    deed = deed_at(context, verb, told)
    if deed is not None:
        found.append(deed)
    governed = deed is not None and deed.sense.event in ATTITUDES
    for child in below:
        if scene.dep[child] == "conj" or (not governed and scene.dep[child] in ("ccomp", "xcomp", "parataxis")):
            if scene.pos[child] in VERBAL:
                _visit(context, child, told, found, seen)
        elif scene.dep[child] == "advcl" and not found and scene.pos[child] in VERBAL:
            _visit(context, child, told, found, seen)


def deed_at(context: Context, verb: int, told: bool) -> Deed | None:
    """Return the deed of one verb with its helping words, or ``None``."""
    scene = context.scene
    helpers = {scene.low[c] for c in scene.children[verb] if scene.dep[c] in ("aux", "auxpass", "neg")}
    negated = scene.negated(verb) or bool(helpers & {"not", "n't", "never"})
    sense = verb_sense(context, verb) or object_sense(context, verb)
    leaning = {scene.low[c] for c in scene.children[verb] if scene.dep[c] in ("acomp", "attr")}
    if leaning & {"ready", "willing", "prepared", "committed", "open"}:
        return Deed(verb, REJECTED if negated else AGREED)
    if leaning & {"opposed", "unwilling", "unacceptable"} or (leaning & {"possible", "acceptable"} and negated):
        return Deed(verb, REJECTED)
    if helpers & {"must", "should", "ought"} or scene.low[verb] in ("must", "need", "needs"):
        return Deed(verb, REQUESTED)
    if helpers & {"will", "would", "'ll", "wo", "shall"}:
        if negated:
            return Deed(verb, REJECTED)
        if sense is not None and sense.event in ATTITUDES:
            return Deed(verb, sense)
        if sense is not None or told:
            return Deed(verb, THREATENED if sense is not None and sense.event in HOSTILE else AGREED)
        return None
    if sense is None:
        return None
    return Deed(verb, sense, negated)


def verb_sense(context: Context, verb: int) -> Sense | None:
    """Return the sense of a verb: a phrase with its particle or object first, then the word alone."""
    scene = context.scene
    near = {scene.low[at] for at in range(verb + 1, min(len(scene.low), verb + 9))}
    stems = near | {word.rstrip("s") for word in near}
    alone = None
    for rest, sense in senses()[0].get(scene.low[verb], ()):
        if rest and all(word in stems for word in rest):
            return sense
        if not rest and alone is None:
            alone = sense
    return alone


def object_sense(context: Context, verb: int) -> Sense | None:
    """Return the sense of the noun that a light verb takes ("launched an attack"), or that a nominal clause
    is headed by.
    """
    scene = context.scene
    heads = [c for c in scene.children[verb] if scene.dep[c] in ("dobj", "nsubjpass", "attr", "pobj")]
    heads += [
        c for p in scene.children[verb] if scene.dep[p] == "prep" for c in scene.children[p] if scene.dep[c] == "pobj"
    ]
    if scene.pos[verb] in ("NOUN", "PROPN"):
        heads.insert(0, verb)
    for head in heads:
        before = scene.low[head - 1] if head else ""
        for rest, sense in senses()[1].get(scene.low[head], ()):
            if not rest:
                return sense
        for rest, sense in senses()[1].get(before, ()):
            if rest and rest[-1] == scene.low[head].rstrip("s"):
                return sense
    return None


AGREED = Sense("AGREE", None, "030", None)
REJECTED = Sense("REJECT", None, "120", None)
REQUESTED = Sense("REQUEST", "change", "100", None)
THREATENED = Sense("THREATEN", None, "130", None)
