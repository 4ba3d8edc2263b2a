"""Extraction of two checkouts side by side: start-up, rows a second of reports and of synthetic rows, memory.

    python -m bench.bench_beside OTHER_CHECKOUT REPORT … [--rounds 3] [--rows 3000]

The checkouts take turns, each in processes of its own, and processor time counts: a machine that does other
work too disturbs both alike. «cold» is the first pass over the reports, «warm» the best of the later ones.
Both read the same synthetic rows, those of this checkout, after 500 others of them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.synthetic_rows import rows

HERE = Path(__file__).parents[1]
FIRST = 500
"""Synthetic rows that are read before any is timed."""
FIGURES = ("start-up, s", "cold, rows/s", "warm, rows/s", "synthetic, rows/s", "memory, MiB")
MEASURED = """
import json, resource, sys
from pathlib import Path
from time import process_time
from loaders.extract import extract_entry
from loaders.parallel import extract_entries
from ontology.model import CellName, Entry

def seconds(entries):
    started = process_time()
    for _ in extract_entries(entries, 1):
        pass
    return process_time() - started

def rows(path):
    for row in json.loads(Path(path).read_text("utf-8")):
        cells = {CellName(name): text for name, text in row.pop("cells").items()}
        yield Entry(cells=cells, **row)

synthetic = list(rows(sys.argv[1]))
extract_entry(synthetic[0])
start = process_time()
from loaders.documents.open import open_document
from loaders.report import read_report
entries = [entry for path in sys.argv[3:] for entry in read_report(open_document(Path(path))).entries]
cold, *warm = (seconds(entries) for _ in range(5))
first, others = synthetic[: int(sys.argv[2])], synthetic[int(sys.argv[2]) :]
seconds(first)
read = seconds(others)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([start, len(entries) / cold, len(entries) / min(warm), len(others) / read, memory]))
"""


def main() -> None:
    """Prints each figure of each turn, and at last how the best of this checkout stand to the other's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("other", type=Path)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=3_000)
    asked = parser.parse_args()
    reports = [path.resolve() for path in asked.reports]
    best: dict[Path, list[float]] = {}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as synthetic:
        json.dump([asdict(row) for row in rows(FIRST + asked.rows)], synthetic, ensure_ascii=False)
        synthetic.flush()
        for _ in range(asked.rounds):
            for checkout in (asked.other.resolve(), HERE):
                figures = measured(checkout, Path(synthetic.name), reports)
                print(checkout, "  ".join(f"{n} {f:.2f}" for n, f in zip(FIGURES, figures, strict=True)))
                best[checkout] = bettered(best.get(checkout, figures), figures)
    for name, other, ours in zip(FIGURES, *best.values(), strict=True):
        print(f"{name:20}{other:10.2f}{ours:10.2f}{ours / other:8.2f}")


def measured(checkout: Path, synthetic: Path, reports: list[Path]) -> list[float]:
    """The figures of one process of the checkout."""
    command = [sys.executable, "-P", "-c", MEASURED, str(synthetic), str(FIRST), *map(str, reports)]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True, text=True)
    figures: list[float] = json.loads(done.stdout)
    return figures


def bettered(before: list[float], now: list[float]) -> list[float]:
    """The best of each: the least time and memory, the most rows a second."""
    return [
        max(one, other) if "rows" in name else min(one, other)
        for name, one, other in zip(FIGURES, before, now, strict=True)
    ]


if __name__ == "__main__":
    main()
