"""Snapshots in the data folder: built beside the live one, switched in at once, kept for rollback.

DATA/snapshots/<id>/store/          the store, never written again
DATA/snapshots/<id>/manifest.json   what went in and what came out
DATA/snapshots/.building-…          a build under way, or what a killed one left
DATA/current                        a link to the snapshot that is served; renaming it is the switch; where
                                    the system allows no links, a file with its identifier
DATA/build.lock                     held by the one process that may build
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from graph.snapshots.checksums import damaged_files, digests_of
from graph.snapshots.durable import MANIFEST, sync, sync_tree, write_manifest
from graph.snapshots.store import EmbeddedStore, is_held, open_store
from ontology.disk import put_in_place
from ontology.errors import ParameterError, StoreError
from ontology.locks import hold

Manifest = Mapping[str, Any]
BUILDING = ".building-"
STORE = "store"
UNSEALED = frozenset({MANIFEST, "explorer.sqlite", "explorer.sqlite.sum", "LOG", "LOCK"})
"""Files of a snapshot that may be written again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A finished, checked graph on disk."""

    id: str
    path: Path
    manifest: Manifest

    @property
    def store_path(self) -> Path:
        """The folder of its store."""
        return self.path / STORE

    @property
    def published(self) -> str:
        """When a build last made it the served one, in ISO form and UTC."""
        return str(self.manifest["published"])

    @property
    def order(self) -> int:
        """How many snapshots had been made the served one before, as far as it says; clocks may go back."""
        order = self.manifest.get("order", 0)
        return order if isinstance(order, int) else 0

    def open(self) -> EmbeddedStore:
        """Its store, read-only."""
        return open_store(self.store_path)

    def damage(self) -> list[str]:
        """Its files that do not hold what they held when it was built; the store, where it does not open."""
        files = damaged_files(self.path, self.manifest.get("files", {}))
        try:
            self.open()
        except StoreError:
            return files or [STORE]
        return files


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that a build writes and everything else reads."""

    path: Path

    @property
    def cache(self) -> Path:
        """Where extraction keeps what it has read; safe to delete."""
        return self.path / "cache"

    @property
    def _snapshots(self) -> Path:
        return self.path / "snapshots"

    @property
    def _current(self) -> Path:
        return self.path / "current"

    # ── reading ──

    def snapshots(self) -> list[Snapshot]:
        """All finished snapshots that can be read, the last to be published first, whatever clocks said."""
        try:
            folders = list(self._snapshots.glob(f"*/{MANIFEST}")) if self._snapshots.is_dir() else []
        except OSError as error:
            raise StoreError("data-unreadable", folder=self.path, reason=error) from error
        names = (file.parent.name for file in folders)
        found = [self.find(name) for name in names if not name.startswith(BUILDING)]
        readable = (one for one in found if one is not None)
        return sorted(readable, key=lambda one: (one.order, one.published, one.id), reverse=True)

    def find(self, snapshot_id: str) -> Snapshot | None:
        """The snapshot of that identifier, if it is there and its manifest can be read."""
        return self.at(self._snapshots / snapshot_id)

    @staticmethod
    def at(path: Path) -> Snapshot | None:
        """The snapshot in that folder, if its manifest can be read."""
        try:
            return _read(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def whole(self, snapshot_id: str) -> Snapshot | None:
        """The snapshot of that identifier, if it is there and every file of it is as it was built."""
        snapshot = self.find(snapshot_id)
        return snapshot if snapshot is not None and not snapshot.damage() else None

    def current(self) -> Snapshot:
        """The snapshot that is served; raises StoreError where nothing was built yet, or it is damaged."""
        served = self.current_id()
        if served is None:
            raise StoreError("not-built", folder=self.path)
        snapshot = self.find(served)
        if snapshot is None:
            raise StoreError("snapshot-damaged", snapshot=served, folder=self.path)
        return snapshot

    def current_id(self) -> str | None:
        """The identifier of the served snapshot; raises StoreError where the folder cannot be read."""
        try:
            if self._current.is_symlink():
                return self._current.readlink().name
            return self._current.read_text("utf-8").strip() or None if self._current.is_file() else None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError("data-unreadable", folder=self.path, reason=error) from error

    @property
    def served_path(self) -> Path:
        """The folder of the served snapshot; one that is not there where nothing is served."""
        return self._snapshots / (self.current_id() or "none")

    # ── writing ──

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the right to build; the system gives it back however the process ends.

        Raises StoreError while another build holds it, and where the folder cannot be written.
        """
        with ExitStack() as held:
            held.enter_context(_private_files())
            with self.writing():
                if not self.path.exists():
                    self.path.mkdir(mode=0o700, parents=True)
                self._snapshots.mkdir(exist_ok=True)
                self.path.chmod(self.path.stat().st_mode & ~0o007)  # an older one may have been open to all
                lock = held.enter_context((self.path / "build.lock").open("w"))
                self._lock(lock)
                self._sweep()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns a failure to write into this folder into a StoreError that names it."""
        try:
            yield
        except OSError as error:
            raise StoreError("folder-unwritable", folder=self.path, reason=error) from error

    def _lock(self, lock: IO[str]) -> None:
        if not hold(lock):
            raise StoreError("folder-busy", folder=self.path)

    def write(
        self, snapshot_id: str, fill: Callable[[Path], Mapping[str, Any]], *, draft: bool = False
    ) -> Snapshot:
        """A new snapshot: `fill` writes the store into a folder of its own and answers the manifest, in which
        `files` are digests of what need not be read again.

        Nothing is seen of it by readers before `switch`; if `fill` fails nothing is left. A damaged snapshot
        of that identifier is replaced. A draft is found by its identifier alone until it is published.
        """
        building = self._snapshots / f"{BUILDING}{snapshot_id}-{os.getpid()}"
        with self.writing():
            building.mkdir()
        try:
            manifest = fill(building)
            with self.writing():
                files = digests_of(building, UNSEALED, manifest.get("files", {}))
                when = {"draft": True} if draft else self._now()
                write_manifest(building, {**manifest, "id": snapshot_id, "files": files, **when})
                sync_tree(building)
                self._delete(self._snapshots / snapshot_id)
                put_in_place(building, self._snapshots / snapshot_id)
                sync(self._snapshots)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        return _held(self._snapshots / snapshot_id)

    def _now(self) -> Mapping[str, Any]:
        """When a snapshot is published: the time, and after which others."""
        order = max((one.order for one in self.snapshots()), default=0) + 1
        return {"published": datetime.now(UTC).isoformat(timespec="microseconds"), "order": order}

    def switch(self, snapshot: Snapshot) -> None:
        """Makes the snapshot the served one, at once and for good."""
        link = self.path / f".current-{os.getpid()}"
        with self.writing():
            link.unlink(missing_ok=True)
            try:
                link.symlink_to(Path("snapshots") / snapshot.id)
            except OSError:  # Windows lets only some users make links
                link.write_text(snapshot.id, "utf-8")
            put_in_place(link, self._current)
            sync(self.path)

    def republish(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot as the most recently published one."""
        manifest = {key: value for key, value in snapshot.manifest.items() if key != "draft"}
        with self.writing():
            write_manifest(snapshot.path, {**manifest, **self._now()})
        return _read(snapshot.path)

    def rollback(self, to: str | None = None) -> Snapshot:
        """Serves an older snapshot: the one named, or the one published before the served one.

        Raises StoreError where it is damaged; the served one then stays.
        """
        with self.locked():
            target = self.named(to) if to is not None else self.previous()
            damage = target.damage()
            if damage:
                raise StoreError("files-damaged", snapshot=target.id, files=", ".join(damage[:3]))
            self.switch(target)
        return target

    def leave_damaged(self) -> Snapshot | None:
        """The latest whole snapshot, served from now on as the served one is damaged; None where it is not.

        Raises StoreError where no other is whole; the served one then stays.
        """
        served = self.current()
        damage = served.damage()
        if not damage:
            return None
        with self.locked():
            others = (one for one in self.snapshots() if one.id != served.id and not one.damage())
            target = next(others, None)
            if target is None:
                raise StoreError("files-damaged", snapshot=served.id, files=", ".join(damage[:3]))
            self.switch(target)
        return target

    def adopt(self, snapshot: Snapshot) -> Snapshot:
        """A snapshot from another folder as the last to be published here; it is moved, or ours is kept."""
        ours = self._snapshots / snapshot.id
        if self.whole(snapshot.id) is None:
            with self.writing():
                sync_tree(snapshot.path)
                self._delete(ours)
                snapshot.path.replace(ours)
        return self.republish(_read(ours))

    def draft(self, snapshot_id: str) -> Snapshot | None:
        """The draft of that identifier, if it is there and every file of it is as it was built."""
        try:
            snapshot = _held(self._snapshots / snapshot_id)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return snapshot if snapshot.manifest.get("draft") and not snapshot.damage() else None

    def discard(self, snapshot_id: str) -> None:
        """Deletes the draft of that identifier, if there is one."""
        if self.draft(snapshot_id) is not None:
            with self.locked(), self.writing():
                self._delete(self._snapshots / snapshot_id)

    def prune(self, keep: int) -> list[str]:
        """Deletes all but the `keep` most recently published snapshots; answers which.

        The served one stays, and any that somebody is reading.
        """
        if keep < 1:
            raise ParameterError("keep-too-few", keep=keep)
        served = self.current_id()
        idle = (one for one in self.snapshots()[keep:] if not is_held(one.store_path))
        old = [one for one in idle if one.id != served]
        with self.writing():
            return [one.id for one in old if self._is_deleted(one.path)]

    def named(self, snapshot_id: str) -> Snapshot:
        """The only snapshot whose identifier begins so; raises ParameterError where there is not just one."""
        found = [one for one in self.snapshots() if one.id.startswith(snapshot_id)]
        if len(found) != 1:
            raise ParameterError("snapshot-unclear", snapshot=snapshot_id, found=len(found))
        return found[0]

    def previous(self) -> Snapshot:
        """The snapshot published before the served one; raises StoreError where there is none.

        Before one that is damaged or gone, it is the most recently published.
        """
        order = self.snapshots()
        ids = [one.id for one in order]
        served = self.current_id() or self.current().id
        older = order[ids.index(served) + 1 if served in ids else 0 :]
        if not older:
            raise StoreError("no-older-snapshot")
        return older[0]

    def _delete(self, folder: Path) -> None:
        """Takes the folder out of sight at once, then deletes it; a kill between leaves it to `_sweep`."""
        if folder.exists():
            hidden = folder.with_name(f"{BUILDING}deleted-{folder.name}")
            put_in_place(folder, hidden)
            shutil.rmtree(hidden, ignore_errors=True)

    def _is_deleted(self, folder: Path) -> bool:
        """Whether the folder could be deleted; where somebody reads it Windows lets nobody."""
        with suppress(PermissionError):
            self._delete(folder)
        return not folder.exists()

    def _sweep(self) -> None:
        for left in self._snapshots.glob(f"{BUILDING}*"):
            shutil.rmtree(left, ignore_errors=True)
        for link in self.path.glob(".current-*"):
            link.unlink()


@contextmanager
def _private_files() -> Iterator[None]:
    """What is written meanwhile only its owner reads: a graph names persons."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _read(folder: Path) -> Snapshot:
    """The published snapshot in that folder."""
    snapshot = _held(folder)
    if "published" not in snapshot.manifest:
        raise ValueError(f"{folder} holds no manifest of a published snapshot")
    return snapshot


def _held(folder: Path) -> Snapshot:
    """The snapshot in that folder, published or a draft."""
    return Snapshot(folder.name, folder, json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
