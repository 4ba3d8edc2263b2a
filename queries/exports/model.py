"""What an export is made of and what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from graph.snapshots.snapshot import Snapshot
from graph.snapshots.store import EmbeddedStore


@dataclass(frozen=True)
class ExportSource:
    """The snapshot that is written out, the base of its names, and the language of words about it."""

    snapshot: Snapshot
    base: str
    lang: str = "ru"

    @property
    def data(self) -> Path:
        """The data folder that the snapshot lies in."""
        return self.snapshot.path.parent.parent

    @cached_property
    def store(self) -> EmbeddedStore:
        """The snapshot's store."""
        return self.snapshot.open()


@dataclass(frozen=True, slots=True)
class Export:
    """A way of writing the graph for other tools; the catalogue of words tells of it as `export.<name>`."""

    name: str
    extension: str
    media_type: str
    write: Callable[[ExportSource, BinaryIO], None]
