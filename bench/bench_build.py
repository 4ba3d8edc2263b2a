"""A cold build and one with nothing changed, of the sample reports and of many synthetic rows, by `pobratim`.

    python -m bench.bench_build [--rows 178 1000] [REPORT …]

Every command is a new process, measured from outside. Seconds by the clock depend on what else the machine
does; seconds of processor time, workers included, much less.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import docx

from bench.synthetic_rows import rows
from loaders.sample import build_sample
from ontology.model import CellName, Entry

HEADINGS = (
    "№ п/п", "Наименование мероприятия", "Место проведения мероприятия", "Сроки проведения мероприятия",
    "Содержание и результат мероприятия", "Участники мероприятия",
)  # fmt: skip
CELLS = (CellName.TITLE, CellName.PLACE, CellName.DATES, CellName.CONTENT, CellName.PARTICIPANTS)
ROWS_A_REPORT = 250
COLD_AIM, UNCHANGED_AIM = 10, 1


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """What one process took: seconds by the clock and of processors, and its largest resident size in MiB."""

    clock: float
    processor: float
    peak_mib: float


def main() -> None:
    """Prints both builds of each set of reports."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--rows", nargs="*", type=int, default=[178, 1000])
    options = parser.parse_args()
    print(f"{'':28}{'clock':>10}{'processor':>12}{'peak':>12}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if options.reports:
            measure("the reports named", options.reports, folder / "named")
        measure("the sample reports", build_sample(folder / "sample"), folder / "of-sample")
        for count in options.rows:
            reports = write_reports(count, folder / f"reports-{count}")
            measure(f"{count:,} synthetic rows", reports, folder / f"of-{count}")


def measure(name: str, reports: Sequence[Path], data: Path) -> None:
    """Prints what a cold build of the reports and one with nothing changed take."""
    command = [sys.executable, "-m", "cli.main", "build", "--data", str(data), *map(str, reports)]
    for label, aim in (("cold", COLD_AIM), ("unchanged", UNCHANGED_AIM)):
        run = measured(command)
        print(
            f"{name + ', ' + label:28}{run.clock:8.2f} s{run.processor:10.2f} s{run.peak_mib:8.0f} MiB"
            f"   (aim: under {aim} s for 178 rows)"
        )


def measured(command: Sequence[str]) -> ProcessRun:
    """The run of a command; stops where it fails."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return ProcessRun(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write_reports(count: int, folder: Path) -> list[Path]:
    """Municipal reports of consecutive quarters with that many synthetic rows in all."""
    folder.mkdir()
    entries, written = rows(count), list[Path]()
    while part := list(islice(entries, ROWS_A_REPORT)):
        quarter = len(written)
        path = folder / f"synthetic-{2020 + quarter // 4}-{quarter % 4 + 1}.docx"
        _write(path, f"{('I', 'II', 'III', 'IV')[quarter % 4]} квартал {2020 + quarter // 4} года", part)
        written.append(path)
    return written


def _write(path: Path, quarter: str, entries: Sequence[Entry]) -> None:
    document = docx.Document()
    document.add_paragraph(f"Международные мероприятия муниципальных образований, {quarter}")
    table = document.add_table(rows=0, cols=len(HEADINGS))
    _add(table.add_row().cells, HEADINGS)
    section = None
    for entry in entries:
        if entry.section != section:
            section = entry.section
            cells = table.add_row().cells
            cells[0].merge(cells[-1]).text = section or ""
        _add(table.add_row().cells, (str(entry.number), *(entry.cells[name] for name in CELLS)))
    document.save(str(path))


def _add(cells: Sequence[docx.table._Cell], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


if __name__ == "__main__":
    main()
