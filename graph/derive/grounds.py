"""What partnerships rest on: the events, agreements and twinnings that join a home side with a foreign place.

A foreign place is one that participants come from, that hosts, that an organisation taking part or a party to
an agreement is in, or that is a twin. Where only a country is known, the country is the partner. An agreement
between states is nobody's at home, whoever mentions it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.entities import (
    AgreementEntity,
    EventEntity,
    Id,
    OrganisationEntity,
    Resolved,
    Sourced,
    TwinningEntity,
    values_of,
)
from graph.iris import country_id
from ontology.home import load as load_home

Sides = tuple[Id, Id]
"""A home side and a foreign partner."""


@dataclass(slots=True)
class Grounds:
    """What a partnership rests on: the only inputs of its derivation."""

    events: dict[Id, EventEntity] = field(default_factory=dict)
    agreements: dict[Id, AgreementEntity] = field(default_factory=dict)
    twinnings: dict[Id, TwinningEntity] = field(default_factory=dict)
    organisations: dict[Id, "Grounds"] = field(default_factory=dict)

    def add_event(self, event: EventEntity, organisations: Iterable[Id]) -> None:
        """Adds an event that joins the sides, and them with the organisations that take part or host."""
        self.events[event.id] = event
        for one in organisations:
            self.organisations.setdefault(one, Grounds()).add_event(event, ())

    def add_agreement(self, agreement: AgreementEntity, organisations: Iterable[Id]) -> None:
        """Adds an agreement of the sides, and of the organisations that are parties to it."""
        self.agreements[agreement.id] = agreement
        for one in organisations:
            self.organisations.setdefault(one, Grounds()).add_agreement(agreement, ())


def collect_grounds(resolved: Resolved) -> dict[Sides, Grounds]:
    """For each home side and partner the events, agreements and twinnings that join them."""
    world = _World(resolved)
    grounds: dict[Sides, Grounds] = defaultdict(Grounds)
    for event in resolved.events:
        for home, (partner, bodies) in _joined(event.home_sides, world.partners_of_event(event)):
            grounds[home, partner].add_event(event, bodies)
    for agreement in resolved.agreements:
        for home, (partner, bodies) in _joined(agreement.home_sides, world.partners_of_agreement(agreement)):
            grounds[home, partner].add_agreement(agreement, bodies)
    _add_twinnings(grounds, resolved, world)
    return dict(grounds)


def _joined(
    home_sides: Iterable[Sourced[Id]], partners: Mapping[Id, set[Id]]
) -> Iterator[tuple[Id, tuple[Id, set[Id]]]]:
    """Each home side with each partner and its bodies, all the sides of a partner together."""
    for partner in partners.items():
        yield from ((home.value, partner) for home in home_sides)


def _add_twinnings(grounds: dict[Sides, Grounds], resolved: Resolved, world: "_World") -> None:
    """What tells of twins concerns both, whoever came."""
    events = {event.id: event for event in resolved.events}
    for twinning in resolved.twinnings:
        for sides in world.sides_of_twinning(twinning):
            grounds[sides].twinnings[twinning.id] = twinning
            for told in twinning.events:
                if sides[0] in values_of(events[told].home_sides):
                    grounds[sides].add_event(events[told], ())


ENDED = frozenset({"ended", "expired"})


def has_ended(agreement: AgreementEntity) -> bool:
    """Whether the latest that was reported of it is its end; a term that ran out unreported is none."""
    return agreement.status.value in ENDED


def _only_ended(agreement: AgreementEntity) -> bool:
    """Whether nothing but its end was ever reported: that makes no partnership."""
    return all(stage.status.value in ENDED for stage in agreement.stages)


class _World:
    """Where things are, for telling a foreign side."""

    def __init__(self, resolved: Resolved) -> None:
        self.places = {place.id: place for place in resolved.places}
        self.organisations = {one.id: one for one in resolved.organisations}
        home = load_home()
        self.home_country, self.home_region = home.country, f"place/{home.place.id}"

    def partners_of_event(self, event: EventEntity) -> dict[Id, set[Id]]:
        """The foreign partners of an event, each with its organisations that take part or host."""
        partners: dict[Id, set[Id]] = defaultdict(set)
        for place in (*event.origins, *event.locations):
            if self._is_foreign(place.value):
                partners[place.value] |= set()
        for body in (*event.participants, *event.venues):
            self._add_organisation(partners, body.value)
        self._add_countries(partners, (one.value for one in event.countries))
        return partners

    def partners_of_agreement(self, agreement: AgreementEntity) -> dict[Id, set[Id]]:
        """The foreign parties of an agreement as places, each with its organisations."""
        partners: dict[Id, set[Id]] = defaultdict(set)
        if _only_ended(agreement):
            return partners
        for party in agreement.parties:
            if self._is_foreign(party.value):
                partners[party.value] |= set()
            self._add_organisation(partners, party.value)
        self._add_countries(partners, (one.value for one in agreement.partner_countries))
        return partners

    def sides_of_twinning(self, twinning: TwinningEntity) -> Iterator[Sides]:
        """The home side and the foreign one; none where none of the two is ours, or none abroad."""
        for ours, theirs in (twinning.between.value, twinning.between.value[::-1]):
            home = self._home_side(ours)
            if home is not None and self._is_foreign(theirs):
                yield home, theirs

    def _home_side(self, place: Id) -> Id | None:
        """The region, or the municipality that the place is or lies in; None of what is elsewhere."""
        known = self.places.get(place)
        if known is None or known.kind == "municipality" or place == self.home_region:
            return place if known is not None else None
        around = (self._home_side(one) for one in known.parents if one != self.home_region)
        return next((one for one in around if one is not None), None)

    def _is_foreign(self, place: Id) -> bool:
        known = self.places.get(place)
        return known is not None and known.country not in ("", self.home_country)

    def _add_organisation(self, partners: dict[Id, set[Id]], body: Id) -> None:
        organisation = self.organisations.get(body)
        side = self._side_of(organisation) if organisation is not None else None
        if side is not None:
            partners[side].add(body)

    def _side_of(self, organisation: OrganisationEntity) -> Id | None:
        """The foreign place that an organisation is of; an embassy is of the country that sent it."""
        if organisation.country is None or "-" in organisation.country.value:
            return None
        country = organisation.country.value
        place = self.places.get(organisation.place.value) if organisation.place is not None else None
        if place is not None and place.country == country:
            return place.id if country != self.home_country else None
        return country_id(country) if country != self.home_country else None

    def _add_countries(self, partners: dict[Id, set[Id]], countries: Iterable[Id]) -> None:
        """A country is the partner where no more of it is known."""
        told = {country_id(self.places[side].country) for side in partners if side in self.places}
        for country in countries:
            if country not in told and self._is_foreign(country):
                partners[country] |= set()
