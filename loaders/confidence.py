"""What share of a rule's facts a careful reader confirms, on reports that the rule has not seen.

On the rows that rules were written with, rules are right; that says little of the next report. So a rule's
figure begins at its field's prior, the share confirmed of rows that no rule had seen, and moves from there by
what was counted for the rule itself, where a case that rules were mended on is worth a part of a fresh one.

Where the rule alone decides, its facts carry that figure; where a step also weighs the row (a year that is
not told, a homonym, a post), its doubt remains and the figure is the most that the fact can have.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import floor
from pathlib import Path
from typing import Any, TypeVar

from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, Fact
from ontology.yaml_files import read_yaml

T = TypeVar("T")

FILE = Path(__file__).with_suffix(".yml")
_RULE_ALONE_DECIDES = frozenset({"country_groups", "event_type", "mode", "participants", "sectors"})
_PRIOR_CASES = 12
"""The prior weighs as much as so many fresh cases of the rule itself."""
_WORTH = 0.2
"""What a case of a report that the rules were mended on is worth beside a fresh one."""
# As if four more fresh facts of every field had been read, three of them confirmed: few cases prove little.
_SUPPOSED, _SUPPOSED_CONFIRMED = 4, 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts annotated rows confirm, of how many that were read."""

    confirmed: int
    of: int


@dataclass(frozen=True, slots=True)
class Counted:
    """All counts: of fields at first sight, and of each rule on the rows that rules were mended on."""

    first_sight: Mapping[str, Count]
    rules: Mapping[str, Mapping[str, Count]]

    def prior(self, field: str) -> float:
        """The share of the field's facts that is expected to be right, whatever rule decided."""
        fresh = self.first_sight.get(field, Count(0, 0))
        return (fresh.confirmed + _SUPPOSED_CONFIRMED) / (fresh.of + _SUPPOSED)

    def share(self, field: str, rule: str) -> float:
        """The share of the rule's facts that is expected to be right, in hundredths."""
        own = self.rules.get(field, {}).get(rule, Count(0, 0))
        confirmed = _WORTH * own.confirmed + _PRIOR_CASES * self.prior(field)
        return floor(100 * confirmed / (_WORTH * own.of + _PRIOR_CASES) + 1e-9) / 100


@cache
def counted() -> Counted:
    """What loaders/confidence.yml holds."""
    table = read_yaml(FILE)
    return Counted(
        {field: Count(**count) for field, count in table["first_sight"].items()},
        {
            field: {rule: Count(**count) for rule, count in rules.items()}
            for field, rules in table["rules"].items()
        },
    )


def with_counted(facts: EntryFacts) -> EntryFacts:
    """The same facts, each with the confidence that was counted for the rule that decided it."""
    changed: dict[str, Any] = {
        field.name: field.held([_weighed(field.name, fact) for fact in field.of(facts)])
        for field in FACT_FIELDS
    }
    return replace(facts, **changed)


def _weighed(field: str, fact: Fact[T]) -> Fact[T]:
    rule = fact.evidence[0].rule if fact.evidence else ""
    figure = counted().share(field, rule)
    return replace(fact, confidence=figure if field in _RULE_ALONE_DECIDES else min(figure, fact.confidence))
