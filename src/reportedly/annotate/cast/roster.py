"""The roster of officials, brought to bear on one article: side, gender and offices of persons that it names."""

from __future__ import annotations

from reportedly.annotate.cast.garbled import garbled, same_given, same_surname
from reportedly.annotate.cast.tables import Office, Tables, fold, key
from reportedly.annotate.cast.types import Cast, Entity, RoleFact

_LITTLE = frozenset({"of", "the", "for", "and"})


def join_roster(cast: Cast, t: Tables, published: str | None) -> None:
    """Give persons the offices the roster knows of them at the article's date. The article's own words stay first.

    A full name must agree in both parts; a bare surname needs one bearer only in the roster, whose state the
    article names.
    """
    for entity in cast.entities:
        if entity.kind != "person":
            continue
        offices = offices_of(entity, cast, t)
        if not offices:
            offices = _damaged(entity, cast, t)
            if not offices:
                continue
            entity.joins.append(f"{entity.name} ~ {offices[0].name} (garbled, roster)")
            entity.aliases.append(entity.name)
            entity.name = offices[0].name
        entity.roster = offices[0].name
        entity.gender = entity.gender or offices[0].gender
        held = [office for office in offices if office.held(published)]
        if " " in entity.name or entity.side is None:
            entity.side = (held or offices)[0].side
        entity.roles.extend(role_of(office, t) for office in held)


def offices_of(entity: Entity, cast: Cast, t: Tables) -> list[Office]:
    """Return the roster's rows of the person an entity is, or nothing."""
    words = entity.name.split()
    rows = t.surnames.get(fold(words[-1])) or t.surnames.get(key(words[-1])) or []
    if len(words) > 1:
        rows = [o for o in rows if any(same_given(words[0], name.split()[0]) for name in o.names)]
    elif len({o.name for o in rows}) > 1 or not any(o.side in cast.countries for o in rows):
        return []
    if not rows or len({o.name for o in rows}) > 1:
        return []
    sides = {role.side for role in entity.roles if role.side in t.state_names}
    if sides and not any(office.side in sides for office in rows):
        return []
    return rows


def _damaged(entity: Entity, cast: Cast, t: Tables) -> list[Office]:
    """Return the rows of the one official whose name an entity's is a damaged form of ("Volodymyr Zelskyy").

    Asked only of names the roster does not hold. The official's state must be named in the article; a given name
    or an
    office of that state must agree; of a bare surname the first three letters too.
    """
    words = entity.name.split()
    mine = key(words[-1])
    if len(mine) < 6:
        return []
    found: list[Office] = []
    for surname, rows in t.surnames.items():
        if surname[0] != mine[0] or not garbled(mine, key(surname)) or same_surname(mine, key(surname)):
            continue
        for office in rows:
            given = len(words) > 1 and any(same_given(words[0], name.split()[0]) for name in office.names)
            titled = any(r.side == office.side for r in entity.roles)
            bare = len(words) == 1 and key(surname)[:3] == mine[:3] and cast.countries.get(office.side or "", 0) > 1
            if office.side in cast.countries and ((given and (titled or len(mine) > 6)) or bare):
                found.append(office)
    return found if len({office.name for office in found}) == 1 else []


def role_of(office: Office, t: Tables) -> RoleFact:
    """Return a roster row as a role."""
    from reportedly.annotate.cast.roles import classes_of, office_noun

    words = frozenset(office.title.replace("-", " ").split()) - _LITTLE
    noun = office.title.split()[-1] if office.title != "secretary of state" else "minister"
    if office.title == "secretary of state":
        words |= {"foreign", "minister"}
    if office.body and "Foreign Affairs" in office.body:
        words |= {"foreign"}
    return RoleFact(
        title=office.title,
        words=words,
        classes=classes_of(t, noun, words) | ({"leader"} if office.title in ("president", "head") else frozenset()),
        noun=office_noun(t, noun),
        side=office.side,
        body=office.body,
        evidence=f"roster:{office.row}",
        start=office.start or None,
        end=office.end or None,
    )
