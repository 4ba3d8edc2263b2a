"""Clients that go away, read slowly or ask too much cost the others nothing."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from copy import copy
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest

from queries.engine.errors import EngineBusyError
from tests.queries.small import write_snapshot
from tests.web.server import asking, serving
from web.endpoint.admission import WAITING, Admission
from web.http.counts import SharedCounts

pytestmark = pytest.mark.slow

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("served")
    write_snapshot(data, "small")
    with serving(data, "--query-seconds", "20", "--requests-per-minute", "0") as address:
        yield address


def ask(address: str) -> float:
    """The seconds that an ASK takes to be answered."""
    since = monotonic()
    query = f"ASK {{ FILTER({since} > 0) }}"  # never asked before
    answer = httpx.get(f"{address}/sparql", params={"query": query}, timeout=40, trust_env=False)
    assert answer.status_code == 200
    assert answer.json()["boolean"]
    return monotonic() - since


def test_clients_that_go_away_in_an_answer_hold_no_worker(address: str) -> None:
    ask(address)
    for _ in range(4):
        asking(address, LONG, reading=20_000).close()
    assert ask(address) < 5


def test_a_client_that_goes_away_stops_its_query(address: str) -> None:
    ask(address)
    for _ in range(4):
        asking(address, ENDLESS).close()
    assert ask(address) < 5


def test_slow_readers_hold_no_worker(address: str) -> None:
    ask(address)
    with ExitStack() as readers:
        for _ in range(6):
            readers.enter_context(asking(address, LONG, reading=100))
        assert ask(address) < 5


def test_a_queue_that_is_full_says_so_at_once(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "small")
    answers: list[tuple[int, float, str]] = []
    since = monotonic()

    def run(address: str) -> None:
        answer = client.get(f"{address}/sparql", params={"query": ENDLESS})
        answers.append((answer.status_code, monotonic() - since, answer.headers.get("retry-after", "")))

    bounds = httpx.Limits(max_connections=None)
    with (
        serving(tmp_path, "--query-seconds", "6") as address,
        httpx.Client(limits=bounds, timeout=60) as client,
    ):
        ask(address)
        assert client.get(f"{address}/help").status_code == 200
        crowd = [Thread(target=run, args=(address,)) for _ in range(60)]
        since = monotonic()
        for one in crowd:
            one.start()
        assert client.get(f"{address}/matrix").status_code == 200
        waited_for_a_page = monotonic() - since
        for one in crowd:
            one.join()
    assert waited_for_a_page < 5
    assert {status for status, _, _ in answers} == {503}
    assert max(seconds for _, seconds, _ in answers) < 6 + 2, "waiting and running together"
    assert sum(1 for _, seconds, again in answers if seconds < 5 and again) >= 20, "most are told at once"


def test_a_query_that_is_hard_to_read_holds_nobody_up(address: str) -> None:
    ask(address)
    kind = {"content-type": "application/sparql-query"}
    for body in ("a." * 32_000, '"\\' * 32_000, "ASK { FILTER(" + "(" * 100_000):
        with httpx.Client(base_url=address, timeout=60) as client:
            since = monotonic()
            answer = client.post("/sparql", content=body, headers=kind)
        assert answer.status_code == 400
        assert monotonic() - since < 5


def test_a_query_whose_time_is_over_gets_no_place_any_more() -> None:
    async def admitted() -> bool:
        admission = Admission(places=2, queue=10, counts=SharedCounts())

        async def wait_for_a_place() -> bool:
            try:
                async with admission.place("one client", 0.05):
                    return True
            except EngineBusyError:
                return False

        async with admission.place("one client", 60):
            waiting = asyncio.create_task(wait_for_a_place())
            await asyncio.sleep(0)
            sleep(0.1)  # the loop is busy while that time goes by
        return await waiting

    with ThreadPoolExecutor() as elsewhere:  # this thread may have a loop of its own, of a browser's
        assert not elsewhere.submit(lambda: asyncio.run(admitted())).result()


def test_all_processes_have_one_queue_of_which_a_client_has_half() -> None:
    async def refused() -> list[int]:
        """How many each of three clients was told at once that there is no room, and how many wait then."""
        counts = SharedCounts()
        processes = [Admission(places=2, queue=8, counts=copy(counts)) for _ in range(2)]
        waiting: list[asyncio.Task[None]] = []

        async def crowd(client: str) -> int:
            fresh = [asyncio.create_task(one.wait(client, 60)) for one in processes for _ in range(6)]
            waiting.extend(fresh)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return sum(1 for one in fresh if one.done() and one.exception() is not None)

        found = [await crowd("one client"), await crowd("other"), await crowd("third")]
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return [*found, counts.of((WAITING,))]

    with ThreadPoolExecutor() as elsewhere:
        # Of 12 one runs in each process and 4 may wait; then the other client has the second place of each.
        assert elsewhere.submit(lambda: asyncio.run(refused())).result() == [6, 6, 12, 0]
