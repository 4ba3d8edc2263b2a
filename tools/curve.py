"""How many wrong facts are found when a part of all facts is asked about, the riskiest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from tools.annotated import Compared

SHARES = (5, 10, 15, 20, 30, 50)
"""Of all facts, in hundredths."""


@dataclass(frozen=True, slots=True)
class DoubtedFact:
    """A fact with its parts: how likely it is that something in it is wrong, and whether something is."""

    risk: float
    wrong: bool


def asked(found: Iterable[Compared]) -> list[DoubtedFact]:
    """The facts of one row, from the verdicts on them and on their parts."""
    facts: dict[tuple[str, int], list[Compared]] = defaultdict(list)
    for one in found:
        if one.index is not None:
            facts[one.field.partition(".")[0], one.index].append(one)
    return [
        DoubtedFact(1 - prod(one.stated.confidence for one in many), not all(one.right for one in many))
        for many in facts.values()
    ]


@dataclass(frozen=True, slots=True)
class Curve:
    """How many facts there are, how many wrong ones, and which share of these is found at each of SHARES."""

    facts: int
    wrong: int
    caught: tuple[float, ...]


def curve_of(facts: Sequence[DoubtedFact]) -> Curve:
    """The curve; where as many facts are as risky as another, the average of every order of them."""
    ordered = sorted(facts, key=lambda one: -one.risk)
    wrong = sum(one.wrong for one in ordered)
    caught = (_caught(ordered, len(ordered) * share / 100) for share in SHARES)
    return Curve(len(ordered), wrong, tuple(one / max(wrong, 1) for one in caught))


def _caught(ordered: Sequence[DoubtedFact], budget: float) -> float:
    """How many wrong facts are expected among the first so many."""
    found = 0.0
    by_risk: dict[float, list[DoubtedFact]] = defaultdict(list)
    for one in ordered:
        by_risk[one.risk].append(one)
    for alike in by_risk.values():
        part = min(1.0, budget / len(alike))
        found += part * sum(one.wrong for one in alike)
        budget -= part * len(alike)
    return found


def curve_of_rows(rows: Sequence[Sequence[DoubtedFact]]) -> tuple[Curve, Curve]:
    """The curve where rows are asked about, those with most wrong facts to expect first; and the best one.

    The best is that of somebody who knew how many facts of each row are wrong: no order of rows finds more.
    """
    counts = [(sum(one.risk for one in row), sum(one.wrong for one in row)) for row in rows]
    expected = [wrong for _, wrong in sorted(counts, key=lambda one: -one[0])]
    known = sorted(expected, reverse=True)
    return _over_rows(expected), _over_rows(known)


def _over_rows(wrong: Sequence[int]) -> Curve:
    total = sum(wrong)
    found = [sum(wrong[: round(len(wrong) * share / 100)]) / max(total, 1) for share in SHARES]
    return Curve(len(wrong), total, tuple(found))


def risk_within(facts: Sequence[DoubtedFact], share: float) -> float:
    """The least risk of the riskiest facts that are that share of all."""
    ordered = sorted((one.risk for one in facts), reverse=True)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
