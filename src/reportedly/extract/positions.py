"""Positions: what a holder demands, offers, concedes, rejects, pledges or rules out, and on which issue."""

from __future__ import annotations

from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields
from reportedly.extract.issues import issue_of
from reportedly.extract.units import FIRST, Unit
from reportedly.model import OUTLET, Position

BY_ACT = {
    "demand": "demand",
    "appeal": "demand",
    "offer": "offer",
    "pledge": "pledge",
    "reject": "rejection",
    "threaten": "red_line",
    "accept": "concession",
    "concede": "concession",
    "deny": "disclaimer",
}
STANCE_ACTS = frozenset(BY_ACT)


def position_candidates(article: Article) -> list[Candidate]:
    """Return every unit that may state a position."""
    found = []
    for unit in article.units:
        classes = {f for f in unit.features if f.startswith(("has:stance", "verb:stance"))}
        if unit.statement is None and (not classes or unit.subject_party is None):
            continue
        if unit.statement is not None and not classes and unit.statement.act not in STANCE_ACTS:
            continue
        features = set(unit.features)
        features.add("stance=" + stance_of(article, unit))
        if unit.statement is not None and unit.statement.act in STANCE_ACTS:
            features.add("stance_act")
        found.append(Candidate("position", unit.start, unit.end, unit.verb, features, partial(build, article, unit)))
    return found


def stance_of(article: Article, unit: Unit) -> str:
    """Return the stance that a unit's cue words, grammar and speech act give."""
    scene, features = article.context.scene, unit.features
    words = set(scene.low[unit.start : unit.end])
    act = unit.statement.act if unit.statement else None
    negative = "negated" in features or bool(words & {"no", "not", "n't", "never"})

    def has(name: str) -> bool:
        return f"has:stance.{name}" in features

    if has("red_line") or act == "threaten":
        return "red_line"
    if has("precondition") and act in ("demand", "appeal", None, "assert"):
        return "precondition"
    if act in ("reject",):
        return "rejection"
    if has("rejection") and act not in ("demand", "appeal", "pledge"):
        return "rejection" if not has("disclaimer") else "disclaimer"
    if act == "deny" or (negative and (has("disclaimer") or "has:stance_lexicon.intention" in features)):
        return "disclaimer"
    if act in ("demand", "appeal"):
        return "demand"
    if act in ("accept", "concede") or has("concession"):
        return "concession"
    if act == "offer":
        return "offer"
    if act == "pledge":
        return "pledge"
    if has("offer"):
        return "offer"
    if "has:stance_lexicon.must" in features or (has("demand") and "aux=will" not in features):
        return "demand"
    if has("pledge") or "aux=will" in features:
        return "pledge"
    return BY_ACT.get(act or "", "demand")


def build(article: Article, unit: Unit, score: float) -> Position:
    """Return the position that a unit states."""
    scene, parties = article.context.scene, article.context.parties
    values = fields(article, "position", unit.start, unit.end, unit.verb, score, outer=True)
    statement = unit.statement
    stance = stance_of(article, unit)
    holder = unit.speaker_side if statement else unit.subject_party
    verb_stance = any(f.startswith("verb:stance.") for f in unit.features)
    if (
        statement is not None
        and unit.subject_party not in (None, holder)
        and verb_stance
        and "aux=must" not in unit.features
    ):
        if stance not in ("demand", "precondition") or any(
            scene.low[unit.verb].startswith(w) for w in ("demand", "insist", "ask", "want")
        ):
            holder = unit.subject_party
    if values["voice"] == OUTLET and holder:
        values["voice"] = holder
    values["polarity"] = "positive"
    if stance in ("pledge",) and values["modality"] == "asserted" and "aux=will" in unit.features:
        values["modality"] = "planned"
    addressee = statement.addressee if statement else None
    addressee = parties.side(addressee) if addressee else None
    if addressee is None:
        others = [p for p in parties.named(unit.start, unit.end, places=True) if p != holder]
        main = [p for p in others if p in parties.ranked[:4]]
        addressee = main[0] if main else None
    issue, group = issue_of(scene.low[unit.start : unit.end], scene.text[values["span"][0][0] : values["span"][0][1]])
    return Position(**values, holder=holder, addressee=addressee, issue=issue, issue_group=group, stance=stance)  # type: ignore[arg-type]


__all__ = ["FIRST", "build", "position_candidates", "stance_of"]
