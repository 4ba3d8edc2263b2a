"""The rows of all reports under their identifiers: what the steps of resolution read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from graph.entities import Id, PlaceEntity, ReportEntity, Source, Sourced
from graph.iris import entry_id, report_id
from graph.places import PlaceBook
from graph.resolve.geography import Geography
from ontology.model import CellName, EntryFacts, Evidence, Fact, PlaceRef, ReportFacts, Scope, Span

T = TypeVar("T")

FactId = tuple[Id, str, int]
"""Which fact it is: the row, the field of the extract contract, the index in the field's list."""

Rank = tuple[date, str]
"""When something was first reported: the beginning of the report's period, the report's name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry and whose it is: a municipality, or the home region where no municipality reports."""

    id: Id
    report: ReportEntity
    facts: EntryFacts
    home: Id

    @property
    def rank(self) -> Rank:
        """The row's place in time among all reports."""
        return self.report.report.period.start, self.report.report.name

    @property
    def title(self) -> str:
        """The words of the row's title on one line; its number where it has none."""
        return (
            " ".join(self.facts.entry.cells.get(CellName.TITLE, "").split()) or f"№ {self.facts.entry.number}"
        )

    def listed(self, field: str) -> Iterator[tuple[FactId, Fact[Any]]]:
        """The facts of a field that lists several, each with its identity."""
        facts: tuple[Fact[Any], ...] = getattr(self.facts, field)
        return (((self.id, field, index), fact) for index, fact in enumerate(facts))

    def place(self, name: str) -> PlaceRef | None:
        """The place of that name that the row tells of: who came, where it was, who are twins."""
        told = (fact.value for fact in (*self.facts.origins, *self.facts.venues))
        twins = (side for fact in self.facts.twinning for side in fact.value)
        return next((one for one in chain(told, twins) if one.name == name), None)

    def source(self, fact: Fact[T] | None = None, part: str | None = None) -> Source:
        """This row as what states a fact, or a part of it by that part's words; or as what states itself."""
        if fact is None:
            return Source(self.id)
        source = Source(self.id, fact.evidence, fact.confidence, fact.parts, fact.doubts)
        return source if part is None else source.of_part(part)

    def titled(self, rule: str = "title", confidence: float = 1.0) -> Source:
        """This row as what states a thing by the words of its title."""
        words = self.facts.entry.cells.get(CellName.TITLE, "")
        return Source(self.id, (_in_cell(rule, CellName.TITLE, words),), confidence)

    def reported(self) -> Source:
        """This row as what a home side reports: by the heading above it, or by the report as a whole."""
        heading = self.facts.entry.section if self.home.startswith("municipality/") else None
        return Source(self.id, (_in_cell("reporting_side", CellName.SECTION, heading or ""),))

    def sourced(self, fact: Fact[T]) -> Sourced[T]:
        """The fact's value as this row states it."""
        return Sourced(fact.value, (self.source(fact),))


def _in_cell(rule: str, cell: CellName, words: str) -> Evidence:
    return Evidence(rule, Span(cell, 0, len(words)) if words else None)


@dataclass(slots=True)
class ResolutionPlaces:
    """The places of a resolution: looked up once, and remembered when named."""

    places: PlaceBook
    geography: Geography
    named: dict[Id, PlaceEntity] = field(default_factory=dict)

    def name(self, place: PlaceEntity) -> Id:
        """The identifier of a place that the reports name."""
        self.named[place.id] = place
        return place.id

    def identify(self, place: PlaceRef) -> Id:
        """The identifier of the place that is meant."""
        return self.name(self.places.identify(place))

    def country(self, code: str) -> Id:
        """The identifier of a country."""
        return self.name(self.places.country(code))

    def name_countries(self, codes: Iterable[str | None]) -> None:
        """Remembers the countries of these codes as named; «RU-BY» names two."""
        for code in {one for one in codes if one}:
            for single in code.split("-") if code.isascii() else [code]:
                self.country(single)

    def home_side(self, place: Id) -> Id:
        """The home municipality that the place is the seat of; the place itself where it is none."""
        for one in sorted(self.geography.lineage(place)):
            entity = self.places.get(one)
            if entity is not None and entity.kind == "municipality" and entity.centre == place:
                return self.name(entity)
        return place

    def find(self, name: str | None, country: str | None) -> Id | None:
        """The identifier of the known place of that name."""
        place = self.geography.find(name, country) if name is not None else None
        return self.name(place) if place is not None else None


def read_rows(reports: Sequence[ReportFacts], setting: ResolutionPlaces) -> tuple[Row, ...]:
    """Every row of the reports, in order of period, report and row; repeated numbers are told apart."""
    rows: list[Row] = []
    for one in sorted(reports, key=lambda r: (r.report.period.start, r.report.name)):
        report = ReportEntity(report_id(one.report.name), one.report)
        seen: dict[int, int] = {}
        for facts in one.entries:
            number = facts.entry.number
            seen[number] = seen.get(number, 0) + 1
            home = _home(one, facts, setting)
            rows.append(Row(entry_id(report.id, number, seen[number]), report, facts, home))
    return tuple(rows)


def _home(report: ReportFacts, facts: EntryFacts, setting: ResolutionPlaces) -> Id:
    municipality = facts.entry.municipality
    if report.report.scope is Scope.REGIONAL or municipality is None:
        return setting.name(setting.places.home_region)
    return setting.name(setting.places.municipality(municipality))


def gather(values: Iterable[Sourced[T]]) -> tuple[Sourced[T], ...]:
    """Equal values as one with all their sources, in order of first appearance."""
    found: dict[T, list[Sourced[T]]] = {}
    for one in values:
        found.setdefault(one.value, []).append(one)
    return tuple(map(_together, found.values()))


def _together(told: Sequence[Sourced[T]]) -> Sourced[T]:
    """Equal values as one: mostly there is one, of one source."""
    first = told[0]
    if len(told) == len(first.sources) == 1:
        return first
    return Sourced(first.value, tuple(dict.fromkeys(source for one in told for source in one.sources)))


def most_told(values: Iterable[Sourced[T]]) -> Sourced[T] | None:
    """The value that most rows state; the first of those that as many do; None where nothing is stated."""
    found = gather(values)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda one: len({source.entry for source in one.sources}))
