"""Who is who in an article: names joined into persons, bodies and states, each with its fullest name and its
roles.
"""

from __future__ import annotations

from reportedly.annotate.cast.joining import Persons
from reportedly.annotate.cast.mentions import Named, find_names
from reportedly.annotate.cast.metonyms import body_name, count_states, home_state, state_at
from reportedly.annotate.cast.roster import join_roster
from reportedly.annotate.cast.tables import Tables, fold, key, tables
from reportedly.annotate.cast.types import Cast, Entity, Mention
from reportedly.annotate.cast.view import View, view_of
from reportedly.annotate.cast.words import singular
from reportedly.annotate.layers import Layers
from reportedly.annotate.places import country_codes, gazetteer

_EVENTS = frozenset({"summit", "ceasefire", "talks", "agreement", "accord", "process", "news", "street", "square"})
_LOCATING = frozenset({"in", "near", "around", "outside", "into"})
_GENDERED_ENDINGS = ("ova", "eva", "skaya", "skaia")


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
    builder = Persons(cast, view, t)
    for each in persons:
        if each.last - each.first > 1:
            builder.full(each)
    for each in persons:
        if each.last - each.first > 1:
            continue
        word = view.words[each.first]
        official = any(office.side in cast.countries for office in t.surnames.get(fold(word), ()))
        known_name = official or each.titles or each.honorific or builder.match(word, each.first)
        if not known_name and _listed_place(word, cast.countries):
            known.discard(each.first)  # "Chernihiv" where the article speaks of Ukraine
        else:
            builder.single(each)
    persons_named = {key(e.name.split()[-1]) for e in cast.entities if len(e.name.split()) > 1}
    builder.untagged({i for n in names for i in range(n.first, n.last) if n.first in known})
    for each in names:
        if each.first in known or each.first in cast.by_token:
            continue
        word = view.words[each.first]
        alone = each.last - each.first == 1 and not (t.institution(word) or word.isupper())
        surname = key(word) in persons_named or (not t.side_of(word) and builder.damaged(word))
        if alone and surname and not _in_place(view, each.first):
            # "Paris claims": where the article has a Valeska Paris the word is hers unless a place is meant.
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
    hyphened = each.last - each.first > 2 and view.words[each.last - 2] == "-"  # "Ban Ki-moon"
    capital = view.words[each.last - 1][:1].isupper() or (hyphened and view.words[each.last - 3][:1].isupper())
    if not capital and fold(view.words[each.first]) not in t.genders:
        return False  # "Prisoner release"
    if not text[0].isalpha() or text[1:2] == "-" or text.endswith((".com", ".ca", ".org")):
        return False  # "-General", "D-Mass."
    if not (each.honorific or fold(view.words[each.first]) in t.genders):
        if view.lower[each.last - 1] in t.person_nouns:
            return False  # "Senior Research Fellow"
        for i in range(each.first, each.last):
            word = view.lower[i]
            if word in t.lists["body_nouns"] or singular(word) in t.lists["body_nouns"] or word in _EVENTS:
                return False  # "Armed Forces", "Summit"
    if each.titles and each.last - each.first > 1 and each.label == "PERSON" and not t.institution(text):
        return True
    if t.side_of(text) or (t.institution(text) and not each.honorific):
        return False
    if each.last - each.first == 1 and (
        _is_person_noun(t, view.lower[each.first])
        or view.pos[each.first] not in ("PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ")
    ):
        return False
    if each.last - each.first == 1 and view.words[each.first].isupper() and len(view.words[each.first]) > 2:
        # "RCMP" is no surname; an article in capitals may shout "PUTIN", which a title or full name then tells.
        return bool(each.titles or each.honorific)
    return view.words[each.last - 1][:1].isupper()


def _short_names(cast: Cast, bodies: list[Entity]) -> None:
    """Join "the Observatory" with the one body of the article whose longer name holds the word."""
    nouns = tables().lists["body_nouns"]
    by_word: dict[str, list[Entity]] = {}
    for entity in bodies:
        for word in entity.name.lower().split() if " " in entity.name else ():
            if word in nouns:
                by_word.setdefault(word, []).append(entity)
    for entity in bodies:
        longer = by_word.get(entity.name.lower(), [])
        if len(longer) == 1 and entity.mentions:
            _take(cast, longer[0], entity)


def _take(cast: Cast, entity: Entity, other: Entity) -> None:
    """Make ``other`` a short name of ``entity``."""
    entity.mentions.extend(other.mentions)
    entity.add_alias(other.name)
    for mention in other.mentions:
        for token in range(mention.first, mention.last):
            cast.by_token[token] = (entity, mention)
    other.mentions.clear()


def _in_place(view: View, i: int) -> bool:
    """Whether a word stands where a place does: "in Paris", "Paris, France", or as a modifier."""
    return view.lower[i - 1 if i else 0] in ("in", "at", "near", "to", "from", "around") or view.dep[i] in (
        "compound",
        "nmod",
    )


def _acronyms(cast: Cast) -> None:
    """Join "SMMT" with "Society of Motor Manufacturers and Traders" where the article has both."""
    bodies = [e for e in cast.entities if e.kind == "organisation"]
    _short_names(cast, bodies)
    short = {e.name: e for e in bodies if e.name.isupper() and 2 <= len(e.name) <= 6 and e.name.isalpha()}
    if not short:
        bodies = []
    for entity in bodies:
        words = entity.name.replace("-", " ").split()
        if len(words) < 2:
            continue
        initials = "".join(word[0] for word in words if word[0].isupper())
        other = short.get(initials)
        if other and other is not entity and not other.roster:
            _take(cast, entity, other)
    cast.entities = [e for e in cast.entities if e.mentions]
    for number, entity in enumerate(cast.entities):
        entity.number = number


def _places(view: View) -> dict[str, int]:
    """Return single words with the balance of the parser's labels: above 0 more often a place than a person."""
    balance: dict[str, int] = {}
    for first, last, label in view.entities:
        if last - first == 1 and label in ("PERSON", "GPE", "LOC", "FAC", "ORG"):
            word = key(view.words[first])
            located = first > 0 and view.lower[first - 1] in _LOCATING
            balance[word] = balance.get(word, 0) + (4 if located else -1 if label == "PERSON" else label != "ORG")
    return balance


def _listed_place(word: str, countries: dict[str, int]) -> bool:
    """Whether the gazetteer has a place of that name in a state that the article speaks of."""
    codes = country_codes()
    named = {codes[state] for state in countries if state in codes}
    return any(code in named for entry in gazetteer().get(word.lower(), ()) for code in entry.country.split("|"))


def _is_place(view: View, each: Named, places: dict[str, int]) -> bool:
    """Whether a single word tagged as a person's name is a place's: "in Chernihiv", or a place elsewhere in the
    article.
    """
    if each.last - each.first > 1 or each.titles or each.honorific:
        return False
    before = view.lower[each.first - 1] if each.first else ""
    return places.get(key(view.words[each.first]), 0) > 0 or before in _LOCATING


def _is_person_noun(t: Tables, word: str) -> bool:
    """ "president", "presidents"."""
    return word in t.person_nouns or singular(word) in t.person_nouns


def _add_body(cast: Cast, view: View, t: Tables, each: Named) -> None:
    low = view.lower[each.first]
    office = _is_person_noun(t, low) or low in t.words["office_short"]
    if office and each.last - each.first == 1:
        return  # "VP" in a headline, "the Presidents of …"
    if view.lower[each.last - 1] in t.words["office_short"] and view.lower[each.last - 1] in t.person_nouns:
        return  # "Russian FM"
    if _is_person_noun(t, view.lower[each.last - 1]) and t.side_of(view.string(each.first, each.last - 1)):
        return  # "Chilean Head | of State"
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
        name, side, _ = body_name(view, t, each.first, each.last, _owner_before(view, t, each.first))
        entity = cast.find(name) or cast.new(name, "organisation", side=side)
        if institution:
            entity.roster = institution.name
            entity.media = entity.media or institution.sort == "media"
            written = text[4:] if text.startswith("The ") and institution.name == text[4:] else text
            entity.forms[written] = entity.forms.get(written, 0) + 1
        entity.place = each.label in ("GPE", "LOC", "FAC", "PERSON") and institution is None
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


def _owner_before(view: View, t: Tables, first: int) -> str | None:
    """Return the state that stands before a body's name: "Armenia's | Defence Ministry", "Armenian | …"."""
    i = first - 1
    if i > 0 and view.words[i] in ("'s", "’s", "'", "’"):
        i -= 1
    return t.side_of(view.words[i]) if i >= 0 and view.words[i][:1].isupper() else None


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
