"""From facts to a served snapshot, step by step.

    identify → resolve → triples → evidence → partnerships → write → validate → switch

A build whose inputs, code and judgements were built before only switches. Whatever happens before the last
step, readers go on with the snapshot they had.
"""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Triple

from graph.about import Edition, about_triples
from graph.contents import Contents
from graph.entities import EntryEntity, Id, Partnership, Resolved
from graph.evidence import EvidenceWriter
from graph.iris import (
    ABOUT_GRAPH,
    DEFAULT_BASE,
    PARTNERSHIPS_GRAPH,
    PLACES_GRAPH,
    VOCABULARY_GRAPH,
    evidence_graph,
    report_graph,
)
from graph.partnerships import derive_partnerships
from graph.places import PlaceBook
from graph.rdf import Names
from graph.resolve import resolve
from graph.snapshot import DataFolder, Snapshot
from graph.triples import report_assertions, report_triples
from graph.triples.identity import merge_triples, redirect_triples
from graph.triples.partnerships import partnership_triples
from graph.triples.places import place_triples
from graph.validate import Notice, check_shapes, check_totals, require_valid
from ontology.model import ReportFacts, Severity
from ontology.vocabulary import vocabulary


class Stage(StrEnum):
    """A step of a build, as progress names it."""

    IDENTIFY = "identify"
    RESOLVE = "resolve"
    TRIPLES = "triples"
    EVIDENCE = "evidence"
    PARTNERSHIPS = "partnerships"
    WRITE = "write"
    VALIDATE = "validate"
    SWITCH = "switch"


Progress = Callable[[Stage], None]
"""Told of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """A report for a build: `key` changes whenever its facts may, `facts` are read only when needed."""

    key: str
    facts: Callable[[], ReportFacts]

    @classmethod
    def of(cls, facts: ReportFacts) -> "ReportInput":
        """Facts at hand, under a key made of all of them."""
        return cls(hashlib.sha256(repr(facts).encode()).hexdigest(), lambda: facts)


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: counts, sizes of graphs, what was found wrong, seconds per stage."""

    snapshot: str
    unchanged: bool
    reports: int
    rows: int
    entities: Mapping[str, int]
    triples: Mapping[Id, int]
    findings: Mapping[str, int]
    notices: tuple[Notice, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)


def build_snapshot(
    inputs: Sequence[ReportInput],
    folder: DataFolder,
    *,
    base: str = DEFAULT_BASE,
    progress: Progress = lambda stage: None,
) -> BuildSummary:
    """The summary of the snapshot that is now served for these reports.

    Raises ValidationError where the graph breaks a rule and StoreError while another build is running; the
    served snapshot then stays.
    """
    with folder.locked():
        return _Build(inputs, folder, base, progress).run()


class _Build:
    def __init__(
        self, inputs: Sequence[ReportInput], folder: DataFolder, base: str, progress: Progress
    ) -> None:
        self.inputs = inputs
        self.folder = folder
        self.names = Names(base)
        self.progress = progress
        self.contents = Contents(self.names)
        self.seconds: dict[str, float] = {}

    def run(self) -> BuildSummary:
        with self._stage(Stage.IDENTIFY):
            snapshot_id = self._identify()
            built = self.folder.find(snapshot_id)
        if built is not None:
            return self._serve_again(built)
        places = PlaceBook()
        with self._stage(Stage.RESOLVE):
            resolved = resolve([one.facts() for one in self.inputs], places)
        self._add_reports(resolved)
        with self._stage(Stage.PARTNERSHIPS):
            partnerships = derive_partnerships(resolved)
            self._add_partnerships(partnerships)
        self._add_places(resolved, places)
        self.contents.add(VOCABULARY_GRAPH, _vocabulary_triples())
        edition = Edition(snapshot_id, datetime.now(UTC).isoformat(timespec="seconds"), code_version())
        self.contents.add(ABOUT_GRAPH, list(about_triples(self.contents, edition)))
        for retired, survivor in resolved.redirects:
            self.contents.add(ABOUT_GRAPH, redirect_triples(retired, survivor, self.names))
        return self._publish(snapshot_id, resolved, partnerships)

    # ── the steps ──

    def _identify(self) -> str:
        """An identifier made of the reports, the base and the code: the same again for the same build."""
        keys = sorted(one.key for one in self.inputs)
        parts = [code_version(), self.names.base, os.environ.get("POBRATIM_REGION", ""), *keys]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def _serve_again(self, built: Snapshot) -> BuildSummary:
        if built.id != self.folder.current_id():
            with self._stage(Stage.SWITCH):
                self.folder.switch(self.folder.republish(built))
        return summary_of(built, unchanged=True, seconds=self.seconds)

    def _add_reports(self, resolved: Resolved) -> None:
        with self._stage(Stage.TRIPLES):
            for report in resolved.reports:
                self.contents.add(report_graph(report.id), report_triples(report, self.names))
            entries = {entry.id: entry for entry in resolved.entries}
            assertions = list(report_assertions(resolved, self.names))
            for assertion in assertions:
                for entry in {source.entry: None for source in assertion.sources}:
                    self.contents.add(report_graph(entries[entry].report), (assertion.triple,))
        with self._stage(Stage.EVIDENCE):
            writer = EvidenceWriter(entries, self.names)
            for assertion in assertions:
                for source in assertion.sources:
                    path = evidence_graph(entries[source.entry].report)
                    self.contents.add(path, writer.triples(assertion, source))
            self._add_merges(resolved, entries)

    def _add_merges(self, resolved: Resolved, entries: Mapping[Id, EntryEntity]) -> None:
        written = Counter[Id]()
        for merge in resolved.merges:
            written[merge.entry] += 1
            node = f"{merge.entry}/merge/{written[merge.entry]}"
            path = evidence_graph(entries[merge.entry].report)
            self.contents.add(path, merge_triples(merge, node, self.names))

    def _add_partnerships(self, partnerships: Iterable[Partnership]) -> None:
        for partnership in partnerships:
            self.contents.add(PARTNERSHIPS_GRAPH, partnership_triples(partnership, self.names))

    def _add_places(self, resolved: Resolved, places: PlaceBook) -> None:
        for place in places.with_containers(resolved.places):
            self.contents.add(PLACES_GRAPH, place_triples(place, self.names))

    def _publish(
        self, snapshot_id: str, resolved: Resolved, partnerships: Sequence[Partnership]
    ) -> BuildSummary:
        def fill(building: Path) -> Mapping[str, Any]:
            with self._stage(Stage.WRITE):
                write_store(building / "store", self.contents)
            with self._stage(Stage.VALIDATE):
                totals = [notice for one in resolved.reports for notice in check_totals(one.report)]
                notices = (*check_shapes(self.contents), *totals)
                require_valid(notices)
            return self._manifest(resolved, partnerships, notices)

        snapshot = self.folder.write(snapshot_id, fill)
        with self._stage(Stage.SWITCH):
            self.folder.switch(snapshot)
        return summary_of(snapshot, unchanged=False, seconds=self.seconds)

    def _manifest(
        self, resolved: Resolved, partnerships: Sequence[Partnership], notices: Sequence[Notice]
    ) -> Mapping[str, Any]:
        return {
            "base": self.names.base,
            "code": code_version(),
            "reports": [
                {"name": one.report.name, "file": one.report.file, "sha256": one.report.sha256,
                 "rows": len(one.report.entries)}
                for one in resolved.reports
            ],
            "entities": {
                "events": len(resolved.events),
                "organisations": len(resolved.organisations),
                "persons": len(resolved.persons),
                "agreements": len(resolved.agreements),
                "twinnings": len(resolved.twinnings),
                "partnerships": len(partnerships),
            },
            "triples": self.contents.counts(),
            "findings": _findings(resolved),
            "notices": [asdict(notice) for notice in notices],
        }  # fmt: skip

    @contextmanager
    def _stage(self, stage: Stage) -> Any:
        self.progress(stage)
        began = time.monotonic()
        yield
        self.seconds[stage.value] = time.monotonic() - began


def write_store(folder: Path, contents: Contents) -> None:
    """The contents are in a new store in that folder, closed again."""
    store = pyoxigraph.Store(str(folder))
    store.bulk_extend(contents.quads())
    store.flush()


def summary_of(snapshot: Snapshot, *, unchanged: bool, seconds: Mapping[str, float]) -> BuildSummary:
    """The summary that a snapshot's manifest holds."""
    held = snapshot.manifest
    return BuildSummary(
        snapshot=snapshot.id,
        unchanged=unchanged,
        reports=len(held["reports"]),
        rows=sum(one["rows"] for one in held["reports"]),
        entities=held["entities"],
        triples=held["triples"],
        findings=held["findings"],
        notices=tuple(Notice(**{**one, "severity": Severity(one["severity"])}) for one in held["notices"]),
        seconds=seconds,
    )


def _findings(resolved: Resolved) -> dict[str, int]:
    found: Iterable[EntryEntity] = resolved.entries
    counts = Counter(finding.severity.value for entry in found for finding in entry.facts.findings)
    counts.update(finding.severity.value for one in resolved.reports for finding in one.report.findings)
    return dict(counts)


def _vocabulary_triples() -> list[Triple]:
    text = vocabulary().serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)]


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version of this program with a digest of what decides on a graph's content."""
    try:
        number = version("pobratim")
    except PackageNotFoundError:
        number = "0"
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for package in ("graph", "ontology"):
        for file in sorted((root / package).rglob("*")):
            if file.suffix in {".py", ".ttl", ".yml", ".tsv", ".gz"}:
                digest.update(file.relative_to(root).as_posix().encode() + file.read_bytes())
    return f"{number}+{digest.hexdigest()[:12]}"
