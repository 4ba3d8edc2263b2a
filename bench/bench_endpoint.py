"""How many point queries a second /sparql answers, beside `oxigraph serve-read-only` on the same snapshot.

Beside the rate stands the processor time of the server and its workers for each request: on a machine that
does other things as well, it is the steadier of the two.

    python -m bench.bench_endpoint DATA [--seconds N] [--connections N]

wrk asks for the triples of one thing after another, never the same twice, so that no kept answer counts; then
of 500 organisations over and over, where they do. Each server runs alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import psutil
from fastapi import FastAPI

from graph.snapshots.snapshot import DataFolder
from queries.engine.addresses import LiveStore, open_engine
from tests.engines.servers import free_port, oxigraph_server, running
from web.app import create_app
from web.settings import Limits, Settings

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
_SERVE = """
import sys, uvicorn
uvicorn.run("bench.bench_endpoint:served", factory=True, port=int(sys.argv[1]), workers=int(sys.argv[2]),
    log_level="error", access_log=False)
"""


def served() -> FastAPI:
    """The explorer of the folder that the environment names, without a rate limit."""
    settings = Settings(Path(os.environ["POBRATIM_DATA"]), limits=Limits(requests_per_minute=None))
    return create_app(settings)


@contextmanager
def our_server(data: Path, processes: int) -> Iterator[str]:
    """The explorer on the data folder in so many processes; its base address."""
    port = free_port()
    os.environ["POBRATIM_DATA"] = str(data)
    probe = f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"
    with running([sys.executable, "-c", _SERVE, str(port), str(processes)], probe):
        yield f"http://127.0.0.1:{port}"


def point_queries(data: Path, kind: str, count: int) -> list[str]:
    """A query for the triples of each of so many things of that class."""
    with open_engine(data, workers=1) as engine:
        things = engine.select(f"SELECT DISTINCT ?thing {{ ?thing a {kind} }} LIMIT {count}")
    return [f"SELECT ?p ?o {{ {row['thing']} ?p ?o }}" for row in things]


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", type=int, default=8)
    arguments = parser.parse_args()
    data: Path = arguments.data
    fresh = point_queries(data, "?kind", 100_000)
    repeated = point_queries(data, "pob:Organisation", 500)
    _, store = LiveStore(DataFolder(data))()
    print(f"{arguments.connections} connections, {arguments.seconds} s each, {os.cpu_count()} cores")
    with oxigraph_server(store, read_only=True) as base:
        _report("oxigraph serve-read-only, always another thing", f"{base}/query", fresh, arguments)
        _report("oxigraph serve-read-only, 500 things", f"{base}/query", repeated, arguments)
    for processes in (1, 2):
        with our_server(data, processes) as base:
            _report(
                f"pobratim, {processes} process, always another thing", f"{base}/sparql", fresh, arguments
            )
            _report(f"pobratim, {processes} process, 500 things", f"{base}/sparql", repeated, arguments)


def _report(name: str, address: str, queries: list[str], arguments: argparse.Namespace) -> None:
    found, spent, errors = rate(address, queries, arguments.seconds, arguments.connections)
    print(f"{name:48} {found:9.0f} requests/s {spent:9.0f} us each  {errors} errors", flush=True)


if __name__ == "__main__":
    main()
