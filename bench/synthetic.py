"""Synthetic reports of any size, and the graph that the product itself builds of them.

    python -m bench.synthetic ROWS DATA [--seed N] [--processes N]

The same number and seed always give the same reports, with the rows of bench/synthetic_rows.py; they are
read, resolved, written and checked by the same code as anybody's.
"""

import argparse
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from pathlib import Path

from bench.synthetic_rows import rows
from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from loaders.cache import FactsCache
from loaders.parallel import extract_entries
from ontology.model import Entry, Period, Report, ReportFacts, Scope

ROWS_A_REPORT = 125
LATEST = 2025 * 4 + 1
"""The quarter of the first report, counted from the year 0; each further one is of the quarter before."""
QUARTERS = ("I", "II", "III", "IV")


def reports(size: int, seed: int = 1) -> Iterator[Report]:
    """Municipal reports with that many rows in all, each of the quarter before that of the last."""
    drawn = rows(size, seed)
    for quarter in count(LATEST, -1):
        entries = tuple(islice(drawn, ROWS_A_REPORT))
        if not entries:
            return
        yield _report(quarter, seed, entries)


def _report(quarter: int, seed: int, entries: tuple[Entry, ...]) -> Report:
    year, part = divmod(quarter, 4)
    start, following = date(year, 3 * part + 1, 1), date(year + part // 3, 3 * ((part + 1) % 4) + 1, 1)
    name = f"synthetic-{year}-Q{part + 1}"
    return Report(
        name=name,
        file=f"{name}.docx",
        sha256=hashlib.sha256(f"{name} {seed} {len(entries)}".encode()).hexdigest(),
        title=f"Международные мероприятия муниципальных образований, {QUARTERS[part]} квартал {year} года",
        scope=Scope.MUNICIPAL,
        period=Period(f"{year}-Q{part + 1}", start, following - timedelta(days=1)),
        entries=entries,
    )


def inputs(size: int, seed: int = 1, processes: int = 1) -> list[ReportInput]:
    """The reports as a build takes them; each is read when it is asked for, and once."""
    return [ReportInput(one.sha256, _reader(one, processes)) for one in reports(size, seed)]


def _reader(report: Report, processes: int) -> Callable[[], ReportFacts]:
    return cache(lambda: ReportFacts(report, tuple(extract_entries(report.entries, processes))))


def build(folder: Path, size: int, seed: int = 1, processes: int = 1) -> DataFolder:
    """The data folder, with the graph of so many rows served; what was read of them waits in its cache."""
    data = DataFolder(folder)
    cache = FactsCache(data.cache)
    build_snapshot([_kept(one, cache, processes) for one in reports(size, seed)], data)
    return data


def _kept(report: Report, cache: FactsCache, processes: int) -> ReportInput:
    """The report, read now if never before, as a build takes it from the cache."""
    name, digest = report.file, report.sha256

    def facts() -> ReportFacts:
        found = cache.get(name, digest)
        assert found is not None
        return found

    if not cache.holds(name, digest):
        cache.put(name, digest, ReportFacts(report, tuple(extract_entries(report.entries, processes))))
    return ReportInput(digest, facts, cache.file(name, digest))


def main(arguments: Sequence[str] | None = None) -> None:
    """Builds a graph as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=int)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    build(options.data, options.rows, options.seed, options.processes)


if __name__ == "__main__":
    main()
