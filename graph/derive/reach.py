"""Which places an event or agreement is of: named, or of bodies that take part, and all that contain them.

`docs/counting.md` tells it in words; whatever counts by place counts by this.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.derive.derived import Partnership
from graph.entities import Id, Resolved, values_of
from graph.iris import country_id
from graph.places import PlaceBook

Containers = Callable[[Id], frozenset[Id]]
"""A place, all that contains it and its country."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The places of each event and agreement by its identifier, and the country of each place."""

    of: Mapping[Id, frozenset[Id]]
    containers: Containers
    country_of: Callable[[Id], Id | None]
    home_country: Id

    def abroad(self, thing: Id) -> dict[Id, Id]:
        """The foreign places that an event or agreement is of, each with its country."""
        return self.foreign(self.of.get(thing, ()))

    def foreign(self, places: Iterable[Id]) -> dict[Id, Id]:
        """Those of the places that lie abroad, each with its country."""
        countries = ((place, self.country_of(place)) for place in sorted(places))
        return {
            place: country
            for place, country in countries
            if country is not None and country != self.home_country
        }


def reach_of(resolved: Resolved, partnerships: Iterable[Partnership], places: PlaceBook) -> Reach:
    """The reach of all that the reports tell of."""
    named: dict[Id, set[Id]] = defaultdict(set)
    for event in resolved.events:
        for told in (event.countries, event.origins, event.locations):
            named[event.id].update(values_of(told))
    for agreement in resolved.agreements:
        parties = (one for one in values_of(agreement.parties) if one.startswith("place/"))
        named[agreement.id].update(values_of(agreement.partner_countries), parties)
    for partnership in partnerships:
        for ground in partnership.based_on:
            named[ground].add(partnership.partner)
    containers = _containers_in(places)
    return Reach(
        {thing: frozenset().union(*map(containers, told)) for thing, told in named.items()},
        containers,
        _countries_in(places),
        country_id(places.home.country),
    )


def _containers_in(places: PlaceBook) -> Containers:
    @cache
    def containers(place: Id) -> frozenset[Id]:
        entity = places.get(place)
        if entity is None:
            return frozenset({place})
        around = (containers(parent) for parent in entity.parents if parent != place)
        return frozenset({place, country_id(entity.country)}).union(*around)

    return containers


def _countries_in(places: PlaceBook) -> Callable[[Id], Id | None]:
    @cache
    def country_of(place: Id) -> Id | None:
        entity = places.get(place)
        return country_id(entity.country) if entity is not None and entity.country else None

    return country_of
