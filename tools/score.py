"""Scores extraction from each format of the annotated reports: score.py SHARED_FOLDER [--errors FIELD].

Rows whose number is divisible by 4 were held aside while rules were written; they are also scored apart, as
`held aside`, beside the rest, so that a rule that was fitted to rows shows.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from loaders.contract import to_contract
from loaders.documents.open import open_document
from loaders.extract import extract_report
from loaders.report import read_report

FORMATS = (".docx", ".txt", ".doc")
HELD_ASIDE = 4
STRUCTURE = ("section", "subsection", "municipality", "title", "start", "end", "precision")
Row = dict[str, Any]


def is_held_aside(row: Row) -> bool:
    """Whether the row was kept from those who wrote the rules."""
    return int(row["number"]) % HELD_ASIDE == 0


def extracted(path: Path) -> list[Row]:
    """The contract rows of a report."""
    return [to_contract(facts) for facts in extract_report(read_report(open_document(path))).entries]


def scores(shared: Path, gold: Iterable[Row], rows: Iterable[Row], *options: str) -> str:
    """What the shared scorer prints for these rows."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, objects in (("gold", gold), ("rows", rows)):
            path = Path(folder) / f"{name}.jsonl"
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in objects)
            path.write_text("".join(lines), encoding="utf-8")
            paths.append(str(path))
        command = [sys.executable, str(shared / "scoring" / "score.py"), *paths, *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def figures(table: str) -> dict[str, float]:
    """One figure a field: F1 for lists, accuracy for single values."""
    parsed: dict[str, dict[str, float]] = json.loads(table)
    return {field: row.get("f1", row.get("accuracy", 0.0)) for field, row in parsed.items()}


def compare(shared: Path, gold: list[Row], rows: list[Row]) -> None:
    """Prints, a field a line, the figure for all rows, the worked rows and those held aside."""
    parts: dict[str, Callable[[Row], bool]] = {
        "all": lambda row: True,
        "worked on": lambda row: not is_held_aside(row),
        "held aside": is_held_aside,
    }
    columns = {
        name: figures(scores(shared, filter(wanted, gold), filter(wanted, rows), "--json"))
        for name, wanted in parts.items()
    }
    print(f"{'':18}" + "".join(f"{name:>12}" for name in columns))
    for field in columns["all"]:
        print(f"{field:18}" + "".join(f"{column[field]:12.3f}" for column in columns.values()))


def main() -> int:
    """Prints every figure; 0 where the shared folder is there, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", metavar="FIELD", help="list the rows where FIELD differs instead")
    args = parser.parse_args()
    annotated = sorted((args.shared / "gold").glob("*.jsonl"))
    if not annotated:
        print(f"No annotated reports under {args.shared}.", file=sys.stderr)
        return 1
    for gold_path in annotated:
        gold = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line]
        for suffix in FORMATS:
            path = args.shared / "reports" / f"{gold_path.stem}{suffix}"
            if not path.exists():
                continue
            rows = extracted(path)
            print(f"\n== {path.name}")
            if args.errors:
                print(scores(args.shared, gold, rows, "--errors", args.errors))
            elif suffix == FORMATS[0]:
                compare(args.shared, gold, rows)
            else:
                whole = figures(scores(args.shared, gold, rows, "--json"))
                print("  ".join(f"{field} {whole[field]:.3f}" for field in ("rows", *STRUCTURE)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
