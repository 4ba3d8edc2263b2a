"""What else a doubtful fact may be by what its own row names: other sides, places, countries, days.

Of several that may stand in one place the nearest to the fact's words comes first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Any, TypeVar

from ontology.gazetteer import load as load_gazetteer
from ontology.model import AgreementRef, EntryFacts, Fact, OrganisationRef, PersonRef, PlaceRef, Span
from ontology.plain import plain

T = TypeVar("T")
Parties = tuple[str, ...]
Countries = Mapping[str, str | None]

FAR = 100_000
"""How far words of another cell are from a fact's."""
FEWEST_PARTIES = 2


def beside(fact: Fact[Any], part: str | None, row: EntryFacts) -> Iterator[Any]:
    """Other values of the fact by its row, the likeliest first; `part` is what in it is likeliest wrong."""
    match fact.value:
        case AgreementRef():
            yield from _other_documents(fact, part, row)
        case OrganisationRef() if part == "place":
            for place in _other_seats(fact, row):
                yield replace(fact.value, place=place)
        case OrganisationRef() | PersonRef() if part == "country":
            for country in _countries(row):
                yield replace(fact.value, country=country)
        case PlaceRef():
            yield from _related(fact.value)
        case (PlaceRef(), PlaceRef()):
            yield from _other_twins(fact, row)


# ── documents ──


def _other_documents(fact: Fact[AgreementRef], part: str | None, row: EntryFacts) -> Iterator[AgreementRef]:
    """The document with something else, or nothing, in the part that is likeliest wrong."""
    match part:
        case None | "parties":
            for parties in _other_parties(fact, row):
                yield replace(fact.value, parties=parties)
        case "date":
            yield from _other_days(fact.value, row)
        case "term":
            yield replace(fact.value, term=None)
        case "life":
            yield replace(fact.value, life=None, life_date=None)


def _other_parties(fact: Fact[AgreementRef], row: EntryFacts) -> Iterator[Parties]:
    """The parties with one more, one other or one less, by how many the document has."""
    told, named = fact.value.parties, _named(row)
    others = [name for name in _nearest_names(fact, row) if not any(_is_same(name, one) for one in told)]
    more = [(*told, name) for name in others]
    swapped = [tuple(_swapped(told, gone, name)) for name in others for gone in _like(name, told, named)]
    if len(told) < FEWEST_PARTIES:
        yield from chain(more, swapped)
    elif len(told) == FEWEST_PARTIES:
        yield from _by_turns(swapped, more)
    else:
        yield from _by_turns(_with_one_less(told, named), swapped)


def _with_one_less(told: Parties, named: Countries) -> list[Parties]:
    """The parties without one: first without those that the row names nowhere else, then the later told."""
    unread = [one for one in told if one not in named]
    dropped = dict.fromkeys((*unread, *reversed(told)))
    return [tuple(one for one in told if one != gone) for gone in dropped]


def _by_turns(first: Iterable[T | None], second: Iterable[T | None]) -> Iterator[T]:
    return (one for pair in zip_longest(first, second) for one in pair if one is not None)


def _swapped(told: Parties, gone: str, name: str) -> Iterator[str]:
    return (name if one == gone else one for one in told)


def _like(name: str, told: Parties, named: Countries) -> Sequence[str]:
    """The parties in whose place the name may stand: those of its country, else each."""
    country = named.get(name)
    alike = [one for one in told if country is not None and named.get(one) == country]
    return alike or told


def _is_same(name: str, other: str) -> bool:
    """Whether one of the names is within the other."""
    one, two = plain(name), plain(other)
    return one in two or two in one


def _named(row: EntryFacts) -> Countries:
    """All names that may be a party, with their country."""
    orgs = {one.value.name: one.value.country for one in row.orgs}
    return {**{one.value.name: one.value.country for one in _places(row)}, **orgs}


def _nearest_names(fact: Fact[AgreementRef], row: EntryFacts) -> list[str]:
    """Names of the row's bodies; of its places as well where a place is a party, or too few are told."""
    told, places = fact.value.parties, [one for one in _places(row) if one.value.kind != "country"]
    is_of_places = any(one.value.name in told for one in places) or len(told) < FEWEST_PARTIES
    mentions: list[Fact[Any]] = [*row.orgs, *(places if is_of_places else ())]
    return list(dict.fromkeys(one.name for one in _nearest(fact, mentions)))


def _other_days(value: AgreementRef, row: EntryFacts) -> Iterator[AgreementRef]:
    """Signed on another day that the row tells, or on none that is told."""
    days = [row.dates.value.end, row.dates.value.start] if row.dates is not None else []
    days += [one.value.date for one in row.agreements if one.value.date is not None]
    for day in dict.fromkeys(days):
        if day != value.date:
            yield replace(value, date=day, date_from=None, date_to=None)
    yield replace(value, date=None)


# ── places and countries ──


def _places(row: EntryFacts) -> list[Fact[PlaceRef]]:
    pairs = (*row.twinning, *row.twinning_intended)
    twins = (Fact(place, one.naming) for one in pairs for place in one.value)
    return [*row.venues, *row.origins, *twins]


def _other_seats(fact: Fact[OrganisationRef], row: EntryFacts) -> Iterator[str | None]:
    """Where the body may sit: in what bears the same name, in a place of its country that the row names."""
    body = fact.value
    known = load_gazetteer().find(body.place or "", country=body.country)
    if known is not None:
        yield from (one.name for one in _related(PlaceRef(known.name, known.kind, known.country, known.id)))
    for place in _nearest(fact, _places(row)):
        if place.kind != "country" and body.country in (None, place.country):
            yield place.name
    yield None


def _countries(row: EntryFacts) -> Iterator[str]:
    """The countries that the row tells of, those of its places first."""
    of_places = (one.value.country for one in _places(row))
    yield from dict.fromkeys((*of_places, *(one.value for one in row.countries)))


def _other_twins(fact: Fact[Any], row: EntryFacts) -> Iterator[tuple[PlaceRef, PlaceRef]]:
    """The pair with another place of the row, or of the same name, on either side."""
    left, right = fact.value
    near = _near_places(fact, row)
    taken = {left.name, right.name}
    lefts = [*_related(left), *(one for one in near if one.country == left.country)]
    rights = [*_related(right), *(one for one in near if one.country == right.country)]
    return _by_turns(
        ((left, other) if other.name not in taken else None for other in rights),
        ((own, right) if own.name not in taken else None for own in lefts),
    )


def _near_places(fact: Fact[Any], row: EntryFacts) -> list[PlaceRef]:
    return [one for one in _nearest(fact, _places(row)) if one.kind != "country"]


def _related(place: PlaceRef) -> Iterator[PlaceRef]:
    """The district of a town that is its centre, the centre of a district: they bear one name in speech."""
    gazetteer = load_gazetteer()
    known = gazetteer.get(place.gazetteer_id) if place.gazetteer_id is not None else None
    if known is None:
        return
    around = [gazetteer.get(one) for one in known.within[:1]]
    centre = [gazetteer.get(known.centre)] if known.centre is not None else []
    for one in (*centre, *(area for area in around if area is not None and area.centre == known.id)):
        if one is not None:
            yield PlaceRef(one.name, one.kind, one.country, one.id)


# ── nearness ──


def _nearest(fact: Fact[Any], mentions: Iterable[Fact[Any]]) -> list[Any]:
    """The values of the mentions, those first whose words stand nearest to the fact's."""
    own = _spans(fact)
    return [one.value for one in sorted(mentions, key=lambda mention: _distance(own, _spans(mention)))]


def _spans(fact: Fact[Any]) -> list[Span]:
    return [one.span for one in fact.naming if one.span is not None]


def _distance(own: Iterable[Span], others: Sequence[Span]) -> int:
    """The fewest marks between words of the one and of the other."""
    gaps = (
        max(one.start - other.end, other.start - one.end, 0)
        for one in own
        for other in others
        if one.cell == other.cell
    )
    return min(gaps, default=FAR)
