"""Counts made ready: so that questions that count look up what stands there, however many events there are.

A cell counts one thing (the events of a type, the contacts of a year …) for one home side and one country,
and for all of them together: an event of two countries counts once in each and once for all, so that no
question has to add up counts that overlap.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product

from graph.derive.derived import Partnership, SectorCount, YearCount
from graph.entities import EventEntity, Id, Resolved, value_of, values_of
from ontology.model import Attendance


class Dimension(StrEnum):
    """By what is counted."""

    EVENT_TYPE = "event-type"
    MODE = "mode"
    MONTH = "month"
    LOCATION = "location"
    ORIGIN = "origin"
    PARTICIPANT = "participant"
    SECTOR = "sector"
    YEAR = "year"
    PERIOD = "period"
    REPORT = "report"
    SHARED_EVENT = "shared-event"
    INCOMPLETE_EVENT = "incomplete-event"


class EventPart(StrEnum):
    """What should be known of an event."""

    START = "start"
    LOCATION = "location"
    COUNTRY = "country"


class Measure(StrEnum):
    """What is counted, as the ontology names it."""

    EVENTS = "eventCount"
    PARTNERSHIPS = "partnershipCount"
    CONTACTS = "contactCount"
    AGREEMENTS = "agreementCount"
    ENTRIES = "entryCount"
    FINDINGS = "findingCount"
    SIDES = "activeSideCount"
    COUNTED_EVENTS = "countedEventCount"
    LEAST_PARTICIPANTS = "leastParticipants"
    MOST_PARTICIPANTS = "mostParticipants"


@dataclass(frozen=True, slots=True)
class TallyKey:
    """A value of a dimension for a home side and a country; None stands for all of them together.

    The value is a code of a concept, an entity, a year, a period or the first day of a month. Years are told
    by partner, too.
    """

    dimension: Dimension
    value: str | int | date
    side: Id | None = None
    country: Id | None = None
    partner: Id | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a cell counts; `sides` and `partners` have a share in it, told where questions ask for them.

    `missing` is what is not known of an event.
    """

    cell: TallyKey
    counts: dict[Measure, int]
    sides: tuple[Id, ...] = ()
    partners: tuple[Id, ...] = ()
    missing: tuple[EventPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """What tallies count of an event and of the entries that tell of it."""

    id: Id
    sides: Sequence[Id]
    countries: Sequence[Id]
    event_type: str | None
    mode: str | None
    start: date | None
    locations: Sequence[Id]
    origins: Sequence[Id]
    organisations: Sequence[Id]
    attendance: Attendance | None
    told: Sequence["CountedEntry"]


@dataclass(frozen=True, slots=True)
class CountedEntry:
    """An entry that tells of an event: whose it is, in which report of which period, its findings."""

    side: Id
    report: Id
    period: str
    findings: int


def tally(resolved: Resolved, partnerships: Iterable[Partnership]) -> Iterator[Tally]:
    """The tallies of all that the reports tell."""
    counting = Counting()
    for event in _events(resolved):
        counting.add_event(event)
    for partnership in partnerships:
        counting.add_partnership(partnership)
    return counting.tallies()


@dataclass(slots=True)
class Trust:
    """How many facts a rule gave, their confidence in sum and at its lowest."""

    facts: int = 0
    total: Decimal = Decimal(0)
    lowest: Decimal = Decimal(1)

    def add(self, confidence: float) -> None:
        """Counts one more fact."""
        exact = Decimal(repr(confidence))
        self.facts += 1
        self.total += exact
        self.lowest = min(self.lowest, exact)


class Counting:
    """Counts events and partnerships as they come; holds cells only."""

    def __init__(self) -> None:
        self._counts: dict[TallyKey, Counter[Measure]] = defaultdict(Counter)
        self._sides: dict[TallyKey, set[Id]] = defaultdict(set)
        self._partners: dict[TallyKey, set[Id]] = defaultdict(set)
        self._missing: dict[TallyKey, tuple[EventPart, ...]] = {}

    def add_event(self, event: CountedEvent) -> None:
        """Counts an event once in every cell that it belongs to."""
        for place in event.origins:
            self._counts[TallyKey(Dimension.ORIGIN, place)][Measure.EVENTS] += 1
        for organisation in event.organisations:
            cell = TallyKey(Dimension.PARTICIPANT, organisation)
            self._counts[cell][Measure.EVENTS] += 1
            self._sides[cell].update(event.sides)
        if event.sides:
            self._add_kinds(event)
        self._add_periods(event)
        self._add_reports(event)
        self._add_sharing(event)
        self._add_missing(event)

    def _add_periods(self, event: CountedEvent) -> None:
        rows = Counter((side, one.period) for one in event.told for side in (one.side, None))
        for (side, period), entries in rows.items():
            counts = self._counts[TallyKey(Dimension.PERIOD, period, side)]
            counts[Measure.ENTRIES] += entries
            counts[Measure.EVENTS] += 1
            least, most = _participants(event.attendance)
            counts[Measure.COUNTED_EVENTS] += event.attendance is not None
            counts[Measure.LEAST_PARTICIPANTS] += least
            counts[Measure.MOST_PARTICIPANTS] += most

    def _add_reports(self, event: CountedEvent) -> None:
        for report in {one.report for one in event.told}:
            self._counts[TallyKey(Dimension.REPORT, report)][Measure.EVENTS] += 1
        for one in event.told:
            counts = self._counts[TallyKey(Dimension.REPORT, one.report)]
            counts[Measure.ENTRIES] += 1
            counts[Measure.FINDINGS] += one.findings

    def _add_sharing(self, event: CountedEvent) -> None:
        sides = {one.side for one in event.told}
        if len(sides) > 1:
            cell = TallyKey(Dimension.SHARED_EVENT, event.id)
            self._counts[cell][Measure.ENTRIES] = len(event.told)
            self._sides[cell] = sides

    def _add_missing(self, event: CountedEvent) -> None:
        known = {
            EventPart.START: event.start,
            EventPart.LOCATION: event.locations,
            EventPart.COUNTRY: event.countries,
        }
        missing = tuple(part for part, value in known.items() if not value)
        if missing:
            cell = TallyKey(Dimension.INCOMPLETE_EVENT, event.id)
            self._counts[cell][Measure.ENTRIES] = len(event.told)
            self._missing[cell] = missing

    def _add_kinds(self, event: CountedEvent) -> None:
        sides = (None, *event.sides)
        for side, country in product(sides, (None, *event.countries)):
            if event.event_type is not None:
                self._counts[TallyKey(Dimension.EVENT_TYPE, event.event_type, side, country)][
                    Measure.EVENTS
                ] += 1
            if event.mode is not None:
                self._counts[TallyKey(Dimension.MODE, event.mode, side, country)][Measure.EVENTS] += 1
        for side in sides:
            if event.start is not None:
                month = event.start.replace(day=1)
                self._counts[TallyKey(Dimension.MONTH, month, side)][Measure.EVENTS] += 1
            for place in event.locations:
                self._counts[TallyKey(Dimension.LOCATION, place, side)][Measure.EVENTS] += 1

    def add_partnership(self, one: Partnership) -> None:
        """Counts a partnership with what it did in each sector and year."""
        shares: list[tuple[Dimension, str | int, SectorCount | YearCount]] = [
            *((Dimension.SECTOR, part.sector, part) for part in one.sectors),
            *((Dimension.YEAR, part.year, part) for part in one.years),
        ]
        for dimension, value, share in shares:
            for side, country in product((None, one.home_side), (None, one.partner_country)):
                self._add_share(TallyKey(dimension, value, side, country), share)
                if dimension is Dimension.YEAR and country is not None:
                    self._add_share(TallyKey(dimension, value, side, country, one.partner), share)
            if dimension is Dimension.SECTOR:
                self._sides[TallyKey(dimension, value, None, one.partner_country)].add(one.home_side)
            else:
                self._partners[TallyKey(dimension, value, one.home_side)].add(one.partner)

    def _add_share(self, cell: TallyKey, share: SectorCount | YearCount) -> None:
        counts = self._counts[cell]
        counts[Measure.PARTNERSHIPS] += 1
        counts[Measure.CONTACTS] += share.events
        counts[Measure.AGREEMENTS] += share.agreements

    def tallies(self) -> Iterator[Tally]:
        """What has been counted, in an order that depends on the cells alone."""
        for cell in sorted(self._counts, key=repr):
            sides, partners = self._sides.get(cell, set()), self._partners.get(cell, set())
            counts = dict(self._counts[cell])
            if sides:
                counts[Measure.SIDES] = len(sides)
            missing = self._missing.get(cell, ())
            yield Tally(cell, counts, tuple(sorted(sides)), tuple(sorted(partners)), missing)


def _participants(attendance: Attendance | None) -> tuple[int, int]:
    return (0, 0) if attendance is None else (attendance.min, attendance.max)


def _events(resolved: Resolved) -> Iterator[CountedEvent]:
    period_of = {one.id: one.report.period.code for one in resolved.reports}
    organisations = {one.id for one in resolved.organisations}
    told = {
        one.id: CountedEntry(one.reported_by, one.report, period_of[one.report], len(one.facts.findings))
        for one in resolved.entries
    }
    for event in resolved.events:
        yield _event(event, [told[entry] for entry in event.entries], organisations)


def _event(event: EventEntity, told: Sequence[CountedEntry], organisations: Collection[Id]) -> CountedEvent:
    dates = value_of(event.dates)
    return CountedEvent(
        id=event.id,
        sides=values_of(event.home_sides),
        countries=values_of(event.countries),
        event_type=value_of(event.event_type),
        mode=value_of(event.mode),
        start=dates.start if dates is not None else None,
        locations=values_of(event.locations),
        origins=values_of(event.origins),
        organisations=[one for one in values_of(event.participants) if one in organisations],
        attendance=value_of(event.attendance),
        told=told,
    )
