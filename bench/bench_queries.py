"""Every stored question on the embedded engine, on Virtuoso and on rdflib in memory: same graph, same run.

    python -m bench.bench_queries EVENTS [--seconds N] [--without rdflib virtuoso] [--only NAME …]
    python -m bench.bench_queries --growth 10000 100000 1000000

The best of three runs with default parameters: the embedded engine through its worker, Virtuoso over HTTP,
rdflib in this process. Processor time, the server's and the client's, stands beside the wall clock, so that a
busy machine does not blur the comparison. What fails or takes longer than the limit is told by “—”.
"""

import argparse
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store

from bench.synthetic import write
from ontology.errors import PobratimError
from queries.catalog import questions
from queries.engine import Engine, Limits
from queries.engines import DEFAULT_BASE, EmbeddedEngine, open_engine, prefixes_with
from queries.publish import GraphStore, publish
from tests.engines.servers import virtuoso_server

MOST_USED = (
    "partners",
    "partner-countries",
    "signed-agreements",
    "sectors-by-country",
    "most-active-partners",
)
MERGED = DEFAULT_BASE + "graph/merged"
ROWS = 1_000_000
Answer = Callable[[str], int]


class TookTooLong(BaseException):
    """The limit struck; not an Exception, so that no handler in an engine swallows it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The best of some runs: wall clock and processor time in milliseconds, and the number of rows."""

    wall: float
    processor: float
    rows: int


def timed(answer: Answer, query: str, seconds: float) -> Timing | None:
    """The best of three runs; None past the limit."""
    wall, processor, rows = float("inf"), float("inf"), 0
    for _ in range(3):
        started, used = perf_counter(), processor_seconds()
        try:
            rows = answer(query)
        except (PobratimError, TookTooLong):
            return None
        wall = min(wall, perf_counter() - started)
        processor = min(processor, processor_seconds() - used)
        if wall > seconds / 3:
            break
    return Timing(wall * 1000, processor * 1000, rows)


def processor_seconds() -> float:
    """What this process and the servers it started have used so far."""
    return process_time() + sum(_used_by(child) for child in _children())


def _children() -> Iterator[Path]:
    for threads in Path("/proc/self/task").glob("*/children"):
        yield from (Path("/proc") / child for child in threads.read_text().split())


def _used_by(process: Path) -> float:
    """Seconds on a processor, all threads together, to the nanosecond."""
    told = (task.read_text().split() for task in process.glob("task/*/schedstat"))
    return sum(int(numbers[0]) for numbers in told) / 1e9


def through(engine: Engine, seconds: float) -> Answer:
    """Asks an engine, within the limit."""
    return lambda query: len(engine.select(query, limits=Limits(seconds, ROWS)))


def through_rdflib(graph: rdflib.Dataset, seconds: float) -> Answer:
    """Asks rdflib, interrupted by an alarm at the limit."""

    def strike(*_: object) -> None:
        raise TookTooLong

    def answer(query: str) -> int:
        signal.signal(signal.SIGALRM, strike)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return len(graph.query(query))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return answer


def load_embedded(source: Path, folder: Path) -> Store:
    """The graph in a store on disk."""
    started = perf_counter()
    store = Store(str(folder))
    store.bulk_load(path=str(source), format=RdfFormat.N_QUADS)
    store.optimize()
    print(f"embedded: {len(store):,} quads in {perf_counter() - started:.1f} s", flush=True)
    return store


def load_rdflib(store: Store) -> rdflib.Dataset:
    """The default graph in rdflib's memory."""
    started = perf_counter()
    dataset = rdflib.Dataset()
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        store.dump(file.name, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        dataset.default_graph.parse(file.name, format="nt")
    print(f"rdflib: {len(dataset.default_graph):,} triples in {perf_counter() - started:.1f} s", flush=True)
    return dataset


@contextmanager
def engines(events: int, without: list[str], seconds: float) -> Iterator[Mapping[str, Answer]]:
    """The engines to compare, all holding the synthetic graph of so many events."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / "graph.nq"
        write(source, events)
        (folder / "store").mkdir()
        store = load_embedded(source, folder / "store")
        answers: dict[str, Answer] = {}
        if "rdflib" not in without:
            answers["rdflib"] = through_rdflib(load_rdflib(store), seconds)
        if "virtuoso" in without:
            del store
            yield {"embedded": through(_embedded(folder / "store"), seconds), **answers}
            return
        (folder / "virtuoso").mkdir()
        with virtuoso_server(folder / "virtuoso", buffers=300_000) as base:
            started = perf_counter()
            target = GraphStore(f"{base}/sparql-graph-crud-auth", MERGED, "dba", "dba")
            sent = publish(store, target)
            print(f"virtuoso: {sent:,} triples published in {perf_counter() - started:.1f} s", flush=True)
            del store
            with open_engine(f"{base}/sparql", default_graph=MERGED) as virtuoso:
                answers["virtuoso"] = through(virtuoso, seconds)
                yield {"embedded": through(_embedded(folder / "store"), seconds), **answers}


def _embedded(store: Path) -> EmbeddedEngine:
    return EmbeddedEngine(lambda: ("bench", store), prefixes=prefixes_with(DEFAULT_BASE), workers=1)


def compare(events: int, names: list[str], without: list[str], seconds: float) -> None:
    """Prints a line for each question: milliseconds on each engine, or “—” past the limit."""
    with engines(events, without, seconds) as answers:
        print(
            f"{'question':30}{'rows':>9}" + "".join(f"{name:>20}" for name in answers) + "   ms (processor)"
        )
        for answer in answers.values():
            answer("SELECT * {}")  # workers start with their first query
        for name in names:
            query = questions()[name].sparql
            times = {engine: timed(answer, query, seconds) for engine, answer in answers.items()}
            rows = next((str(found.rows) for found in times.values() if found is not None), "")
            cells = "".join(f"{_told(one):>20}" for one in times.values())
            print(f"{name:30}{rows:>9}{cells}", flush=True)


def _told(timing: Timing | None) -> str:
    return "—" if timing is None else f"{timing.wall:.1f} ({timing.processor:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    parser.add_argument("--growth", type=int, nargs="+", default=[])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    for events in arguments.growth:
        print(f"\n{events:,} events")
        compare(events, list(MOST_USED), ["rdflib", "virtuoso"], arguments.seconds)
    if not arguments.growth:
        names = arguments.only or list(questions())
        compare(arguments.events, names, arguments.without, arguments.seconds)


if __name__ == "__main__":
    main()
