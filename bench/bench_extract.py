"""Extraction: rows per second on one core, growth with the number of rows, memory, processes, start-up."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterable

from bench.synthetic_rows import rows
from loaders.extract import extract_entry
from loaders.parallel import extract_entries
from ontology.model import Entry

SIZES = (1_000, 10_000)
FIRST_ROW = """
from bench.synthetic_rows import rows
from loaders.extract import extract_entry
extract_entry(next(rows(1)))
"""


def peak_mib() -> float:
    """The largest resident size of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(entries: Iterable[Entry], processes: int = 1) -> float:
    """How long it takes to extract all entries, with nothing kept."""
    started = time.perf_counter()
    for _ in extract_entries(entries, processes):
        pass
    return time.perf_counter() - started


def main() -> None:
    """Prints each figure with what it is to be compared with."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_ROW], check=True)
    print(f"new process to first row     {time.perf_counter() - started:8.2f} s     (aim: under 2)")

    for entry in rows(200, seed=7):
        extract_entry(entry)
    small, small_memory = seconds(rows(SIZES[0])), peak_mib()
    large, large_memory = seconds(rows(SIZES[1])), peak_mib()
    print(f"one core, {SIZES[0]:6,} rows        {SIZES[0] / small:8.0f} rows/s (aim: at least 100)")
    print(f"one core, {SIZES[1]:6,} rows        {SIZES[1] / large:8.0f} rows/s")
    print(f"time per row, 10,000 : 1,000 {large / SIZES[1] / (small / SIZES[0]):8.2f}        (linear: 1)")
    growth = large_memory / small_memory
    print(f"peak memory, 10,000 : 1,000  {growth:8.2f}        ({large_memory:.0f} MiB; flat: 1)")

    two = seconds(rows(SIZES[1]), processes=2)
    print(f"two processes : one          {large / two:8.2f}        (aim: at least 1.7)")


if __name__ == "__main__":
    main()
