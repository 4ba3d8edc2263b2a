"""Counts, rule by rule, how many facts annotated rows confirm: calibrate.py SHARED [--write] [--first-sight].

The annotated reports of the shared folder are read, those that rules were mended on. With --write the counts
become loaders/confidence.yml and the tables of docs/extraction.md. With --first-sight the rows of
bench/annotated are read as well, and become each field's prior: once, for rows that no rule has seen yet.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from loaders import confidence
from loaders.confidence import Count
from loaders.contract import to_contract
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.report import read_report
from ontology.fields import FACT_FIELDS
from ontology.model import Entry
from tools.annotated import annotated_rows, figures, scorer, verdicts

Row = dict[str, Any]
Counts = dict[str, Counter[tuple[str, bool]]]

PAGE = Path(__file__).parents[1] / "docs" / "extraction.md"
COUNTED = "## Counted"
SINGLE = {"dates": ("start", "end", "precision"), "mode": ("mode",), "event_type": ("event_type",)}


def annotated(shared: Path) -> Iterator[tuple[Row, Row]]:
    """Each annotated row with what extraction says of it, evidence included."""
    for path in sorted((shared / "gold").glob("*.jsonl")):
        report = shared / "reports" / f"{path.stem}.docx"
        if report.exists():
            yield from _side_by_side(_rows(path), read_report(open_document(report)).entries)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


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


def first_sight(score: ModuleType) -> Mapping[str, Count]:
    """How much of each field was right on the rows of our own."""
    found = (verdict for row in annotated_rows() for verdict in verdicts(score, *row))
    names = {field.name for field in FACT_FIELDS}
    return {name: Count(one.confirmed, one.of) for name, one in figures(found).items() if name in names}


def as_yaml(first: Mapping[str, Count], counts: Counts) -> str:
    """The counts as loaders/confidence.yml holds them."""
    rules = {
        field: {
            rule: {"confirmed": tally[rule, True], "of": tally[rule, True] + tally[rule, False]}
            for rule in sorted({rule for rule, _ in tally})
        }
        for field, tally in sorted(counts.items())
    }
    table = {"first_sight": {field: asdict(count) for field, count in first.items()}, "rules": rules}
    dumped = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return f"# How many facts annotated rows confirm; written by tools/calibrate.py.\n{dumped}"


def as_tables() -> str:
    """The tables of docs/extraction.md: a field a line with its prior, a rule a line with its confidence."""
    counted = confidence.counted()
    lines = ["| field | confirmed at first sight | of | prior |", "|---|--:|--:|--:|"]
    for field, count in counted.first_sight.items():
        lines.append(f"| {field} | {count.confirmed} | {count.of} | {counted.prior(field):.2f} |")
    lines += ["", "| field | rule | confirmed | of | confidence |", "|---|---|--:|--:|--:|"]
    for field, rules in counted.rules.items():
        for rule, count in rules.items():
            share = counted.share(field, rule)
            lines.append(f"| {field} | `{rule}` | {count.confirmed} | {count.of} | {share:.2f} |")
    return "\n".join(lines)


def documented(page: str) -> str:
    """The page with the tables that end it, under «Counted», as confidence.yml has them."""
    before, heading, _ = page.partition(COUNTED)
    return f"{before}{heading}\n\nWritten by `tools/calibrate.py --write`.\n\n{as_tables()}\n"


def main() -> int:
    """Counts, and prints or writes what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--first-sight", action="store_true", help="count the fields' priors anew, too")
    parser.add_argument("--write", action="store_true", help="write confidence.yml and the docs' tables")
    args = parser.parse_args()
    score = scorer(args.shared)
    first = first_sight(score) if args.first_sight else confidence.counted().first_sight
    counts = count(score, annotated(args.shared))
    if not args.write:
        print(as_yaml(first, counts))
        return 0
    confidence.FILE.write_text(as_yaml(first, counts), encoding="utf-8")
    confidence.counted.cache_clear()
    PAGE.write_text(documented(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
