"""Twenty clients over twelve addresses, with the memory of all processes watched."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from time import monotonic, sleep

import httpx

from bench.campaign.run import Run
from tests.web.server import process_of, serving

_CLIENTS = 20
_ADDRESSES = (
    "/", "/events?page={n}", "/agreements", "/browse/municipality", "/network", "/network.svg", "/timeline",
    "/map", "/search?q=слово{n}", "/questions/reports", "/events.csv?page={n}",
    "/sparql?query=ASK%7BFILTER({n}>0)%7D",
)  # fmt: skip
_MOST_GROWTH = 192 * 2**20
"""What kept pages and answers may take in all; they may still be filling."""


def attack(run: Run) -> None:
    """No answer is an error, and memory does not grow for ever."""
    seconds = 300 * run.share
    took: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    with serving(run.data, "--requests-per-minute", "0") as address:
        until = monotonic() + seconds
        with ThreadPoolExecutor(_CLIENTS + 1) as pool:
            memory = pool.submit(_memory, address, until)
            clients = [
                pool.submit(_client, address, number, until, took, wrong) for number in range(_CLIENTS)
            ]
            for client in clients:
                client.result()
            resident = memory.result()
    total = sum(map(len, took.values()))
    slowest = max(took, key=lambda path: _p99(took[path]))
    run.note(f"{_CLIENTS} clients for {seconds:.0f} s", f"{total} answers, {len(wrong)} wrong")
    run.note("slowest p99 of an address", f"{_p99(took[slowest]) * 1000:.0f} ms ({slowest})")
    half = len(resident) // 2
    run.note(
        "memory of all processes, MB",
        " → ".join(str(one // 2**20) for one in (resident[0], resident[half], resident[-1])),
    )
    for one in sorted(set(wrong))[:5]:
        run.fail(one)
    if resident[-1] - resident[half] > _MOST_GROWTH:
        run.fail("memory grew through the second half")


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


def _memory(address: str, until: float) -> list[int]:
    """The memory of the server and its workers, every second."""
    server = process_of(address)
    seen: list[int] = []
    while monotonic() < until or len(seen) < 3:
        sleep(min(1, max(0.2, (until - monotonic()) / 5)))
        family = [server, *server.children(recursive=True)]
        seen.append(sum(one.memory_info().rss for one in family if one.is_running()))
    return seen


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[max(0, int(len(seconds) * 0.99) - 1)]
