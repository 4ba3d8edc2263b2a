"""Annotated rows: what reading makes of them, field by field.

    python -m tools.annotated SHARED [--set NAME] [--errors]

Of two sorts: the annotated reports of the shared folder, and rows of our own in bench/annotated/*.yml,
invented and annotated before any rule had read them. SHARED/scoring/score.py says what is alike. A field that
the annotation of a row leaves out is not compared. Whoever mends a rule after looking at rows writes new ones
to measure by: the figure that counts is that of the first sight.
"""

import argparse
import importlib.util
import json
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
from ontology.fields import FACT_FIELDS, MAIN, part_key
from ontology.model import EntryFacts
from ontology.yaml_files import read_yaml

Row = dict[str, Any]
FOLDER = Path(__file__).resolve().parent.parent / "bench" / "annotated"
CELLS = ("title", "place", "dates", "content", "participants")
SINGLE = {
    "dates": ("start", "end", "precision"),
    **{name: (name,) for name in ("event_type", "mode", "participants")},
}
DETAILS = {
    "orgs": ("country", "place", "kind"),
    "persons": ("name", "post", "country"),
    "agreements": ("status", "parties", "date", "life", "term"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A row's annotation, and what was read of it."""

    expected: Row
    facts: EntryFacts


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing compared: of which field or part, by which rule, how sure it is, and whether it is right.

    `index` is that of the fact in its field, None of what is annotated and was not read; `told` is what a
    person is shown of it.
    """

    field: str
    index: int | None
    stated: "Stated"
    right: bool
    told: str

    @property
    def missed(self) -> bool:
        """Whether it was not read."""
        return self.index is None


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a fact or a part of it: the rule that decided, the confidence, the doubts."""

    rule: str = ""
    confidence: float = 0.0
    doubts: frozenset[str] = frozenset()


def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the annotated reports."""
    spec = importlib.util.spec_from_file_location("score", shared / "scoring" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "scoring" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ── the rows ────────────────────────────────────────────────────────────────────────────────────


def reports(shared: Path) -> Iterator[tuple[str, list[Case]]]:
    """The annotated reports by name; a row that the annotation lacks is left out."""
    for path in sorted((shared / "gold").glob("*.jsonl")):
        report = shared / "reports" / f"{path.stem}.docx"
        if report.exists():
            rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
            gold = {row["number"]: row for row in rows}
            read = extract_report(read_report(open_document(report))).entries
            cases = [Case(gold[one.entry.number], one) for one in read if one.entry.number in gold]
            yield path.stem, cases


def own_rows(folder: Path = FOLDER) -> Iterator[tuple[str, list[Case]]]:
    """The rows of our own by set, read by way of a Word file."""
    for path in sorted(folder.glob("*.yml")):
        content = read_yaml(path)
        with tempfile.TemporaryDirectory() as made:
            file = write_report(Path(made) / "report.docx", content["title"], list(_table(content["rows"])))
            read = extract_report(read_report(open_document(file))).entries
        pairs = zip(content["rows"], read, strict=True)
        yield path.stem, [Case(row["expect"], one) for row, one in pairs]


def _table(rows: Iterable[Row]) -> Iterator[str | list[str]]:
    section = None
    for row in rows:
        if row["section"] != section:
            section = row["section"]
            yield section
        yield [row[cell] for cell in CELLS]


# ── comparing ───────────────────────────────────────────────────────────────────────────────────


def verdicts(score: ModuleType, case: Case) -> Iterator[Compared]:
    """What is right, wrong and missed in a row, in every field that its annotation has."""
    expected, read, stated = case.expected, to_contract(case.facts), _stated(case.facts)
    for name, keys in SINGLE.items():
        if keys[0] in expected and (name, 0) in stated:
            yield _of_single(name, keys, expected, read, stated[name, 0])
    if "sectors" in expected:
        yield from _of_sectors(expected, read["sectors"], stated)
    for name in score.LISTS:
        if name in expected and name != "sectors":
            yield from _of_list(score, name, expected[name] or [], read[name], stated)


StatedOf = Mapping[tuple[str, int], Stated]


def _of_single(name: str, keys: tuple[str, ...], expected: Row, read: Row, stated: Stated) -> Compared:
    """Whether the only fact of a field is right in all that the annotation tells of it."""
    right = all(_plain(read[key]) in map(_plain, _accepted(expected, key)) for key in keys)
    told = _told([expected[key] for key in keys], [read[key] for key in keys])
    return Compared(name, 0, stated, right, told)


def _stated(facts: EntryFacts) -> StatedOf:
    """What is stated of each fact, by field and index, and of its parts by their key."""
    found: dict[tuple[str, int], Stated] = {}
    for field in FACT_FIELDS:
        for index, fact in enumerate(field.of(facts)):
            doubts = frozenset(fact.signs)
            found[field.name, index] = Stated(fact.rule(), fact.confidence, doubts)
            for one in fact.parts:
                key = part_key(field.name, one.part)
                found[key, index] = Stated(fact.rule(one.part), one.confidence, doubts)
    return found


def _of_sectors(expected: Row, read: list[str], stated: StatedOf) -> Iterator[Compared]:
    """The main sector, which may be any that is defensible, then each of those that were read."""
    told = _told(expected["sectors"], read)
    defensible = expected.get("sectors_alt", ())
    if read and expected["sectors"]:
        main, key = read[0] in (expected["sectors"][0], *defensible), part_key("sectors", MAIN)
        yield Compared(key, 0, stated[key, 0], main, told)
    for index, code in enumerate(read):
        right = code in (*expected["sectors"], *defensible)
        yield Compared("sectors", index, stated["sectors", index], right, told)
    for code in expected["sectors"]:
        if code not in read and not set(read) & set(defensible):
            yield Compared("sectors", None, Stated(), False, told)


def _of_list(
    score: ModuleType, name: str, wanted: list[Any], read: list[Any], stated: StatedOf
) -> Iterator[Compared]:
    alike, threshold = score.LISTS[name]
    if name == "agreements":
        wanted, alike = [{"parties": [], **one} for one in wanted], _same_agreement(score)
    pairs = {j: i for i, j in score.pair(wanted, read, alike, threshold)}
    for j, one in enumerate(read):
        yield Compared(name, j, stated[name, j], j in pairs, f"read {one}")
    for i, one in enumerate(wanted):
        if i not in pairs.values():
            yield Compared(name, None, Stated(), False, f"missed {one}")
    yield from _of_parts(score, name, wanted, read, stated, pairs)


def _of_parts(
    score: ModuleType,
    name: str,
    wanted: list[Any],
    read: list[Any],
    stated: StatedOf,
    pairs: Mapping[int, int],
) -> Iterator[Compared]:
    """Each part of what was found; an agreement's status also of one that is right but for it."""
    if name == "agreements":
        alike = _same_agreement(score, status=False)
        pairs = {j: i for i, j in score.pair(wanted, read, alike, 0.5)}
    for j, i in sorted(pairs.items()):
        for detail in DETAILS.get(name, ()):
            key = part_key(name, detail)
            if detail in wanted[i] and (key, j) in stated:
                right = _is_alike(score, detail, wanted[i], read[j])
                yield Compared(key, j, stated[key, j], right, _told(wanted[i], read[j]))


def _same_agreement(score: ModuleType, *, status: bool = True) -> Any:
    def alike(wanted: Row, read: Row) -> float:
        if wanted["type"] != read["type"] or (status and read["status"] not in _accepted(wanted, "status")):
            return 0.0
        return score.same_agreement({**wanted, "status": read["status"]}, read) if wanted["parties"] else 1.0

    return alike


def _is_alike(score: ModuleType, detail: str, wanted: Row, read: Row) -> bool:
    value = wanted[detail]
    match detail:
        case "parties":
            met = len(list(score.pair(value, read["parties"], score.alike, 0.6)))
            return bool(not value or met == len(value) == len(read["parties"]))
        case "term":
            return _is_same_term(value or {}, read["term"] or {})
        case "name":
            return bool(score.plain(wanted).replace(" ", "") == score.plain(read).replace(" ", ""))
        case "post":
            return bool(value == read["post"] or score.alike(value or "", read["post"] or "") >= _SAME_POST)
        case _:
            return score.squash(read[detail]) in map(score.squash, map(_plain, _accepted(wanted, detail)))


def _is_same_term(wanted: Row, told: Row) -> bool:
    parts = [key for key in wanted if key != "text"]  # where its words end is a matter of taste
    alike = all((_plain(wanted[key]) or None) == (told.get(key) or None) for key in parts)
    return bool(told) is bool(wanted) and alike


_SAME_POST = 0.7


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _accepted(expected: Row, name: str) -> list[Any]:
    return [expected[name], *expected.get(f"{name}_alt", ()), *expected.get(f"alt_{name}", ())]


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


def figures(found: Iterable[Compared]) -> dict[str, Figure]:
    """The figure of each field."""
    fields: dict[str, list[Compared]] = defaultdict(list)
    for one in found:
        fields[one.field].append(one)
    return {name: _figure(many) for name, many in sorted(fields.items())}


def _figure(many: list[Compared]) -> Figure:
    read = [one for one in many if not one.missed]
    right, of = sum(one.right for one in read), len(read)
    f1 = 2 * right / (of + right + len(many) - of) if many else 1.0
    stated = sum(one.stated.confidence for one in read)
    return Figure(f1, stated / max(of, 1), right / max(of, 1), right, of)


def main() -> int:
    """Prints a line a field, and with --errors each thing that is wrong or missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--set", action="append", help="only these sets of bench/annotated")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    score = scorer(args.shared)
    sets = (many for name, many in own_rows() if not args.set or name in args.set)
    found = [one for many in sets for case in many for one in verdicts(score, case)]
    for one in found:
        if args.errors and not one.right:
            print(f"{one.field}\t{one.stated.rule}\t{one.told}")
    _print_figures(score, found)
    return 0


def _print_figures(score: ModuleType, found: list[Compared]) -> None:
    print(f"{'field':20}{'F1':>8}{'stated':>8}{'right':>8}{'of':>6}")
    for name, figure in figures(found).items():
        f1 = f"{figure.f1:8.3f}" if name in score.LISTS else " " * 8
        print(f"{name:20}{f1}{figure.stated:8.3f}{figure.right:8.3f}{figure.of:6}")


if __name__ == "__main__":
    sys.exit(main())
