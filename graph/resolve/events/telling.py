"""One event from all that its rows tell, and what they tell differently."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.entities import Contradiction, EventEntity, Id, Source, Sourced
from graph.iris import short_hash
from graph.resolve.organisations.run import Organisations
from graph.resolve.people.people import People
from graph.resolve.rows import FactId, ResolutionPlaces, Row, gather, most_told
from ontology.model import Attendance, DateRange, EntryFacts, Fact
from ontology.names.titles.title import take_apart

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Telling:
    """The rows that tell of one event, the first reported first."""

    key: Id
    rows: Sequence[Row]
    setting: ResolutionPlaces
    organisations: Organisations
    people: People

    def event(self, super_events: tuple[Sourced[Id], ...]) -> EventEntity:
        """The event with all that its rows say of it."""
        titles = gather(Sourced(row.title, (row.titled(),)) for row in self.rows)
        label = max(titles, key=_fitness)
        setting = self.setting
        dates = self._single(lambda facts: facts.dates)
        attendance = self._single(lambda facts: facts.participants)
        return EventEntity(
            id=self.key,
            label=label,
            entries=tuple(row.id for row in self.rows),
            alt_labels=tuple(one for one in titles if one is not label),
            dates=dates,
            mode=self._single(lambda facts: facts.mode),
            event_type=self._single(lambda facts: facts.event_type),
            sectors=self._sectors(),
            home_sides=gather(Sourced(row.home, (row.reported(),)) for row in self.rows),
            locations=self._all(lambda facts: facts.venues, setting.identify),
            venues=self._hosts(),
            origins=self._all(lambda facts: facts.origins, setting.identify),
            countries=self._all(lambda facts: facts.countries, setting.country),
            country_groups=self._all(lambda facts: facts.country_groups, str),
            participants=self._participants(),
            attendance=attendance,
            super_events=super_events,
            contradictions=tuple(
                Contradiction(f"{self.key}/contradiction/{about}-{short_hash(row.id)}", about, value, source)
                for row in self.rows
                for about, value, source in _contradicted(row, label.value, dates, attendance)
            ),
        )

    def _single(self, read: Callable[[EntryFacts], Fact[T] | None]) -> Sourced[T] | None:
        facts = ((row, read(row.facts)) for row in self.rows)
        return most_told(row.sourced(fact) for row, fact in facts if fact is not None)

    def _all(
        self, read: Callable[[EntryFacts], Iterable[Fact[T]]], identify: Callable[[T], Id]
    ) -> tuple[Sourced[Id], ...]:
        return gather(
            Sourced(identify(fact.value), (row.source(fact),))
            for row in self.rows
            for fact in read(row.facts)
        )

    def _identified(self, field: str, identity: Mapping[FactId, Id]) -> Iterator[Sourced[Id]]:
        for row in self.rows:
            for key, fact in row.listed(field):
                yield Sourced(identity[key], (row.source(fact).as_named,))

    def _hosts(self) -> tuple[Sourced[Id], ...]:
        return gather(self._identified("venue_orgs", self.organisations.of_fact))

    def _participants(self) -> tuple[Sourced[Id], ...]:
        bodies = self._identified("orgs", self.organisations.of_fact)
        return gather((*bodies, *self._identified("persons", self.people.of_fact)))

    def _sectors(self) -> tuple[Sourced[str], ...]:
        """The sectors with the one first that most rows put first."""
        all_told = gather(row.sourced(fact) for row in self.rows for fact in row.facts.sectors)
        main = most_told(row.sourced(row.facts.sectors[0]) for row in self.rows if row.facts.sectors)
        return tuple(sorted(all_told, key=lambda one: main is None or one.value != main.value))


def _fitness(title: Sourced[str]) -> tuple[bool, int, int, str]:
    """What names the event rather than somebody's part in it goes first, then what most rows say."""
    return not take_apart(title.value).is_participation, len(title.sources), len(title.value), title.value


def _contradicted(
    row: Row, label: str, dates: Sourced[DateRange] | None, attendance: Sourced[Attendance] | None
) -> Iterator[tuple[str, str, Source]]:
    """What the row says otherwise than the event: the field's name, its words or value, and where it does."""
    numbers = (take_apart(row.title).ordinal, take_apart(label).ordinal)
    if None not in numbers and numbers[0] != numbers[1]:
        yield "label", row.title, row.titled()
    if dates is not None and row.facts.dates is not None:
        told, source = row.facts.dates.value, row.source(row.facts.dates)
        if told.start != dates.value.start:
            yield "start", told.start.isoformat(), source
        if told.end != dates.value.end:
            yield "end", told.end.isoformat(), source
    count = row.facts.participants
    if attendance is not None and count is not None and count.value != attendance.value:
        yield "attendance", _range(count.value), row.source(count)


def _range(attendance: Attendance) -> str:
    """«120» or «100–150»."""
    exact = attendance.min == attendance.max
    return str(attendance.min) if exact else f"{attendance.min}–{attendance.max}"
