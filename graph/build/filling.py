"""What a snapshot holds, gathered graph by graph from resolved entities."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, Triple

from graph.build.reuse import Reusable
from graph.derive.derived import Partnership
from graph.derive.reach import Reach
from graph.derive.tallies import Tally, Trust
from graph.entities import Id, OrganisationEntity, PersonEntity, ReportEntity, Resolved, Source
from graph.iris import (
    ABOUT_GRAPH,
    EXAMPLES_GRAPH,
    PARTNERSHIPS_GRAPH,
    PLACES_GRAPH,
    TALLIES_GRAPH,
    VOCABULARY_GRAPH,
    evidence_graph,
    merge_id,
    report_graph,
    report_of,
)
from graph.places import PlaceBook
from graph.snapshots.version import code_version
from graph.write.about import Edition, Publication, Statistics, about_triples
from graph.write.about.settings import DatasetSettings
from graph.write.contents import DIGESTS, Contents
from graph.write.evidence import EvidenceWriter
from graph.write.marks import Marks, digest_of
from graph.write.rdf import vocabulary_triples
from graph.write.triples import entry_triples, report_assertions, report_triples
from graph.write.triples.identity import merge_triples, redirect_triples
from graph.write.triples.partnerships import partnership_triples, reach_triples
from graph.write.triples.places import place_triples
from graph.write.triples.tallies import figures_of, path_of, path_of_rule, rule_triples, tally_triples
from ontology.home import load as load_home

ROWS_AT_ONCE = 5_000
"""Rows whose evidence is written in one go through all entities."""

Named = OrganisationEntity | PersonEntity
T = TypeVar("T")


@dataclass(slots=True)
class SnapshotFilling:
    """Fills the contents of a snapshot from one resolution."""

    resolved: Resolved
    contents: Contents
    report_of: Mapping[Id, Id] = field(init=False)

    def __post_init__(self) -> None:
        self.report_of = {entry.id: entry.report for entry in self.resolved.entries}

    def add_reports(self, earlier: Reusable | None) -> tuple[Marks, Reusable | None]:
        """Adds what the reports state; marks of what the evidence of each entry will be made of.

        Where what an earlier snapshot was made of is worth copying it is answered too, and of what reports
        state only those graphs are held that are not as it has them. What was read from each entry is let
        go, and its words: nothing else is told of it.
        """
        marks, worth = Marks(), False
        if earlier is not None:
            sums = self._sums(marks)
            worth = earlier.is_worth_copying(marks.digests, earlier.changed(marks.digests))
        if earlier is not None and worth:
            self._add_changed(sums, earlier)
        else:
            marks = Marks()
            for path, triple in self._stated(self.resolved, marks):
                self.contents.put(path, triple)
        reports = tuple(map(_without_words, self.resolved.reports))
        self.resolved = replace(self.resolved, facts={}, reports=reports)
        return marks, earlier if worth else None

    def _sums(self, marks: Marks) -> Mapping[Id, int]:
        """The digest of what is stated in each report's graph, nothing of it being held."""
        sums: dict[Id, int] = defaultdict(int)
        for path, triple in self._stated(self.resolved, marks):
            sums[path] += hash(triple)
        return {path: total % DIGESTS for path, total in sums.items()}

    def _add_changed(self, sums: Mapping[Id, int], earlier: Reusable) -> None:
        """Adds the graphs of reports that are not as the earlier snapshot has them, names the others."""
        changed = {path for path, digest in sums.items() if earlier.digest(path) != digest}
        for path in sums.keys() - changed:
            self.contents.keep(path, earlier.graphs[path])
        entries = {one.id for one in self.resolved.entries if report_graph(one.report) in changed}
        reports = tuple(one for one in self.resolved.reports if report_graph(one.id) in changed)
        for path, triple in self._stated(
            _touching(replace(self.resolved, reports=reports), entries), Marks()
        ):
            if path in changed:
                self.contents.put(path, triple)
        self.contents.know(earlier.things)

    def _stated(self, resolved: Resolved, marks: Marks) -> Iterator[tuple[Id, Triple]]:
        """What reports state, each triple with the graph it is stated in, as often as it is stated there."""
        names = self.contents.names
        graph_of = {report.id: report_graph(report.id) for report in self.resolved.reports}
        for report in resolved.reports:
            yield from ((graph_of[report.id], triple) for triple in report_triples(report, names))
        for entry in resolved.entries:
            triples = entry_triples(entry, self.resolved.facts[entry.id], names)
            yield from ((graph_of[entry.report], triple) for triple in triples)
        for assertion in report_assertions(resolved, names):
            held = hash(assertion.triple)
            for source in assertion.sources:
                yield graph_of[self.report_of[source.entry]], assertion.triple
                if source.evidence:
                    marks.add(held, source)
        for merge in resolved.merges:
            marks.add_merge(merge)

    def evidence_graph_of(self, entry: Id) -> NamedNode:
        """The name of the graph that has the evidence of an entry, of this build or an earlier one."""
        return self.contents.names(evidence_graph(report_of(entry)))

    def evidence(self, entries: Collection[Id]) -> Iterator[Quad]:
        """The evidence of these entries, piece by piece: it is most of a graph and never all in memory."""
        for portion in self._portions(entries):
            yield from self._evidence(portion)

    def _portions(self, entries: Collection[Id]) -> Iterator[Collection[Id]]:
        """These entries in portions of whole reports: what was written of each need not be known longer."""
        portion: set[Id] = set()
        for _, told in groupby(self.resolved.entries, lambda entry: entry.report):
            if len(portion) >= ROWS_AT_ONCE:
                yield portion
                portion = set()
            portion.update(entry.id for entry in told if entry.id in entries)
        yield portion

    def _evidence(self, entries: Collection[Id]) -> Iterator[Quad]:
        writer = EvidenceWriter(self.report_of, self.contents.names)
        resolved = _touching(self.resolved, entries)
        for assertion in report_assertions(resolved, writer.names):
            for source in assertion.sources:
                if source.evidence and source.entry in entries:
                    triples = writer.triples(assertion, source)
                    yield from self.contents.evidence_quads(self.report_of[source.entry], triples)
        written = Counter[Id]()
        for merge in resolved.merges:
            if merge.entry in entries:
                written[merge.entry] += 1
                triples = merge_triples(merge, merge_id(merge.entry, written[merge.entry]), writer.names)
                yield from self.contents.evidence_quads(self.report_of[merge.entry], triples)

    def add_partnerships(self, partnerships: Iterable[Partnership], reach: Reach) -> None:
        """Adds partnerships, and the places that events and agreements are of."""
        names, tell = self.contents.names, self.contents.tell
        for one in partnerships:
            tell(PARTNERSHIPS_GRAPH, one.id, digest_of(repr(one)), partnership_triples(one, names))
        for thing, places in reach.of.items():
            digest = digest_of(" ".join(sorted(places)))
            tell(PARTNERSHIPS_GRAPH, thing, digest, reach_triples(thing, places, names))

    def add_tallies(self, tallies: Iterable[Tally], rules: Mapping[str, Trust]) -> None:
        """Adds counts made ready, and what places say of themselves by them."""
        names, tell = self.contents.names, self.contents.tell
        figures: dict[Id, list[Triple]] = defaultdict(list)
        for one in tallies:
            path = path_of(one)
            if path is not None:
                tell(TALLIES_GRAPH, path, digest_of(one.told()), tally_triples(path, one, names))
            for triple in figures_of(one, names):
                figures[str(one.cell.value)].append(triple)
        for place, told in figures.items():
            tell(TALLIES_GRAPH, place, sum(map(hash, told)) % DIGESTS, told)
        for rule, trust in rules.items():
            tell(TALLIES_GRAPH, path_of_rule(rule), digest_of(repr(trust)), rule_triples(rule, trust, names))

    def add_places(self, places: PlaceBook) -> None:
        """Adds the places that are named, with what contains them."""
        for place in places.with_containers((*self.resolved.places, *places.municipalities())):
            self.contents.add(PLACES_GRAPH, place_triples(place, self.contents.names))

    def add_vocabulary(self, publication: Publication) -> None:
        """Adds the vocabulary, example queries, and where retired identifiers lead."""
        self.contents.add(VOCABULARY_GRAPH, vocabulary_triples())
        if publication.examples:
            self.contents.add(EXAMPLES_GRAPH, publication.examples)
        for retired, survivor in self.resolved.redirects:
            self.contents.add(ABOUT_GRAPH, redirect_triples(retired, survivor, self.contents.names))

    def add_description(
        self, counted: Statistics, snapshot_id: str, settings: DatasetSettings, publication: Publication
    ) -> None:
        """Adds what the snapshot says of itself, all else in its default graph being counted."""
        periods = [one.report.period for one in self.resolved.reports]
        edition = Edition(
            snapshot_id,
            datetime.now(UTC).isoformat(timespec="seconds"),
            code_version(),
            settings,
            f"place/{load_home().place.id}",
            min((one.start for one in periods), default=None),
            max((one.end for one in periods), default=None),
            publication.without,
        )
        counts = self.contents.counts()
        held = self.contents.triples(ABOUT_GRAPH)
        told = about_triples(counted, held, self.contents.names, counts, edition)
        self.contents.add(ABOUT_GRAPH, told)


def _without_words(one: ReportEntity) -> ReportEntity:
    """The report with the places of its rows alone."""
    rows = tuple(replace(row, cells={}) for row in one.report.entries)
    return replace(one, report=replace(one.report, entries=rows))


def _touching(resolved: Resolved, entries: Collection[Id]) -> Resolved:
    """What these rows tell of, whoever else does."""
    if len(entries) == len(resolved.entries):
        return resolved

    def told(sources: Iterable[Source]) -> bool:
        return any(source.entry in entries for source in sources)

    def is_named(one: Named) -> bool:
        return told(one.stated_in) or told(one.label.sources)

    return replace(
        resolved,
        entries=_those(resolved.entries, lambda one: one.id in entries),
        events=_those(resolved.events, lambda one: any(entry in entries for entry in one.entries)),
        organisations=_those(resolved.organisations, is_named),
        persons=_those(resolved.persons, is_named),
        agreements=_those(resolved.agreements, lambda one: told(one.type.sources)),
        twinnings=_those(resolved.twinnings, lambda one: told(one.between.sources)),
        twinnings_meant=_those(resolved.twinnings_meant, lambda one: told(one.sources)),
    )


def _those(entities: Iterable[T], fits: Callable[[T], bool]) -> tuple[T, ...]:
    return tuple(filter(fits, entities))
