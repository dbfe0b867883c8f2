"""Units of what is said: the clauses of each statement's content, and the outlet's own clauses, with their features."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.candidates import Context
from reportedly.extract.lexicon import lexicon
from reportedly.model import Statement

FIRST = frozenset(["i", "we", "us", "our", "my", "me", "ourselves"])
SECOND = frozenset(["you", "your"])
THIRD = frozenset(["he", "she", "they", "it", "him", "them", "his", "her", "their", "its"])
FEATURE_CLASSES = ("stance", "stance_lexicon", "deeds", "denial", "meeting", "ceasefire", "corridor", "status")


@dataclass(slots=True)
class Unit:
    """Tokens ``[start, end)`` around ``verb``; ``statement`` is ``None`` where the outlet itself speaks."""

    start: int
    end: int
    verb: int
    statement: Statement | None
    features: set[str]
    subject: int | None
    subject_party: str | None
    speaker_side: str | None


def units(context: Context) -> list[Unit]:
    """Return all units of the article in the order of the text."""
    scene, found, seen = context.scene, [], set()
    for verb in sorted(context.by_head):
        if scene.masked[verb] or not scene.words[verb].strip() or scene.pos[verb] in ("PUNCT", "SPACE"):
            continue
        span = unit_span(context, verb)
        # In a spoilt text what is parsed as a clause may hold no word at all.
        if span is None or span in seen or not any(w[:1].isalnum() for w in scene.words[slice(*span)]):
            continue
        seen.add(span)
        found.append(make_unit(context, verb, *span))
    found += [u for u in whole_contents(context) if (u.start, u.end) not in seen]
    return sorted(found, key=lambda u: (u.start, u.end))


def unit_span(context: Context, verb: int) -> tuple[int, int] | None:
    """Return the tokens of a verb's clause that are one voice with it; ``None`` for one that only carries a
    statement.
    """
    scene = context.scene
    if scene.role[verb] == "cue" and scene.owner[verb] < 0 and _only_cue(context, verb):
        return None
    clause = scene.clause(verb)
    start, end = scene.same_voice(clause.start, clause.end, verb)
    return (start, end) if end > start else None


def _only_cue(context: Context, verb: int) -> bool:
    """Whether a cue verb brings nothing but its source and its content."""
    scene = context.scene
    subject = scene.subject(verb)
    source = range(scene.left[subject], scene.right[subject] + 1) if subject is not None else range(0)
    return not any(
        scene.owner[at] < 0 and scene.role[at] == "" and scene.pos[at] in ("NOUN", "PROPN") and at not in source
        for at in context.by_head[verb]
    )


def whole_contents(context: Context) -> list[Unit]:
    """Return each statement's content pieces as units of their own, sentence by sentence (nominal contents
    have no verb).
    """
    scene, found = context.scene, []
    for index, statement in enumerate(context.scene.statements):
        for piece in statement.content:
            tokens = scene.tokens_of((piece,))
            while tokens:
                sentence = scene.sentence[tokens[0]]
                run = [at for at in tokens if scene.sentence[at] == sentence]
                tokens = tokens[len(run) :]
                start, end = scene.trimmed(run[0], run[-1] + 1)
                root = next(
                    (at for at in range(start, end) if not start <= scene.head[at] < end or scene.head[at] == at), start
                )
                if end - start >= 2 and any(w[:1].isalnum() for w in scene.words[start:end]):
                    unit = make_unit(context, root, start, end, scene.statements[index])
                    unit.features.add("whole")
                    found.append(unit)
    return found


def make_unit(context: Context, verb: int, start: int, end: int, statement: Statement | None = None) -> Unit:
    """Return one unit with the features of its words, its grammar and its voice."""
    scene = context.scene
    statement = statement or scene.statement_at(verb)
    side = context.parties.side(statement.speaker if statement else None)
    subject = scene.inherited_subject(verb)
    party = context.parties.of_token(subject)
    features = _word_features(context, start, end) | _grammar_features(context, verb, start, end)
    features |= _voice_features(context, statement, start, end)
    features.add("subject=" + _subject_kind(context, subject, party, side))
    others = [p for p in context.parties.named(start, end) if p != side]
    if others:
        features.add("names_other_party")
    if context.parties.ranked[:2] and any(p in context.parties.ranked[:3] for p in others):
        features.add("names_main_party")
    features |= _main_features(context, verb, start, end)
    features |= _single_cues(context, verb, statement, start, end)
    features |= _joint_features(context, features, verb, start, end, others)
    return Unit(start, end, verb, statement, features, subject, party, side)


def _main_features(context: Context, verb: int, start: int, end: int) -> set[str]:
    """Cue classes of the main clause's own words, subordinate clauses left out."""
    own = [at for at in context.by_head.get(verb, ()) if start <= at < end]
    return {f"main:{name}" for name in context.classes(own) if name.split(".")[0] in FEATURE_CLASSES}


def _single_cues(context: Context, verb: int, statement: Statement | None, start: int, end: int) -> set[str]:
    """The listed cue words of the main clause one by one, and that of the statement: classes hold unlike words."""
    scene, lemma = context.scene, lexicon().lemma
    own = [at for at in context.by_head.get(verb, ()) if start <= at < end]
    found = {f"cue:{lemma[scene.low[at]]}" for at in own if scene.low[at] in lemma}
    told = scene.tokens_of(statement.cue) if statement else []
    return found | {f"told:{lemma[scene.low[at]]}" for at in told if scene.low[at] in lemma}


def _joint_features(
    context: Context, features: set[str], verb: int, start: int, end: int, others: list[str]
) -> set[str]:
    """Signs that only together say what a clause does: whose deed, whose will, whose duty, whose crime."""
    scene, joint = context.scene, set()
    own = bool(features & {"subject=own", "subject=first"})
    other = bool(features & {"subject=other_party"})
    deed = any(f.startswith("main:deeds.") and f != "main:deeds.cues" for f in features)
    if own and features & {"aux=will", "aux='ll", "aux=wo", "aux=would"}:
        joint.add("own_will")
    if own and features & {"main:stance_lexicon.ready", "main:stance.offer"}:
        joint.add("own_ready")
    if own and features & {"main:stance_lexicon.intention"}:
        joint.add("own_intention")
    if own and "negated" in features:
        joint.add("own_not")
    if features & {"aux=must", "aux=should", "verb:stance_lexicon.must", "main:stance_lexicon.must"}:
        joint.add("duty")
    if other and features & {"aux=must", "aux=should", "main:stance_lexicon.must"}:
        joint.add("duty_of_other")
    if other and deed:
        joint.add("other_deed")
    if other and any(f.startswith("verb:deeds.verbs") for f in features):
        joint.add("other_does_deed")
    if own and deed:
        joint.add("own_deed")
    if features & {"subject=pronoun", "subject=thing", "subject=none"} and deed and others:
        joint.add("deed_beside_other")
    if scene.low[verb] in ("is", "was", "are", "were", "'s") and "main:deeds.nouns" in features:
        joint.add("is_a_deed")
    if other and any(f.startswith(("verb:stance.", "verb:status.")) for f in features):
        joint.add("other_takes_stance")
    if scene.pos[verb] not in ("VERB", "AUX"):
        joint.add("nominal")
        joint |= {f"nominal+{f}" for f in features if f.startswith("act=")}
    else:
        joint |= {f"verbal+{f}" for f in features if f in ("act=accuse", "act=demand", "act=assert")}
    pair = [p for p in context.parties.pair if p in context.parties.named(start, end)]
    joint.add(f"pair={len(pair)}")
    return joint


def _word_features(context: Context, start: int, end: int) -> set[str]:
    return {f"has:{name}" for name in context.classes(range(start, end)) if name.split(".")[0] in FEATURE_CLASSES}


def _grammar_features(context: Context, verb: int, start: int, end: int) -> set[str]:
    scene = context.scene
    features = {f"dep={scene.dep[verb]}", f"tag={scene.tag[verb]}"}
    features |= {f"verb:{name}" for name in context.marks[verb] if name.split(".")[0] in FEATURE_CLASSES}
    for child in scene.children[verb]:
        if scene.dep[child] in ("aux", "auxpass"):
            features.add(f"aux={scene.low[child]}" if scene.tag[child] == "MD" else f"{scene.dep[child]}")
    if scene.negated(verb):
        features.add("negated")
    length = end - start
    features.add("long" if length > 25 else "middle" if length > 10 else "short" if length > 4 else "tiny")
    if any(scene.tag[at] == "CD" for at in range(start, end)):
        features.add("number")
    if any(scene.low[at] in ("if", "unless", "once") for at in range(max(0, start - 1), end)):
        features.add("conditional")
    return features


def _voice_features(context: Context, statement: Statement | None, start: int, end: int) -> set[str]:
    scene = context.scene
    features = {"first_sentence"} if scene.sentence[start] == 0 else set()
    if statement is None:
        return features | {"outlet"}
    features |= {f"act={statement.act}"} | ({f"speaker={statement.speaker_kind}"} if statement.speaker_kind else set())
    if statement.nested_in:
        features.add("nested")
    if not statement.cue:
        features.add("no_cue")
    size = sum(b - a for a, b in statement.content)
    share = (scene.finish[end - 1] - scene.begin[start]) / max(1, size)
    features.add("share=all" if share > 0.8 else "share=half" if share > 0.4 else "share=part")
    return features


def _subject_kind(context: Context, subject: int | None, party: str | None, side: str | None) -> str:
    scene = context.scene
    if subject is None:
        return "none"
    word = scene.low[subject]
    if party is not None:
        return "none_own" if side is None else "own" if party == side else "other_party"
    if word in FIRST:
        return "first"
    if word in SECOND:
        return "second"
    if word in THIRD:
        return "pronoun"
    if "meeting.nouns" in context.marks[subject]:
        return "meeting"
    if scene.ent[subject] == "PERSON":
        return "person"
    return "thing"
