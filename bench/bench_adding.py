"""What it costs to add a report to a graph of many, beside building that report alone and building all anew.

    python -m bench.bench_adding [--reports 40]

Reports are read before the clock starts. Seconds are of processor time, which a busy machine distorts less.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.synthetic import ROWS_A_REPORT, inputs
from graph.build.run import ReportInput, build_snapshot
from graph.build.summary import BuildSummary
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from web.site import index_snapshot

AIM = 3


def main() -> None:
    """Prints each build and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=40)
    count: int = parser.parse_args().reports
    reports = inputs(ROWS_A_REPORT * (count + 1), processes=2)
    for one in reports:
        one.facts()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        alone = timed("one report alone", reports[-1:], folder / "alone")
        timed(f"{count} reports", reports[:-1], folder / "all")
        added = timed("one report added to them", reports, folder / "all")
        timed(f"{count + 1} reports anew", reports, folder / "anew")
    print(f"added : alone {added / alone:.2f} (aim: under {AIM})")


def timed(name: str, reports: Sequence[ReportInput], data: Path) -> float:
    """Builds; prints and answers the seconds of processor time."""
    folder, began = DataFolder(data), time.process_time()
    summary: BuildSummary = build_snapshot(
        reports, folder, prepare=lambda snapshot: index_snapshot(folder, snapshot, DEFAULT_BASE)
    )
    used = time.process_time() - began
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds.items())
    print(f"{name:28}{used:8.2f} s   {sum(summary.triples.values()):>10,} triples   ({stages})", flush=True)
    return used


if __name__ == "__main__":
    main()
