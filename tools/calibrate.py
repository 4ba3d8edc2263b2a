"""Counts how sure the facts of each rule are: calibrate.py SHARED [--write] [--first-sight SET …].

The annotated reports of the shared folder are read, and the rows of bench/annotated. What is stated is then
compared with what is right, each set of rows left out in turn while the rest is counted. With --write the
counts become loaders/confidence/confidence.yml, the words classifier.json, the figures docs/extraction.md.
With --first-sight a set that no rule has been mended on is counted as such: once, before that is done.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from pathlib import Path
from types import ModuleType
from typing import Any

from loaders.cell import read_entry
from loaders.confidence import Model, shipped, with_confidence
from loaders.confidence.classifier import FILE as WORDS
from loaders.confidence.classifier import Classifiers, features, trained, write_classifiers
from loaders.confidence.counting import Cases, Counted, FieldTally, Sight
from tools.annotated import Case, Compared, Figure, figures, own_rows, reports, scorer, verdicts
from tools.counted import all_fields, read_counted, write_counted
from tools.curve import SHARES, asked, curve_of, curve_of_rows

Sets = Mapping[str, list[Case]]

PAGE = Path(__file__).parents[1] / "docs" / "extraction.md"
MEASURED, COUNTED = "## Stated and right", "## Counted"
TABLE = "Written by `tools/calibrate.py --write`."
CLASSIFIED = ("sectors", "event_type")


# ── counting ────────────────────────────────────────────────────────────────────────────────────


def tallies(found: Iterable[Compared]) -> dict[str, FieldTally]:
    """What the verdicts say of each field and part."""
    fields: dict[str, list[Compared]] = defaultdict(list)
    for one in found:
        if not one.missed:
            fields[one.field].append(one)
    return {field: _tally(many) for field, many in sorted(fields.items())}


def _tally(found: list[Compared]) -> FieldTally:
    cases = Counter((one.stated.rule, tuple(sorted(one.stated.doubts)), one.right) for one in found)
    kinds = sorted({(rule, doubts) for rule, doubts, _ in cases})
    told = (Cases(*kind, cases[*kind, True], cases[*kind, False]) for kind in kinds)
    return FieldTally(sum(one.right for one in found), len(found), tuple(told))


def classifiers_of(sets: Sets) -> Classifiers:
    """What the words of the rows tell, for each field that has a classifier."""
    rows = [
        (features(read_entry(case.facts.entry)), case.expected) for many in sets.values() for case in many
    ]
    return {
        field: trained((words, _main(expected[field])) for words, expected in rows if expected.get(field))
        for field in CLASSIFIED
    }


def _main(annotated: Any) -> str:
    return str(annotated[0] if isinstance(annotated, list) else annotated)


def weighed(sets: Sets, model: Model) -> Sets:
    """The same rows, their facts as sure as that model says."""
    return {
        name: [
            replace(case, facts=with_confidence(read_entry(case.facts.entry), case.facts, model))
            for case in cases
        ]
        for name, cases in sets.items()
    }


Judged = Mapping[str, list[list[Compared]]]
"""By set and row, what is right and wrong."""


def judged(score: ModuleType, sets: Sets) -> Judged:
    """The verdicts on each row, with the doubts that the words of all the other sets let one have.

    So no row tells of itself. Nothing is stated yet of how sure a fact is.
    """
    return {name: _judged(score, sets, name) for name in sets}


def _judged(score: ModuleType, sets: Sets, name: str) -> list[list[Compared]]:
    blank = Model(Counted({}, {}), classifiers_of(_without(sets, name)))
    return [list(verdicts(score, case)) for case in weighed({name: sets[name]}, blank)[name]]


def counted_of(found: Judged, first_sight: Mapping[str, Sight]) -> Counted:
    """What these sets as they are read now, and what some were at first sight, let one expect."""
    every = (one for rows in found.values() for row in rows for one in row)
    return Counted(first_sight, tallies(every))


def _without(sets: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {other: one for other, one in sets.items() if other != name}


def left_out(found: Judged, first_sight: Mapping[str, Sight]) -> Judged:
    """The same verdicts, the facts of each set as sure as all the other sets make them."""
    return {name: _stated(found, first_sight, name) for name in found}


def _stated(found: Judged, first_sight: Mapping[str, Sight], name: str) -> list[list[Compared]]:
    counted = counted_of(_without(found, name), _without(first_sight, name))
    return [[_with_confidence(one, counted) for one in row] for row in found[name]]


def _with_confidence(one: Compared, counted: Counted) -> Compared:
    stated = one.stated
    confidence = counted.confidence(one.field, stated.rule, stated.doubts)
    return replace(one, stated=replace(stated, confidence=confidence))


def at_first_sight(found: Judged, first_sight: Mapping[str, Sight]) -> dict[str, Figure]:
    """What all other rows let one state of each set as it was first read, and what was right then."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0, 0])
    for name, sight in first_sight.items():
        counted = counted_of(_without(found, name), _without(first_sight, name))
        for field, tally in sight.fields.items():
            for one in tally.cases:
                told, of = sums[field], one.right + one.wrong
                told[0] += of * counted.confidence(field, one.rule, frozenset(one.doubts))
                told[1] += one.right
                told[2] += of
    return {
        field: Figure(0.0, stated / of, right / of, int(right), int(of))
        for field, (stated, right, of) in sorted(sums.items())
    }


# ── what is printed and written ─────────────────────────────────────────────────────────────────


def compared(found: Judged, first_sight: Mapping[str, Sight]) -> str:
    """What is stated and what is right: of rows at first sight, of all as they are read now; the curves."""
    stated = left_out(found, first_sight)
    fresh = [row for name in first_sight for row in stated.get(name, ())]
    every = [row for rows in stated.values() for row in rows]
    parts = [
        (
            "At first sight, before anything was mended on these rows:",
            _table(at_first_sight(found, first_sight)),
        ),
        (
            "On all annotated rows, as they are read now:",
            _table(figures(one for row in every for one in row)),
        ),
        ("Wrong facts found on all annotated rows:", _curves(every)),
        ("Wrong facts found on those rows of them that were once read at first sight:", _curves(fresh)),
    ]
    return "\n\n".join(f"{heading}\n\n{table}" for heading, table in parts if table)


def _table(fields: Mapping[str, Figure]) -> str:
    lines = ["| field | facts | stated | right | difference |", "|---|--:|--:|--:|--:|"]
    return "\n".join([*lines, *(_line(field, one) for field, one in fields.items() if one.of)])


def _curves(rows: Sequence[Sequence[Compared]]) -> str:
    if not rows:
        return ""
    facts = [asked(row) for row in rows]
    curve, (by_row, best) = curve_of([one for row in facts for one in row]), curve_of_rows(facts)
    lines = [
        "| share asked about | wrong facts found, fact by fact | row by row | in the best order of rows |"
    ]
    lines += ["|--:|--:|--:|--:|"]
    shares = zip(SHARES, curve.caught, by_row.caught, best.caught, strict=True)
    lines += [f"| {share} % | {one:.0%} | {row:.0%} | {most:.0%} |" for share, one, row, most in shares]
    return "\n".join([*lines, "", f"Of {curve.facts} facts {curve.wrong} are wrong, or a part of them is."])


def _line(field: str, one: Figure) -> str:
    return f"| {field} | {one.of} | {one.stated:.2f} | {one.right:.2f} | {one.stated - one.right:+.2f} |"


def as_tables(counted: Counted) -> str:
    """A field a line with its prior, a rule a line with its confidence, a doubt a line with its cases."""
    fields = all_fields(counted)
    lines = ["| field | confirmed at first sight | of | prior |", "|---|--:|--:|--:|"]
    lines += [_prior_of(counted, field) for field in fields]
    lines += ["", "| field | sign | right | wrong | odds |", "|---|---|--:|--:|--:|"]
    lines += [line for field in fields for line in _signs_of(counted, field)]
    return "\n".join(lines)


def _prior_of(counted: Counted, field: str) -> str:
    fresh = [one.fields for one in counted.first_sight.values()]
    told = [one[field] for one in fresh if field in one]
    right, of = sum(one.confirmed for one in told), sum(one.of for one in told)
    return f"| {field} | {right} | {of} | {counted.prior(field):.2f} |"


def _signs_of(counted: Counted, field: str) -> Iterator[str]:
    for sign in sorted({sign for one in counted.cases(field) for sign in one.signs}):
        about = [one for one in counted.cases(field) if sign in one.signs]
        right, wrong = sum(one.right for one in about), sum(one.wrong for one in about)
        factor = exp(counted.weights(field).signs.get(sign, 0.0))
        name = f"`{sign.removeprefix('rule ')}`" if sign.startswith("rule ") else f"doubt `{sign}`"
        yield f"| {field} | {name} | {right} | {wrong} | × {factor:.2f} |"


def documented(page: str, counted: Counted, measured: str | None = None) -> str:
    """The page with the counts under «Counted», and under «Measured» what is given, else what is there."""
    before, rest = page.split(f"\n{MEASURED}\n", 1)
    told, _ = rest.split(f"\n{COUNTED}\n", 1)
    intro = told.split(TABLE, 1)[0]
    told = told if measured is None else f"{intro}{TABLE}\n\n{measured}\n"
    return f"{before}\n{MEASURED}\n{told}\n{COUNTED}\n\n{TABLE}\n\n{as_tables(counted)}\n"


def main() -> int:
    """Counts, prints what is stated beside what is right, and writes what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--first-sight", nargs="*", default=[], help="sets that no rule was mended on")
    parser.add_argument("--write", action="store_true", help="write the counts, the words, the docs")
    args = parser.parse_args()
    score = scorer(args.shared)
    sets = {**dict(reports(args.shared)), **dict(own_rows())}
    found = judged(score, sets)
    first_sight = dict(read_counted().first_sight)
    for name in args.first_sight:
        first_sight[name] = Sight(1.0, tallies(one for row in found[name] for one in row))
    measured = compared(found, first_sight)
    print(measured)
    if args.write:
        write_counted(counted_of(found, first_sight))
        WORDS.write_text(write_classifiers(classifiers_of(sets)), encoding="utf-8")
        shipped.cache_clear()
        page = documented(PAGE.read_text(encoding="utf-8"), read_counted(), measured)
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
