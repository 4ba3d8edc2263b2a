"""Events and what was told of them otherwise."""

from collections.abc import Iterator

from pyoxigraph import NamedNode
from rdflib.namespace import RDFS, SDO

from graph.entities import Contradiction, EventEntity, Source
from graph.write.rdf import Assertion, Names, concept_term, day, term, text, whole
from graph.write.triples.statements import Statements, unproved
from ontology.terms import POB

ATTENDANCE_MODE = {
    "offline": SDO.OfflineEventAttendanceMode,
    "online": SDO.OnlineEventAttendanceMode,
    "mixed": SDO.MixedEventAttendanceMode,
}

TERM_OF_FIELD = {
    "label": RDFS.label,
    "dates": SDO.startDate,
    "start": SDO.startDate,
    "end": SDO.endDate,
    "precision": POB.datePrecision,
    "mode": POB.mode,
    "event_type": POB.eventType,
    "attendance": POB.participantsMax,
    "locations": SDO.location,
}


def event_triples(event: EventEntity, names: Names) -> Iterator[Assertion]:
    """An event as its entries tell of it."""
    says = Statements(event.id, names)
    yield from says.types(tuple(Source(entry) for entry in event.entries), POB.Event, SDO.Event)
    yield from says.labels(event.label, event.alt_labels)
    yield from says.value(SDO.startDate, event.dates, lambda dates: day(dates.start))
    yield from says.value(SDO.endDate, event.dates, lambda dates: day(dates.end))
    yield from says.value(POB.datePrecision, event.dates, lambda dates: text(dates.precision.value))
    yield from says.value(POB.mode, event.mode, lambda code: concept_term("mode", code))
    yield from says.value(SDO.eventAttendanceMode, event.mode, _attendance_mode)
    yield from says.value(POB.eventType, event.event_type, lambda code: concept_term("event-type", code))
    yield from says.values(POB.mainSector, event.sectors[:1], lambda code: concept_term("sector", code))
    yield from says.values(POB.sector, event.sectors, lambda code: concept_term("sector", code))
    yield from says.links(POB.homeSide, event.home_sides)
    yield from says.links(SDO.location, event.locations)
    yield from says.links(POB.venue, event.venues)
    yield from says.links(POB.origin, event.origins)
    yield from says.links(POB.country, event.countries)
    yield from says.values(POB.countryGroup, event.country_groups, text)
    yield from says.links(POB.participant, event.participants)
    yield from says.value(POB.participantsMin, event.attendance, lambda total: whole(total.min))
    yield from says.value(POB.participantsMax, event.attendance, lambda total: whole(total.max))
    yield from says.links(SDO.superEvent, event.super_events)
    for contradiction in event.contradictions:
        yield from _contradiction(event, contradiction, names)


def _attendance_mode(code: str) -> NamedNode:
    return term(ATTENDANCE_MODE[code])


def _contradiction(event: EventEntity, other: Contradiction, names: Names) -> Iterator[Assertion]:
    sources = unproved((other.source,))
    yield from Statements(event.id, names).plain(POB.contradiction, names(other.id), sources)
    says = Statements(other.id, names)
    yield from says.types(sources, POB.Contradiction)
    yield from says.plain(POB.about, term(TERM_OF_FIELD[other.about]), sources)
    yield from says.plain(POB.value, text(other.value), (other.source,))
    yield from says.plain(POB.statedIn, names(other.source.entry), sources)
