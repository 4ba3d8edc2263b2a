"""What share of a rule's facts a careful reader confirms, as counted on annotated rows.

Where the rule alone decides, its facts carry what was counted; where a step also weighs the row (a year that
is not told, a homonym, a post), its doubt remains and the count is the most that the fact can have.
"""

from dataclasses import replace
from functools import cache
from math import floor
from pathlib import Path
from typing import Any, TypeVar

from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, Fact
from ontology.yaml_files import read_yaml

T = TypeVar("T")

FILE = Path(__file__).with_suffix(".yml")
# As if four more facts of every rule had been read, three of them confirmed: few cases prove little.
_SUPPOSED, _SUPPOSED_CONFIRMED = 4, 3
UNTRIED = _SUPPOSED_CONFIRMED / _SUPPOSED
_RULE_ALONE_DECIDES = frozenset({"country_groups", "event_type", "mode", "participants", "sectors"})


def share(confirmed: int, of: int) -> float:
    """The confirmed share in hundredths, rounded down, and less where few cases were counted."""
    shrunk = (confirmed + _SUPPOSED_CONFIRMED) / (of + _SUPPOSED)
    return floor(100 * min(shrunk, confirmed / of if of else 1.0) + 1e-9) / 100


def cases() -> dict[str, dict[str, dict[str, int]]]:
    """For each field and each of its rules that annotated rows have tried: confirmed, of how many."""
    table: dict[str, dict[str, dict[str, int]]] = read_yaml(FILE)
    return table


@cache
def _counted() -> dict[str, dict[str, float]]:
    return {field: {rule: share(**case) for rule, case in rules.items()} for field, rules in cases().items()}


def with_counted(facts: EntryFacts) -> EntryFacts:
    """The same facts, each with the confidence that was counted for the rule that decided it."""
    changed: dict[str, Any] = {
        field.name: field.held([_weighed(field.name, fact) for fact in field.of(facts)])
        for field in FACT_FIELDS
    }
    return replace(facts, **changed)


def _weighed(field: str, fact: Fact[T]) -> Fact[T]:
    rule = fact.evidence[0].rule if fact.evidence else ""
    figure = _counted().get(field, {}).get(rule, UNTRIED)
    return replace(fact, confidence=figure if field in _RULE_ALONE_DECIDES else min(figure, fact.confidence))
