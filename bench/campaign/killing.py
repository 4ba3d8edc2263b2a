"""Builds, reviews and publishing killed at any moment: what is served stays whole, nothing goes on."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep

import psutil

from bench.campaign.run import Run, command
from graph.judgements import load_judgements
from graph.snapshots.snapshot import DataFolder
from tests.engines.servers import OXIGRAPH, oxigraph_server


def builds(run: Run) -> None:
    """What is served is whole after each kill; after all of them the next build is, and nothing is left."""
    rng, data = run.random("builds"), run.data
    build = command("build", "--sample", "--data", str(data))
    judgements = data / "judgements.jsonl"

    def change() -> None:
        judgements.write_text(f"# {rng.random()}\n", encoding="utf-8")  # so that there is something to build

    change()
    whole = _seconds(build)
    rounds = killed = orphans = 0
    for number in run.each("builds to be killed", 100):
        change()
        was_killed, left = _killed(build, rng.uniform(0.05, 1) * whole)
        rounds, killed, orphans = rounds + 1, killed + was_killed, orphans + left
        if DataFolder(data).current().damage():
            run.fail(f"kill {number}: what is served is damaged")
    judgements.write_text("", encoding="utf-8")
    subprocess.run(build, check=True, capture_output=True)
    folders = list((data / "snapshots").glob(".*"))
    run.note(
        f"{killed} of {rounds} builds killed under way",
        f"{orphans} processes and {len(folders)} folders left; the next one whole",
    )
    if orphans or folders or DataFolder(data).current().damage():
        run.fail("a process, a folder or a damage was left by a killed build")


def reviews(run: Run) -> None:
    """A review that answers without end; after each kill, the file holds whole judgements and no fewer."""
    rng, file = run.random("reviews"), run.folder / "reviewed.jsonl"

    def reviewing(name: object) -> list[str]:
        return [sys.executable, "-m", "bench.campaign.reviewing", str(file), str(name)]

    begins = _seconds_to_write(reviewing("first"), file)
    rounds = held = 0
    for number in run.each("reviews to be killed", 70):
        _killed(reviewing(number), rng.uniform(0.7, 2) * begins)
        rounds += 1
        now = len(load_judgements(file)) if file.exists() else 0
        if now < held:
            run.fail(f"kill {number} of a review lost {held - now} judgements")
        held = now
    run.note(f"{rounds} reviews killed", f"{held} judgements kept, every one whole")
    if held < rounds // 2:
        run.fail("hardly a review had written anything when it was killed")


def publishing(run: Run) -> None:
    """The graph sent to a server; after kills, one more sending leaves there what is served here."""
    if not OXIGRAPH.exists():
        run.note("publishing", "no server to send to")
        return
    rng = run.random("publishing")
    with oxigraph_server(run.folder / "published") as server:
        send = command("publish", f"{server}/store", "--data", str(run.data))
        whole = _seconds(send)
        rounds = killed = orphans = 0
        for _ in run.each("publishings to be killed", 30):
            was_killed, left = _killed(send, rng.uniform(0.05, 1) * whole)
            rounds, killed, orphans = rounds + 1, killed + was_killed, orphans + left
        done = subprocess.run(send, capture_output=True, text=True)
    run.note(
        f"{killed} of {rounds} publishings killed under way",
        f"{orphans} processes left; the next ended with {done.returncode}",
    )
    if orphans or done.returncode:
        run.fail(f"publishing after kills: {done.stderr[-300:]}")


def _seconds(arguments: Sequence[str]) -> float:
    """How long the command takes when nobody kills it."""
    since = monotonic()
    subprocess.run(arguments, check=True, capture_output=True)
    return monotonic() - since


def _seconds_to_write(arguments: Sequence[str], file: Path) -> float:
    """How long the command takes until the file is there; then it is killed."""
    since = monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not file.exists() and process.poll() is None:
        sleep(0.01)
    process.send_signal(SIGKILL)
    process.wait()
    return monotonic() - since


def _killed(arguments: Sequence[str], after: float) -> tuple[bool, int]:
    """Whether the command still ran when it was killed, and how many processes it left."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sleep(after)
    runs = process.poll() is None
    family = psutil.Process(process.pid).children(recursive=True) if runs else []
    process.send_signal(SIGKILL)
    process.wait()
    sleep(0.5 if family else 0)
    return runs, sum(map(_lives, family))


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
