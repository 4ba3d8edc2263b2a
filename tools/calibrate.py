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
from loaders.confidence.counting import Cases, Counted, Sight, Tally
from tools.annotated import Case, Figure, Verdict, figures, own_rows, reports, scorer, verdicts
from tools.counted import all_fields, read_counted, write_counted
from tools.curve import SHARES, asked, curve_of, curve_of_rows

Sets = Mapping[str, list[Case]]

PAGE = Path(__file__).parents[1] / "docs" / "extraction.md"
MEASURED, COUNTED = "## Stated and right", "## Counted"
TABLE = "Written by `tools/calibrate.py --write`."
CLASSIFIED = ("sectors", "event_type")


# ── counting ────────────────────────────────────────────────────────────────────────────────────


def tallies(found: Iterable[Verdict]) -> dict[str, Tally]:
    """What the verdicts say of each field and part."""
    fields: dict[str, list[Verdict]] = defaultdict(list)
    for one in found:
        if not one.missed:
            fields[one.field].append(one)
    return {field: _tally(many) for field, many in sorted(fields.items())}


def _tally(found: list[Verdict]) -> Tally:
    cases = Counter((one.stated.rule, tuple(sorted(one.stated.doubts)), one.right) for one in found)
    kinds = sorted({(rule, doubts) for rule, doubts, _ in cases})
    told = (Cases(*kind, cases[*kind, True], cases[*kind, False]) for kind in kinds)
    return Tally(sum(one.right for one in found), len(found), tuple(told))


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


def judged(score: ModuleType, sets: Sets) -> list[Verdict]:
    """The verdicts on all the rows."""
    return [one for cases in sets.values() for case in cases for one in verdicts(score, case)]


def model_of(score: ModuleType, sets: Sets, first_sight: Mapping[str, Sight]) -> Model:
    """What these sets, and what others were at first sight, let one expect.

    Each set's doubts are those that the others let one have, so that no row tells of itself.
    """
    doubted = [
        one
        for name in sets
        for one in judged(score, weighed({name: sets[name]}, _blank(_without(sets, name))))
        if name not in first_sight
    ]
    return Model(Counted(first_sight, tallies(doubted)), classifiers_of(sets))


def _blank(sets: Sets) -> Model:
    return Model(Counted({}, {}), classifiers_of(sets))


def _without(sets: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {other: one for other, one in sets.items() if other != name}


def left_out(
    score: ModuleType, sets: Sets, first_sight: Mapping[str, Sight]
) -> dict[str, list[list[Verdict]]]:
    """The verdicts on each row of each set, its facts as sure as all the other sets make them."""
    found = {}
    for name, cases in sets.items():
        model = model_of(score, _without(sets, name), _without(first_sight, name))
        told = weighed({name: cases}, model)[name]
        found[name] = [list(verdicts(score, case)) for case in told]
    return found


# ── what is printed and written ─────────────────────────────────────────────────────────────────


def compared(found: Mapping[str, list[list[Verdict]]], fresh: Iterable[str]) -> str:
    """What is stated and what is right on rows that were left out, and the curve; of fresh rows apart."""
    unseen = [row for name in fresh for row in found.get(name, ())]
    every = [row for rows in found.values() for row in rows]
    parts = [("On all annotated rows:", every), ("On the rows at first sight that are at hand:", unseen)]
    return "\n\n".join(f"{heading}\n\n{_compared(rows)}" for heading, rows in parts if rows)


def _compared(rows: Sequence[Sequence[Verdict]]) -> str:
    lines = ["| field | facts | stated | right | difference |", "|---|--:|--:|--:|--:|"]
    lines += [
        _line(field, one) for field, one in figures(one for row in rows for one in row).items() if one.of
    ]
    facts = [asked(row) for row in rows]
    curve, (by_row, best) = curve_of([one for row in facts for one in row]), curve_of_rows(facts)
    lines += [
        "",
        "| share asked about | wrong facts found, fact by fact | row by row | in the best order of rows |",
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
    first_sight = dict(read_counted().first_sight)
    for name in args.first_sight:
        told = tallies(judged(score, weighed({name: sets[name]}, _blank(_without(sets, name)))))
        first_sight[name] = Sight(1.0, told)
    measured = compared(left_out(score, sets, first_sight), sorted(first_sight))
    print(measured)
    if args.write:
        model = model_of(score, sets, first_sight)
        write_counted(model.counted)
        WORDS.write_text(write_classifiers(model.classifiers), encoding="utf-8")
        shipped.cache_clear()
        page = documented(PAGE.read_text(encoding="utf-8"), read_counted(), measured)
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
