"""Counts, rule by rule, how many facts annotated rows confirm: calibrate.py SHARED_FOLDER [ENTRIES GOLD]...

The annotated reports of the shared folder are read, and any further pairs of files with entries (verbatim
cells) and their annotation, a JSON object a line. With --write the counts become
loaders/confidence.yml and the table of docs/extraction.md.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from loaders import confidence
from loaders.contract import to_contract
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.report import read_report
from ontology.model import CellName, Entry

Row = dict[str, Any]
Counts = dict[str, Counter[tuple[str, bool]]]

PAGE = Path(__file__).parents[1] / "docs" / "extraction.md"
COUNTED = "## Counted"
SINGLE = {"dates": ("start", "end", "precision"), "mode": ("mode",), "event_type": ("event_type",)}


def annotated(shared: Path, pairs: Iterable[Path]) -> Iterator[tuple[Row, Row]]:
    """Each annotated row with what extraction says of it, evidence included."""
    for path in sorted((shared / "gold").glob("2*.jsonl")):
        report = read_report(open_document(shared / "reports" / f"{path.stem}.docx"))
        yield from _side_by_side(_rows(path), report.entries)
    files = iter(pairs)
    for entries, gold in zip(files, files, strict=True):
        yield from _side_by_side(_rows(gold), map(_entry, _rows(entries)))


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _entry(row: Row) -> Entry:
    cells = {CellName(name): text for name, text in row["cells"].items()}
    place = (row["section"], row.get("subsection"), row["municipality"], cells, 1, row["number"])
    return Entry(row["report"], row["number"], *place)


def _side_by_side(gold: Iterable[Row], entries: Iterable[Entry]) -> Iterator[tuple[Row, Row]]:
    by_number = {row["number"]: row for row in gold}
    for entry in entries:
        if entry.number in by_number:
            yield by_number[entry.number], to_contract(extract_entry(entry))


# ── which facts are confirmed ───────────────────────────────────────────────────────────────────


def confirmed(scorer: ModuleType, gold: Row, read: Row) -> Iterator[tuple[str, str, bool]]:
    """For each fact its field, the rule that decided, and whether the annotation has it too."""
    for field, index, rule in _deciding_rules(read):
        if field in scorer.LISTS:
            yield field, rule, index in _found(scorer, field, gold, read)
        elif field in (*SINGLE, "participants"):
            names = SINGLE.get(field, (field,))
            yield field, rule, all(read[name] in _accepted(gold, name) for name in names)


def _deciding_rules(read: Row) -> Iterator[tuple[str, int | None, str]]:
    """The first rule in the evidence of each fact."""
    seen = set()
    for evidence in read["evidence"]:
        fact = (evidence["field"], evidence["index"])
        if fact not in seen:
            seen.add(fact)
            yield *fact, evidence["rule"]


def _accepted(gold: Row, name: str) -> list[Any]:
    return [gold[name], *gold.get(f"{name}_alt", [])]


def _found(scorer: ModuleType, field: str, gold: Row, read: Row) -> set[int]:
    """Which of the field's facts pair with an annotated one; a defensible further sector counts too."""
    alike, threshold = scorer.LISTS[field]
    pairs = {j for _, j in scorer.pair(gold.get(field) or [], read[field], alike, threshold)}
    if field == "sectors":
        pairs |= {j for j, code in enumerate(read[field]) if code in gold.get("sectors_alt", [])}
    return pairs


def count(scorer: ModuleType, rows: Iterable[tuple[Row, Row]]) -> Counts:
    """How often each rule of each field was confirmed and was not."""
    counts: Counts = {}
    for gold, read in rows:
        for field, rule, is_right in confirmed(scorer, gold, read):
            counts.setdefault(field, Counter())[rule, is_right] += 1
    return counts


# ── what is printed and written ─────────────────────────────────────────────────────────────────


def as_yaml(counts: Counts) -> str:
    """The counts as loaders/confidence.yml holds them."""
    table = {
        field: {
            rule: {"confirmed": tally[rule, True], "of": tally[rule, True] + tally[rule, False]}
            for rule in sorted({rule for rule, _ in tally})
        }
        for field, tally in sorted(counts.items())
    }
    dumped = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return f"# How many facts of each rule annotated rows confirm; written by tools/calibrate.py.\n{dumped}"


def as_table() -> str:
    """The table of docs/extraction.md: a rule a line, its counts and its confidence."""
    lines = ["| field | rule | confirmed | of | confidence |", "|---|---|--:|--:|--:|"]
    for field, rules in confidence.cases().items():
        for rule, case in rules.items():
            share = confidence.share(**case)
            lines.append(f"| {field} | `{rule}` | {case['confirmed']} | {case['of']} | {share:.2f} |")
    return "\n".join(lines)


def documented(page: str) -> str:
    """The page with the table that ends it, under «Counted», as confidence.yml has it."""
    before, heading, _ = page.partition(COUNTED)
    return f"{before}{heading}\n\nWritten by `tools/calibrate.py --write`.\n\n{as_table()}\n"


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "scoring" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "scoring" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Counts, and prints or writes what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("pairs", type=Path, nargs="*", help="further entries and their annotation")
    parser.add_argument(
        "--write", action="store_true", help="write loaders/confidence.yml and its table in the docs"
    )
    args = parser.parse_args()
    counts = count(_scorer(args.shared), annotated(args.shared, args.pairs))
    if not args.write:
        print(as_yaml(counts))
        return 0
    confidence.FILE.write_text(as_yaml(counts), encoding="utf-8")
    PAGE.write_text(documented(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
