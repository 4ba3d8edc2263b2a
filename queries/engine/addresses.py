"""Engines by address: a data folder with snapshots, or the URL of a SPARQL 1.1 server.

with open_engine("data") as engine:                       # or open_engine("http://localhost:8890/sparql")
    for row in engine.select(text, {"country": NamedNode(…)}):   # fills the block VALUES ?country { … }
        print(row["partner"], row["events"])
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from ontology.terms import PREFIXES
from queries.engine import Answering, Engine, Media, Query, QueryLimits, Rows
from queries.engine.embedded import GIGABYTE, EmbeddedEngine, StoreEngine
from queries.engine.remote import RemoteEngine

__all__ = [
    "Answering",
    "EmbeddedEngine",
    "Engine",
    "Media",
    "Query",
    "QueryLimits",
    "RemoteEngine",
    "Rows",
    "StoreEngine",
    "open_engine",
    "prefixes_with",
]


def prefixes_with(base: str) -> dict[str, str]:
    """The prefixes that a query need not declare, with `id:` for the entity base."""
    return {**PREFIXES, "id": base}


def open_engine(
    source: str | Path,
    *,
    base: str = DEFAULT_BASE,
    workers: int = 2,
    memory: int = 2 * GIGABYTE,
    niceness: int = 0,
    default_graph: str | None = None,
    services: frozenset[str] = frozenset(),
) -> Engine:
    """The engine for a data folder or for an endpoint's URL; starts nothing until it is asked.

    `niceness` is how far its workers stand back where others want the same core.
    The graph that stands in for the default one may also be told in the URL, as `?default-graph-uri=…`.
    """
    prefixes = prefixes_with(base)
    if str(source).startswith(("http://", "https://")):
        endpoint, told = _told_in(str(source))
        return RemoteEngine(endpoint, prefixes=prefixes, default_graph=default_graph or told)
    live = LiveStore(DataFolder(Path(source)))
    return EmbeddedEngine(
        live, prefixes=prefixes, workers=workers, memory=memory, niceness=niceness, services=services
    )


def _told_in(url: str) -> tuple[str, str | None]:
    """The URL without `default-graph-uri`, and its value."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    kept = urlencode([(name, value) for name, value in pairs if name != "default-graph-uri"])
    told = next((value for name, value in pairs if name == "default-graph-uri"), None)
    return urlunsplit(parts._replace(query=kept)), told


class LiveStore:
    """The identifier and the store folder of the snapshot that a data folder serves, as of each call."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._link = str(folder.path / "current")
        self._known: tuple[str, tuple[str, Path]] | None = None

    def __call__(self) -> tuple[str, Path]:
        try:
            target = os.readlink(self._link)  # noqa: PTH115 (each query asks this; pathlib takes ten times as long)
        except OSError:
            target = self._folder.current_id() or ""
        if self._known is None or self._known[0] != target:
            snapshot = self._folder.current()
            self._known = (target, (snapshot.id, snapshot.store_path))
        return self._known[1]
