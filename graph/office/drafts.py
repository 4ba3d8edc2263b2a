"""The draft: a graph that is prepared beside the served one, looked at, and then published or discarded.

DATA/draft/draft.json     who prepares it, and what it does to the shelf
DATA/draft/state.json     how far the process that prepares it has come, and what it found
DATA/draft/files/…        the reports that it adds
DATA/draft/worker.lock    held by that process
"""

import json
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from time import sleep, time

from graph.office.files import make_folder, read_json, replace_file
from graph.office.journal import Deed, now, write_note
from graph.office.shelf import Incoming, Shelf
from graph.snapshots.snapshot import DataFolder, Snapshot
from ontology.codec import from_json, to_json
from ontology.disk import put_in_place
from ontology.errors import StoreError
from ontology.locks import holding, is_held, make_free

FOLDER = "draft"
DRAFT, STATE, FILES, LOCK = "draft.json", "state.json", "files", "worker.lock"

KEPT = 5
"""So many snapshots are kept when a draft is published."""
UNFINISHED_SECONDS = 600
STOPPING_SECONDS = 10.0

Words = Mapping[str, str]
"""Something told, by language."""


class FileState(StrEnum):
    """What became of a file that somebody gave."""

    GOOD = "good"
    NEWER = "newer"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """A finding with the row that it is about: its number and the words beside it."""

    severity: str
    message: Words
    remedy: Words
    number: int | None = None
    title: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What was read from one file that somebody gave; `file` is where it lies under the draft's files.

    `other` is the report on the shelf that has the same bytes, `likely` those that it may be a newer version
    of; `problem` tells why a bad file cannot be read.
    """

    name: str
    state: FileState
    file: str = ""
    rows: int = 0
    period: str = ""
    scope: str = ""
    municipalities: tuple[str, ...] = ()
    findings: tuple[CheckFinding, ...] = ()
    other: str = ""
    likely: tuple[str, ...] = ()
    problem: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What a draft says otherwise than the served graph: counts by way and kind, and lines by language."""

    counts: Mapping[str, Mapping[str, int]]
    lines: Mapping[str, tuple[str, ...]]
    left_out: int = 0


class Progress(StrEnum):
    """How far a draft has come."""

    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class DraftState:
    """What the process that prepares a draft tells of it; `seconds` are by stage, `pid` its own number."""

    progress: Progress = Progress.WORKING
    stage: str = "read"
    done: int = 0
    total: int = 0
    files: tuple[FileCheck, ...] = ()
    snapshot: str | None = None
    served: str | None = None
    changes: ChangeSummary | None = None
    notices: tuple[Words, ...] = ()
    problem: Words = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    pid: int = 0


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """What is prepared, by whom; `adds` are names of files in its folder, `removes` names on the shelf."""

    id: str
    by: str
    at: str
    adds: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """The place in a data folder where at most one draft lies."""

    data: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.data / FOLDER

    @property
    def files(self) -> Path:
        """Where the reports that it adds lie."""
        return self.folder / FILES

    def draft(self) -> OfficeDraft | None:
        """What is being prepared, if anything is."""
        record = read_json(self.folder / DRAFT)
        return from_json(OfficeDraft, record) if record is not None else None

    def state(self) -> DraftState:
        """How far it has come; interrupted where nobody works on it and it is not done."""
        record = read_json(self.folder / STATE)
        state = from_json(DraftState, record) if record is not None else DraftState()
        if state.progress is Progress.WORKING and not self.is_worked_on():
            record = read_json(self.folder / STATE)  # it may have been done just now
            state = from_json(DraftState, record) if record is not None else DraftState()
            if state.progress is Progress.WORKING:
                return replace(state, progress=Progress.INTERRUPTED)
        return state

    def is_worked_on(self) -> bool:
        """Whether a process prepares it now."""
        return is_held(self.folder / LOCK)

    def working(self) -> AbstractContextManager[bool]:
        """Whether this process alone prepares it while the context lasts, which others see."""
        return holding(self.folder / LOCK)

    def begin(self, by: str, *, removes: Sequence[str] = (), is_sample: bool = False) -> OfficeDraft:
        """A new draft without files, which nobody else can begin meanwhile.

        Raises StoreError that tells who has one already.
        """
        try:
            make_folder(self.data)
            self.folder.mkdir(mode=0o700)
            self.files.mkdir(mode=0o700)
            make_free(self.folder / LOCK)
        except FileExistsError:
            taken = self.draft()
            if taken is None:  # somebody begins one this moment, or was killed then
                self._sweep_unfinished()
            raise StoreError("draft-taken", by=taken.by if taken is not None else "?") from None
        except OSError as error:
            raise StoreError("folder-unwritable", folder=self.data, reason=error) from error
        return OfficeDraft(token_hex(4), by, now(), removes=tuple(removes), is_sample=is_sample)

    def keep(self, draft: OfficeDraft) -> OfficeDraft:
        """The draft as it was begun, with the files that lie in its folder by now; it is seen from now on."""
        names = tuple(sorted(one.name for one in self.files.iterdir()))
        kept = replace(draft, adds=names)
        replace_file(self.folder / DRAFT, json.dumps(to_json(kept), ensure_ascii=False).encode())
        write_note(
            self.data, draft.by, Deed.DRAFTED, ", ".join((*names, *(f"−{name}" for name in draft.removes)))
        )
        return kept

    def tell(self, state: DraftState) -> None:
        """Tells how far the draft has come."""
        replace_file(self.folder / STATE, json.dumps(to_json(state), ensure_ascii=False).encode())

    def forget_state(self) -> None:
        """The draft is to be prepared anew."""
        (self.folder / STATE).unlink(missing_ok=True)

    def discard(self, by: str) -> None:
        """There is no draft any more; the shelf and the served graph are as they were."""
        draft, state = self.draft(), self.state()
        if state.progress is Progress.WORKING and state.pid:
            self._stop(state.pid)
        if state.snapshot is not None and state.snapshot != DataFolder(self.data).current_id():
            DataFolder(self.data).discard(state.snapshot)
        self._remove()
        if draft is not None:
            write_note(self.data, by, Deed.DISCARDED, ", ".join(draft.adds) or draft.id)

    def publish(self, by: str) -> Snapshot:
        """The snapshot that was looked at, served from now on, its reports on the shelf.

        Raises StoreError for a draft that is not ready or is of a graph that is no longer served. Where this
        ends half-way it can be done again.
        """
        folder, draft, state = DataFolder(self.data), self.draft(), self.state()
        if draft is None or state.snapshot is None or state.progress is not Progress.READY:
            raise StoreError("draft-unready")
        if state.served != folder.current_id() and state.snapshot != folder.current_id():
            raise StoreError("draft-stale")
        snapshot = folder.draft(state.snapshot) or folder.whole(state.snapshot)
        if snapshot is None:
            raise StoreError("draft-gone")
        self._shelve(draft, state, by)
        with folder.locked():
            published = folder.republish(snapshot)
            folder.switch(published)
            folder.prune(KEPT)
        self._remove()
        write_note(self.data, by, Deed.PUBLISHED, published.id)
        return published

    def _shelve(self, draft: OfficeDraft, state: DraftState, by: str) -> None:
        shelf = Shelf(self.data)
        for name in draft.removes:
            if shelf.named(name) is not None:
                shelf.remove(name, by)
        if draft.is_sample:
            return
        for check in state.files:
            if check.state in (FileState.GOOD, FileState.NEWER):
                shelf.add(Incoming(self.files / check.file, check.period, check.scope, check.rows), by)

    def _stop(self, pid: int) -> None:
        """Ends the process that prepares the draft, and waits until it let go."""
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGTERM)
        until = time() + STOPPING_SECONDS
        while self.is_worked_on() and time() < until:
            sleep(0.05)

    def _remove(self) -> None:
        """Takes the folder out of sight at once, then deletes it."""
        hidden = self.folder.with_name(f".{FOLDER}-{os.getpid()}-{token_hex(4)}")
        if self.folder.exists():
            put_in_place(self.folder, hidden)
            shutil.rmtree(hidden, ignore_errors=True)

    def _sweep_unfinished(self) -> None:
        """A draft that was begun and never kept is removed once it is old enough to be nobody's."""
        if time() - self.folder.stat().st_mtime > UNFINISHED_SECONDS:
            self._remove()
