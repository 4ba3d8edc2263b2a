"""Several processes behind one port: what clients may do is one, and so is their end."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import psutil
import pytest

from cli import processes
from cli.processes import processes_for
from tests.queries.small import write_snapshot
from tests.web.server import address_of
from web.settings import Limits

COMMAND = (sys.executable, "-m", "cli.main", "serve", "--port", "0", "--workers", "3")


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple[psutil.Process, str, str]]:
    """A server in three processes, its address and the link for whoever started it."""
    command = [*COMMAND, "--data", str(data), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with closing(process.stderr):
        try:
            address = address_of(process)
            yield psutil.Process(process.pid), address, process.stderr.readline()
        finally:
            process.kill()
            process.wait()


def asked(url: str) -> int:
    """The status of an answer on a connection of its own."""
    return httpx.get(url, timeout=60, trust_env=False).status_code


def test_one_process_a_core_but_four_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, expected in ((1, 1), (3, 3), (64, 4)):
        monkeypatch.setattr(processes, "cores", lambda found=cores: found)
        assert processes_for(0) == expected
    assert processes_for(7) == 7
    monkeypatch.delattr("os.fork")
    assert processes_for(7) == 1


def test_processes_share_the_limits() -> None:
    shared = Limits(query_workers=8, cached_bytes=400).shared_by(4)
    assert (shared.query_workers, shared.page_workers, shared.cached_bytes) == (2, 2, 100)
    assert Limits(query_workers=1).shared_by(4).query_workers == 1
    assert Limits().shared_by(1) == Limits()


@pytest.mark.slow
def test_processes_are_one_server(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "small")
    with served(tmp_path, "--requests-per-minute", "15") as (process, address, link):
        assert _becomes(lambda: len(process.children()) == 3)
        children = process.children()
        token = parse_qs(urlsplit(link.split()[-1]).query)["token"][0]
        used = [asked(f"{address}/sign-in?token={token}") for _ in range(3)]
        assert used == [303, 403, 403], "a token opens one session, whichever process is asked"
        queries = [quote(f"ASK {{ FILTER({n} > 0) }}") for n in range(20)]
        statuses = {asked(f"{address}/sparql?query={query}") for query in queries}
        assert 429 in statuses, "one client has 5 at once, whichever process is asked"

        children[0].kill()
        assert _becomes(lambda: len({one.pid for one in process.children()} - {children[0].pid}) == 3)
        assert asked(f"{address}/health") == 200

        family = process.children(recursive=True)
        process.kill()
        assert _becomes(lambda: not any(one.is_running() for one in family))


@pytest.mark.slow
def test_told_to_end_all_end(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "small")
    with served(tmp_path) as (process, address, _):
        assert asked(f"{address}/health") == 200
        family = process.children(recursive=True)
        process.terminate()
        assert process.wait(timeout=60) == 0
        assert _becomes(lambda: not any(one.is_running() for one in family))


def _becomes(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether it holds within that time."""
    end = monotonic() + seconds
    while not holds() and monotonic() < end:
        sleep(0.1)
    return holds()
