"""Prepares the draft of a data folder, as a process of its own that the server starts.

    python -m cli.drafting DATA [BASE]

It reads the reports on the shelf with those of the draft, builds their graph beside the served one, tells
what would change, and says how far it is in the draft's folder, so that whoever started it may end.
"""

import contextlib
import errno
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from types import ModuleType

from cli.building import notices_told, prepare_snapshot, sample_reports
from cli.lexicon import lexicon_notices, use_lexicon
from cli.scratch import scratch_folder
from graph.build.run import ReportInput, build_snapshot
from graph.changes.differences import ChangeSet, changes
from graph.changes.telling import in_words
from graph.iris import DEFAULT_BASE
from graph.office.drafts import (
    ChangeSummary,
    CheckFinding,
    DraftDesk,
    DraftState,
    FileCheck,
    FileState,
    OfficeDraft,
    Progress,
    Words,
)
from graph.office.shelf import Incoming, Shelf
from graph.snapshots.snapshot import DataFolder, Snapshot
from graph.write.about import Publication
from loaders.batch import Batch, read_batch
from loaders.documents.given import reports_given
from ontology.disk import is_full
from ontology.errors import InputError, PobratimError, StoreError
from ontology.model import CellName, Entry, Finding, ReportFacts
from ontology.speech import LANGUAGES, SPEECHES, Speech
from ontology.speech.findings import finding_message, finding_remedy
from queries.examples import example_triples

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

MEMORY_BYTES = 6 * 2**30
CPU_SECONDS = 3600
SHOWN_LINES = 600
SHOWN_FINDINGS = 200
TOLD_EVERY = 0.3
"""Seconds between two tellings of how many rows are read."""
COLUMNS = ("added", "removed", "altered", "redirected")


def main(data: str, base: str = DEFAULT_BASE) -> int:
    """The exit code: 0 where the draft is ready, 1 where it is not."""
    desk = DraftDesk(Path(data))
    draft = desk.draft()
    if draft is None:
        return 1
    _limit()
    with desk.working() as is_alone:
        if not is_alone:
            return 1
        worker = DraftingWorker(desk, draft, base)
        try:
            worker.run()
        except PobratimError as error:
            worker.fail(_in_each_language(error.told))
        except (OSError, sqlite3.OperationalError) as error:
            if not is_full(error):
                worker.defect(error)
                raise
            full = OSError(errno.ENOSPC, str(error))
            worker.fail(_in_each_language(StoreError("no-room", reason=full).told))
        except MemoryError:
            worker.fail(_in_each_language(lambda speech: speech.say("draft.no-memory")))
        except Exception as error:
            worker.defect(error)
            raise
    return 0 if worker.state.progress is Progress.READY else 1


def _limit() -> None:
    """Bounds what this process may take, where the system knows bounds; the server comes first."""
    os.umask(0o077)
    if hasattr(os, "nice"):
        os.nice(5)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))


class DraftingWorker:
    """One draft on its way: each step tells the state before the next begins."""

    def __init__(self, desk: DraftDesk, draft: OfficeDraft, base: str) -> None:
        self.desk = desk
        self.base = base
        self.draft = draft
        self.folder = DataFolder(desk.data)
        self.state = DraftState(served=self.folder.current_id(), pid=os.getpid())
        self._began = monotonic()
        self._told = 0.0

    def run(self) -> None:
        """Reads, builds and compares."""
        self._tell(self.state)
        lexicon = use_lexicon(self.desk.data)
        with scratch_folder() as scratch:
            inputs = self.read(scratch)
            if not inputs:
                self.fail(_in_each_language(lambda speech: speech.say("draft.nothing")))
                return
            summary = build_snapshot(
                inputs,
                self.folder,
                base=self.base,
                prepare=lambda snapshot: prepare_snapshot(self.folder, snapshot, self.base),
                progress=self._stage,
                draft=True,
                publication=Publication(tuple(example_triples(self.base))),
            )
        self._stage("compare")
        own = lexicon_notices(self.desk.data, lexicon, (one.facts() for one in inputs))
        notices = tuple(
            dict(zip(LANGUAGES, lines, strict=True))
            for lines in zip(
                *(notices_told((*summary.notices, *own), Speech(lang)) for lang in LANGUAGES), strict=True
            )
        )
        built = self.folder.draft(summary.snapshot) or self.folder.named(summary.snapshot)
        told = self._changes(built)
        seconds = {**summary.seconds, "all": monotonic() - self._began}
        self._tell(
            replace(
                self.state, progress=Progress.READY, snapshot=summary.snapshot, changes=told, notices=notices,
                seconds=seconds,
            )
        )  # fmt: skip

    def fail(self, problem: Words) -> None:
        """Tells why there will be no graph."""
        self._tell(replace(self.state, progress=Progress.FAILED, problem=problem))

    def defect(self, error: Exception) -> None:
        """Tells that what went wrong is nobody's doing, and where its details are."""
        kind = type(error).__name__
        self.fail(_in_each_language(lambda speech: speech.say("draft.defect", kind=kind)))

    # ── reading ──

    def read(self, scratch: Path) -> list[ReportInput]:
        """The reports of the next graph; of the files given each is told what was read from it."""
        given, checks = self._given()
        shelved = self._staying({path.stem for path in given})
        paths = [*shelved, *(sample_reports(scratch) if self.draft.is_sample else ()), *given]
        batch = read_batch(paths, self.folder.cache, self._rows)
        facts = self._facts(batch, given)
        checks += _failed(batch, given)
        checks += [self._check(path, facts[path.name]) for path in given if path.name in facts]
        self._tell(replace(self.state, files=tuple(sorted(checks, key=lambda one: one.name))))
        adds = any(one.state in (FileState.GOOD, FileState.NEWER) for one in checks)
        if self.draft.adds and not adds and not self.draft.removes:
            return []
        return [ReportInput(one.key, one.facts, one.file) for one in batch.read]

    def _given(self) -> tuple[list[Path], list[FileCheck]]:
        """The files of reports that may be new, archives unpacked, and what is known of the others."""
        found: list[Path] = []
        checks: list[FileCheck] = []
        for name in self.draft.adds:
            try:
                found += reports_given([self.desk.files / name], self.desk.files / "unpacked" / name)
            except InputError as error:
                checks.append(_bad(name, error))
        new: list[Path] = []
        for path in found:
            same = Shelf(self.desk.data).same(Incoming(path).sha256)
            if same is None or same.name in self.draft.removes:
                new.append(path)
            else:
                known = (same.rows, same.period, same.scope)
                checks.append(FileCheck(path.name, FileState.SAME, "", *known, other=same.name))
        return new, checks

    def _staying(self, replaced: set[str]) -> list[Path]:
        """The files of the shelf that the next graph has too."""
        shelf = Shelf(self.desk.data)
        gone = {Path(name).stem for name in self.draft.removes} | replaced
        return [shelf.file(one) for one in shelf.reports() if one.stem not in gone]

    @staticmethod
    def _facts(batch: Batch, given: Sequence[Path]) -> dict[str, ReportFacts]:
        names = {path.name for path in given}
        facts = (one.facts() for one in batch.read)
        return {one.report.file: one for one in facts if one.report.file in names}

    def _check(self, path: Path, facts: ReportFacts) -> FileCheck:
        shelf, report = Shelf(self.desk.data), facts.report
        incoming = Incoming(path, report.period.code, report.scope.value, len(report.entries))
        municipalities = dict.fromkeys(one.municipality for one in report.entries if one.municipality)
        likely = [one.name for one in shelf.likely_older(incoming) if one.name not in self.draft.removes]
        return FileCheck(
            path.name,
            FileState.NEWER if shelf.named(path.stem) is not None else FileState.GOOD,
            str(path.relative_to(self.desk.files)),
            incoming.rows,
            incoming.period,
            incoming.scope,
            tuple(municipalities),
            tuple(_finding(*one) for one in _findings(facts)[:SHOWN_FINDINGS]),
            likely=tuple(likely),
        )

    # ── comparing ──

    def _changes(self, built: Snapshot) -> ChangeSummary | None:
        """What differs from the served graph; None where there is none yet."""
        if self.state.served is None:
            return None
        found = changes(self.folder.current().open(), built.open())
        counts = {column: dict(_kinds(found, column)) for column in COLUMNS}
        lines = {lang: tuple(in_words(found, lang)) for lang in LANGUAGES}
        left_out = max(0, len(lines["ru"]) - SHOWN_LINES)
        return ChangeSummary(counts, {lang: told[:SHOWN_LINES] for lang, told in lines.items()}, left_out)

    # ── telling ──

    def _rows(self, done: int, total: int) -> None:
        if monotonic() - self._told > TOLD_EVERY:
            self._tell(replace(self.state, done=done, total=total))

    def _stage(self, stage: str) -> None:
        self._tell(replace(self.state, stage=str(stage), done=0, total=0))

    def _tell(self, state: DraftState) -> None:
        self.state, self._told = state, monotonic()
        self.desk.tell(state)


def _failed(batch: Batch, given: Iterable[Path]) -> Iterator[FileCheck]:
    """Those of the files that cannot be read, and why; one that was not given raises its error."""
    names = {path.name for path in given}
    for error in batch.failed:
        name = Path(error.where.file).name if error.where is not None else ""
        if name not in names:
            raise error
        yield _bad(name, error)


def _findings(facts: ReportFacts) -> list[tuple[Finding, Entry | None]]:
    """What is told of the report as a whole, then of its rows, each with its row where it is of one."""
    rows = {(one.table, one.row): one for one in facts.report.entries}
    of_report = ((one, rows.get((one.table or 0, one.row or 0))) for one in facts.report.findings)
    return [*of_report, *((finding, one.entry) for one in facts.entries for finding in one.findings)]


def _bad(name: str, error: PobratimError) -> FileCheck:
    """A file that cannot be read, and why."""
    return FileCheck(name, FileState.BAD, problem=_in_each_language(error.told))


def _in_each_language(told: Callable[[Speech], str]) -> Words:
    return {speech.lang: told(speech) for speech in SPEECHES}


def _kinds(found: ChangeSet, column: str) -> Counter[str]:
    named = getattr(found, column)
    return Counter((one if hasattr(one, "kind") else one.entity).kind for one in named)


def _finding(finding: Finding, entry: Entry | None) -> CheckFinding:
    """The finding in words, with the row that it is about."""
    words = title = ""
    if entry is not None:
        title = " ".join(entry.cells.get(CellName.TITLE, "").split())
        span = finding.span
        if span is not None:
            words = entry.cells.get(span.cell, "")[span.start : span.end]
    return CheckFinding(
        finding.severity.value,
        _in_each_language(partial(finding_message, finding)),
        _in_each_language(partial(finding_remedy, finding)),
        finding.number if finding.number is not None else entry.number if entry is not None else None,
        title,
        words,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
