"""From facts to a served snapshot, step by step.

    identify → resolve → triples → evidence → partnerships → write → validate → prepare → switch

A build whose inputs, code and judgements were built before only switches. Whatever happens before the last
step, readers go on with the snapshot they had.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from graph.build.notices import Notice, notice
from graph.build.retirement import Earlier, carry_redirects, read_earlier
from graph.build.summary import BuildSummary, manifest_of, summary_of
from graph.build.validate import check_shapes, check_totals, check_unmatched, require_valid
from graph.derive.derived import Partnership
from graph.derive.partnership_cache import FILE_NAME as DERIVED
from graph.derive.partnership_cache import load_derived, save_derived
from graph.derive.partnerships import derive
from graph.derive.reach import Reach, reach_of
from graph.derive.tallies import Tally, Trust, tally
from graph.entities import Id, Resolved
from graph.iris import (
    ABOUT_GRAPH,
    DEFAULT_BASE,
    PARTNERSHIPS_GRAPH,
    PLACES_GRAPH,
    TALLIES_GRAPH,
    VOCABULARY_GRAPH,
    report_graph,
)
from graph.judgements import FILE_NAME, load_judgements
from graph.places import PlaceBook
from graph.resolve import resolve
from graph.review.kept import keep_facts, save_questions
from graph.snapshots.snapshot import STORE, DataFolder, Snapshot
from graph.snapshots.version import code_version
from graph.write.about import Edition, about_triples
from graph.write.about.settings import read_dataset_settings
from graph.write.contents import Contents
from graph.write.evidence import EvidenceWriter
from graph.write.rdf import Names, vocabulary_triples
from graph.write.triples import report_assertions, report_triples
from graph.write.triples.identity import merge_triples, redirect_triples
from graph.write.triples.partnerships import partnership_triples, reach_triples
from graph.write.triples.places import place_triples
from graph.write.triples.tallies import rule_triples, tally_triples
from ontology.errors import InputError, StoreError
from ontology.home import load as load_home
from ontology.model import ReportFacts, Severity
from ontology.regions import region_digest

KEPT_SNAPSHOTS = 5


class BuildStage(StrEnum):
    """A step of a build, as progress names it."""

    IDENTIFY = "identify"
    RESOLVE = "resolve"
    TRIPLES = "triples"
    EVIDENCE = "evidence"
    PARTNERSHIPS = "partnerships"
    WRITE = "write"
    VALIDATE = "validate"
    PREPARE = "prepare"
    SWITCH = "switch"


Progress = Callable[[BuildStage], None]
"""Told of each stage as it begins."""
Prepare = Callable[[Path], object]
"""Given the folder of a new snapshot, its store written and checked, before anybody is served from it."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """A report for a build: `key` changes whenever its facts may, `facts` are read only when needed.

    `file` is where they are kept as JSON, which a snapshot then holds too.
    """

    key: str
    facts: Callable[[], ReportFacts]
    file: Path | None = None

    @classmethod
    def of(cls, facts: ReportFacts) -> "ReportInput":
        """Facts at hand, under a key made of all of them."""
        return cls(hashlib.sha256(repr(facts).encode()).hexdigest(), lambda: facts)


def build_snapshot(
    inputs: Sequence[ReportInput],
    folder: DataFolder,
    *,
    base: str = DEFAULT_BASE,
    judgements: Path | None = None,
    keep: int = KEPT_SNAPSHOTS,
    prepare: Prepare = lambda folder: None,
    progress: Progress = lambda stage: None,
    draft: bool = False,
) -> BuildSummary:
    """The summary of the snapshot that is now served for these reports; a draft waits to be published.

    `judgements` is the file of what people decided, by default that of the data folder; of older snapshots
    the latest are kept, `keep` in all. What `prepare` writes is part of the snapshot. Raises ValidationError
    where the graph breaks a rule, InputError for two reports of one name and StoreError while another build
    is running; the served snapshot then stays.
    """
    with folder.locked():
        file = judgements or folder.path / FILE_NAME
        summary = _Build(inputs, folder, base, file, prepare, progress, draft).run()
        if not draft:
            folder.prune(keep)
    return summary


class _Build:
    def __init__(
        self,
        inputs: Sequence[ReportInput],
        folder: DataFolder,
        base: str,
        judgements: Path,
        prepare: Prepare,
        progress: Progress,
        draft: bool,
    ) -> None:
        self.draft = draft
        self.inputs = inputs
        self.folder = folder
        self.names = Names(base)
        self.judgements = judgements
        self.prepare = prepare
        self.progress = progress
        self.contents = Contents(self.names)
        self.seconds: dict[str, float] = {}
        self.warnings: list[Notice] = []
        self.settings = read_dataset_settings(folder.path)

    def run(self) -> BuildSummary:
        with self._stage(BuildStage.IDENTIFY):
            snapshot_id = self._identify()
            built = self.folder.whole(snapshot_id) or self.folder.draft(snapshot_id)
        if built is not None:
            return self._serve_again(built)
        snapshot = self.folder.write(
            snapshot_id, lambda building: self._make(building, snapshot_id), draft=self.draft
        )
        if not self.draft:
            with self._stage(BuildStage.SWITCH):
                self.folder.switch(snapshot)
        return summary_of(snapshot, unchanged=False, seconds=self.seconds)

    def _make(self, building: Path, snapshot_id: str) -> Mapping[str, Any]:
        """Writes all of a new snapshot but its manifest, which it answers."""
        manifest = self._fill(building, snapshot_id)
        with self._stage(BuildStage.PREPARE):
            self.prepare(building)
        return manifest

    def _fill(self, building: Path, snapshot_id: str) -> Mapping[str, Any]:
        """Writes and checks the store of a new snapshot; answers its manifest."""
        places = PlaceBook()
        with self.folder.writing():
            store = Store(str(building / STORE))
        with self._stage(BuildStage.RESOLVE):
            judgements, earlier = load_judgements(self.judgements), self._earlier()
            resolved = resolve(self._reports(), places, judgements, earlier.issued)
            resolved = carry_redirects(resolved, earlier)
        with self._stage(BuildStage.TRIPLES):
            self._add_reports(resolved)
        with self._stage(BuildStage.EVIDENCE):
            writer = EvidenceWriter({entry.id: entry for entry in resolved.entries}, self.names)
            with self.folder.writing():
                store.bulk_extend(self._evidence(resolved, writer))
        with self._stage(BuildStage.PARTNERSHIPS):
            derived = derive(resolved, load_derived(self.folder.served_path / DERIVED))
            with self.folder.writing():
                save_derived(building / DERIVED, derived)
            partnerships = [one.partnership for one in derived.values()]
            reach = reach_of(resolved, partnerships, places)
            self._add_partnerships(partnerships, reach)
            self._add_tallies(tally(resolved, partnerships, reach), writer.rules)
        with self._stage(BuildStage.WRITE):
            self._add_places(resolved, places)
            self._add_description(snapshot_id, resolved)
            with self.folder.writing():
                store.bulk_extend(self.contents.quads())
                store.flush()
                store.optimize()  # questions are asked a hundred times as often as a store is written
        with self.folder.writing():
            save_questions(building, resolved)
            keep_facts(building, [one.file for one in self.inputs if one.file is not None])
        with self._stage(BuildStage.VALIDATE):
            notices = self._check(resolved)
        return manifest_of(resolved, partnerships, self.contents, notices)

    # ── the steps ──

    def _identify(self) -> str:
        """An identifier made of the reports, the settings and the code: the same again for the same build."""
        keys = sorted(one.key for one in self.inputs)
        judged = self.judgements.read_bytes() if self.judgements.is_file() else b""
        settings = [
            self.names.base,
            region_digest(),
            hashlib.sha256(judged).hexdigest(),
            repr(self.settings),
        ]
        return hashlib.sha256("\n".join([code_version(), *settings, *keys]).encode()).hexdigest()[:12]

    def _serve_again(self, built: Snapshot) -> BuildSummary:
        if built.id != self.folder.current_id() and not self.draft:
            with self._stage(BuildStage.SWITCH):
                self.folder.switch(self.folder.republish(built))
        return summary_of(built, unchanged=True, seconds=self.seconds)

    def _reports(self) -> list[ReportFacts]:
        """The reports in order of time, whatever order they were given in."""
        facts = sorted((one.facts() for one in self.inputs), key=_time_and_name)
        twice = [name for name, count in Counter(one.report.name for one in facts).items() if count > 1]
        if twice:
            raise InputError("report-twice", name=twice[0])
        return facts

    def _earlier(self) -> Earlier:
        """What the served snapshot gave out; where it is damaged, what the latest whole one did."""
        served = self.folder.current_id()
        if served is None:
            return Earlier()
        for one in (served, *(older.id for older in self.folder.snapshots() if older.id != served)):
            snapshot = self.folder.whole(one)
            try:
                found = read_earlier(snapshot.open(), self.names.base) if snapshot is not None else None
            except StoreError:
                continue
            if found is not None:
                if one != served:
                    self.warnings.append(notice(Severity.WARNING, "damaged", served, other=one))
                return found
        self.warnings.append(notice(Severity.WARNING, "lost", served))
        return Earlier()

    def _add_reports(self, resolved: Resolved) -> None:
        for report in resolved.reports:
            self.contents.add(report_graph(report.id), report_triples(report, self.names))
        report_of = {entry.id: entry.report for entry in resolved.entries}
        for assertion in report_assertions(resolved, self.names):
            for report_path in {report_of[source.entry]: None for source in assertion.sources}:
                self.contents.add(report_graph(report_path), (assertion.triple,))

    def _evidence(self, resolved: Resolved, writer: EvidenceWriter) -> Iterator[Quad]:
        """Annotations one by one: they are most of a graph, so they are never all in memory."""
        entries = writer.entries
        for assertion in report_assertions(resolved, self.names):
            for source in assertion.sources:
                report = entries[source.entry].report
                yield from self.contents.evidence_quads(report, writer.triples(assertion, source))
        written = Counter[Id]()
        for merge in resolved.merges:
            written[merge.entry] += 1
            node = f"{merge.entry}/merge/{written[merge.entry]}"
            report = entries[merge.entry].report
            yield from self.contents.evidence_quads(report, merge_triples(merge, node, self.names))

    def _add_partnerships(self, partnerships: Iterable[Partnership], reach: Reach) -> None:
        for partnership in partnerships:
            self.contents.add(PARTNERSHIPS_GRAPH, partnership_triples(partnership, self.names))
        for thing, places in sorted(reach.of.items()):
            self.contents.add(PARTNERSHIPS_GRAPH, reach_triples(thing, places, self.names))

    def _add_tallies(self, tallies: Iterable[Tally], rules: Mapping[str, Trust]) -> None:
        for one in tallies:
            self.contents.add(TALLIES_GRAPH, tally_triples(one, self.names))
        for rule, trust in sorted(rules.items()):
            self.contents.add(TALLIES_GRAPH, rule_triples(rule, trust, self.names))

    def _add_places(self, resolved: Resolved, places: PlaceBook) -> None:
        for place in places.with_containers((*resolved.places, *places.municipalities())):
            self.contents.add(PLACES_GRAPH, place_triples(place, self.names))

    def _add_description(self, snapshot_id: str, resolved: Resolved) -> None:
        self.contents.add(VOCABULARY_GRAPH, vocabulary_triples())
        for retired, survivor in resolved.redirects:
            self.contents.add(ABOUT_GRAPH, redirect_triples(retired, survivor, self.names))
        periods = [one.report.period for one in resolved.reports]
        edition = Edition(
            snapshot_id,
            datetime.now(UTC).isoformat(timespec="seconds"),
            code_version(),
            self.settings,
            f"place/{load_home().place.id}",
            min((one.start for one in periods), default=None),
            max((one.end for one in periods), default=None),
        )
        self.contents.add(ABOUT_GRAPH, about_triples(self.contents, edition))

    def _check(self, resolved: Resolved) -> tuple[Notice, ...]:
        totals = [notice for one in resolved.reports for notice in check_totals(one.report)]
        notices = (
            *check_shapes(self.contents),
            *totals,
            *check_unmatched(resolved.unmatched),
            *self.warnings,
        )
        require_valid(notices)
        return notices

    @contextmanager
    def _stage(self, stage: BuildStage) -> Iterator[None]:
        self.progress(stage)
        began = time.monotonic()
        yield
        self.seconds[stage.value] = time.monotonic() - began


def _time_and_name(facts: ReportFacts) -> tuple[str, str]:
    return facts.report.period.start.isoformat(), facts.report.name
