"""How often the right value is among those that the review offers for a wrong one: offered.py SHARED.

The rows of tools/annotated are read, the riskiest facts asked about as the review asks, and each value that
is offered for a wrong one is put in its place: it is right where the annotation then finds nothing wrong.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any

from graph.review.alternatives import Alternatives
from graph.review.questions import ASKED_SHARE, LEAST_RISK, weakest_part
from graph.values import read_value
from ontology.certainty import risk_of
from ontology.fields import FACT_FIELDS, FactField
from ontology.model import EntryFacts, Fact
from tools.annotated import Case, Compared, own_rows, reports, scorer, verdicts


class Outcome(Enum):
    """What was offered for a wrong fact."""

    FIRST = "the right value is offered first"
    AMONG = "it is offered second or third"
    LACKING = "it is not offered"
    NONE = "there is none: to reject it is right"


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact that the review asks about, and where it stands."""

    case: Case
    field: FactField
    index: int
    fact: Fact[Any]


def asked_of(cases: Sequence[Case]) -> list[AskedFact]:
    """The riskiest facts of these rows, as many as the review asks about."""
    every = [
        AskedFact(case, field, index, fact)
        for case in cases
        for field in FACT_FIELDS
        for index, fact in enumerate(field.of(case.facts))
    ]
    riskiest = sorted(every, key=lambda one: -risk_of(one.fact))[: ceil(len(every) * ASKED_SHARE)]
    return [one for one in riskiest if risk_of(one.fact) >= LEAST_RISK]


def outcome(score: ModuleType, asked: AskedFact, known: Alternatives) -> Outcome | None:
    """What was offered for the fact; None where it is right, or its field is not annotated."""
    found = [*verdicts(score, asked.case)]
    if not _of(found, asked) or _is_right(found, asked):
        return None
    weakest = weakest_part(asked.fact)
    offered = known.of(asked.field.name, asked.fact, weakest.part if weakest else None, asked.case.facts)
    for place, text in enumerate(offered):
        value = read_value(asked.field.name, text)
        mended = replace(asked.case, facts=_with(asked, value))
        if _is_right([*verdicts(score, mended)], asked):
            return Outcome.AMONG if place else Outcome.FIRST
    return Outcome.LACKING if _has_right_value(found, asked) else Outcome.NONE


def _with(asked: AskedFact, value: Any) -> EntryFacts:
    facts = [*asked.field.of(asked.case.facts)]
    facts[asked.index] = replace(asked.fact, value=value)
    return replace(asked.case.facts, **{asked.field.name: asked.field.held(facts)})


def _of(found: Sequence[Compared], asked: AskedFact) -> list[Compared]:
    return [
        one for one in found if one.field.partition(".")[0] == asked.field.name and one.index == asked.index
    ]


def _is_right(found: Sequence[Compared], asked: AskedFact) -> bool:
    told = _of(found, asked)
    return bool(told) and all(one.right for one in told)


def _has_right_value(found: Sequence[Compared], asked: AskedFact) -> bool:
    """Whether a value could be right here: the field holds one, only a part is wrong, or one was missed."""
    own = asked.field.name
    whole = [one.right for one in _of(found, asked) if one.field == own]
    return not asked.field.many or all(whole) or any(one.missed for one in found if one.field == own)


def counted(score: ModuleType, sets: Mapping[str, Sequence[Case]]) -> Iterator[tuple[str, Outcome]]:
    """The field and the outcome of each wrong fact that is asked about, each set as an office's rows."""
    for cases in sets.values():
        known = Alternatives([case.facts for case in cases])
        for asked in asked_of(cases):
            found = outcome(score, asked, known)
            if found is not None:
                yield asked.field.name, found


def main() -> int:
    """Prints a line a field and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    sets = {**dict(reports(args.shared)), **dict(own_rows())}
    found = Counter(counted(scorer(args.shared), sets))
    for name in (*sorted({field for field, _ in found}), "all"):
        told = [sum(n for (field, one), n in found.items() if one is kind and name in (field, "all"))
                for kind in Outcome]  # fmt: skip
        print(f"{name:20}", *(f"{number:5} {kind.value}" for number, kind in zip(told, Outcome, strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
