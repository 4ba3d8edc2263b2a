"""What is killed leaves nothing running and, once the next has started, nothing lying about."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from cli.scratch import PREFIX, scratch_folder
from tests.queries.small import write_snapshot
from tests.reports import build_report, event
from tests.web.server import address_of, asking

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
READING = """
import sys, threading
from pathlib import Path
from loaders.documents.open import open_document
from loaders.parallel import extract_entries
from loaders.report import read_report
if __name__ == "__main__":
    if sys.argv[2] == "threads":
        threading.Thread(target=threading.Event().wait, daemon=True).start()  # so no worker is forked
    entries = read_report(open_document(Path(sys.argv[1]))).entries
    rows = extract_entries((one for _ in range(1_000_000) for one in entries), 2)
    for number, _ in enumerate(rows):
        if number == 60:
            print("reading", flush=True)
"""


def until(holds: Callable[[], bool]) -> bool:
    """Whether it holds within a while."""
    since = monotonic()
    while not holds() and monotonic() - since < 20:
        sleep(0.05)
    return holds()


@contextmanager
def killed_with_children(process: "subprocess.Popen[str]") -> Iterator[list[psutil.Process]]:
    """The process's descendants, the process itself being killed at the end of the context."""
    family = psutil.Process(process.pid).children(recursive=True)
    try:
        yield family
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def is_gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.slow
@pytest.mark.parametrize("way", ["forked", "threads"])
def test_reading_processes_end_with_the_one_that_started_them(tmp_path: Path, way: str) -> None:
    report = build_report(tmp_path / "report.docx", "Город Смоленск", *(event(n) for n in range(1, 31)))
    command = [sys.executable, "-c", READING, str(report), way]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "reading\n"
    with killed_with_children(process) as family:
        assert len(family) >= 2
    assert until(lambda: all(map(is_gone, family)))


def query_workers(server: psutil.Process) -> list[psutil.Process]:
    """The processes that answer the queries of a server."""
    return [one for one in server.children(recursive=True) if "queries.engine.workers" in one.cmdline()]


@pytest.mark.slow
def test_query_workers_end_with_their_server_in_the_middle_of_a_query(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "small")
    command = [sys.executable, "-m", "cli.main", "serve", "--data", str(tmp_path), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = address_of(process)
    with asking(address, ENDLESS):
        server = psutil.Process(process.pid)
        assert until(lambda: any(one.cpu_times().user > 1 for one in query_workers(server)))
        with killed_with_children(process) as family:
            assert family
    assert until(lambda: all(map(is_gone, family)))


def test_a_scratch_folder_goes_in_the_end_or_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, young = tmp_path / f"{PREFIX}left", tmp_path / f"{PREFIX}young"
    for folder in (left, young):
        (folder / "inside").mkdir(parents=True)
    os.utime(left, (0, 0))
    with scratch_folder() as first:
        os.utime(first, (0, 0))
        with scratch_folder() as second:
            assert first.is_dir(), "it is held"
            assert second.is_dir()
    assert list(tmp_path.iterdir()) == [young]
