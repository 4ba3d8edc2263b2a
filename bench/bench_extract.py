"""Extraction: rows per second on one core, growth with the number of rows, memory, processes, start-up.

    python -m bench.bench_extract [--rows 1000 10000]

Each figure is given by the clock, as a user waits, and by processor time, which a busy machine distorts less.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.synthetic_rows import rows
from loaders.parallel import extract_entries
from ontology.model import Entry

WARM_UP = 1_000  # after so many rows the caches of words and names are full
FIRST_ROW = """
from bench.synthetic_rows import rows
from loaders.extract import extract_entry
extract_entry(next(rows(1)))
"""


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """Seconds by the clock, and of processors in this process and those it started and awaited."""

    clock: float
    processor: float


def main() -> None:
    """Prints each figure with what it is to be compared with."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", nargs=2, type=int, default=[1_000, 10_000])
    few, many = parser.parse_args().rows
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':30}{'clock':>8}{'processor':>12}")

    first = taken(lambda: subprocess.run([sys.executable, "-c", FIRST_ROW], check=True))
    show("new process to first row, s", first.clock, first.processor, "(aim: under 2)")

    extract(rows(WARM_UP, seed=7))
    small, small_memory = taken(lambda: extract(rows(few))), peak_mib()
    large, large_memory = taken(lambda: extract(rows(many))), peak_mib()
    show(f"one core, {few:,} rows, rows/s", few / small.clock, few / small.processor, "(aim: at least 100)")
    show(f"one core, {many:,} rows, rows/s", many / large.clock, many / large.processor)
    longer = few / many
    show(
        f"time a row, {many:,} : {few:,}",
        large.clock / small.clock * longer,
        large.processor / small.processor * longer,
        "(linear: 1)",
    )
    growth = f"{large_memory / small_memory:8.2f}"
    print(f"peak memory, {many:,} : {few:,}   {growth}               ({large_memory:.0f} MiB; flat: 1)")

    two = taken(lambda: extract(rows(many), processes=2))
    print(f"two processes : one           {large.clock / two.clock:8.2f}               (aim: at least 1.7)")
    print(f"processor time, one : two     {'':8}{large.processor / two.processor:12.2f}   (nothing lost: 1)")


def show(name: str, clock: float, processor: float, aim: str = "") -> None:
    """Prints one figure."""
    print(f"{name:30}{clock:8.2f}{processor:12.2f}   {aim}")


def extract(entries: Iterable[Entry], processes: int = 1) -> None:
    """Extracts all entries and keeps nothing."""
    for _ in extract_entries(entries, processes):
        pass


def taken(work: Callable[[], object]) -> TimeTaken:
    """What the work takes."""
    clock, processor = time.perf_counter(), processor_seconds()
    work()
    return TimeTaken(time.perf_counter() - clock, processor_seconds() - processor)


def processor_seconds() -> float:
    """Processor time of this process and of its children that have ended."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def peak_mib() -> float:
    """The largest resident size of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
