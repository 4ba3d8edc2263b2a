"""Extraction on a real Dask cluster of processes on loopback: what comes back is what one process reads."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from bench.synthetic_rows import rows
from loaders import cluster
from loaders.batch import read_batch
from loaders.cluster import Reader, connected
from loaders.extract import extract_entry
from ontology.errors import ParameterError, StoreError, Where
from ontology.model import Entry, EntryFacts
from tests.engines.dask import on, process, scheduler, wait_for_workers, worker
from tests.engines.servers import free_port
from tests.loaders import cluster_rows
from tests.reports import build_report, event

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("ignore")]
ROOT = Path(__file__).parents[2]
ROWS = 300
KILLS, SECONDS_BETWEEN_KILLS = 4, 2


@pytest.fixture
def running() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A scheduler and two workers, each started again by its nanny when it dies; the port, the scheduler."""
    port = free_port()
    with ExitStack() as held:
        one = held.enter_context(process(*scheduler(port)))
        nannies = [held.enter_context(process(*worker(port))) for _ in range(2)]
        wait_for_workers(port, len(nannies))
        yield port, one


def alone(entries: list[Entry]) -> list[EntryFacts]:
    return [extract_entry(entry) for entry in entries]


def later(seconds: float, deed: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(seconds, deed)
    timer.start()
    return timer


def test_a_worker_that_is_killed_again_and_again_loses_nothing(
    running: tuple[int, subprocess.Popen[bytes]],
) -> None:
    port, _ = running
    entries = list(rows(ROWS, seed=5))
    done, killed = threading.Event(), list[int]()

    def kill() -> None:
        while len(killed) < KILLS:
            reading = [one for one in psutil.process_iter() if _reads(one, port)]
            for one in reading[:1]:
                killed.append(one.pid)
                one.kill()
            if done.wait(SECONDS_BETWEEN_KILLS):
                return

    killer = threading.Thread(target=kill)
    with connected(on(port)) as workers:
        killer.start()
        try:
            found = list(workers.extract([entries[:200], entries[200:]]))
        finally:
            done.set()
            killer.join()

    assert killed
    assert found == [alone(entries[:200]), alone(entries[200:])]


def _reads(one: psutil.Process, port: int) -> bool:
    """Whether it is a worker that a nanny of this test started."""
    try:
        parent = one.parent()
        return parent is not None and f"tcp://127.0.0.1:{port}" in parent.cmdline() and bool(one.cmdline())
    except psutil.NoSuchProcess:
        return False


def test_a_scheduler_that_is_started_again_loses_nothing(
    running: tuple[int, subprocess.Popen[bytes]],
) -> None:
    port, first = running
    entries = list(rows(ROWS, seed=6))
    with ExitStack() as held, connected(on(port)) as workers:
        answers = workers.extract([entries[:100], entries[100:]])
        found = [next(answers)]
        first.kill()
        first.wait()
        held.enter_context(process(*scheduler(port)))
        for _ in range(2):
            held.enter_context(process(*worker(port)))
        found += answers

    assert found == [alone(entries[:100]), alone(entries[100:])]


@pytest.mark.parametrize(
    ("reading", "key"),
    [(cluster_rows.read_or_die, "rows-kill-workers"), (cluster_rows.read_or_fail, "rows-fail")],
)
def test_a_report_that_fails_thrice_is_told_and_stops_no_other(
    reading: Callable[..., list[EntryFacts]],
    key: str,
    running: tuple[int, subprocess.Popen[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port, _ = running
    monkeypatch.setattr(cluster, "read_rows", reading)
    bad = build_report(tmp_path / "bad.docx", "Город Смоленск", event(1), event(2, cluster_rows.POISON))
    good = build_report(tmp_path / "good.docx", "Город Смоленск", event(1), event(2))
    with connected(on(port)) as workers:
        batch = read_batch([bad, good], tmp_path / "cache", extract=workers.extract)

    assert [one.facts().report.name for one in batch.read] == ["good"]
    (failed,) = batch.failed
    assert (failed.key, failed.where) == (key, Where("bad", 1, 4))  # below the header, the heading and a row
    assert batch.read[0].facts() == read_batch([good], tmp_path / "other").read[0].facts()


def test_workers_of_another_region_are_named_before_work_begins() -> None:
    port = free_port()
    other = str(ROOT / "tests" / "regions" / "bryansk.yml")
    with process(*scheduler(port)), process(*worker(port), POBRATIM_REGION=other):
        wait_for_workers(port, 1)
        with pytest.raises(StoreError, match="another version"), connected(on(port)):
            pass


def test_processes_of_this_machine_are_a_cluster_too() -> None:
    entries = list(rows(30, seed=7))
    with connected("local:2") as workers:
        (found,) = workers.extract([entries])

    assert found == alone(entries)


@pytest.mark.parametrize("address", ["local:", "local:0", "local:two"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ParameterError), connected(address):
        pass


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 1)
    began = time.monotonic()
    with pytest.raises(StoreError, match="does not answer"), connected(on(free_port())):
        pass
    assert time.monotonic() - began < 60


def test_the_key_of_a_task_is_that_of_its_words() -> None:
    one, other = rows(2)
    reader = Reader.here()

    assert reader.key([one]) == reader.key([one]) != reader.key([other])
