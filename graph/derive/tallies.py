"""Counts made ready: so that questions that count look up what stands there, however many events there are.

A cell counts one thing (the events of a type, the agreements of a year …) for one home side and one country,
and for all of them together: an event of two countries counts once in each and once for all, so that no
question has to add up counts that overlap.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product

from graph.derive.days import Days, agreement_days, event_days, months, years
from graph.derive.derived import Partnership
from graph.derive.reach import Reach
from graph.derive.signing import is_promised, was_signed
from graph.entities import AgreementEntity, EventEntity, Id, Resolved, value_of, values_of
from ontology.model import Attendance


class Dimension(StrEnum):
    """By what is counted."""

    __hash__ = str.__hash__  # counting is mostly looking up

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
    PROMISE = "promise"
    WITHIN = "within"
    HOME = "home"


class EventPart(StrEnum):
    """What should be known of an event."""

    START = "start"
    LOCATION = "location"
    COUNTRY = "country"


class Measure(StrEnum):
    """What is counted, as the ontology names it."""

    __hash__ = str.__hash__

    EVENTS = "eventCount"
    BEGUN_EVENTS = "begunEventCount"
    PARTNERSHIPS = "partnershipCount"
    AGREEMENTS = "agreementCount"
    BEGUN_AGREEMENTS = "begunAgreementCount"
    SIGNED_AGREEMENTS = "signedAgreementCount"
    ENTRIES = "entryCount"
    FINDINGS = "findingCount"
    SIDES = "activeSideCount"
    COUNTED_EVENTS = "countedEventCount"
    LEAST_PARTICIPANTS = "leastParticipants"
    MOST_PARTICIPANTS = "mostParticipants"


_SHARES = (Measure.EVENTS, Measure.PARTNERSHIPS, Measure.AGREEMENTS)
ALWAYS: Mapping[Dimension, tuple[Measure, ...]] = {
    Dimension.SECTOR: _SHARES,
    Dimension.YEAR: (*_SHARES, Measure.BEGUN_EVENTS, Measure.BEGUN_AGREEMENTS),
    Dimension.WITHIN: (*_SHARES, Measure.SIGNED_AGREEMENTS, Measure.SIDES),
    Dimension.PROMISE: (Measure.EVENTS,),
}
"""What a cell of the dimension tells even where it is nothing."""


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

    def told(self) -> str:
        """All that is told of its cell, in short."""
        counts = sorted(f"{measure} {number}" for measure, number in self.counts.items())
        return "\n".join((*counts, *self.sides, *self.partners, *self.missing))


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """What tallies count of an event and of the entries that tell of it."""

    id: Id
    sides: Sequence[Id]
    countries: Sequence[Id]
    sectors: Sequence[str]
    event_type: str | None
    mode: str | None
    days: Days | None
    locations: Sequence[Id]
    origins: Sequence[Id]
    organisations: Sequence[Id]
    attendance: Attendance | None
    reach: "CountedReach"
    told: Sequence["CountedEntry"]


@dataclass(frozen=True, slots=True)
class CountedAgreement:
    """What tallies count of an agreement."""

    sides: Sequence[Id]
    sectors: Sequence[str]
    days: Days | None
    is_signed: bool
    reach: "CountedReach"


@dataclass(frozen=True, slots=True)
class CountedPromise:
    """An agreement that a home side plans or was promised, and the events with its partners since."""

    agreement: Id
    side: Id
    later: Collection[Id]


@dataclass(frozen=True, slots=True)
class CountedReach:
    """All places that something is of, and those abroad with the country of each."""

    places: Collection[Id]
    abroad: Mapping[Id, Id]


@dataclass(frozen=True, slots=True)
class CountedEntry:
    """An entry that tells of an event: whose it is, in which report of which period, its findings."""

    side: Id
    report: Id
    period: str
    findings: int


def tally(resolved: Resolved, partnerships: Collection[Partnership], reach: Reach) -> Iterator[Tally]:
    """The tallies of all that the reports tell."""
    counting = Counting()
    for event in _events(resolved, reach):
        counting.add_event(event)
    for agreement in resolved.agreements:
        counting.add_agreement(_agreement(agreement, reach))
    for partnership in partnerships:
        counting.add_partnership(partnership, reach.containers(partnership.partner))
    for promise in _promises(resolved, partnerships):
        counting.add_promise(promise)
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

    def merge(self, other: "Trust") -> None:
        """Counts the facts of another."""
        self.facts += other.facts
        self.total += other.total
        self.lowest = min(self.lowest, other.lowest)


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
        self._add_shares(event, Measure.EVENTS, Measure.BEGUN_EVENTS)
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
            EventPart.START: event.days,
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
        for side, country in product(sides, (None, *dict.fromkeys(event.reach.abroad.values()))):
            for dimension, code in ((Dimension.EVENT_TYPE, event.event_type), (Dimension.MODE, event.mode)):
                if code is not None:
                    self._counts[TallyKey(dimension, code, side, country)][Measure.EVENTS] += 1
        for side in sides:
            for month in months(event.days):
                self._counts[TallyKey(Dimension.MONTH, month, side)][Measure.EVENTS] += 1
            for place in event.locations:
                self._counts[TallyKey(Dimension.LOCATION, place, side)][Measure.EVENTS] += 1

    def add_agreement(self, agreement: CountedAgreement) -> None:
        """Counts an agreement once in every cell that it belongs to."""
        self._add_shares(agreement, Measure.AGREEMENTS, Measure.BEGUN_AGREEMENTS)
        if agreement.is_signed:
            for key in _placed(agreement):
                self._counts[key][Measure.SIGNED_AGREEMENTS] += 1

    def _add_shares(self, one: CountedEvent | CountedAgreement, measure: Measure, begun: Measure) -> None:
        """Counts it by place, sector and year, for each home side and for all of them."""
        for key in _placed(one):
            self._counts[key][measure] += 1
        countries = (None, *dict.fromkeys(one.reach.abroad.values()))
        for side, country, sector in product(_sides(one), countries, one.sectors):
            self._counts[TallyKey(Dimension.SECTOR, sector, side, country)][measure] += 1
        partners = ((country, place) for place, country in one.reach.abroad.items())
        around = (*((country, None) for country in countries), *partners)
        for side, (country, partner), year in product(_sides(one), around, years(one.days)):
            counts = self._counts[TallyKey(Dimension.YEAR, year, side, country, partner)]
            counts[measure] += 1
            counts[begun] += one.days is not None and one.days[0].year == year

    def add_partnership(self, one: Partnership, within: Collection[Id]) -> None:
        """Counts a partnership in each sector and year, and in every place that its partner lies in."""
        sides = (None, one.home_side)
        for side, country in product(sides, (None, one.partner_country)):
            for sector in one.sectors:
                self._count_partnership(TallyKey(Dimension.SECTOR, sector.sector, side, country), one)
            for year in one.years:
                self._count_partnership(TallyKey(Dimension.YEAR, year.year, side, country), one)
        for side, place, year in product(sides, within, one.years):
            self._count_partnership(
                TallyKey(Dimension.YEAR, year.year, side, one.partner_country, place), one
            )
        for side, place in product(sides, within):
            self._count_partnership(TallyKey(Dimension.WITHIN, place, side), one)
        self._count_partnership(TallyKey(Dimension.HOME, one.home_side), one)

    def _count_partnership(self, key: TallyKey, one: Partnership) -> None:
        self._counts[key][Measure.PARTNERSHIPS] += 1
        if _is_told_by_side(key):
            self._sides[key].add(one.home_side)
        if key.dimension is Dimension.YEAR and key.side is not None and key.country is None:
            self._partners[key].add(one.partner)

    def add_promise(self, promise: "CountedPromise") -> None:
        """Counts what a home side did with those whom it promised something, after the promise."""
        cell = TallyKey(Dimension.PROMISE, promise.agreement, promise.side)
        self._counts[cell][Measure.EVENTS] += len(promise.later)

    def tallies(self) -> Iterator[Tally]:
        """What has been counted, in an order that depends on the cells alone."""
        for cell in sorted(self._counts, key=_in_order):
            sides, partners = self._sides.get(cell, set()), self._partners.get(cell, set())
            counts = dict.fromkeys(ALWAYS.get(cell.dimension, ()), 0) | self._counts[cell]
            if sides:
                counts[Measure.SIDES] = len(sides)
            missing = self._missing.get(cell, ())
            yield Tally(cell, counts, tuple(sorted(sides)), tuple(sorted(partners)), missing)


def _in_order(cell: TallyKey) -> tuple[str, ...]:
    return cell.dimension, str(cell.value), cell.side or "", cell.country or "", cell.partner or ""


def _participants(attendance: Attendance | None) -> tuple[int, int]:
    return (0, 0) if attendance is None else (attendance.min, attendance.max)


def _is_told_by_side(key: TallyKey) -> bool:
    """Whether it is told which home sides it is made of: of places, and of a country's sectors."""
    of_sector = key.dimension is Dimension.SECTOR and key.side is None and key.country is not None
    return of_sector or key.dimension is Dimension.WITHIN


def _sides(one: CountedEvent | CountedAgreement) -> Sequence[Id | None]:
    """All together, and each home side that it is of."""
    return (None, *one.sides)


def _placed(one: CountedEvent | CountedAgreement) -> Iterator[TallyKey]:
    """What is of a place by side, what is of a place at all, what is of a home side at all."""
    yield from (TallyKey(Dimension.WITHIN, place) for place in one.reach.places)
    for side in one.sides:
        yield from (TallyKey(Dimension.WITHIN, place, side) for place in one.reach.abroad)
        yield TallyKey(Dimension.HOME, side)


def _events(resolved: Resolved, reach: Reach) -> Iterator[CountedEvent]:
    period_of = {one.id: one.report.period.code for one in resolved.reports}
    organisations = {one.id for one in resolved.organisations}
    told = {
        one.id: CountedEntry(one.reported_by, one.report, period_of[one.report], len(one.findings))
        for one in resolved.entries
    }
    for event in resolved.events:
        yield _event(event, [told[entry] for entry in event.entries], organisations, reach)


def _event(
    event: EventEntity, told: Sequence[CountedEntry], organisations: Collection[Id], reach: Reach
) -> CountedEvent:
    return CountedEvent(
        id=event.id,
        sides=values_of(event.home_sides),
        countries=values_of(event.countries),
        sectors=values_of(event.sectors),
        event_type=value_of(event.event_type),
        mode=value_of(event.mode),
        days=event_days(event),
        locations=values_of(event.locations),
        origins=values_of(event.origins),
        organisations=[one for one in values_of(event.participants) if one in organisations],
        attendance=value_of(event.attendance),
        reach=_reach(event.id, reach),
        told=told,
    )


def _promises(resolved: Resolved, partnerships: Iterable[Partnership]) -> Iterator[CountedPromise]:
    """Each promise with the events that began after it was last told of, of all partnerships it makes."""
    told = {one.id: one.last_evidence for one in resolved.agreements if is_promised(one)}
    began = {one.id: days[0] for one in resolved.events if (days := event_days(one)) is not None}
    later: dict[tuple[Id, Id], set[Id]] = defaultdict(set)
    for partnership in partnerships:
        events = [one for one in partnership.based_on if one in began]
        for agreement in filter(told.__contains__, partnership.based_on):
            since = _begun_after(told[agreement], events, began)
            later[agreement, partnership.home_side].update(since)
    for (agreement, side), events_since in later.items():
        yield CountedPromise(agreement, side, events_since)


def _begun_after(last: date | None, events: Iterable[Id], began: Mapping[Id, date]) -> Iterator[Id]:
    """The events that began after the day; none where no day is told."""
    return (one for one in events if last is not None and began[one] > last)


def _agreement(agreement: AgreementEntity, reach: Reach) -> CountedAgreement:
    return CountedAgreement(
        sides=values_of(agreement.home_sides),
        sectors=values_of(agreement.sectors),
        days=agreement_days(agreement),
        is_signed=was_signed(agreement),
        reach=_reach(agreement.id, reach),
    )


def _reach(thing: Id, reach: Reach) -> CountedReach:
    return CountedReach(reach.of.get(thing, ()), reach.abroad(thing))
