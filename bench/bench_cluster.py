"""Extraction on a cluster whose workers are killed and whose scheduler is started again: losses and pace.

    python -m bench.bench_cluster [--rows 20000] [--workers 2] [--seconds-between-kills 5]

A real scheduler and workers, as processes on the loopback address. Every few seconds, if a report has come
back since, a worker is killed (its nanny starts another), once the scheduler. Afterwards processes of this
machine read the same rows; what came back is compared with that, row by row.
"""

import argparse
import hashlib
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

import psutil

from bench.synthetic_rows import rows
from loaders.cluster import connected
from loaders.parallel import extract_entries
from ontology.errors import ReportError
from ontology.model import EntryFacts
from tests.engines.dask import end, on, process, scheduler, wait_for_workers, worker
from tests.engines.servers import free_port

ROWS_A_REPORT = 125


@dataclass(slots=True)
class Harm:
    """What was done to the cluster; `answered` is set by each report that came back since the last of it."""

    workers: int = 0
    schedulers: int = 0
    answered: threading.Event = field(default_factory=threading.Event)


def main() -> None:
    """Prints what was read, what was lost and how fast it went."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds-between-kills", type=float, default=5.0)
    options = parser.parse_args()
    entries = list(rows(options.rows))
    reports = [entries[at : at + ROWS_A_REPORT] for at in range(0, len(entries), ROWS_A_REPORT)]
    with fragile_cluster(options.workers, options.seconds_between_kills) as (address, harm):
        began = time.monotonic()
        with connected(address) as cluster:
            found = digests(facts_of(noted(cluster.extract(reports), harm)))
        seconds = time.monotonic() - began
    print(f"{harm.workers} workers killed, the scheduler started again {harm.schedulers} time(s)")
    print(
        f"on the cluster {len(found):,} rows in {seconds:.0f} s: {len(found) / seconds:.0f} rows/s",
        flush=True,
    )
    began = time.monotonic()
    known = digests(extract_entries(entries, options.workers))
    seconds = time.monotonic() - began
    print(f"here           {len(known):,} rows in {seconds:.0f} s: {len(known) / seconds:.0f} rows/s")
    differing = sum(one != other for one, other in zip(found, known, strict=False))
    print(
        f"lost {max(0, len(known) - len(found))}, too many {max(0, len(found) - len(known))}, "
        f"read otherwise {differing}"
    )


def noted(
    answers: Iterable[list[EntryFacts] | ReportError], harm: Harm
) -> Iterator[list[EntryFacts] | ReportError]:
    """The answers, of each of which is told to whoever waits to do harm."""
    for answer in answers:
        harm.answered.set()
        yield answer


def facts_of(answers: Iterable[list[EntryFacts] | ReportError]) -> Iterator[EntryFacts]:
    """The facts of all reports; raises what kept one from being read."""
    for answer in answers:
        if isinstance(answer, ReportError):
            raise answer
        yield from answer


def digests(facts: Iterable[EntryFacts]) -> list[str]:
    """A digest of all that was read of each row."""
    return [hashlib.sha256(repr(one).encode()).hexdigest() for one in facts]


@contextmanager
def fragile_cluster(workers: int, seconds: float) -> Iterator[tuple[str, Harm]]:
    """A scheduler and workers that do not live long; its address, and what was done to it so far."""
    port, harm, done = free_port(), Harm(), threading.Event()
    with ExitStack() as held:
        running = [start(held, scheduler(port))]
        nannies = [start(held, (*worker(port), "--death-timeout", "600")) for _ in range(workers)]
        wait_for_workers(port, workers, 120)

        def harm_it() -> None:
            while not done.wait(seconds):
                if not harm.answered.is_set():  # killed before they have read a row, workers never would
                    continue
                harm.answered.clear()
                at_work = [one for nanny in nannies for one in children(nanny)]
                if at_work:
                    end(at_work[harm.workers % len(at_work)])
                    harm.workers += 1
                if harm.workers == 4 and not harm.schedulers:
                    running[0].kill()
                    running[0].wait()
                    running[0] = start(held, scheduler(port))
                    harm.schedulers += 1

        harming = threading.Thread(target=harm_it)
        held.callback(harming.join)
        held.callback(done.set)
        harming.start()
        yield on(port), harm


def start(held: ExitStack, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process of Dask's, ended with all that it started; a task may lose many workers here."""
    return held.enter_context(process(*arguments, failures=20))


def children(nanny: subprocess.Popen[bytes]) -> list[int]:
    """The workers of a nanny."""
    with suppress(psutil.NoSuchProcess):
        return [
            one.pid for one in psutil.Process(nanny.pid).children() if "spawn_main" in " ".join(one.cmdline())
        ]
    return []


if __name__ == "__main__":
    main()
