"""Every stored question on the embedded engine, on Oxigraph, Virtuoso and rdflib: same graph, same run.

    python -m bench.bench_queries EVENTS [--seconds N] [--without ENGINE …] [--only NAME …] [--out FILE]
    python -m bench.bench_queries --growth 10000 100000 1000000

The best of three runs with default parameters: the embedded engine through its worker, servers over HTTP,
rdflib in this process. Processor time, the server's and the client's, stands beside the wall clock, so that a
busy machine does not blur the comparison. One engine is loaded after the other, and its times are written as
they come: to standard output with what failed or went past the limit, and as JSON lines to `--out`.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from pyoxigraph import Store

from bench.engines import (
    Answer,
    PastLimit,
    built_store,
    embedded,
    in_oxigraph,
    in_rdflib,
    in_virtuoso,
    processor_seconds,
    tell,
)
from ontology.errors import PobratimError
from queries.catalog import questions

MOST_USED = (
    "partners",
    "partner-countries",
    "signed-agreements",
    "sectors-by-country",
    "most-active-partners",
)
RUNS = 3
ENGINES = ("embedded", "oxigraph", "virtuoso", "rdflib")


@dataclass(frozen=True, slots=True)
class Timing:
    """The best of some runs: wall clock and processor time in milliseconds, and the number of rows.

    `failed` says why there is none: the limit, or what the engine said.
    """

    wall: float = 0.0
    processor: float = 0.0
    rows: int = 0
    failed: str | None = None

    def __str__(self) -> str:
        return self.failed or f"{self.wall:.1f} ({self.processor:.1f})"


def timed(answer: Answer, query: str, seconds: float) -> Timing:
    """The best of RUNS; of a slow query, the first."""
    wall, processor, rows = float("inf"), float("inf"), 0
    for _ in range(RUNS):
        started, used = perf_counter(), processor_seconds()
        try:
            rows = answer(query)
        except PastLimit:
            return Timing(failed=f"> {seconds:g} s")
        except PobratimError as error:
            return Timing(failed=" ".join(str(error).split())[:60])
        wall = min(wall, perf_counter() - started)
        processor = min(processor, processor_seconds() - used)
        if wall > seconds / 10:
            break
    return Timing(wall * 1000, processor * 1000, rows)


def measure(
    engine: str,
    opened: AbstractContextManager[Answer],
    names: Iterable[str],
    seconds: float,
    note: Callable[[str, str, Timing], None],
) -> None:
    """Times each question on one engine."""
    with opened as answer:
        answer("SELECT * {}")  # workers start with their first query
        for name in names:
            note(engine, name, timed(answer, questions()[name].sparql, seconds))


def compare(options: argparse.Namespace, events: int, names: list[str], without: list[str]) -> None:
    """Measures one engine after the other, then prints a line for each question."""
    found: dict[str, dict[str, Timing]] = {name: {} for name in names}

    def note(engine: str, name: str, timing: Timing) -> None:
        found[name][engine] = timing
        tell(f"{engine:9} {name:30}{timing.rows:>7} rows  {timing}")
        if options.out is not None:
            with options.out.open("a", encoding="utf-8") as file:
                line = {"events": events, "engine": engine, "question": name, **asdict(timing)}
                file.write(json.dumps(line) + "\n")

    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        folder = Path(scratch)
        store = built_store(options.data or folder / "data", events)
        quads = len(Store.read_only(str(store)))
        tell(f"{quads:,} quads")
        seconds: float = options.seconds
        opened: Mapping[str, Callable[[], AbstractContextManager[Answer]]] = {
            "embedded": lambda: embedded(store, seconds),
            "oxigraph": lambda: in_oxigraph(store, seconds),
            "virtuoso": lambda: in_virtuoso(store, folder, seconds),
            "rdflib": lambda: in_rdflib(store, folder, seconds),
        }
        engines = [engine for engine in ENGINES if engine not in without]
        for engine in engines:
            measure(engine, opened[engine](), names, seconds, note)
    _print(f"{events:,} events, {quads:,} quads; milliseconds (of processor time)", engines, found)


def _print(title: str, engines: list[str], found: Mapping[str, Mapping[str, Timing]]) -> None:
    print(f"\n{title}\n{'question':30}{'rows':>8}" + "".join(f"{engine:>22}" for engine in engines))
    for name, times in found.items():
        rows = max((one.rows for one in times.values()), default=0)
        print(f"{name:30}{rows:>8}" + "".join(f"{times[engine]!s:>22}" for engine in engines), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=int, nargs="?", default=100_000)
    parser.add_argument("--growth", type=int, nargs="+", default=[], help="the most used, embedded alone")
    parser.add_argument("--seconds", type=float, default=15.0, help="the limit for a query")
    parser.add_argument("--without", nargs="*", default=[], choices=ENGINES)
    parser.add_argument("--only", nargs="*", default=[], choices=list(questions()), metavar="NAME")
    parser.add_argument("--out", type=Path, help="a file of JSON lines")
    parser.add_argument("--data", type=Path, help="a data folder whose graph is asked, or made there")
    parser.add_argument("--scratch", type=Path, help="where the stores are while it runs")
    options = parser.parse_args()
    for events in options.growth:
        compare(options, events, list(MOST_USED), ["rdflib", "virtuoso", "oxigraph"])
    if not options.growth:
        compare(options, options.events, options.only or list(questions()), options.without)


if __name__ == "__main__":
    main()
