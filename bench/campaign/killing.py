"""Builds, reviews and publishing killed at any moment: what is served stays whole, nothing goes on."""

import subprocess
import sys
from collections.abc import Sequence
from signal import SIGKILL
from time import sleep

import psutil

from bench.campaign.run import Run, command
from graph.judgements import load_judgements
from graph.snapshots.snapshot import DataFolder
from tests.engines.servers import OXIGRAPH, oxigraph_server


def attack(run: Run) -> None:
    """Builds first, then reviews, then publishing."""
    _builds(run, run.rounds(100))
    _reviews(run, run.rounds(70))
    if OXIGRAPH.exists():
        _publishing(run, run.rounds(30))


def _builds(run: Run, rounds: int) -> None:
    rng, data = run.random("builds"), run.data
    build = command("build", "--sample", "--data", str(data))
    judgements = data / "judgements.jsonl"
    orphans = 0
    for number in range(rounds):
        judgements.write_text(f"# {rng.random()}\n", encoding="utf-8")  # so that there is something to build
        orphans += _killed(build, rng.uniform(0.3, 6))
        if DataFolder(data).current().damage():
            run.fail(f"kill {number}: what is served is damaged")
    judgements.write_text("", encoding="utf-8")
    subprocess.run(build, check=True, capture_output=True)
    left = list((data / "snapshots").glob(".*"))
    run.note(f"{rounds} builds killed", f"{orphans} processes and {len(left)} folders left")
    if orphans or left:
        run.fail("a process or a folder was left by a killed build")


def _reviews(run: Run, rounds: int) -> None:
    """A review that answers without end; after each kill, the file holds whole judgements and no fewer."""
    rng, file = run.random("reviews"), run.folder / "reviewed.jsonl"
    held = 0
    for number in range(rounds):
        _killed(
            [sys.executable, "-m", "bench.campaign.reviewing", str(file), str(number)], rng.uniform(0.6, 1.6)
        )
        now = len(load_judgements(file)) if file.exists() else 0
        if now < held:
            run.fail(f"kill {number} of a review lost {held - now} judgements")
        held = now
    run.note(f"{rounds} reviews killed", f"{held} judgements kept, every one whole")


def _publishing(run: Run, rounds: int) -> None:
    """The graph sent to a server; after kills, one more sending leaves there what is served here."""
    rng = run.random("publishing")
    with oxigraph_server(run.folder / "published") as server:
        send = command("publish", f"{server}/store", "--data", str(run.data))
        orphans = sum(_killed(send, rng.uniform(0.3, 2.5)) for _ in range(rounds))
        done = subprocess.run(send, capture_output=True, text=True)
    run.note(
        f"{rounds} publishings killed", f"{orphans} processes left; the next ended with {done.returncode}"
    )
    if orphans or done.returncode:
        run.fail(f"publishing after kills: {done.stderr[-300:]}")


def _killed(arguments: Sequence[str], after: float) -> int:
    """How many processes are left of the command that is killed after so many seconds."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sleep(after)
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    process.send_signal(SIGKILL)
    process.wait()
    sleep(0.5 if family else 0)
    return sum(map(_lives, family))


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
