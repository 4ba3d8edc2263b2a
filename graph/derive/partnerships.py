"""Who is a partner of whom, how strongly, and on what grounds: derived here and nowhere else.

A partnership joins a home side (a municipality, or the region where the region reports) with a foreign place;
`graph/derive/grounds.py` tells which events, agreements and twinnings do so.

Strength, the first that holds (docs/identity.md):

    formal        twins, or an agreement or contract that was signed or is referred to as in force
    memorandum    a memorandum, protocol, plan, arrangement or accession, signed, reached or in force
    project       two events or more, or an agreement that is planned

An agreement that is reported ended or expired counts for none of these.
    contact       a single event

Each foreign organisation under a partnership has a strength of its own by the same rule, from the events that
it takes part in or hosts and the agreements that it is a party to; twins are places, never bodies.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from graph.derive.days import agreement_days, event_days, years
from graph.derive.derived import OrganisationShare, Partnership, SectorCount, YearCount
from graph.derive.grounds import Grounds, Sides, collect_grounds, has_ended
from graph.derive.signing import is_held, was_signed
from graph.entities import (
    AgreementEntity,
    EventEntity,
    Id,
    PlaceEntity,
    Resolved,
    value_of,
)
from graph.iris import country_id, partnership_id

FORMAL_TYPES = frozenset({"agreement", "contract"})


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
        *(repr((key, sorted(one.events), sorted(one.agreements))) for key, one in _organisations(grounds)),
    ]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def _organisations(grounds: Grounds) -> list[tuple[Id, Grounds]]:
    return sorted(grounds.organisations.items(), key=lambda one: one[0])


def _event_grounds(event: EventEntity) -> tuple[object, ...]:
    dates = event.dates.value if event.dates is not None else None
    return event.id, dates, tuple(sector.value for sector in event.sectors)


def _agreement_grounds(agreement: AgreementEntity) -> tuple[object, ...]:
    stages = tuple((stage.status.value, stage.on) for stage in agreement.stages)
    signed = agreement.signed_on.value if agreement.signed_on is not None else None
    sectors = tuple(one.value for one in agreement.sectors)
    return agreement.id, agreement.type.value, agreement.status.value, stages, signed, sectors


# ── the partnership ─────────────────────────────────────────────────────────────────────────────


def _partnership(
    sides: Sides, labels: Sequence[str], grounds: Grounds, places: Mapping[Id, PlaceEntity]
) -> Partnership:
    home, partner = sides
    events, agreements = list(grounds.events.values()), list(grounds.agreements.values())
    first, last = _contact(grounds)
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
        signed_agreement_count=sum(map(was_signed, agreements)),
        first_contact=first,
        last_contact=last,
        twinned=bool(grounds.twinnings),
        organisations=tuple(_share(key, one) for key, one in _organisations(grounds)),
        years=tuple(_years(events, agreements)),
        sectors=tuple(_sectors(events, agreements)),
    )


def _share(organisation: Id, grounds: Grounds) -> OrganisationShare:
    counts = len(grounds.events), len(grounds.agreements)
    return OrganisationShare(organisation, strength(grounds), *counts, *_contact(grounds))


def _contact(grounds: Grounds) -> tuple[date | None, date | None]:
    """The first and the last day of what the grounds tell."""
    days = [day for day in _days(grounds) if day is not None]
    return min(days, default=None), max(days, default=None)


def _days(grounds: Grounds) -> Iterator[date | None]:
    for dates in (value_of(one.dates) for one in grounds.events.values()):
        yield from (dates.start, dates.end) if dates is not None else ()
    for agreement in grounds.agreements.values():
        yield from (stage.on for stage in agreement.stages)
        yield value_of(agreement.signed_on)


def _label(side: Id, places: Mapping[Id, PlaceEntity]) -> str:
    return places[side].label if side in places else side.rpartition("/")[2].upper()


def _twinning_events(grounds: Grounds) -> set[Id]:
    return {event for one in grounds.twinnings.values() for event in one.events} - set(grounds.events)


def strength(grounds: Grounds) -> str:
    """The code of the strength that the grounds give."""
    agreements = [one for one in grounds.agreements.values() if not has_ended(one)]
    if grounds.twinnings or any(map(_is_formal, agreements)):
        return "formal"
    if any(map(is_held, agreements)):
        return "memorandum"
    return "project" if len(grounds.events) > 1 or agreements else "contact"


def _is_formal(agreement: AgreementEntity) -> bool:
    return agreement.type.value in FORMAL_TYPES and was_signed(agreement)


def _years(events: Sequence[EventEntity], agreements: Sequence[AgreementEntity]) -> Iterator[YearCount]:
    of_events = Counter(year for one in events for year in years(event_days(one)))
    of_agreements = Counter(year for one in agreements for year in years(agreement_days(one)))
    for year in sorted({*of_events, *of_agreements}):
        yield YearCount(year, of_events[year], of_agreements[year])


def _sectors(events: Sequence[EventEntity], agreements: Sequence[AgreementEntity]) -> Iterator[SectorCount]:
    of_events = Counter(sector.value for one in events for sector in one.sectors)
    of_agreements = Counter(sector.value for one in agreements for sector in one.sectors)
    for code in sorted({*of_events, *of_agreements}):
        yield SectorCount(code, of_events[code], of_agreements[code])
