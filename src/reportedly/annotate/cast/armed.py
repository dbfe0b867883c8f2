"""The armed forces of a state: "the army", "the military" and "Peru's armed forces" are one body of an article."""

from __future__ import annotations

import bisect

from reportedly.annotate.cast.scene import Link, Scene
from reportedly.annotate.cast.types import Entity

_FORCES = "armed forces"


def armed_forces(scene: Scene, first: int, last: int, head: int, side: str | None) -> Link | None:
    """Return the armed forces that "the army", "the Peruvian military" or "its armed forces" mean.

    Without a state in its own words the forces are those named last, else those named first below. The name is
    the one the article writes: a proper one ("Sudanese Armed Forces", an acronym) before a plain "Sudanese army".
    """
    view = scene.view
    words = [view.lower[i] for i in range(first, last) if view.pos[i] not in ("DET", "PART", "SPACE")]
    if not is_forces(scene, head) or any(not _says_only_whose(scene, i) for i in range(first, head + 1)):
        return None
    if head + 1 < last or not words:
        return None
    named = forces_named(scene)
    if side is None:
        before = bisect.bisect_left(scene.forces_at, (first, "")) - 1
        home = scene.cast.home if before < 0 else None
        if before >= 0 or home in named:
            side = home or scene.forces_at[before][1]
        elif scene.forces_at:
            side = scene.forces_at[0][1]
    name = named.get(side) if side else None
    if side is None or name is None:
        return None
    entity = scene.cast.find(name) or scene.cast.new(name, "organisation", side=side)
    entity.side = entity.side or side
    return Link((entity,), "body", 0.75)


def is_forces(scene: Scene, i: int) -> bool:
    """Whether token ``i`` heads a name of armed forces: "army", "military", "armed forces"."""
    low = scene.view.lower[i]
    return low in scene.t.lists["armed_nouns"] or (low == "forces" and i > 0 and scene.view.lower[i - 1] == "armed")


def _says_only_whose(scene: Scene, i: int) -> bool:
    """Whether a word of the phrase says no more than whose forces they are ("the regional military" are others)."""
    view = scene.view
    return (
        view.pos[i] in ("DET", "PART", "PRON", "SPACE", "PUNCT")
        or is_forces(scene, i)
        or view.lower[i] == "armed"
        or scene.t.side_of(view.words[i]) is not None
    )


def forces_named(scene: Scene) -> dict[str, str]:
    """Return the name that the article gives the armed forces of each state; read once an article."""
    if scene.forces is not None:
        return scene.forces
    view, t = scene.view, scene.t
    plain: dict[str, dict[str, int]] = {}
    for i in range(1, len(view)):
        if not is_forces(scene, i):
            continue
        begin = i - 1 - (view.lower[i] == "forces")
        begin -= begin > 0 and view.words[begin] in ("'s", "’s", "’")
        side = t.side_of(view.words[begin]) if begin >= 0 and view.words[begin][:1].isupper() else None
        if side not in t.state_names or side is None:
            continue
        noun = _FORCES.title() if view.lower[i] == "forces" else view.lower[i]
        adjective = view.words[begin] if view.lower[begin] in t.adjectives else t.adjective_of.get(side, side)
        counts = plain.setdefault(side, {})
        counts[f"{adjective} {noun}"] = counts.get(f"{adjective} {noun}", 0) + 1 + (view.dep[i] == "nsubj")
        scene.forces_at.append((i, side))
    scene.forces = {
        side: max(counts, key=lambda name: (counts[name], name.endswith("Forces"))) for side, counts in plain.items()
    }
    for entity in scene.cast.entities:
        if _proper(scene, entity):
            scene.forces[entity.side or ""] = entity.name
            scene.forces_at.extend((m.first, entity.side or "") for m in entity.mentions)
    scene.forces_at.sort()
    return scene.forces


def _proper(scene: Scene, entity: Entity) -> bool:
    """Whether an entity is a state's forces under their proper name or acronym, as the article itself writes it."""
    institution = scene.t.institution(entity.roster) if entity.roster else None
    if institution is None or institution.sort not in ("body", "armed") or entity.side not in scene.t.state_names:
        return False
    last = institution.name.split()[-1].lower()
    written = any(form.isupper() or form.split()[-1].lower() == last for form in entity.forms)
    return institution.name.split()[-1] in ("Forces", "Army") and written and " of " not in institution.name
