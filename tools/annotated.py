"""Invented rows, annotated before any rule had read them: what reading makes of them, field by field.

    python -m tools.annotated SHARED [--errors]

bench/annotated/*.yml holds the rows; SHARED/scoring/score.py says what is alike. A field that the annotation
of a row leaves out is not compared. Whoever mends a rule after looking at these rows writes new ones to
measure by: the figure that counts is that of the first sight.
"""

import argparse
import importlib.util
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from loaders.contract import to_contract
from loaders.documents.open import open_document
from loaders.extract import extract_report
from loaders.report import read_report
from loaders.sample.build import write_report
from ontology.yaml_files import read_yaml

Row = dict[str, Any]
FOLDER = Path(__file__).resolve().parent.parent / "bench" / "annotated"
CELLS = ("title", "place", "dates", "content", "participants")
SINGLE = ("event_type", "mode", "participants")
DETAILS = {
    "orgs": ("country", "place", "kind"),
    "persons": ("country",),
    "agreements": ("life", "date", "parties", "term"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing compared: of which field, by which rule, with what confidence, and whether it is right.

    `missed` says that it is annotated and was not read; `told` is what a person is shown of it.
    """

    field: str
    rule: str
    confidence: float
    right: bool
    missed: bool
    told: str


def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the annotated reports."""
    spec = importlib.util.spec_from_file_location("score", shared / "scoring" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "scoring" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated_rows(folder: Path = FOLDER) -> Iterator[tuple[Row, Row]]:
    """Each annotation with the contract row that is read of it, by way of a Word file."""
    for path in sorted(folder.glob("*.yml")):
        content = read_yaml(path)
        with tempfile.TemporaryDirectory() as made:
            file = write_report(Path(made) / "report.docx", content["title"], list(_table(content["rows"])))
            facts = extract_report(read_report(open_document(file))).entries
        for row, one in zip(content["rows"], facts, strict=True):
            yield row["expect"], to_contract(one)


def _table(rows: Iterable[Row]) -> Iterator[str | list[str]]:
    section = None
    for row in rows:
        if row["section"] != section:
            section = row["section"]
            yield section
        yield [row[cell] for cell in CELLS]


# ── comparing ───────────────────────────────────────────────────────────────────────────────────


def verdicts(score: ModuleType, expected: Row, read: Row) -> Iterator[Verdict]:
    """What is right, wrong and missed in a row, in every field that its annotation has."""
    grounds = _grounds(read)
    for name in SINGLE:
        if name in expected:
            right = read[name] in _accepted(expected, name)
            yield Verdict(
                name, *_ground(grounds, name, None), right, False, _told(expected[name], read[name])
            )
    if "sectors" in expected:
        yield from _of_sectors(expected, read["sectors"], grounds)
    for name in score.LISTS:
        if name in expected and name != "sectors":
            yield from _of_list(score, name, expected[name], read[name], grounds)


def _of_sectors(expected: Row, read: list[str], grounds: Mapping[Any, Any]) -> Iterator[Verdict]:
    """The main sector, which may be any that is defensible, then each of those that were read."""
    told = _told(expected["sectors"], read)
    defensible = expected.get("sectors_alt", ())
    main = bool(read) and read[0] in (expected["sectors"][0], *defensible)
    yield Verdict("main_sector", *_ground(grounds, "sectors", 0), main, False, told)
    for index, code in enumerate(read):
        right = code in (*expected["sectors"], *defensible)
        yield Verdict("sectors", *_ground(grounds, "sectors", index), right, False, told)
    for code in expected["sectors"]:
        if code not in read and not set(read) & set(defensible):
            yield Verdict("sectors", "", 0.0, False, True, told)


def _of_list(
    score: ModuleType, name: str, wanted: list[Any], read: list[Any], grounds: Mapping[Any, Any]
) -> Iterator[Verdict]:
    alike, threshold = score.LISTS[name]
    if name == "agreements":
        wanted, alike = [{"parties": [], **one} for one in wanted], _same_agreement(score)
    pairs = {j: i for i, j in score.pair(wanted, read, alike, threshold)}
    for j, one in enumerate(read):
        yield Verdict(name, *_ground(grounds, name, j), j in pairs, False, f"read {one}")
    for i, one in enumerate(wanted):
        if i not in pairs.values():
            yield Verdict(name, "", 0.0, False, True, f"missed {one}")
    for j, i in sorted(pairs.items()):
        for detail in DETAILS.get(name, ()):
            if detail in wanted[i]:
                right = _is_alike(score, detail, wanted[i], read[j])
                yield Verdict(
                    f"{name}.{detail}", *_ground(grounds, name, j), right, False, _told(wanted[i], read[j])
                )


def _same_agreement(score: ModuleType) -> Any:
    def alike(wanted: Row, read: Row) -> float:
        if read["status"] not in _accepted(wanted, "status") or wanted["type"] != read["type"]:
            return 0.0
        return score.same_agreement({**wanted, "status": read["status"]}, read) if wanted["parties"] else 1.0

    return alike


def _is_alike(score: ModuleType, detail: str, wanted: Row, read: Row) -> bool:
    value = wanted[detail]
    match detail:
        case "parties":
            met = len(list(score.pair(value, read["parties"], score.alike, 0.6)))
            return not value or met == len(value) == len(read["parties"])
        case "term":
            return all(_plain(part) == (read["term"] or {}).get(key) for key, part in value.items()) and bool(
                read["term"]
            )
        case _:
            accepted = [value, *wanted.get(f"alt_{detail}", ())]
            return read[detail] in map(_plain, accepted)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _accepted(expected: Row, name: str) -> list[Any]:
    return [expected[name], *expected.get(f"{name}_alt", ()), *expected.get(f"alt_{name}", ())]


def _grounds(read: Row) -> dict[tuple[str, int | None], tuple[str, float]]:
    """The rule that decided each fact, and its confidence: the first of its evidence."""
    found: dict[tuple[str, int | None], tuple[str, float]] = {}
    for one in read["evidence"]:
        found.setdefault((one["field"], one["index"]), (one["rule"], one["confidence"]))
    return found


def _ground(grounds: Mapping[Any, tuple[str, float]], name: str, index: int | None) -> tuple[str, float]:
    return grounds.get((name, index), ("", 0.0))


def _told(wanted: Any, read: Any) -> str:
    return f"wanted {wanted} read {read}"


# ── what is printed ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Figure:
    """How a field was read: F1, the mean confidence stated, the share right of what was read, how many."""

    f1: float
    stated: float
    right: float
    confirmed: int
    of: int


def figures(found: Iterable[Verdict]) -> dict[str, Figure]:
    """The figure of each field."""
    fields: dict[str, list[Verdict]] = defaultdict(list)
    for one in found:
        fields[one.field].append(one)
    return {name: _figure(many) for name, many in sorted(fields.items())}


def _figure(many: list[Verdict]) -> Figure:
    read = [one for one in many if not one.missed]
    right, of = sum(one.right for one in read), len(read)
    f1 = 2 * right / (of + right + len(many) - of) if many else 1.0
    return Figure(f1, sum(one.confidence for one in read) / max(of, 1), right / max(of, 1), right, of)


def main() -> int:
    """Prints a line a field, and with --errors each thing that is wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    score = scorer(args.shared)
    found = [one for row in annotated_rows() for one in verdicts(score, *row)]
    if args.errors:
        for one in found:
            if not one.right:
                print(f"{one.field}\t{one.rule}\t{one.told}")
    print(f"{'field':20}{'F1':>8}{'stated':>8}{'right':>8}{'of':>6}")
    for name, figure in figures(found).items():
        f1 = f"{figure.f1:8.3f}" if name in score.LISTS else " " * 8
        print(f"{name:20}{f1}{figure.stated:8.3f}{figure.right:8.3f}{figure.of:6}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
