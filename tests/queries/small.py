"""The small graph of the tests as an open store, as a data folder, and as N-Quads."""

import json
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from graph.iris import DEFAULT_BASE
from queries.engine.addresses import StoreEngine, prefixes_with

SMALL = Path(__file__).with_name("small.trig")
ID = DEFAULT_BASE


@cache
def small_quads() -> tuple[Quad, ...]:
    """The named graphs, and the default graph as the merge of all but the evidence."""
    named = tuple(parse(path=str(SMALL), format=RdfFormat.TRIG))
    merged = {
        Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        for quad in named
        if "/graph/evidence/" not in str(quad.graph_name)
    }
    return (*named, *sorted(merged, key=str))


def small_engine() -> StoreEngine:
    """An engine over the small graph in memory."""
    store = Store()
    store.extend(small_quads())
    return StoreEngine(store, prefixes=prefixes_with(ID))


def write_snapshot(data: Path, name: str, quads: tuple[Quad, ...] | None = None) -> None:
    """A finished snapshot in the data folder, made the served one."""
    snapshot = data / "snapshots" / name
    snapshot.mkdir(parents=True)
    store = Store(str(snapshot / "store"))
    store.extend(small_quads() if quads is None else quads)
    store.flush()
    manifest = {"id": name, "published": f"2025-07-01T00:00:00+00:00-{name}"}
    (snapshot / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    link = data / "current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("snapshots") / name)
