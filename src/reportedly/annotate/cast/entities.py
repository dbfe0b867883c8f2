"""Who is who in an article: names joined into persons, bodies and states, each with its fullest name and its roles."""

from __future__ import annotations

from reportedly.annotate.cast.garbled import garbled, same_given, same_surname, sound
from reportedly.annotate.cast.mentions import Named, find_names
from reportedly.annotate.cast.metonyms import body_name, count_states, home_state, state_at
from reportedly.annotate.cast.roles import read_role
from reportedly.annotate.cast.roster import join_roster
from reportedly.annotate.cast.tables import Tables, fold, key, tables
from reportedly.annotate.cast.types import Cast, Entity, Mention
from reportedly.annotate.cast.view import View, view_of
from reportedly.annotate.layers import Layers

_GENDERED_ENDINGS = ("ova", "eva", "skaya", "skaia")
_ALIKE_AT_MOST = 200
"""Surnames compared for spelling: a bound that keeps lists of thousands of names linear."""


def cast_of(layers: Layers) -> tuple[Cast, View]:
    """Return the cast of an article and the view of its tokens that it was made from."""
    t, view = tables(), view_of(layers)
    cast = Cast(article_id=layers.article.id)
    if not len(view):
        return cast, view
    cast.countries = count_states(view, t)
    cast.home = home_state(t, layers.article.dateline_place, layers.article.outlet, cast.countries)
    masked = layers.article.boilerplate
    names = [n for n in find_names(view, t) if not any(s <= view.start[n.first] < e for s, e in masked)]
    places = _places(view)
    persons = [
        each
        for each in names
        if each.label == "PERSON" and _is_person(view, t, each) and not _is_place(view, each, places)
    ]
    known = {each.first for each in persons}
    builder = _Persons(cast, view, t)
    for each in persons:
        if each.last - each.first > 1:
            builder.full(each)
    singles = [each for each in persons if each.last - each.first == 1]
    for each in singles:
        builder.single(each)
    persons_named = {key(e.name.split()[-1]) for e in cast.entities if len(e.name.split()) > 1}
    builder.untagged({i for n in names for i in range(n.first, n.last) if n.first in known})
    for each in names:
        if each.first in known or each.first in cast.by_token:
            continue
        if (
            each.last - each.first == 1
            and key(view.words[each.first]) in persons_named
            and not _in_place(view, each.first)
        ):
            # "Paris claims" of Valeska Paris: in an article with such a person the word is hers unless a place is meant.
            builder.single(each)
            continue
        _add_body(cast, view, t, each)
    _acronyms(cast)
    for entity in cast.entities:
        _finish(entity, view, t)
    join_roster(cast, t, layers.article.published)
    cast.learn()
    cast.order = sorted(((e, m) for e in cast.entities for m in e.mentions), key=lambda item: item[1].first)
    return cast, view


def _is_person(view: View, t: Tables, each: Named) -> bool:
    """Whether a name tagged as a person's is one: no state, capital or institution (Kiev is no person)."""
    text = view.string(each.first, each.last)
    if not view.words[each.last - 1][:1].isupper() and fold(view.words[each.first]) not in t.genders:
        return False  # "Prisoner release"
    if not text[0].isalpha() or text[1:2] == "-" or text.endswith((".com", ".ca", ".org")):
        return False  # "-General", "D-Mass."
    if (
        view.lower[each.last - 1] in t.person_nouns
        and not each.honorific
        and fold(view.words[each.first]) not in t.genders
    ):
        return False  # "Senior Research Fellow"
    if each.titles and each.last - each.first > 1 and each.label == "PERSON" and not t.institution(text):
        return True
    if t.side_of(text) or (t.institution(text) and not each.honorific):
        return False
    if each.last - each.first == 1 and (
        view.lower[each.first] in t.person_nouns
        or view.pos[each.first] not in ("PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ")
    ):
        return False
    if each.last - each.first == 1 and view.words[each.first].isupper() and len(view.words[each.first]) > 2:
        # "RCMP" is no surname; an article in capitals may shout "PUTIN", which a title or full name then tells.
        return bool(each.titles or each.honorific)
    return view.words[each.last - 1][:1].isupper()


def _longest(entity: Entity) -> list[str]:
    """Return the words of the longest form of a name met so far."""
    return max(entity.forms, key=lambda form: len(form.split()), default=entity.name).split()


def _in_place(view: View, i: int) -> bool:
    """Whether a word stands where a place does: "in Paris", "Paris, France", or as a modifier."""
    return view.lower[i - 1 if i else 0] in ("in", "at", "near", "to", "from", "around") or view.dep[i] in (
        "compound",
        "nmod",
    )


def _acronyms(cast: Cast) -> None:
    """Join "SMMT" with "Society of Motor Manufacturers and Traders" where the article has both."""
    bodies = [e for e in cast.entities if e.kind == "organisation"]
    short = {e.name: e for e in bodies if e.name.isupper() and 2 <= len(e.name) <= 6 and e.name.isalpha()}
    if not short:
        return
    for entity in bodies:
        words = entity.name.replace("-", " ").split()
        if len(words) < 2:
            continue
        initials = "".join(word[0] for word in words if word[0].isupper())
        other = short.get(initials)
        if other and other is not entity and not other.roster:
            entity.mentions.extend(other.mentions)
            entity.add_alias(other.name)
            for mention in other.mentions:
                for token in range(mention.first, mention.last):
                    cast.by_token[token] = (entity, mention)
            other.mentions.clear()
            other.roster = entity.name
    cast.entities = [e for e in cast.entities if e.mentions]
    for number, entity in enumerate(cast.entities):
        entity.number = number


def _places(view: View) -> dict[str, int]:
    """Return single words with the balance of the parser's labels: above 0 more often a place than a person."""
    balance: dict[str, int] = {}
    for first, last, label in view.entities:
        if last - first == 1 and label in ("PERSON", "GPE", "LOC", "FAC"):
            word = key(view.words[first])
            balance[word] = balance.get(word, 0) + (-1 if label == "PERSON" else 1)
    return balance


def _is_place(view: View, each: Named, places: dict[str, int]) -> bool:
    """Whether a single word tagged as a person's name is a place's: "in Chernihiv", or a place elsewhere in the article."""
    if each.last - each.first > 1 or each.titles or each.honorific:
        return False
    before = view.lower[each.first - 1] if each.first else ""
    return places.get(key(view.words[each.first]), 0) > 0 or before in ("in", "near", "around", "outside", "into")


class _Persons:
    """Joins the mentions of persons: full names first, then single ones to them."""

    def __init__(self, cast: Cast, view: View, t: Tables) -> None:
        self.cast, self.view, self.t = cast, view, t
        self.by_surname: dict[str, list[Entity]] = {}
        self.by_sound: dict[str, list[str]] = {}
        self.by_part: dict[str, list[Entity]] = {}
        self.last_seen: dict[int, int] = {}

    def full(self, each: Named) -> None:
        words = self._words(each)
        surname, given = key(words[-1]), words[0]
        for entity in self.by_surname.get(surname, []):
            if self._fits(entity, each, given):
                return self._mention(entity, each)
        for other in self._alike(surname):
            for entity in self.by_surname[other]:
                own = _longest(entity)
                if len(own) < 2 or not same_given(own[0], given) or not self._fits(entity, each, given):
                    continue
                self._note(entity, " ".join(words), other, surname)
                self._index(surname, entity)
                return self._mention(entity, each)
        # "Juan Manuel Santos" and "Juan Manuel Santos Calderón": one name's words begin the other's.
        for entity in self.by_part.get(surname, []):
            own = [key(word) for word in entity.name.split()]
            mine = [key(word) for word in words]
            if own[: len(mine)] == mine or mine[: len(own)] == own:
                return self._mention(entity, each)
        entity = self.cast.new(" ".join(words), "person")
        self._index(surname, entity)
        for word in words:
            self.by_part.setdefault(key(word), []).append(entity)
        self._mention(entity, each)
        return None

    def single(self, each: Named) -> None:
        word = self._words(each)[0]
        entity = self.match(word, each.first, each)
        if entity is None:
            entity = self.cast.new(word, "person")
            self._index(key(word), entity)
            self.by_part.setdefault(key(word), []).append(entity)
        self._mention(entity, each)

    def match(self, word: str, at: int, each: Named | None = None) -> Entity | None:
        """Return the person a single name means: by surname, by any part of a name, by a damaged surname."""
        k = key(word)
        found = [e for e in self.by_surname.get(k, []) if each is None or self._fits(e, each, None)]
        found = found or [e for e in self.by_part.get(k, []) if each is None or self._fits(e, each, None)]
        if found:
            return self._nearest(found, at)
        if each is None:
            return None
        for other in self._alike(k):
            fitting = [e for e in self.by_surname[other] if self._fits(e, each, None)]
            if fitting:
                entity = self._nearest(fitting, at)
                self._note(entity, word, other, k)
                return entity
        return None

    def _alike(self, surname: str) -> list[str]:
        """Return the surnames known so far that ``surname`` may be another or a damaged spelling of."""
        near = self.by_sound.get(sound(surname)[:1], [])[:_ALIKE_AT_MOST]
        return [o for o in near if o != surname and (same_surname(o, surname) or garbled(surname, o))]

    def _note(self, entity: Entity, written: str, other: str, surname: str) -> None:
        how = "spelling" if same_surname(other, surname) else "garbled"
        note = f"{written} ~ {' '.join(_longest(entity))} ({how})"
        if note not in entity.joins:
            entity.joins.append(note)

    def untagged(self, tagged: set[int]) -> None:
        """Find surnames of known persons where the parser saw no person ("Lavrov" tagged as a place, or not at all)."""
        for i, pos in enumerate(self.view.pos):
            if (
                i in tagged
                or i in self.cast.by_token
                or not self.view.words[i][:1].isupper()
                or pos not in ("PROPN", "NOUN", "ADJ", "VERB", "X", "INTJ")
            ):
                continue
            k = key(self.view.words[i])
            if k not in self.by_surname or len(k) < 3 or (self.view.words[i].isupper() and len(k) < 5):
                continue
            if pos != "PROPN" and i == self.view.sentences[self.view.sentence[i]][0]:
                continue
            if (
                i + 1 < len(self.view)
                and self.view.pos[i + 1] == "PROPN"
                and self.view.lower[i + 1] not in self.t.person_nouns
            ):
                continue
            entity = self.match(self.view.words[i], i)
            if entity and not self.t.side_of(self.view.words[i]):
                self._mention(entity, Named(i, i + 1, "PERSON"))

    def _words(self, each: Named) -> list[str]:
        words = [w for w in self.view.words[each.first : each.last] if w.strip()]
        while len(words) > 2 and words[-1] in (".", "Jr", "Jr.", "Sr", "Sr.", "II", "III"):
            words.pop()
        text = self.view.string(each.first, each.last)
        return text.replace("- ", "-").split() if "-" in words else words

    def _fits(self, entity: Entity, each: Named, given: str | None) -> bool:
        if each.honorific and entity.gender and each.honorific != entity.gender:
            return False
        own = _longest(entity)
        return given is None or len(own) < 2 or same_given(own[0], given)

    def _nearest(self, found: list[Entity], at: int) -> Entity:
        before = [e for e in found if any(m.first < at for m in e.mentions)]
        return max(before or found, key=lambda e: (self.last_seen.get(e.number, -1), -e.number))

    def _index(self, surname: str, entity: Entity) -> None:
        if surname not in self.by_surname:
            self.by_sound.setdefault(sound(surname)[:1], []).append(surname)
        self.by_surname.setdefault(surname, []).append(entity)

    def _mention(self, entity: Entity, each: Named) -> None:
        view = self.view
        name = " ".join(self._words(each))
        entity.forms[name] = entity.forms.get(name, 0) + 1
        self.cast.put(entity, Mention(each.first, each.last, view.span(each.first, each.last)))
        self.last_seen[entity.number] = each.first
        if each.honorific and not entity.gender:
            entity.gender = each.honorific
        for first, last in each.titles:
            role = read_role(view, self.t, first, last)
            if role and role.title not in {r.title for r in entity.roles}:
                entity.roles.append(role)


def _add_body(cast: Cast, view: View, t: Tables, each: Named) -> None:
    if view.lower[each.first].strip("-") in t.person_nouns or view.lower[each.first] in t.words["office_short"]:
        if each.last - each.first == 1 or not view.words[each.first][0].isalpha():
            return  # "VP" in a headline, the second half of "Secretary-General"
    if not view.words[each.first][0].isalnum():
        return
    state = state_at(view, t, each.first, each.last)
    mention = Mention(each.first, each.last, view.span(each.first, each.last))
    text = view.string(each.first, each.last)
    if state:
        entity = cast.find(state) or cast.new(state, "state", side=state)
    elif each.label == "NORP":
        return
    else:
        institution = t.institution(text)
        if institution and institution.sort == "platform":
            return
        name, side, _ = body_name(view, t, each.first, each.last, None)
        entity = cast.find(name) or cast.new(name, "organisation", side=side)
        if institution:
            entity.roster = institution.name
            entity.media = entity.media or institution.sort == "media"
            written = text[4:] if text.startswith("The ") and institution.name == text[4:] else text
            entity.forms[written] = entity.forms.get(written, 0) + 1
        entity.place = each.label in ("GPE", "LOC", "FAC") and institution is None
    entity.add_alias(text)
    cast.index.setdefault(text, entity)
    cast.put(entity, mention)


def _fullest(forms: dict[str, int]) -> str:
    """Return the form with most words; of several, the one whose surname the article writes most often."""
    written: dict[str, int] = {}
    for form, times in forms.items():
        surname = key(form.split()[-1])
        written[surname] = written.get(surname, 0) + times
    return max(forms, key=lambda form: (len(form.split()), written[key(form.split()[-1])]))


def _finish(entity: Entity, view: View, t: Tables) -> None:
    """Settle a person's gender and side from honorific, title, given name and surname, in this order."""
    if entity.forms and entity.kind == "person":
        entity.name = _fullest(entity.forms)
        entity.aliases.extend(entity.forms)
    if entity.media and entity.roster not in entity.forms:
        # Agencies go by the fullest name the article gives them ("AFP" stays AFP).
        entity.add_alias(entity.name)
        entity.name = max(entity.forms, key=len)
    entity.aliases = [a for a in dict.fromkeys(entity.aliases) if a != entity.name]
    entity.mentions.sort(key=lambda m: m.first)
    if entity.kind != "person":
        return
    genders = t.words["person_gender"]
    if entity.gender is None:
        entity.gender = next((genders[w] for r in entity.roles for w in r.title.lower().split() if w in genders), None)
    words = entity.name.split()
    if entity.gender is None and len(words) > 1:
        entity.gender = t.genders.get(key(words[0])) or None
    if entity.gender is None and words[-1].lower().endswith(_GENDERED_ENDINGS):
        entity.gender = "f"
    if entity.side is None:
        entity.side = next((r.side for r in entity.roles if r.side), None)
