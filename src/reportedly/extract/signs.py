"""Signs that every kind of candidate has besides its own: its common words, which of its signs come together, and what
the network reads in it.

Common words are verbs, nouns, adjectives, adverbs outside names: what a clause does is in them, whose war it is in
is not. A word with a capital may be a name that was not seen to be one, and is left out.
"""

from __future__ import annotations

from reportedly.extract.candidates import Candidate, Context

WORDS = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
LEADING = ("act=", "subject=", "stance=", "outlet")
LED = ("main:", "verb:", "aux=", "subject=", "negated", "accused=", "tag=", "whole")


def add_signs(context: Context, candidates: list[Candidate]) -> None:
    """Add the signs that all kinds share to the features of each candidate."""
    for each in candidates:
        each.features |= together(each.features) | wording(context, each)
        each.features |= context.reading.signs(each.kind, each.start, each.end, each.anchor)


def wording(context: Context, candidate: Candidate) -> set[str]:
    """Return the common words of a candidate, and those of the cue that its statement is told with."""
    scene, found = context.scene, set[str]()
    for at in range(candidate.start, candidate.end):
        if scene.pos[at] in WORDS and not scene.ent[at] and scene.words[at].isalpha() and scene.words[at].islower():
            found.add("word:" + scene.low[at])
    statement = scene.statement_at(candidate.anchor)
    for at in scene.tokens_of(statement.cue) if statement is not None else ():
        found.add("cue_word:" + scene.low[at])
    return found


def together(features: set[str]) -> set[str]:
    """Return the pairs of a sign of voice or subject with one of the clause: "act=demand & aux=must"."""
    leading = [f for f in features if f.startswith(LEADING)]
    led = [f for f in features if f.startswith(LED)]
    return {f"{a} & {b}" for a in leading for b in led if a != b}
