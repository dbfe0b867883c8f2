"""Rounds: meetings, calls and talks between the parties or with mediators, with status, parties, place and date."""

from __future__ import annotations

from functools import partial

from reportedly.annotate.quantities import number_value
from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields
from reportedly.extract.units import Unit
from reportedly.extract.where import length_of, venue_of
from reportedly.model import Modality, Round

ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
MODALITY_OF_STATUS: dict[str, Modality] = {
    "expected": "planned",
    "date_not_set": "planned",
    "agreed": "planned",
    "proposed": "hoped",
}


def round_candidates(article: Article) -> list[Candidate]:
    """Return every unit with a word for a meeting, for its result, or for signing what it agreed."""
    found = []
    for unit in article.units:
        anchors = [at for at in range(unit.start, unit.end) if _is_anchor(article, at, unit)]
        anchors = article.anchors("round", unit, anchors)
        if not anchors:
            continue
        anchor = anchors[0]
        features = set(unit.features) | _features(article, unit, anchors, anchor)
        building = partial(build, article, unit, anchor)
        status = status_of(article, unit, anchor)
        found.append(Candidate("round", unit.start, unit.end, anchor, features, building, proposed=status))
    return found


def _is_anchor(article: Article, at: int, unit: Unit) -> bool:
    context, scene = article.context, article.context.scene
    marks = context.marks[at]
    if "meeting.nouns" in marks and scene.pos[at] in ("NOUN", "PROPN"):
        return not _is_other(article, at)
    if scene.pos[at] == "VERB":
        if "meeting.verbs" in marks:
            if "meeting.press" in context.classes(range(at, unit.end)) and scene.low[at] not in ("met", "meet"):
                return False  # spoke to reporters
            return scene.low[at] not in ("speaking", "talking", "says") or "meeting.phone" in context.classes(
                range(unit.start, unit.end)
            )
        if "meeting.signing" in marks:
            return "meeting.signed" in context.classes(range(unit.start, unit.end))
    return "meeting.results" in marks and scene.pos[at] == "NOUN"


def _is_other(article: Article, at: int) -> bool:
    """Whether a word for a meeting means another thing here: "rounds of shelling", "a press conference"."""
    scene, marks = article.context.scene, article.context.marks
    if at and "meeting.press" in marks[at - 1]:
        return True
    if scene.low[at] not in ("round", "rounds") or scene.low[at + 1 : at + 2] != ["of"]:
        return False
    said_of = [c for c in range(at + 2, min(at + 7, len(marks))) if scene.pos[c] == "NOUN"]
    return bool(said_of) and not any("meeting.nouns" in marks[c] or "meeting.verbs" in marks[c] for c in said_of)


def _features(article: Article, unit: Unit, anchors: list[int], anchor: int) -> set[str]:
    context, scene = article.context, article.context.scene
    found = {f"anchor_dep={scene.dep[anchor]}", f"anchors={min(3, len(anchors))}", "anchor_pos=" + scene.pos[anchor]}
    found |= {f"anchor:{name}" for name in context.marks[anchor]}
    if context.heads[anchor] == unit.verb:
        found.add("anchor_in_main_clause")
    if anchor == unit.verb:
        found.add("anchor_is_verb")
    found |= {f"verb:{n}" for n in context.marks[unit.verb] if n.startswith("status.")}
    if ordinal_of(article, anchor, unit) is not None:
        found.add("ordinal")
    when = article.dates_in(unit.start, unit.end)
    found |= {f"date:{d.kind}" for d in when}
    if venue_of(article, unit.start, unit.end):
        found.add("place")
    named = article.parties_in(unit.start, unit.end, fill=False)
    found.add(f"parties={min(3, len(named))}")
    if "between" in scene.low[unit.start : unit.end]:
        found.add("between")
    before = scene.low[anchor - 1] if anchor else ""
    found.add("determiner=" + (before if before in ("the", "a", "an", "these", "this", "peace", "next") else "other"))
    found |= {
        n
        for n in ("meeting.phone", "meeting.video", "meeting.mediating", "meeting.results")
        if n in context.classes(range(unit.start, unit.end))
    }
    return found


def ordinal_of(article: Article, anchor: int, unit: Unit) -> int | None:
    """Return the number of the round as a source counts it ("the fourth round of talks", "four rounds")."""
    scene = article.context.scene
    for at in range(max(unit.start, anchor - 4), anchor):
        if scene.low[at] in ORDINALS and scene.tag[at] in ("JJ", "RB", "NN"):
            return ORDINALS[scene.low[at]]
        if scene.low[anchor] == "rounds" and scene.tag[at] == "CD":
            return int(number_value(scene.low[at])) or None
    return None


def status_of(article: Article, unit: Unit, anchor: int) -> str:
    """Return the status that verb, tense and modal give; a meeting merely named, or that something happened
    at, was held.
    """
    context, scene = article.context, article.context.scene
    words = set(scene.low[unit.start : unit.end])
    verb = context.heads[anchor]
    if "date" in words and words & {"not", "n't", "determine", "decide"}:
        return "date_not_set"
    own = {m for c in scene.children[anchor] if scene.dep[c] in ("amod", "acl", "relcl") for m in context.marks[c]}
    preposition = scene.low[scene.head[anchor]] if scene.dep[anchor] == "pobj" else ""
    marks, helpers = _verb_marks(article, verb)
    if scene.dep[anchor] == "conj":
        preposition = preposition or ""
    if preposition in ("during", "after", "following", "at", "since") and not own:
        return "held" if scene.low[anchor - 1] != "ongoing" else "ongoing"
    marks |= own
    for status in ("cancelled", "suspended", "refused"):
        if f"status.{status}" in marks:
            return status
    if "status.agreed" in marks and "meeting.signing" not in context.marks[verb]:
        return "agreed"
    if helpers & {"will", "'ll", "shall", "wo"} or "status.expected" in marks:
        return "expected"
    if "meeting.signing" in context.marks[verb]:
        return "expected" if helpers & {"could", "to", "may", "might"} else "held"
    if (
        helpers & {"would", "could", "should", "must", "may", "might"}
        or "status.proposed" in marks
        or words & {"propose", "proposal"}
    ):
        return "expected" if helpers & {"would"} and "status.proposed" not in marks else "proposed"
    if words & {"next", "subsequent"} and "status.held" not in marks:
        return "expected"
    if "to" in helpers and scene.tag[verb] == "VB":
        return "proposed"
    dated = any(
        d.kind == "point" and d.when.start and not article.is_recent(d) for d in article.dates_in(unit.start, unit.end)
    )
    if words & {"ongoing", "underway", "currently", "now"} or (
        "status.ongoing" in marks and not (dated and "continued" not in words and scene.tag[verb] in ("VBD", "VBN"))
    ):
        return "ongoing"
    if helpers & {"being", "'s", "is", "are", "'re"} and scene.tag[verb] in ("VBG", "VBN") and "has" not in helpers:
        return "ongoing"
    if scene.tag[verb] in ("VBZ", "VBP") and scene.low[verb] in ("is", "are", "focus", "continue", "continues"):
        return "ongoing"
    if (helpers & {"have", "has"} and scene.tag[verb] == "VBG") or words & {"process"}:
        return "ongoing"
    return "held"


def _verb_marks(article: Article, verb: int) -> tuple[set[str], set[str]]:
    """Return the cue classes of a verb with its complements, and its helping words."""
    context, scene = article.context, article.context.scene
    marks = set(context.marks[verb])
    for child in scene.children[verb]:
        if scene.dep[child] in ("xcomp", "acomp", "prt", "attr"):
            marks |= context.marks[child]
    helpers = {scene.low[c] for c in scene.children[verb] if scene.dep[c] in ("aux", "auxpass")}
    if scene.dep[verb] == "xcomp":
        above = scene.head[verb]
        marks |= context.marks[above]
        helpers |= {scene.low[c] for c in scene.children[above] if scene.dep[c] in ("aux", "auxpass")}
    return marks, helpers


def format_of(words: set[str], status: str, verb: str, place: str | None) -> str | None:
    """Return how the parties met, where the words say so."""
    if words & {"phone", "telephone", "phoned", "call"}:
        return "phone"
    if words & {"video", "videoconference", "online", "virtual", "virtually", "videolink"}:
        return "video"
    if words & {"person", "face-to-face", "visit", "visited"} or verb in ("met", "meet", "meeting"):
        return "in_person"
    if "meeting" in words or "meetings" in words:
        return "in_person"
    return "in_person" if place and status in ("held", "ongoing") else None


def mediators_of(article: Article, unit: Unit) -> list[str]:
    """Return the parties that a word of mediating governs ("hosted by Oman", "under the aegis of Cuba,
    Norway and Venezuela").
    """
    context, scene = article.context, article.context.scene
    found: list[str] = []
    for at in range(unit.start, unit.end):
        if not context.marks[at] & {"meeting.mediating", "meeting.mediators"}:
            continue
        for token in range(scene.left[at], scene.right[at] + 1):
            mention = context.parties.at.get(token)
            if scene.low[scene.head[token]] in ("with", "between"):
                continue  # "a mediator in the talks with B": B is a party
            if mention is not None and mention.name not in found and (token > at or scene.dep[token] == "nsubj"):
                found.append(mention.name)
        subject = context.parties.of_token(scene.inherited_subject(at))
        if subject and scene.pos[at] == "VERB" and scene.tag[at] != "VBN" and subject not in found:
            found.append(subject)
    return found


def parties_of(article: Article, unit: Unit) -> list[str]:
    """Return who meets: the parties that the unit names; where it names one at most, the sides of those who say it
    together ("the two leaders agreed to talk again"), else both sides of the talks.
    """
    named = article.parties_in(unit.start, unit.end, fill=False)
    together = (unit.statement.speaker or "").split(" and ") if unit.statement is not None else []
    sides = list(dict.fromkeys(article.context.parties.side(name) or name for name in together))
    if len(sides) == 2 and len(named) < 2 and set(named) <= set(sides):
        return sides
    return article.parties_in(unit.start, unit.end)


def build(article: Article, unit: Unit, anchor: int, score: float, status: str) -> Round:
    """Return the round that a unit states."""
    context, scene = article.context, article.context.scene
    values = fields(article, "round", unit.start, unit.end, anchor, score)
    words = set(scene.low[unit.start : unit.end])
    place = venue_of(article, unit.start, unit.end)
    mediators = mediators_of(article, unit)
    parties = [p for p in parties_of(article, unit) if p not in mediators]
    classes = context.classes(range(unit.start, unit.end))
    telling = bool(classes & {"meeting.results", "meeting.signing", "status.agreed"}) or status == "suspended"
    telling = telling or any(scene.dep[c] == "acomp" for c in scene.children[unit.verb]) or "as" in words
    outcome = scene.text[values["span"][0][0] : values["span"][0][1]] if telling else None
    if values["modality"] == "asserted":
        values["modality"] = MODALITY_OF_STATUS.get(status, "asserted")
    if status == "date_not_set":
        values["polarity"] = "positive"
    return Round(
        **values,
        ordinal=ordinal_of(article, anchor, unit),
        place=place,
        parties=tuple(parties),
        mediators=tuple(mediators),
        format=format_of(words, status, scene.low[unit.verb], place),  # type: ignore[arg-type]
        duration=length_of(article, unit.start, unit.end),
        status=status,  # type: ignore[arg-type]
        outcome=outcome,
    )
