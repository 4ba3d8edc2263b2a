"""Twenty clients over twelve addresses, with the memory of all processes watched."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from time import monotonic, sleep

import httpx
import psutil

from bench.campaign.run import Run
from tests.web.server import process_of, serving

_CLIENTS = 20
_ADDRESSES = (
    "/", "/events?page={n}", "/agreements", "/browse/municipality", "/network", "/network.svg", "/timeline",
    "/map", "/search?q=слово{n}", "/questions/reports", "/events.csv?page={n}",
    "/sparql?query=ASK%7BFILTER({n}>0)%7D",
)  # fmt: skip
_MOST_GROWTH = 96 * 2**20
"""How much more the server may take in the second half than its caches have taken up meanwhile."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """Bytes held by the server, by its workers, and by its caches of pages and answers."""

    server: int
    workers: int
    kept: int


def attack(run: Run) -> None:
    """No answer is an error, and memory does not grow for ever."""
    seconds = 300 * run.share
    took: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    with serving(run.data, "--workers", "1", "--requests-per-minute", "0") as address:
        until = monotonic() + seconds
        with ThreadPoolExecutor(_CLIENTS + 1) as pool:
            memory = pool.submit(_memory, address, until)
            clients = [
                pool.submit(_client, address, number, until, took, wrong) for number in range(_CLIENTS)
            ]
            for client in clients:
                client.result()
            seen = memory.result()
    total = sum(map(len, took.values()))
    slowest = max(took, key=lambda path: _p99(took[path]))
    run.note(f"{_CLIENTS} clients for {seconds:.0f} s", f"{total} answers, {len(wrong)} wrong")
    run.note("slowest p99 of an address", f"{_p99(took[slowest]) * 1000:.0f} ms ({slowest})")
    for one in sorted(set(wrong))[:5]:
        run.fail(one)
    _tell_memory(run, seen)


def _tell_memory(run: Run, seen: list[_Memory]) -> None:
    quarters = [seen[(len(seen) - 1) * quarter // 4] for quarter in range(5)]
    for whose, sizes in (
        ("the server", [one.server for one in quarters]),
        ("its caches", [one.kept for one in quarters]),
        ("its workers", [one.workers for one in quarters]),
    ):
        run.note(f"memory of {whose}, MB", " → ".join(str(size // 2**20) for size in sizes))
    half, end = quarters[2], quarters[4]
    if (end.server + end.workers - end.kept) - (half.server + half.workers - half.kept) > _MOST_GROWTH:
        run.fail("memory grew through the second half by more than what is kept")


def _client(address: str, number: int, until: float, took: dict[str, list[float]], wrong: list[str]) -> None:
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        for n, path in enumerate(cycle(_ADDRESSES[number % 12 :] + _ADDRESSES[: number % 12])):
            if monotonic() > until:
                return
            since = monotonic()
            answer = client.get(path.format(n=n * _CLIENTS + number))
            took[path].append(monotonic() - since)
            if answer.status_code >= 500 and answer.status_code != 503:
                wrong.append(f"{answer.status_code} for {path}")


def _memory(address: str, until: float) -> list[_Memory]:
    """The memory of the server and its workers, every second."""
    server = process_of(address)
    seen: list[_Memory] = []
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        while monotonic() < until or len(seen) < 3:
            sleep(min(1, max(0.2, (until - monotonic()) / 5)))
            workers = sum(_resident(one) for one in server.children(recursive=True))
            kept = client.get("/health").json()["kept"]
            seen.append(_Memory(_resident(server), workers, sum(one["bytes"] for one in kept.values())))
    return seen


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[max(0, int(len(seconds) * 0.99) - 1)]
