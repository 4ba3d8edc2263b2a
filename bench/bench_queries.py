"""Every stored question on the embedded engine, on Virtuoso and on rdflib in memory: same graph, same run.

    python -m bench.bench_queries EVENTS [--seconds N] [--without rdflib virtuoso] [--only NAME …]
    python -m bench.bench_queries --growth 10000 100000 1000000

The best of three runs with default parameters: the embedded engine through its worker, Virtuoso over HTTP,
rdflib in this process. What fails or takes longer than the limit is told by “—”.
"""

import argparse
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

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


def timed(answer: Answer, query: str, seconds: float) -> tuple[float, int] | None:
    """Milliseconds of the best of three runs and the number of rows; None past the limit."""
    best, rows = float("inf"), 0
    for _ in range(3):
        started = perf_counter()
        try:
            rows = answer(query)
        except (PobratimError, TookTooLong):
            return None
        best = min(best, perf_counter() - started)
        if best > seconds / 3:
            break
    return best * 1000, rows


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
        print(f"{'question':30}{'rows':>9}" + "".join(f"{name:>12}" for name in answers) + "   ms")
        for name in names:
            query = questions()[name].sparql
            times = {engine: timed(answer, query, seconds) for engine, answer in answers.items()}
            rows = next((str(found[1]) for found in times.values() if found is not None), "")
            cells = "".join(f"{'—' if one is None else f'{one[0]:.1f}':>12}" for one in times.values())
            print(f"{name:30}{rows:>9}{cells}", flush=True)


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
