"""Accusations and denials: who is said to have done what by whom, and who denies it; paired within the article."""

from __future__ import annotations

import dataclasses
from functools import partial

from reportedly.extract.candidates import Candidate
from reportedly.extract.common import Article, fields, is_outlet
from reportedly.extract.owners import VERBAL
from reportedly.extract.units import THIRD, Unit, make_unit
from reportedly.model import OUTLET, Accusation, Denial, Record


def accusation_candidates(article: Article) -> list[Candidate]:
    """Return every unit that may state an accusation."""
    found, reading = [], article.context.reading
    for unit in article.units:
        classes = {f for f in unit.features if f.startswith(("has:deeds", "verb:deeds"))}
        cued = bool(classes & {"has:deeds.cues", "verb:deeds.cues"})
        act = unit.statement.act if unit.statement else None
        if not classes and act != "accuse" and not reading.likely("accusation", unit.start, unit.end):
            continue
        if unit.statement is None and not cued and is_outlet(article.context.scene.voice_at(unit.verb)[0]):
            continue  # a deed that the outlet reports itself: nobody accuses
        features = set(unit.features)
        accused = accused_of(article, unit)
        features.add(
            "accused=none" if accused is None else "accused=own" if accused == unit.speaker_side else "accused=other"
        )
        if accused in article.main_pair():
            features.add("accused_in_pair")
        if unit.speaker_side in article.main_pair():
            features.add("accuser_in_pair")
        pair = _mutual(article, unit)
        accusers: list[str | None] = [*pair] or [None]
        for accuser in accusers:
            found.append(
                Candidate(
                    "accusation",
                    unit.start,
                    unit.end,
                    unit.verb,
                    features | ({"mutual"} if pair else set()),
                    partial(build, article, unit, accuser, pair),
                    key=accuser or "",
                    certain=bool(pair),
                )
            )
    return found


def _mutual(article: Article, unit: Unit) -> list[str]:
    """Return both accusers where the parties accuse each other."""
    scene = article.context.scene
    phrase = scene.phrase(unit.start, unit.end)
    if "deeds.cues" in article.context.marks[unit.verb] and ("each other" in phrase or "one another" in phrase):
        named = article.context.parties.named(unit.start, unit.end)
        return (named if len(named) >= 2 else article.main_pair())[:2]
    return []


def accused_of(article: Article, unit: Unit) -> str | None:
    """Return the party that a unit blames: the addressee of "accused B of", a subject of the other side, a
    party named.
    """
    scene, parties = article.context.scene, article.context.parties
    side = unit.speaker_side
    statement = unit.statement
    if statement is not None and statement.act == "accuse" and statement.addressee:
        blamed = parties.cast.find(statement.addressee)
        return blamed.name if blamed is not None and blamed.kind == "person" else parties.side(statement.addressee)
    if unit.subject_party is not None and unit.subject_party != side:
        person = parties.person_at.get(unit.subject) if unit.subject is not None else None
        return person.name if person is not None else unit.subject_party
    named = [p for p in parties.named(unit.start, unit.end) if p != side]
    if named and (unit.subject is None or scene.low[unit.subject] not in THIRD):
        return named[0]
    return parties.opponent(side)


def build(article: Article, unit: Unit, accuser: str | None, pair: list[str], score: float, _: str) -> Accusation:
    """Return the accusation that a unit states."""
    scene = article.context.scene
    values = fields(article, "accusation", unit.start, unit.end, unit.verb, score, outer=True, key=accuser or "")
    who = accuser or (article.context.scene.voice_of(unit.statement) if unit.statement else unit.subject_party)
    accused = accused_of(article, unit)
    if accuser is not None:
        accused = next((p for p in pair if p != accuser), None)
        values["voice"] = accuser
    elif unit.statement is None and "verb:deeds.cues" not in unit.features:
        who, accused = values["voice"], unit.subject_party
    elif values["voice"] == OUTLET and who:
        values["voice"] = who
    values["polarity"] = "positive"
    if values["modality"] == "hoped":
        values["modality"] = "asserted"
    values["place"] = article.near_place(unit.start, unit.end)
    deed = scene.text[values["span"][0][0] : values["span"][0][1]]
    return Accusation(**values, accuser=who, accused=accused, deed=deed)


def denial_candidates(article: Article) -> list[Candidate]:
    """Return every unit that may state a denial."""
    found, reading = [], article.context.reading
    for unit in (*article.units, *bare_denials(article)):
        act = unit.statement.act if unit.statement else None
        classes = {f for f in unit.features if f.startswith(("has:denial", "verb:denial"))}
        innocent = unit.statement is not None and "own_not" in unit.features  # "we did not fire": nobody says "deny"
        cued = classes & {"has:denial.words", "has:denial.cues"}
        if act != "deny" and not innocent and not cued and not reading.likely("denial", unit.start, unit.end):
            continue
        features = set(unit.features)
        found.append(
            Candidate("denial", unit.start, unit.end, unit.verb, features, partial(build_denial, article, unit))
        )
    return found


def bare_denials(article: Article) -> list[Unit]:
    """Return the clauses that deny without telling what in more than a word: "Russia denies involvement", "…, which
    Hamas denies".
    """
    scene, found = article.context.scene, []
    for statement in scene.statements:
        cue, content = scene.tokens_of(statement.cue), scene.tokens_of(statement.content)
        if statement.act != "deny" or not cue or not content or not (len(content) == 1 or content[-1] < cue[0]):
            continue
        verb = next((at for at in cue if scene.pos[at] in VERBAL), cue[0])
        clause = scene.clause(verb)
        behind = content[-1] + 1 if content[-1] < cue[0] else 0
        start, end = scene.trimmed(max(clause.start, behind), clause.end)
        if end - start >= 2:
            unit = make_unit(article.context, verb, start, end, statement)
            unit.features.add("bare")
            found.append(unit)
    return found


def build_denial(article: Article, unit: Unit, score: float, _: str) -> Denial:
    """Return the denial that a unit states."""
    scene = article.context.scene
    values = fields(article, "denial", unit.start, unit.end, unit.verb, score, outer=True)
    denier = scene.voice_of(unit.statement) if unit.statement else unit.subject_party
    if denier is None and unit.subject is not None:
        denier = scene.text[slice(*scene.span(*scene.trimmed(scene.left[unit.subject], unit.subject + 1)))]
    if values["voice"] == OUTLET and denier:
        values["voice"] = denier
    values["polarity"] = "positive"
    return Denial(**values, denier=denier, of=scene.text[values["span"][0][0] : values["span"][0][1]])


def paired(records: list[Record], sides: dict[str, str]) -> list[Record]:
    """Link each denial to the nearest accusation against its denier's side, and say of each accusation how
    it is answered.
    """
    answered: dict[str, str] = {}
    linked: list[Record] = []
    accusations = [r for r in records if isinstance(r, Accusation)]
    for record in records:
        if isinstance(record, Denial) and record.denier:
            side = sides.get(record.denier, record.denier)
            near = [a for a in accusations if a.accused == side and a.voice != record.voice]
            if near:
                best = min(near, key=lambda a: (abs(a.span[0][0] - record.span[0][0]), a.id))
                answered[best.id] = "denial"
                record = dataclasses.replace(record, accusation_id=best.id)
        linked.append(record)
    for each in accusations:
        if each.id not in answered:
            side = sides.get(each.accuser or "", each.accuser or "")
            counter = any(
                o.accused == side and sides.get(o.accuser or "", o.accuser) == each.accused for o in accusations
            )
            answered[each.id] = "counter_accusation" if counter else "none_found"
    return [dataclasses.replace(r, answered_by=answered[r.id]) if isinstance(r, Accusation) else r for r in linked]  # type: ignore[arg-type]
