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
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.build.collecting import collected_seldom
from graph.build.filling import SnapshotFilling
from graph.build.notices import Notice, notice
from graph.build.retirement import Earlier, carry_redirects, read_earlier
from graph.build.reuse import Reusable, load_reusable, save_reusable, settings
from graph.build.summary import BuildSummary, manifest_of, summary_of
from graph.build.validate import (
    check_differences,
    check_shapes,
    check_totals,
    check_unmatched,
    require_valid,
)
from graph.build.writing import Writer, new_store
from graph.derive.partnership_cache import FILE_NAME as DERIVED
from graph.derive.partnership_cache import load_derived, save_derived
from graph.derive.partnerships import derive
from graph.derive.reach import reach_of
from graph.derive.tallies import tally
from graph.entities import Resolved
from graph.iris import ABOUT_GRAPH, DEFAULT_BASE
from graph.judgements import FILE_NAME, load_judgements
from graph.places import PlaceBook
from graph.resolve import resolve
from graph.review.kept import keep_facts, keep_judgements, save_questions
from graph.snapshots.snapshot import STORE, DataFolder, Snapshot
from graph.write.about import Publication
from graph.write.about.settings import read_dataset_settings
from graph.write.contents import LARGE_GRAPHS, Contents
from graph.write.rdf import Names
from ontology.errors import InputError, StoreError
from ontology.model import ReportFacts, Severity

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
    reuse: bool = True,
    publication: Publication = Publication(),  # noqa: B008 (frozen)
) -> BuildSummary:
    """The summary of the snapshot that is now served for these reports; a draft waits to be published.

    `judgements` is the file of what people decided, by default that of the data folder; of older snapshots
    the latest are kept, `keep` in all. What `prepare` writes is part of the snapshot. With `reuse` graphs
    that come out as they were are copied from the earlier snapshot; the result is the same. `publication` is
    what goes with the graph. Raises
    ValidationError where the graph breaks a rule, InputError for two reports of one name and StoreError while
    another build is running; the served snapshot then stays.
    """
    with folder.locked(), collected_seldom():
        file = judgements or folder.path / FILE_NAME
        summary = _Build(inputs, folder, base, file, prepare, progress, draft, reuse, publication).run()
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
        reuse: bool,
        publication: Publication,
    ) -> None:
        self.draft = draft
        self.inputs = inputs
        self.folder = folder
        self.names = Names(base)
        self.judgements = judgements
        self.prepare = prepare
        self.progress = progress
        self.reuse = reuse
        self.publication = publication
        self.copied: Snapshot | None = None
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
        return {**manifest, "files": self._files_as_they_were(building)}

    def _files_as_they_were(self, building: Path) -> dict[str, str]:
        """What files of the store hold that were copied; the engine never writes a file of data again."""
        if self.copied is None:
            return {}
        known = self.copied.manifest.get("files", {})
        return {name: known[name] for name in known if _is_same(building / name, self.copied.path / name)}

    def _fill(self, building: Path, snapshot_id: str) -> Mapping[str, Any]:
        """Writes and checks the store of a new snapshot; answers its manifest."""
        places, contents = PlaceBook(), Contents(self.names, building)
        with self._stage(BuildStage.RESOLVE):
            judgements, earlier = load_judgements(self.judgements), self._earlier()
            resolved = resolve(self._reports(), places, judgements, earlier.issued)
            resolved = carry_redirects(resolved, earlier)
            with self.folder.writing():
                save_questions(building, resolved)
        filling = SnapshotFilling(resolved, contents)
        with self._stage(BuildStage.TRIPLES), self.folder.writing():
            marks, kept = filling.add_reports(self._reusable())
            resolved = filling.resolved
            copied = self.copied.store_path if self.copied is not None and kept is not None else None
            writer = Writer(new_store(building / STORE, copied), kept, copied)
        with self._stage(BuildStage.EVIDENCE), self.folder.writing():
            writer.evidence(filling, marks.digests)
        with self._stage(BuildStage.PARTNERSHIPS):
            derived = derive(resolved, load_derived(self.folder.served_path / DERIVED))
            with self.folder.writing():
                save_derived(building / DERIVED, derived)
            partnerships = [one.partnership for one in derived.values()]
            reach = reach_of(resolved, partnerships, places)
            with self.folder.writing():
                filling.add_partnerships(partnerships, reach)
                filling.add_tallies(tally(resolved, partnerships, reach), marks.rules())
        with self._stage(BuildStage.WRITE), self.folder.writing():
            filling.add_places(places)
            filling.add_vocabulary(self.publication)
            writer.contents(contents)
            filling.add_description(writer.count(contents), snapshot_id, self.settings, self.publication)
            writer.again(ABOUT_GRAPH, contents)
            contents.close()
            writer.finish(building / STORE, contents.most_quads())
        with self.folder.writing():
            keep_facts(building, [one.file for one in self.inputs if one.file is not None])
            if not self.publication.without:  # who decided is somebody too
                keep_judgements(building, judgements)
        with self._stage(BuildStage.VALIDATE):
            shapes = _shapes_told(self.names, writer)
            notices = self._check(resolved, shapes)
            with self.folder.writing():
                made = Reusable(
                    contents.graphs(), dict(contents.evidence), dict(marks.digests), shapes,
                    {path: contents.things(path) for path in LARGE_GRAPHS}, writer.counts, writer.unpacked,
                )  # fmt: skip
                save_reusable(building, self.names.base, made)
        return manifest_of(resolved, partnerships, contents, notices)

    def _reusable(self) -> Reusable | None:
        """Of what the graphs of the earlier snapshot were made, where it may be copied."""
        return load_reusable(self.copied.path, self.names.base) if self.copied is not None else None

    # ── the steps ──

    def _identify(self) -> str:
        """An identifier made of the reports, the settings and the code: the same again for the same build."""
        keys = sorted(one.key for one in self.inputs)
        judged = self.judgements.read_bytes() if self.judgements.is_file() else b""
        own = [hashlib.sha256(judged).hexdigest(), repr(self.settings), _digest(self.publication)]
        told = [*settings(self.names.base), *own, *keys]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]

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
            found = self._given_out(one)
            if found is not None:
                if one != served:
                    self.warnings.append(notice(Severity.WARNING, "damaged", served, other=one))
                return found
        self.warnings.append(notice(Severity.WARNING, "lost", served))
        return Earlier()

    def _given_out(self, snapshot_id: str) -> Earlier | None:
        """What a snapshot gave out, which may then be copied; None where it is damaged."""
        snapshot = self.folder.whole(snapshot_id)
        try:
            found = read_earlier(snapshot.open(), self.names.base) if snapshot is not None else None
        except StoreError:
            return None
        if snapshot is not None and self.reuse:
            self.copied = snapshot
        return found

    def _check(self, resolved: Resolved, shapes: Iterable[Notice]) -> tuple[Notice, ...]:
        totals = [notice for one in resolved.reports for notice in check_totals(one.report)]
        notices = (
            *shapes,
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


def _shapes_told(names: Names, writer: Writer) -> tuple[Notice, ...]:
    """What the shapes find: looked for where something was written, else known from the earlier snapshot."""
    if writer.earlier is None:
        return check_shapes(writer.store, names)
    return check_differences(writer.store, names, writer.touched, writer.earlier.notices)


def _is_same(file: Path, copied: Path) -> bool:
    """Whether it is a file of the engine's data, of the name, size and time of the copied one."""
    if file.suffix != ".sst" or not file.is_file():
        return False
    ours, theirs = file.stat(), copied.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _digest(publication: Publication) -> str:
    """What is published with the graph, in short."""
    told = "\n".join((*sorted(publication.without), *map(str, publication.examples)))
    return hashlib.sha256(told.encode()).hexdigest()


def _time_and_name(facts: ReportFacts) -> tuple[str, str]:
    return facts.report.period.start.isoformat(), facts.report.name
