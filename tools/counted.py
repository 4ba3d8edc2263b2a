"""What was counted on annotated rows, as two files.

loaders/confidence/confidence.yml: how many facts were confirmed, and the weights; every process reads it.
tools/cases.yml: how many facts of a rule, with which doubts, were right or wrong; the tools alone read it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from loaders import confidence
from loaders.confidence.counting import Cases, Counted, FieldTally, Weights
from ontology.codec import from_json
from ontology.yaml_files import read_yaml

CASES = Path(__file__).with_name("cases.yml")
MENDED = "mended"
"""The name under which the cases of all rows that rules were mended on stand."""


def read_counted() -> Counted:
    """All that was counted, with the cases."""
    counted = from_json(Counted, read_yaml(confidence.FILE))
    cases = read_yaml(CASES)
    first_sight = {
        name: replace(sight, fields=_with_cases(sight.fields, cases.get(name, {})))
        for name, sight in counted.first_sight.items()
    }
    return Counted(first_sight, _with_cases(counted.mended, cases[MENDED]), counted.weighed)


def _with_cases(fields: Mapping[str, FieldTally], cases: Mapping[str, list[Any]]) -> dict[str, FieldTally]:
    return {
        field: replace(
            tally,
            cases=tuple(Cases(rule, tuple(doubts), *told) for rule, doubts, *told in cases.get(field, ())),
        )
        for field, tally in fields.items()
    }


def write_counted(counted: Counted) -> None:
    """Both files, so that `read_counted` reads the same."""
    table = {
        "first_sight": {
            name: {"worth": one.worth, "fields": _tallied(one.fields)}
            for name, one in counted.first_sight.items()
        },
        "mended": _tallied(counted.mended),
        "weighed": {field: _rounded(counted.weights(field)) for field in all_fields(counted)},
    }
    confidence.FILE.write_text(_dumped("How many facts annotated rows confirm", table), encoding="utf-8")
    cases = {name: _listed(one.fields) for name, one in counted.first_sight.items()}
    told = _dumped("[rule, doubts, right, wrong]", {**cases, MENDED: _listed(counted.mended)})
    CASES.write_text(told, encoding="utf-8")


def all_fields(counted: Counted) -> list[str]:
    """The fields and parts that anything was counted of."""
    fresh = (name for one in counted.first_sight.values() for name in one.fields)
    return sorted({*counted.mended, *fresh})


def _tallied(fields: Mapping[str, FieldTally]) -> dict[str, Any]:
    return {field: {"confirmed": one.confirmed, "of": one.of} for field, one in fields.items()}


def _listed(fields: Mapping[str, FieldTally]) -> dict[str, Any]:
    return {
        field: [[one.rule, list(one.doubts), one.right, one.wrong] for one in tally.cases]
        for field, tally in fields.items()
        if tally.cases
    }


def _rounded(weights: Weights) -> dict[str, Any]:
    signs = {name: round(weight, 3) for name, weight in weights.signs.items()}
    return {"balance": round(weights.balance, 3), "signs": signs, "untried": round(weights.untried, 3)}


def _dumped(what: str, table: Mapping[str, Any]) -> str:
    dumped = yaml.safe_dump(table, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    return f"# {what}; written by tools/calibrate.py.\n{dumped}"
