"""Which spellings denote one organisation: rules in order, the first that answers decides."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from graph.entities import Id
from graph.iris import short_hash, slug
from graph.resolve.clusters import Match, both_differ
from graph.resolve.geography import Geography
from ontology.names.organisations.lexicon import organisation_words
from ontology.names.organisations.name import OrganisationName
from ontology.names.words import Bases

NAME_LENGTH = 60
LONGEST_NAME = 1000
SHORTER_KIND = "shorter kind"
SHORTEST_MISSPELT = 12
"""Letters from which one that differs may be a slip."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation under one spelling in one place; `context` is whose row names it where nothing else
    tells it apart («центральная библиотека»)."""

    key: Id
    name: OrganisationName
    country: str | None
    place: Id | None
    context: Id | None = None


@lru_cache(maxsize=400_000)
def make_body(name: OrganisationName, country: str | None, place: Id | None, context: Id) -> Body:
    """The organisation that a name denotes when read in a row of the given home side."""
    own = context if place is None and not name.is_distinctive and not name.town else None
    return Body(_key(name, country, place, own), name, country, place, own)


def _key(name: OrganisationName, country: str | None, place: Id | None, context: Id | None) -> Id:
    """A readable identifier that two different names never share."""
    parts = [name.readable, *name.namesake, *(state.lower() for state in sorted(name.states))]
    parts += [f"{name.region}-obl"] if name.region is not None else []
    parts += list(name.town) if place is None else []
    parts += [name.form] if name.form not in (None, "institution") else []
    full = slug(" ".join(parts), length=LONGEST_NAME)
    told = full if len(full) <= NAME_LENGTH else f"{full[:NAME_LENGTH].rpartition('-')[0]}-{short_hash(full)}"
    where = [slug(country) if country is not None else "unknown"]
    where += [place.rpartition("/")[2]] if place is not None else []
    own = f"-{short_hash(context)}" if context is not None else ""
    return f"organisation/{'/'.join(where)}/{told}{own}"


# ── what makes two names incompatible ───────────────────────────────────────────────────────────


def incompatible(one: Body, other: Body, geography: Geography) -> bool:
    """Whether two names cannot denote one organisation, whatever their words."""
    a, b = one.name, other.name
    return (
        a.numbers != b.numbers
        or a.unit != b.unit
        or both_differ(one.country, other.country)
        or both_differ(a.form, b.form)
        or both_differ(a.namesake, b.namesake)
        or both_differ(a.region, b.region)
        or _is_branch(a, b)
        or _is_branch(b, a)
        or _is_of_town_only(a, b)
        or _is_of_town_only(b, a)
        or both_differ(a.town, b.town)
        or both_differ(a.states, b.states)
        or both_differ(a.honours, b.honours)
        or both_differ(one.context, other.context)
        or (bool(a.arts) and bool(b.arts) and not a.arts & b.arts)
        or (one.place is not None and other.place is not None and not geography.agree(one.place, other.place))
    )


def _is_branch(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether one is a state's body and the other its branch in a region, or a region's own body."""
    return one.region is not None and other.region is None and bool(other.states)


def _is_of_town_only(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether one is a town's body and the other its namesake of a region, with no name of their own."""
    apart = bool(one.town) and one.region is None and other.region is not None and not other.town
    return apart and _is_generic(one.core) and _is_generic(other.core)


# ── what makes two names one ────────────────────────────────────────────────────────────────────


def _same_words(a: Body, b: Body, geography: Geography) -> Match | None:
    if a.name.core == b.name.core:
        return Match(1.0, ("same words",))
    if sorted(a.name.core) == sorted(b.name.core):
        return Match(0.97, ("same words in another order",))
    return Match(0.97, ("same letters",)) if a.name.letters == b.name.letters else None


def _same_words_but_town(a: Body, b: Body, geography: Geography) -> Match | None:
    if a.place is None or b.place is None:
        return None
    left, right = (_without_town(body, geography) for body in (a, b))
    if left and sorted(left) == sorted(right):
        return Match(0.96, ("same words but for the town",))
    return None


def _without_town(body: Body, geography: Geography) -> Bases:
    assert body.place is not None
    return tuple(word for word in body.name.core if not geography.is_named_after(word, body.place))


def _initial_letters(a: Body, b: Body, geography: Geography) -> Match | None:
    for short, long in ((a.name, b.name), (b.name, a.name)):
        if short.acronym is not None and len(short.acronym) > 2 and short.acronym in long.initials:
            return Match(0.95, ("initial letters",))
    return None


def _syllables(a: Body, b: Body, geography: Geography) -> Match | None:
    for short, long in ((a.name.core, b.name.core), (b.name.core, a.name.core)):
        for head, full in organisation_words().syllables.items():
            starts = bool(short) and short[0].startswith(head) and short[0] != full
            if starts and long[:1] == (full,) and _made_of(short[0][len(head) :], long[1:]):
                return Match(0.94, ("first syllables",))
    return None


_LONGEST_ENDING = 2


def _made_of(short: str, long: Bases) -> bool:
    """Whether a word is made of beginnings of the first of those words, three letters or more each.

    An ending of two letters at most may follow: «Минкультуры» does not decline.
    """
    if len(short) <= _LONGEST_ENDING:
        return True
    if not long:
        return False
    for length in range(min(len(short), len(long[0])), 2, -1):
        if long[0].startswith(short[:length]) and _made_of(short[length:], long[1:]):
            return True
    return False


def _same_proper_name(a: Body, b: Body, geography: Geography) -> Match | None:
    if not a.name.proper or a.name.proper != b.name.proper or _is_generic(a.name.proper):
        return None
    arts = organisation_words().arts
    left, right = ({arts.get(word, word) for word in body.name.around} for body in (a, b))
    if left == right:
        return Match(0.97, ("same proper name", "same kind"))
    if left < right or right < left:
        match = Match(0.93, ("same proper name", SHORTER_KIND))
        told = (left and right) or a.name.form == b.name.form is not None
        return match if told else match.at_most(0.8, "kind said of one only")
    return None


def _same_namesake(a: Body, b: Body, geography: Geography) -> Match | None:
    """«Драматический театр им. X» and «Государственный драматический театр имени X» are likely one."""
    left, right = set(a.name.core), set(b.name.core)
    if a.name.namesake and a.name.namesake == b.name.namesake and (left < right or right < left):
        return Match(0.85, ("same namesake", "words of one among the other's"))
    return None


def _is_generic(found: Bases) -> bool:
    return all(word in organisation_words().generic for word in found)


def _misspelt(a: Body, b: Body, geography: Geography) -> Match | None:
    """Whether the words, or the letters as they are spelt, differ in one or two."""
    if min(len(a.name.joined), len(b.name.joined)) < SHORTEST_MISSPELT:
        return None
    pairs = ((a.name.joined, b.name.joined), (a.name.letters, b.name.letters))
    distance = min(Levenshtein.distance(left, right, score_cutoff=2) for left, right in pairs)
    if distance <= 2:
        return Match(0.85 if distance == 1 else 0.75, (f"{distance} letters differ",))
    return None


Rule = Callable[[Body, Body, Geography], Match | None]

RULES: tuple[Rule, ...] = (
    _same_words,
    _same_words_but_town,
    _initial_letters,
    _syllables,
    _same_proper_name,
    _same_namesake,
    _misspelt,
)


def compare(one: Body, other: Body, geography: Geography) -> Match | None:
    """How sure it is that two names denote one organisation; None where nothing speaks for it."""
    if incompatible(one, other, geography):
        return None
    for rule in RULES:
        match = rule(one, other, geography)
        if match is not None:
            return _doubted(match, one, other, geography)
    return None


def _doubted(match: Match, one: Body, other: Body, geography: Geography) -> Match:
    """The match with what is not said of one of the two counted in."""
    a, b = one.name, other.name
    if (a.form is None) != (b.form is None):
        match = match.less(0.01, "legal form said of one only")
    if (one.country is None) != (other.country is None):
        match = match.less(0.01, "country said of one only")
    if bool(a.namesake) != bool(b.namesake):
        match = match.less(0.02, "namesake said of one only")
    if bool(a.town) != bool(b.town) and one.place is None and other.place is None:
        match = match.at_most(0.85, "town said of one only")
    if (one.place is None) != (other.place is None):
        match = match.less(0.02, "place said of one only")
        match = match.at_most(0.88, SHORTER_KIND) if SHORTER_KIND in match.reasons else match
    if one.place is None and other.place is None and not (a.is_distinctive and b.is_distinctive):
        same = one.context is not None and one.context == other.context
        match = match if same else match.at_most(0.7, "many bear this name")
    elif not _is_one_seat(one, other, geography) and not _names_itself(one, other):
        match = match.at_most(0.8, "many bear this name")
    if (a.region is None) != (b.region is None) and not _is_anchored(one, other):
        match = match.at_most(0.8, "region said of one only")
    return match


def _is_one_seat(one: Body, other: Body, geography: Geography) -> bool:
    return one.place is not None and other.place is not None and geography.is_one_seat(one.place, other.place)


def _names_itself(one: Body, other: Body) -> bool:
    """Whether the words alone tell an organisation from its like in other towns."""
    if one.name.states and one.name.states == other.name.states:
        return True
    generic = organisation_words().generic
    return all(
        any(word not in generic and not word.isdigit() for word in body.name.core) for body in (one, other)
    )


def _is_anchored(one: Body, other: Body) -> bool:
    """Whether leaving the region out leaves no doubt: both are in known places, or the name has its own."""
    known = one.place is not None and other.place is not None
    return known or "округ" in one.name.core or (bool(one.name.proper) and not _is_generic(one.name.proper))


# ── which are worth comparing ───────────────────────────────────────────────────────────────────


def block_keys(body: Body, geography: Geography) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two names of one organisation share at least one of, at the place of one of them.

    A body is at the centre where it is, and at the rim of what contains its place; one whose place is not
    said is at the centre of all that bear the name.
    """
    around = geography.lineage(body.place) - {body.place} if body.place is not None else ()
    for key in _name_keys(body, geography):
        yield (key, body.place), True
        for place in around:
            yield (key, place), False
        if body.place is not None:
            yield (key, None), False


def _name_keys(body: Body, geography: Geography) -> Iterator[Hashable]:
    name = body.name
    yield tuple(sorted(name.core))
    yield name.letters
    if body.place is not None:
        yield "town", tuple(sorted(_without_town(body, geography)))
    if name.proper and not _is_generic(name.proper):
        yield "proper", name.proper
    for letters in {name.acronym} | set(name.initials):
        if letters is not None and len(letters) > 2:
            yield "initials", letters
    if name.namesake:
        yield "namesake", name.namesake
    if len(name.joined) >= SHORTEST_MISSPELT:
        yield "shape", tuple(word[:3] for word in name.core)
    if (
        name.core[:1]
        and name.core[0].startswith(tuple(organisation_words().syllables))
        and name.region is None
    ):
        yield "syllables"
