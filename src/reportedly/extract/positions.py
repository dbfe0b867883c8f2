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
OBLIGING = frozenset({"must", "should", "need", "needs", "ought"})


def position_candidates(article: Article) -> list[Candidate]:
    """Return every unit that may state a position."""
    found = []
    for unit in article.units:
        classes = {f for f in unit.features if f.startswith(("has:stance", "verb:stance"))}
        if unit.statement is None and unit.subject_party is None:
            continue  # nobody holds it
        takes_stance = unit.statement is not None and unit.statement.act in STANCE_ACTS
        if not (classes or takes_stance or article.context.reading.likely("position", unit.start, unit.end)):
            continue
        features = set(unit.features)
        stance = stance_of(article, unit)
        holder = holder_of(article, unit, stance)
        group = issue_of(article.context.scene.low[unit.start : unit.end], "")[1]
        features |= {f"stance={stance}", f"issue={group}" if group else "no_issue"}
        features.add(
            "holder_in_pair"
            if holder in article.main_pair()
            else "holder_known"
            if holder in article.context.parties.ranked
            else "holder_elsewhere"
        )
        if takes_stance:
            features.add("stance_act")
        building = partial(build, article, unit)
        found.append(Candidate("position", unit.start, unit.end, unit.verb, features, building, proposed=stance))
    return found


def stance_of(article: Article, unit: Unit) -> str:
    """Return the stance that a unit's grammar, cue words and speech act give, the plainest sign first."""
    scene, features = article.context.scene, unit.features
    words = scene.low[unit.start : unit.end]
    phrase = " ".join(words)
    act = unit.statement.act if unit.statement else None
    helpers = {scene.low[c] for c in scene.children[unit.verb] if scene.dep[c] == "aux"}
    negative = "negated" in features or any(w in ("no", "never") for w in words[:8])

    def has(name: str) -> bool:
        return f"has:stance.{name}" in features

    conditions = (
        has("precondition") and "as soon as possible" not in phrase and "without any precondition" not in phrase
    )
    if "if" in words and "only" in words and not negative:
        return "precondition"
    if _undertakes(article, unit) and not negative:
        return "pledge"
    own_word = "main:stance_lexicon.ready" in features or "verb:stance_lexicon.ready" in features
    if "if" in words and not negative and (own_word or helpers & {"will", "'ll"}) and act not in ("demand", "threaten"):
        return "precondition"
    if own_word and "own_ready" in features and not negative:
        return "offer"
    if act == "threaten" and not has("offer"):
        return "rejection" if negative and "stop" in words else "red_line"
    if has("red_line") and act not in ("demand", "appeal"):
        return "red_line"
    taken = "stance.concession" in article.context.marks[unit.verb] and not negative
    if (
        conditions
        and not taken
        and act in ("demand", "appeal", None, "assert", "reject")
        and (
            "exchange" in words or "before" in words or helpers & OBLIGING or "as soon as" in phrase or "when" in words
        )
    ):
        return "precondition"
    if act == "reject" or (negative and ("stance.concession" in article.context.marks[unit.verb])):
        return "rejection"
    if helpers & OBLIGING or "verb:stance_lexicon.must" in features or words[:1] == ["need"] or "necessary" in words:
        return "disclaimer" if negative and "need" in helpers else "demand"
    if (negative and has("disclaimer")) or act == "deny" or (negative and "has:stance_lexicon.intention" in features):
        return "rejection" if act not in ("deny", "pledge") and "want" in words and "sign" in words else "disclaimer"
    if act in ("demand", "appeal"):
        return "demand"
    if has("rejection") and act not in ("pledge", "accept", "concede"):
        return "rejection"
    if act in ("accept", "concede") or (has("concession") and not negative and act != "offer"):
        return "concession"
    own_will = "own_will" in features and helpers & {"will", "'ll", "shall"} and "verb:stance.offer" not in features
    if act == "offer" or (has("offer") and act != "pledge" and not own_will):
        return "offer"
    backshifted = "would" in helpers and "own_will" in features and "if" not in words and unit.statement is not None
    if act == "pledge" or backshifted or helpers & {"will", "'ll", "shall"} or (has("pledge") and not has("demand")):
        return "pledge"
    return "demand" if has("demand") or act is None else BY_ACT.get(act, "pledge" if "would" in helpers else "demand")


def _undertakes(article: Article, unit: Unit) -> bool:
    """Whether somebody "agreed to" do a thing: to agree to a proposal concedes, to agree to act pledges."""
    scene, marks = article.context.scene, article.context.marks
    cue = scene.tokens_of(unit.statement.cue) if unit.statement else []
    for at in (*cue, unit.verb):
        if "status.agreed" in marks[at] and scene.pos[at] == "VERB":
            doing = [
                c for c in scene.children[at] if scene.dep[c] in ("xcomp", "ccomp") and scene.tag[c] in ("VB", "VBP")
            ]
            if any(unit.start <= c < unit.end for c in doing):
                return True
    return False


def build(article: Article, unit: Unit, score: float, stance: str) -> Position:
    """Return the position that a unit states."""
    scene = article.context.scene
    values = fields(article, "position", unit.start, unit.end, unit.verb, score, outer=True)
    holder = holder_of(article, unit, stance)
    if values["voice"] == OUTLET and holder:
        values["voice"] = holder
    values["polarity"] = "positive"
    if "if" in scene.low[unit.start : unit.end]:
        values["modality"] = "conditional"
    if values["modality"] != "conditional":
        firm = "negated" not in unit.features and stance not in ("rejection", "red_line")
        planned = stance == "pledge" or (values["modality"] == "planned" and firm)
        values["modality"] = "planned" if planned else "asserted"
    addressee = addressee_of(article, unit, holder, stance)
    issue, group = issue_of(scene.low[unit.start : unit.end], scene.text[values["span"][0][0] : values["span"][0][1]])
    return Position(**values, holder=holder, addressee=addressee, issue=issue, issue_group=group, stance=stance)  # type: ignore[arg-type]


def holder_of(article: Article, unit: Unit, stance: str) -> str | None:
    """Return whose position it is: the subject's where the words tell what another party wants or does, else
    the speaker's.
    """
    context = article.context
    side, subject = unit.speaker_side, unit.subject_party
    if unit.statement is None and side is None:
        return subject
    if subject is None or subject == side:
        return side
    if unit.statement is not None and context.parties.is_media(unit.statement.speaker):
        return subject
    heads = [
        unit.verb,
        *[c for c in context.scene.children[unit.verb] if context.scene.dep[c] in ("acomp", "attr", "dobj")],
    ]
    told = any(name.startswith("stance.") for at in heads for name in context.marks[at])
    obliged = bool({"aux=must", "aux=should"} & unit.features) or "verb:stance_lexicon.must" in unit.features
    return subject if told and not obliged else side


def addressee_of(article: Article, unit: Unit, holder: str | None, stance: str) -> str | None:
    """Return to whom it is put: the statement's addressee, the other side named in it, else the other side
    of the talks.
    """
    parties = article.context.parties
    if unit.statement is not None and unit.statement.addressee and holder == unit.speaker_side:
        return parties.side(unit.statement.addressee)
    low, high = article.context.scene.sentences[article.context.scene.sentence[unit.start]]
    other = parties.opponent(holder)
    named = [p for p in parties.named(unit.start, unit.end) if p != holder]
    if other is None:
        named = named or [p for p in parties.named(unit.start, unit.end, places=True) if p != holder]
    if other is not None and (other in named or not named):
        return other if other in named or stance != "pledge" or other in parties.named(low, high) else None
    return next((p for p in named if p in parties.ranked[:4]), None)


__all__ = ["FIRST", "build", "position_candidates", "stance_of"]
