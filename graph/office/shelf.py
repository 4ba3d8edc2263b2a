"""The shelf: the reports that the graph is made of, byte for byte, and who put them there.

DATA/shelf/reports.jsonl      a line for each report put on the shelf or taken off, the last of a name holds
DATA/shelf/<sha256>/<name>    the files; one that was taken off stays, so that it can be put back
"""

from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from graph.office.files import append, make_folder, records
from graph.office.journal import Deed, now, write_note
from graph.snapshots.durable import sync
from ontology.disk import put_in_place
from ontology.errors import InputError, StoreError

FOLDER = "shelf"
FILE_NAME = "reports.jsonl"
CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class ShelfReport:
    """A report on the shelf: reports are known by their names without extension.

    `period` and `scope` are what was read from it, `rows` how many.
    """

    name: str
    sha256: str
    size: int
    by: str
    at: str
    period: str = ""
    scope: str = ""
    rows: int = 0

    @property
    def stem(self) -> str:
        """The name by which the graph knows it."""
        return Path(self.name).stem


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may go on the shelf, and what was read from it."""

    path: Path
    period: str = ""
    scope: str = ""
    rows: int = 0

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        with self.path.open("rb") as file:
            return digest_of(file)


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of what is left of an open file."""
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shelf of a data folder."""

    data: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.data / FOLDER

    def reports(self) -> list[ShelfReport]:
        """What is on the shelf, in the order of names."""
        held: dict[str, ShelfReport] = {}
        for record in records(self.folder / FILE_NAME):
            fields = {key: record[key] for key in ShelfReport.__slots__ if key in record}
            try:
                report = ShelfReport(**fields)
            except TypeError:
                continue
            held.pop(report.stem, None)
            if record.get("on_shelf"):
                held[report.stem] = report
        return sorted(held.values(), key=lambda one: one.name)

    def file(self, report: ShelfReport) -> Path:
        """The report's file; raises StoreError where somebody took it away."""
        path = self._path(report)
        if not path.is_file():
            raise StoreError("shelf-file-gone", name=report.name, folder=self.folder)
        return path

    def files(self) -> list[Path]:
        """The files of all reports on the shelf."""
        return [self.file(one) for one in self.reports()]

    def named(self, name: str) -> ShelfReport | None:
        """The report of that name, with its extension or without."""
        stems = (name, Path(name).stem)
        return next((one for one in self.reports() if one.name == name or one.stem in stems), None)

    def same(self, digest: str) -> ShelfReport | None:
        """The report that holds the same bytes."""
        return next((one for one in self.reports() if one.sha256 == digest), None)

    def likely_older(self, incoming: Incoming) -> list[ShelfReport]:
        """Reports of other names with the same period and scope: this may be a newer version of one."""
        if not incoming.period:
            return []
        told = (incoming.period, incoming.scope)
        others = (one for one in self.reports() if one.stem != incoming.path.stem)
        return [one for one in others if (one.period, one.scope) == told]

    def add(self, incoming: Incoming, by: str) -> ShelfReport:
        """The report, now on the shelf in the place of one of its name; what was there stays a file."""
        digest = incoming.sha256
        name = incoming.path.name
        older = self.named(incoming.path.stem)
        if older is not None and older.sha256 == digest:
            return older
        report = ShelfReport(
            name, digest, incoming.path.stat().st_size, by, now(),
            incoming.period, incoming.scope, incoming.rows,
        )  # fmt: skip
        self._keep(incoming.path, report)
        append(self.folder / FILE_NAME, {**asdict(report), "on_shelf": True})
        write_note(self.data, by, Deed.REPLACED if older is not None else Deed.ADDED, name)
        return report

    def remove(self, name: str, by: str) -> ShelfReport:
        """The report that was taken off, whose file stays; raises InputError where there is none so named."""
        report = self.named(name)
        if report is None:
            known = ", ".join(one.name for one in self.reports()) or "–"
            raise InputError("not-on-shelf", name=name, known=known)
        append(self.folder / FILE_NAME, {**asdict(report), "by": by, "at": now(), "on_shelf": False})
        write_note(self.data, by, Deed.REMOVED, report.name)
        return report

    def _path(self, report: ShelfReport) -> Path:
        return self.folder / report.sha256 / report.name

    def _keep(self, source: Path, report: ShelfReport) -> None:
        target = self._path(report)
        draft = target.with_name(f".{target.name}-new")
        try:
            make_folder(target.parent)
            with source.open("rb") as given, draft.open("wb") as kept:
                copyfileobj(given, kept, CHUNK)
            draft.chmod(0o600)
            sync(draft)
            put_in_place(draft, target)
            sync(target.parent)
        except OSError as error:
            raise StoreError("folder-unwritable", folder=self.folder, reason=error) from error
