"""A Dask cluster of processes on loopback, as tests and the benchmark of lost workers start it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


def on(port: int) -> str:
    """The address of the scheduler that listens there."""
    return f"tcp://127.0.0.1:{port}"


def scheduler(port: int) -> tuple[str, ...]:
    """The module and arguments of a scheduler."""
    return ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")


def worker(port: int) -> tuple[str, ...]:
    """The module and arguments of a worker of one thread, whose nanny starts it again when it dies."""
    return ("distributed.cli.dask_worker", on(port), "--nworkers", "1", "--nthreads", "1", "--no-dashboard")


@contextmanager
def process(*arguments: str, failures: int = 2, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Dask process that allows a task so many lost workers, ended with all that it started."""
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures)}
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **allowed, **environment}
    started = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield started
    finally:
        end(started.pid)
        started.wait()


def end(pid: int) -> None:
    """Ends a process and all that it started, at once."""
    with suppress(psutil.NoSuchProcess):
        one = psutil.Process(pid)
        for each in (one, *one.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                each.kill()


def wait_for_workers(port: int, count: int, seconds: float = 90) -> None:
    """Returns once so many workers have come."""
    from distributed import Client

    with Client(on(port), timeout=60) as client:
        client.wait_for_workers(count, timeout=seconds)
