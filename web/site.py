"""What a running explorer reads: the served snapshot's store and index, reopened when a build switches."""

import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from cachetools import LRUCache
from fastapi import Request

from graph.iris import short_hash, slug
from graph.snapshots.checksums import is_sealed, seal
from graph.snapshots.snapshot import STORE, DataFolder
from graph.snapshots.store import open_store
from ontology.errors import StoreError
from queries.engine.addresses import Engine, open_engine
from queries.engine.embedded import EmbeddedEngine
from queries.engine.event_loop import LoopEngine
from web.index.build import build_index, is_comparable, is_current
from web.index.columns import Columns
from web.index.interruption import IsUnwanted, wanted
from web.index.rows import Ask, ask_engine, ask_store
from web.settings import Settings

INDEX = "explorer.sqlite"
MOST_DERIVED = 32
"""So many things that pages derive of the index are kept, those last asked for."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Explorer:
    """One snapshot as pages ask it: SPARQL for single things, the index for lists and counts."""

    snapshot: str
    built: str
    base: str
    ask: Ask
    index: Path
    previous: Path | None
    columns: Columns
    _local: threading.local = field(default_factory=threading.local)
    _derived: LRUCache[Hashable, Any] = field(default_factory=lambda: LRUCache(MOST_DERIVED))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of this snapshot, made once while its key is among those last asked for."""
        with self._lock:
            kept: Made | None = self._derived.get(key)
        if kept is None:
            kept = make()
            with self._lock:
                self._derived[key] = kept
        return kept

    @property
    def db(self) -> sqlite3.Connection:
        """The calling thread's connection to the index, read-only; rows answer to their column names."""
        if not hasattr(self._local, "db"):
            db = sqlite3.connect(f"file:{self.index}?mode=ro&immutable=1", uri=True, cached_statements=256)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA mmap_size = 268435456")
            self._local.db = db
        connection: sqlite3.Connection = self._local.db
        return connection

    def iri(self, path: str) -> str:
        """The IRI of an entity by its path under the base."""
        return self.base + path

    @contextmanager
    def with_previous(self) -> Iterator[sqlite3.Connection | None]:
        """A connection in which the snapshot before is attached as `old`; None where there is none."""
        if self.previous is None:
            yield None
            return
        db = sqlite3.connect(f"file:{self.index}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        try:
            db.execute("ATTACH ? AS old", (f"file:{self.previous}?mode=ro",))
            yield db
        finally:
            db.close()


class Site:
    """The settings, the engines that answer queries, and the explorer of what is served now.

    `engine` answers what pages ask and `public_engine` what anybody asks, so that no query holds up a page;
    `loop_engine` does that on the event loop, where the data are here.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = _open(settings, settings.limits.page_workers)
        self.public_engine = self.engine
        self.loop_engine: LoopEngine | None = None
        if settings.endpoint is None:
            self.public_engine = _open(settings, settings.limits.query_workers, niceness=10)
        if isinstance(self.public_engine, EmbeddedEngine):
            self.loop_engine = LoopEngine(self.public_engine, settings.limits.query_workers)
        self._folder = DataFolder(settings.data)
        self._lock = threading.Lock()
        self._open: Explorer | None = None
        self._is_ending = threading.Event()

    def end(self) -> None:
        """Gives up an index in the making: whoever waits for it is told so."""
        self._is_ending.set()

    def close(self) -> None:
        """Ends what the engines keep running."""
        self.end()
        self.engine.close()
        self.public_engine.close()
        if self.loop_engine is not None:
            self.loop_engine.close()

    @property
    def explorer(self) -> Explorer:
        """The served snapshot; raises StoreError where nothing was built yet."""
        live = self.engine.snapshot
        if self._open is None or self._open.snapshot != live:
            with self._lock:
                if self._open is None or self._open.snapshot != live:
                    self._open = self._opened(live)
        return self._open

    @property
    def open_snapshot(self) -> str | None:
        """The snapshot that is open, where it is the one served now."""
        live = self.engine.known_snapshot
        return live if self._open is not None and self._open.snapshot == live else None

    @property
    def served_here(self) -> str | None:
        """The snapshot of the data folder that is served; None where it holds none that is."""
        return None if self.settings.endpoint is not None else self._folder.current_id()

    @property
    def is_ready(self) -> bool:
        """Whether a snapshot of the data folder is served whose index need not be made first."""
        if self.settings.endpoint is not None or self._folder.current_id() is None:
            return False
        return is_current(self._folder.current().path / INDEX)

    def mend_index(self) -> bool:
        """Whether the open index was damaged; it is made anew for whoever asks next."""
        with self._lock:
            opened = self._open
            if opened is None or self.settings.endpoint is not None or is_sealed(opened.index):
                return False
            self._open = None
            return True

    def _opened(self, live: str) -> Explorer:
        if self.settings.endpoint is not None:
            return self._distant(live)
        return local_explorer(self._folder, self.settings.base, self._is_ending.is_set)

    def _distant(self, version: str) -> Explorer:
        """The data of another server; the data folder keeps an index of each version of them."""
        ask = ask_engine(self.engine)
        name = f"{slug(version)}-{short_hash(str(self.settings.endpoint))}.sqlite"
        index = self.settings.data / "remote" / name
        if not is_current(index):
            build_index(ask, self.settings.base, index, is_unwanted=self._is_ending.is_set)
        built = datetime.fromtimestamp(index.stat().st_mtime, UTC).isoformat()
        return Explorer(version, built, self.settings.base, ask, index, None, Columns(index))


def _open(settings: Settings, workers: int, *, niceness: int = 0) -> Engine:
    return open_engine(
        settings.endpoint or settings.data,
        base=settings.base,
        workers=workers,
        niceness=niceness,
        default_graph=settings.default_graph,
    )


def local_explorer(folder: DataFolder, base: str, is_unwanted: IsUnwanted = wanted) -> Explorer:
    """The snapshot that the data folder serves; its index is made where nobody has.

    Raises StoreError where it is unwanted before it is made.
    """
    snapshot = folder.current()
    index = snapshot.path / INDEX
    if not (is_current(index) and is_sealed(index)):
        index_snapshot(folder, snapshot.path, base, is_unwanted)
    older, ask = _index_before(folder, snapshot.id), ask_store(snapshot.open())
    return Explorer(snapshot.id, snapshot.published, base, ask, index, older, Columns(index))


def index_snapshot(folder: DataFolder, snapshot: Path, base: str, is_unwanted: IsUnwanted = wanted) -> Path:
    """The explorer's index beside the store of the snapshot in that folder, which need not be served yet.

    Positions follow the snapshot before. Raises StoreError where the index cannot be written, or is unwanted.
    """
    ask = ask_store(open_store(snapshot / STORE))
    try:
        previous = _index_before(folder, snapshot.name)
        index = build_index(ask, base, snapshot / INDEX, previous=previous, is_unwanted=is_unwanted)
        seal(index)
        return index
    except sqlite3.OperationalError as error:
        raise StoreError("folder-unwritable", folder=folder.path, reason=error) from error


def engine_of(request: Request) -> Engine:
    """The engine that answers what this page asks."""
    site: Site = request.app.state.site
    return site.engine


def explorer_of(request: Request) -> Explorer:
    """The explorer that answers this request."""
    site: Site = request.app.state.site
    return site.explorer


def _index_before(folder: DataFolder, snapshot: str) -> Path | None:
    """The index of the snapshot published before this one, which need not be published itself yet."""
    order = folder.snapshots()
    ids = [one.id for one in order]
    older = order[ids.index(snapshot) + 1 if snapshot in ids else 0 :]
    return next((index for one in older if is_comparable(index := one.path / INDEX)), None)
