"""What an export is made of and what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from graph.snapshots.snapshot import Snapshot
from graph.snapshots.store import EmbeddedStore
from queries.engine import Engine
from queries.engine.addresses import prefixes_with
from queries.engine.embedded import StoreEngine


@dataclass(frozen=True)
class Source:
    """The snapshot that is written out, the base of its names, and the language of words about it."""

    snapshot: Snapshot
    base: str
    lang: str = "ru"

    @cached_property
    def store(self) -> EmbeddedStore:
        """The snapshot's store."""
        return self.snapshot.open()

    @cached_property
    def engine(self) -> Engine:
        """What answers queries from the store, in this process."""
        return StoreEngine(self.store.engine, prefixes=prefixes_with(self.base))


@dataclass(frozen=True, slots=True)
class Export:
    """A way of writing the graph for other tools; the catalogue of words tells of it as `export.<name>`."""

    name: str
    extension: str
    media_type: str
    write: Callable[[Source, BinaryIO], None]
