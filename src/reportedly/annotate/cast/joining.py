"""Mentions of persons joined: full names first, then surnames, first names and damaged spellings to them."""

from __future__ import annotations

from reportedly.annotate.cast.garbled import garbled, same_given, same_surname, sound
from reportedly.annotate.cast.mentions import Named
from reportedly.annotate.cast.roles import read_role
from reportedly.annotate.cast.tables import Tables, key
from reportedly.annotate.cast.types import Cast, Entity, Mention
from reportedly.annotate.cast.view import View

_ALIKE_AT_MOST = 200
"""Surnames compared for spelling: a bound that keeps lists of thousands of names linear."""


class Persons:
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
                own = longest(entity)
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
        whole = surname in self.t.surnames  # an official's own name is nobody else's with letters lost
        return [o for o in near if o != surname and (same_surname(o, surname) or (garbled(surname, o) and not whole))]

    def _note(self, entity: Entity, written: str, other: str, surname: str) -> None:
        how = "spelling" if same_surname(other, surname) else "garbled"
        note = f"{written} ~ {' '.join(longest(entity))} ({how})"
        if note not in entity.joins:
            entity.joins.append(note)

    def damaged(self, word: str) -> bool:
        """Whether a word may be a damaged surname of somebody whom the article names in full."""
        return any(len(longest(e)) > 1 for other in self._alike(key(word)) for e in self.by_surname[other])

    def untagged(self, tagged: set[int]) -> None:
        """Find surnames of known persons where the parser saw no person ("Lavrov" tagged as a place, or not at
        all).
        """
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
        words = [w for w in self.view.words[each.first : each.last] if w.strip() and w not in '[]()“”"']
        while len(words) > 2 and words[-1] in (".", "Jr", "Jr.", "Sr", "Sr.", "II", "III"):
            words.pop()
        text = self.view.string(each.first, each.last)
        return text.replace("- ", "-").split() if "-" in words else words

    def _fits(self, entity: Entity, each: Named, given: str | None) -> bool:
        if each.honorific and entity.gender and each.honorific != entity.gender:
            return False
        own = longest(entity)
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
        for first, last in self._single_titles(each):
            role = read_role(view, self.t, first, last)
            if role and role.title not in {r.title for r in entity.roles}:
                entity.roles.append(role)

    def _single_titles(self, each: Named) -> list[tuple[int, int]]:
        """Return the titles of a name, two set side by side taken apart ("party chairman | MP")."""
        out: list[tuple[int, int]] = []
        for first, last in each.titles:
            nouns = self.t.person_nouns
            if last - first > 2 and self.view.lower[last - 1] in nouns and self.view.lower[last - 2] in nouns:
                out.append((first, last - 1))
                first = last - 1
            out.append((first, last))
        return out


def longest(entity: Entity) -> list[str]:
    """Return the words of the longest form of a name met so far."""
    return max(entity.forms, key=lambda form: len(form.split()), default=entity.name).split()
