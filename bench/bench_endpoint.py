"""How many point queries a second /sparql answers, beside `oxigraph serve-read-only` on the same snapshot.

Beside the rate stands the processor time of the server and its workers for each request: on a machine that
does other things as well, it is the steadier of the two.

    python -m bench.bench_endpoint DATA [--seconds N] [--connections N …] [--processes N …]

wrk asks for the triples of one thing after another, each time in other words, so that no kept answer counts;
then of 500 organisations over and over, where they do. Each server runs alone, as `pobratim serve` starts it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlsplit

import psutil

from graph.snapshots.snapshot import DataFolder
from queries.engine.addresses import LiveStore, open_engine
from tests.engines.servers import free_port, oxigraph_server, running

_LUA = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{ ["Accept"] = "application/sparql-results+json" }})
end
done = function(summary)
  io.write(string.format("RATE %f ERRORS %d\\n", summary.requests / summary.duration * 1e6,
    summary.errors.status + summary.errors.read + summary.errors.timeout))
end
"""


@contextmanager
def our_server(data: Path, processes: int) -> Iterator[str]:
    """`pobratim serve` on the data folder in so many processes, without a rate limit; its base address."""
    port = free_port()
    options = ("--data", str(data), "--port", str(port), "--workers", str(processes))
    command = [sys.executable, "-P", "-m", "cli.main", "serve", *options, "--requests-per-minute", "0"]
    with running(command, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


def point_queries(data: Path, kind: str, count: int) -> list[str]:
    """So many queries for the triples of things of that class, no two of them in the same words."""
    with open_engine(data, workers=1) as engine:
        things = [
            row["thing"]
            for row in engine.select(f"SELECT DISTINCT ?thing {{ ?thing a {kind} }} LIMIT {count}")
        ]
    return [f"SELECT ?p ?o{at} {{ {thing} ?p ?o{at} }}" for at, thing in zip(range(count), cycle(things))]


def rate(address: str, queries: list[str], seconds: int, connections: int) -> tuple[float, float, int]:
    """Requests a second, microseconds of processor time for each, and how many failed."""
    path = urlsplit(address).path
    paths = ", ".join(json.dumps(f"{path}?query={quote(query)}") for query in queries)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_LUA.format(paths=paths))
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script.name, address]
        before = _processor_seconds()
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        spent = _processor_seconds() - before
    line = next(line for line in told.splitlines() if line.startswith("RATE")).split()
    found = float(line[1])
    return found, spent / (found * seconds) * 1e6, int(line[3])


def _processor_seconds() -> float:
    """What the processes that this one started have used so far, and those that they started."""
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return sum(one.user + one.system for one in times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    data: Path = arguments.data
    asked = {
        "always other words": point_queries(data, "?kind", 100_000),
        "500 things": point_queries(data, "pob:Organisation", 500),
    }
    _, store = LiveStore(DataFolder(data))()
    print(f"{arguments.seconds} s each, {os.cpu_count()} cores")
    with oxigraph_server(store, read_only=True) as base:
        peer = measured("oxigraph serve-read-only", f"{base}/query", asked, arguments)
    for processes in arguments.processes:
        with our_server(data, processes) as base:
            ours = measured(f"pobratim, {processes} process(es)", f"{base}/sparql", asked, arguments)
        for case, (found, spent) in ours.items():
            print(
                f"  of oxigraph: {case:36} rate {found / peer[case][0]:.2f}, time {peer[case][1] / spent:.2f}"
            )


def measured(
    name: str, address: str, asked: dict[str, list[str]], arguments: argparse.Namespace
) -> dict[str, tuple[float, float]]:
    """Requests a second and microseconds for each, of each set of queries at each number of connections."""
    results = {}
    rate(
        address, asked["always other words"][-1000:], 2, arguments.connections[-1]
    )  # all of it is awake then
    for connections in arguments.connections:
        for queries_of, queries in asked.items():
            case = f"{queries_of}, {connections} connections"
            found, spent, errors = rate(address, queries, arguments.seconds, connections)
            results[case] = found, spent
            print(f"{name}, {case:36} {found:9.0f}/s {spent:7.0f} us each  {errors} errors", flush=True)
    return results


if __name__ == "__main__":
    main()
