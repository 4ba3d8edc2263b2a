"""Who is a partner of whom, how strongly, and on what grounds: derived here and nowhere else.

A partnership joins a home side (a municipality, or the region where the region reports) with a foreign place:
one that participants come from, that hosts, that an organisation taking part or a party to an agreement is
in, or that is a twin. Where only a country is known, the country is the partner. An agreement between states
is nobody's at home, whoever mentions it.

Strength, the first that holds (docs/identity.md):

    formal        twins, or an agreement or contract that was signed or is referred to as in force
    memorandum    a memorandum, protocol, plan, arrangement or accession, signed, reached or in force
    project       two events or more, or an event and an agreement that is planned
    contact       a single event
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.derived import Partnership, SectorCount, YearCount
from graph.entities import (
    AgreementEntity,
    EventEntity,
    Id,
    OrganisationEntity,
    PlaceEntity,
    Resolved,
    TwinningEntity,
)
from graph.iris import country_id, partnership_id
from graph.places import HOME_COUNTRY

FORMAL_TYPES = frozenset({"agreement", "contract"})
HELD_STATUSES = frozenset({"signed", "in_force", "reached"})
SIGNED_STATUSES = frozenset({"signed", "in_force"})

Sides = tuple[Id, Id]
"""A home side and a foreign partner."""


@dataclass(slots=True)
class Grounds:
    """What a partnership rests on: the only inputs of its derivation."""

    events: dict[Id, EventEntity] = field(default_factory=dict)
    agreements: dict[Id, AgreementEntity] = field(default_factory=dict)
    twinnings: dict[Id, TwinningEntity] = field(default_factory=dict)
    organisations: set[Id] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Derived:
    """A partnership and the digest of what it was derived from."""

    partnership: Partnership
    digest: str


def derive(resolved: Resolved, known: Mapping[Id, Derived]) -> dict[Id, Derived]:
    """One partnership per home side and foreign partner, by identifier and in its order.

    `known` are those of an earlier derivation; one whose grounds did not change is taken from there as it is.
    """
    places = {place.id: place for place in resolved.places}
    found: dict[Id, Derived] = {}
    for sides, grounds in collect_grounds(resolved).items():
        own = partnership_id(*sides)
        labels = tuple(_label(side, places) for side in sides)
        digest = _digest(sides, labels, grounds)
        earlier = known.get(own)
        if earlier is not None and earlier.digest == digest:
            found[own] = earlier
        else:
            found[own] = Derived(_partnership(sides, labels, grounds, places), digest)
    return dict(sorted(found.items()))


# ── grounds ─────────────────────────────────────────────────────────────────────────────────────


def collect_grounds(resolved: Resolved) -> dict[Sides, Grounds]:
    """For each home side and partner the events, agreements and twinnings that join them."""
    world = _World(resolved)
    grounds: dict[Sides, Grounds] = defaultdict(Grounds)
    for event in resolved.events:
        for partner, organisations in world.partners_of_event(event).items():
            for home in event.home_sides:
                grounds[home.value, partner].events[event.id] = event
                grounds[home.value, partner].organisations |= organisations
    for agreement in resolved.agreements:
        for partner, organisations in world.partners_of_agreement(agreement).items():
            for home in agreement.home_sides:
                grounds[home.value, partner].agreements[agreement.id] = agreement
                grounds[home.value, partner].organisations |= organisations
    for twinning in resolved.twinnings:
        for sides in world.sides_of_twinning(twinning):
            grounds[sides].twinnings[twinning.id] = twinning
    return dict(grounds)


class _World:
    """Where things are, for telling a foreign side."""

    def __init__(self, resolved: Resolved) -> None:
        self.places = {place.id: place for place in resolved.places}
        self.organisations = {one.id: one for one in resolved.organisations}

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
        if self._is_national(agreement):
            return partners
        for party in agreement.parties:
            if self._is_foreign(party.value):
                partners[party.value] |= set()
            self._add_organisation(partners, party.value)
        self._add_countries(partners, (one.value for one in agreement.partner_countries))
        return partners

    def sides_of_twinning(self, twinning: TwinningEntity) -> Iterator[Sides]:
        """The home side and the foreign one; none where both are at home or both abroad."""
        one, other = twinning.between.value
        if self._is_foreign(other) and not self._is_foreign(one):
            yield one, other
        elif self._is_foreign(one) and not self._is_foreign(other):
            yield other, one

    def _is_national(self, agreement: AgreementEntity) -> bool:
        """Whether the state or its bodies, and nobody of the region, are the home party."""
        home_bodies = [
            body
            for party in agreement.parties
            if (body := self.organisations.get(party.value)) is not None
            and body.country is not None
            and body.country.value == HOME_COUNTRY
        ]
        home_places = [
            place
            for party in agreement.parties
            if (place := self.places.get(party.value)) is not None and place.country == HOME_COUNTRY
        ]
        bodies_are = all(one.kind.value == "authority" and one.place is None for one in home_bodies)
        return (
            bool(home_bodies or home_places) and bodies_are and all(p.kind == "country" for p in home_places)
        )

    def _is_foreign(self, place: Id) -> bool:
        known = self.places.get(place)
        return known is not None and known.country not in ("", HOME_COUNTRY)

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
            return place.id if country != HOME_COUNTRY else None
        return country_id(country) if country != HOME_COUNTRY else None

    def _add_countries(self, partners: dict[Id, set[Id]], countries: Iterable[Id]) -> None:
        """A country is the partner where no more of it is known."""
        told = {country_id(self.places[side].country) for side in partners if side in self.places}
        for country in countries:
            if country not in told and self._is_foreign(country):
                partners[country] |= set()


@cache
def _rules() -> str:
    """A digest of the rules themselves: what older rules derived is derived anew."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _digest(sides: Sides, labels: Sequence[str], grounds: Grounds) -> str:
    """A digest of all that a derivation reads; it changes whenever the partnership may."""
    told = [
        _rules(),
        *sides,
        *labels,
        *(repr(_event_grounds(grounds.events[key])) for key in sorted(grounds.events)),
        *(repr(_agreement_grounds(grounds.agreements[key])) for key in sorted(grounds.agreements)),
        *sorted(grounds.twinnings),
        *sorted(grounds.organisations),
    ]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def _event_grounds(event: EventEntity) -> tuple[object, ...]:
    dates = event.dates.value if event.dates is not None else None
    return event.id, dates, tuple(sector.value for sector in event.sectors)


def _agreement_grounds(agreement: AgreementEntity) -> tuple[object, ...]:
    stages = tuple((stage.status.value, stage.on) for stage in agreement.stages)
    return agreement.id, agreement.type.value, stages, tuple(one.value for one in agreement.sectors)


# ── the partnership ─────────────────────────────────────────────────────────────────────────────


def _partnership(
    sides: Sides, labels: Sequence[str], grounds: Grounds, places: Mapping[Id, PlaceEntity]
) -> Partnership:
    home, partner = sides
    events, agreements = list(grounds.events.values()), list(grounds.agreements.values())
    days = [
        day for one in events if one.dates is not None for day in (one.dates.value.start, one.dates.value.end)
    ]
    days += [stage.on for one in agreements for stage in one.stages if stage.on is not None]
    return Partnership(
        id=partnership_id(home, partner),
        label=" – ".join(labels),
        home_side=home,
        partner=partner,
        partner_country=country_id(places[partner].country) if partner in places else partner,
        strength=strength(grounds),
        based_on=tuple(sorted((*grounds.events, *grounds.agreements, *_twinning_events(grounds)))),
        event_count=len(events),
        agreement_count=len(agreements),
        signed_agreement_count=sum(_has_status(one, SIGNED_STATUSES) for one in agreements),
        first_contact=min(days, default=None),
        last_contact=max(days, default=None),
        twinned=bool(grounds.twinnings),
        partner_organisations=tuple(sorted(grounds.organisations)),
        years=tuple(_years(events, agreements)),
        sectors=tuple(_sectors(events, agreements)),
    )


def _label(side: Id, places: Mapping[Id, PlaceEntity]) -> str:
    return places[side].label if side in places else side.rpartition("/")[2].upper()


def _twinning_events(grounds: Grounds) -> set[Id]:
    return {event for one in grounds.twinnings.values() for event in one.events} - set(grounds.events)


def strength(grounds: Grounds) -> str:
    """The code of the strength that the grounds give."""
    agreements = grounds.agreements.values()
    formal = any(one.type.value in FORMAL_TYPES and _has_status(one, SIGNED_STATUSES) for one in agreements)
    if grounds.twinnings or formal:
        return "formal"
    if any(_has_status(one, HELD_STATUSES) for one in agreements):
        return "memorandum"
    return "project" if len(grounds.events) > 1 or agreements else "contact"


def _has_status(agreement: AgreementEntity, statuses: frozenset[str]) -> bool:
    """Whether any stage of it was reported with one of the statuses."""
    return any(stage.status.value in statuses for stage in agreement.stages)


def _years(events: Sequence[EventEntity], agreements: Sequence[AgreementEntity]) -> Iterator[YearCount]:
    of_events = Counter(one.dates.value.start.year for one in events if one.dates is not None)
    firsts = [next((stage.on for stage in one.stages if stage.on is not None), None) for one in agreements]
    of_agreements = Counter(day.year for day in firsts if day is not None)
    for year in sorted({*of_events, *of_agreements}):
        yield YearCount(year, of_events[year], of_agreements[year])


def _sectors(events: Sequence[EventEntity], agreements: Sequence[AgreementEntity]) -> Iterator[SectorCount]:
    of_events = Counter(sector.value for one in events for sector in one.sectors)
    of_agreements = Counter(sector.value for one in agreements for sector in one.sectors)
    for code in sorted({*of_events, *of_agreements}):
        yield SectorCount(code, of_events[code], of_agreements[code])
