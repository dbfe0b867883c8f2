"""Ceasefires as reported, with the fields of the ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton et al. 2022)."""

from __future__ import annotations

from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, deed_words, fields
from reportedly.extract.units import Unit
from reportedly.extract.where import length_of
from reportedly.model import Ceasefire


def ceasefire_candidates(article: Article) -> list[Candidate]:
    """Return every unit with a word for a ceasefire."""
    context, scene, found = article.context, article.context.scene, []
    for unit in article.units:
        anchors = [
            at for at in range(unit.start, unit.end) if context.marks[at] & {"ceasefire.nouns", "ceasefire.phrases"}
        ]
        anchors = article.anchors("ceasefire", unit, anchors)
        if not anchors:
            continue
        anchor = anchors[0]
        features = set(unit.features)
        status = status_of(article, unit)
        features |= {f"anchor_dep={scene.dep[anchor]}", "status=" + status}
        if context.heads[anchor] == unit.verb:
            features.add("anchor_in_main_clause")
        features |= {f"verb:{n}" for n in context.marks[unit.verb] if n.startswith("ceasefire.")}
        features |= {f"date:{d.kind}" for d in article.dates_in(unit.start, unit.end)}
        features.add(f"parties={min(3, len(article.parties_in(unit.start, unit.end, fill=False)))}")
        before = scene.low[anchor - 1] if anchor else ""
        features.add("determiner=" + (before if before in ("the", "a", "an") else "other"))
        building = partial(build, article, unit, anchor)
        found.append(Candidate("ceasefire", unit.start, unit.end, anchor, features, building, proposed=status))
    return found


def status_of(article: Article, unit: Unit) -> str:
    """Return the status that the unit's cue words give, the cue of "agreed to …", "rejected …" included."""
    scene = article.context.scene
    words, classes = deed_words(article, unit)
    phrase = scene.phrase(unit.start, unit.end)

    def has(name: str) -> bool:
        return f"ceasefire.{name}" in classes

    if has("violated"):
        return "violated"
    if has("refused") or "no pause" in phrase:
        return "refused"
    if "had" in words and words & {"ordered", "declared", "announced"}:
        return "claimed_past"
    if words & {"announced", "announce", "declared", "declare", "ordered"} or (
        "would" in words and words & {"begin", "start", "establish"}
    ):
        return "announced"
    if failed(words):
        return "agreed"
    open_ended = words & {
        "possible",
        "possibility",
        "proposed",
        "proposal",
        "reaching",
        "reach",
        "discuss",
        "discussed",
        "would",
        "will",
        "expected",
        "exchange",
        "objective",
    }
    if (
        words & {"agreed", "agree", "signed", "reached", "agreement", "extended", "achieved", "brokered", "concluded"}
        and not open_ended
    ):
        return "agreed"
    if words & {"holds", "holding", "began", "existing", "effect", "force", "observed", "monitor", "respect"}:
        return "in_effect"
    return "expired" if words & {"expired", "expires", "lapsed"} else "proposed"


def failed(words: set[str]) -> bool:
    """Whether the words say that no ceasefire came about."""
    return bool(words & {"impossible", "failed", "faltered", "fail", "collapsed"}) or (
        "not" in words and bool(words & {"possible", "agreed", "reached"})
    )


def purpose_of(words: set[str], classes: set[str]) -> str:
    """Return what the ceasefire is for, ``unclear`` where the words do not say so (ETH/PRIO: purpose)."""
    for purpose, name in (
        ("holiday", "holiday"),
        ("election", "election"),
        ("humanitarian", "humanitarian"),
        ("peace_process", "peace"),
    ):
        if f"ceasefire.{name}" in classes:
            return purpose
    return "peace_process" if words & {"signed", "bilateral"} and words & {"agreement", "signed"} else "unclear"


def build(article: Article, unit: Unit, anchor: int, score: float, status: str) -> Ceasefire:
    """Return the ceasefire that a unit states."""
    context, scene = article.context, article.context.scene
    values = fields(article, "ceasefire", unit.start, unit.end, anchor, score)
    words, classes = deed_words(article, unit)
    phrase = scene.phrase(unit.start, unit.end)
    named = article.parties_in(unit.start, unit.end, fill=False)
    both = len(named) >= 2 or any(
        w in phrase for w in ("both sides", "the parties", "the sides", "the two sides", "bilateral", "agreed")
    )
    announced = (
        status in ("announced", "claimed_past")
        and len(named) <= 1
        and not words & {"would", "agreement", "deal", "between"}
    )
    side = "unilateral" if announced and "bilateral" not in words else "bilateral"
    subject = context.parties.of_token(scene.inherited_subject(context.heads[anchor]))
    declarer: list[str] = []
    if status in ("agreed", "in_effect", "extended", "violated"):
        declarer = named if len(named) >= 2 else article.main_pair()
    elif subject is not None:
        declarer = [subject]
    elif named:
        declarer = named[:1]
    places = [
        p
        for p in article.places_in(unit.start, unit.end)
        if p.preposition in ("in", "across", "for", "throughout", "around", "on")
    ]
    area = places[0].name if places else article.theatre()
    points = [d for d in article.dates_in(unit.start, unit.end) if d.kind != "duration" and d.when.start]
    starts = words & {"begin", "began", "starting", "start", "starts", "from", "since", "effect", "force", "at"}
    if values["modality"] == "asserted" and status == "proposed":
        hoping = words & {"hope", "hopes", "hoped", "objective", "goal", "pleaded", "achieving", "plead"}
        talked_of = words & {"possibility", "possibilities", "discussing", "discuss", "discussed", "possible"}
        values["modality"] = "hoped" if hoping else "possible" if talked_of else "planned"
    if failed(words):
        values["polarity"] = "negative"
    return Ceasefire(
        **values,
        side=side if both or announced else "bilateral",  # type: ignore[arg-type]
        declarer=tuple(declarer),
        purpose=purpose_of(words, classes),  # type: ignore[arg-type]
        partial=True if "ceasefire.partial" in classes else None,
        area=area,
        start=points[0].when.start if points and starts else None,
        duration=length_of(article, unit.start, unit.end),
        status=status,  # type: ignore[arg-type]
    )
