"""The engines that bench_queries compares, all holding one synthetic graph: loading, asking, what they used.

Each holds what the product builds and serves: ours the snapshot as it is, the others what is published of it.
"""

import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from queries.engine import Engine, QueryLimits
from queries.engine.addresses import EmbeddedEngine, open_engine, prefixes_with
from queries.engine.errors import LimitExceededError
from queries.engine.publish import GraphStore, publish
from tests.engines.servers import oxigraph_server, virtuoso_server

MERGED = DEFAULT_BASE + "graph/merged"
ROWS = 1_000_000
STARTED = perf_counter()

Answer = Callable[[str], int]
"""Asks an engine: the number of rows; raises PastLimit."""


class PastLimit(BaseException):
    """The limit struck; not an Exception, so that no handler in an engine swallows it."""


def tell(message: str) -> None:
    """Says how far the run is, on standard error."""
    print(f"[{perf_counter() - STARTED:6.0f} s] {message}", file=sys.stderr, flush=True)


# ── what was used ───────────────────────────────────────────────────────────────────────────────


def processor_seconds() -> float:
    """What this process and the servers it started, those that ended included, have used so far."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime + sum(_used_by(child) for child in _children())


def _children() -> Iterator[Path]:
    for threads in Path("/proc/self/task").glob("*/children"):
        yield from (Path("/proc") / child for child in threads.read_text().split())


def _used_by(process: Path) -> float:
    """Seconds on a processor, all threads together, to the nanosecond."""
    told = (task.read_text().split() for task in process.glob("task/*/schedstat"))
    return sum(int(numbers[0]) for numbers in told) / 1e9


def memory_used() -> str:
    """The most memory that this process has held."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB of memory"


# ── embedded ────────────────────────────────────────────────────────────────────────────────────


def built_store(data: Path, rows: int) -> Path:
    """The store of the folder's served snapshot; built of so many synthetic rows where there is none."""
    folder = DataFolder(data)
    if folder.current_id() is None:
        tell(f"building the graph of {rows:,} synthetic rows in {data}")
        subprocess.run([sys.executable, "-m", "bench.synthetic", str(rows), str(data)], check=True)
    return folder.current().store_path


@contextmanager
def embedded(folder: Path, seconds: float) -> Iterator[Answer]:
    """The embedded engine with one worker."""
    locate = lambda: ("bench", folder)  # noqa: E731
    with EmbeddedEngine(locate, prefixes=prefixes_with(DEFAULT_BASE), workers=1) as engine:
        yield through(engine, seconds)


def through(engine: Engine, seconds: float) -> Answer:
    """Asks an engine, within the limit."""

    def answer(query: str) -> int:
        try:
            return len(engine.select(query, limits=QueryLimits(seconds, ROWS)))
        except LimitExceededError:
            raise PastLimit from None

    return answer


# ── rdflib ──────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def in_rdflib(store: Path, scratch: Path, seconds: float) -> Iterator[Answer]:
    """rdflib in memory, in this process."""
    started, dataset, file = perf_counter(), rdflib.Dataset(), scratch / "graph.nt"
    opened = Store.read_only(str(store))
    tell("rdflib: parsing")
    for graph in (DefaultGraph(), *opened.named_graphs()):
        opened.dump(str(file), RdfFormat.N_TRIPLES, from_graph=graph)
        into = dataset.default_graph if isinstance(graph, DefaultGraph) else dataset.graph(str(graph.value))
        into.parse(file, format="nt")
    tell(f"rdflib: {len(dataset):,} quads in {perf_counter() - started:.0f} s, {memory_used()}")
    yield interrupted(dataset, seconds)


def interrupted(dataset: rdflib.Dataset, seconds: float) -> Answer:
    """Asks rdflib, stopped by an alarm at the limit."""

    def strike(*_: object) -> None:
        raise PastLimit

    def answer(query: str) -> int:
        signal.signal(signal.SIGALRM, strike)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return len(dataset.query(query))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return answer


# ── Oxigraph ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def in_oxigraph(store: Path, seconds: float) -> Iterator[Answer]:
    """`oxigraph serve-read-only` over HTTP, on the very files that we serve."""
    with oxigraph_server(store, read_only=True) as base, open_engine(f"{base}/query") as engine:
        yield through(engine, seconds)


# ── Virtuoso ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def in_virtuoso(store: Path, scratch: Path, seconds: float) -> Iterator[Answer]:
    """Virtuoso over HTTP, the default graph under a name."""
    folder = scratch / "virtuoso"
    folder.mkdir()
    with virtuoso_server(folder, buffers=300_000) as base:
        started = perf_counter()
        tell("virtuoso: publishing")
        target = GraphStore(f"{base}/sparql-graph-crud-auth", MERGED, "dba", "dba")
        sent = publish(Store.read_only(str(store)), target).triples
        tell(f"virtuoso: {sent:,} triples in {perf_counter() - started:.0f} s")
        with open_engine(f"{base}/sparql", default_graph=MERGED) as engine:
            yield through(engine, seconds)
