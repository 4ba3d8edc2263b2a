"""How sure each fact is: what was counted for the rule that decided it, and for what speaks against it.

`counting` holds the arithmetic, confidence.yml the counts, `doubts` what may speak against a fact. A part
of a value that may be wrong by itself (an agreement's parties, a body's country) has a figure of its own: the
share of such parts that are right where the fact as a whole is.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from loaders.cell import EntryText
from loaders.confidence.classifier import Classifiers, shipped_classifiers
from loaders.confidence.counting import Counted
from loaders.confidence.doubts import doubts_about
from loaders.confidence.doubts.row import RowRead
from ontology.codec import from_json
from ontology.fields import FACT_FIELDS, FactField, part_key
from ontology.model import EntryFacts, Fact, PartConfidence
from ontology.yaml_files import read_yaml

FILE = Path(__file__).with_name("confidence.yml")


@dataclass(frozen=True, slots=True)
class Model:
    """What confidence is told by: the counts, and the classifier of each field that has one."""

    counted: Counted
    classifiers: Classifiers


@cache
def shipped() -> Model:
    """The model of confidence.yml and classifier.json."""
    return Model(from_json(Counted, read_yaml(FILE)), shipped_classifiers())


def with_confidence(text: EntryText, facts: EntryFacts, model: Model | None = None) -> EntryFacts:
    """The same facts, each with its confidence, that of its parts, and the doubts about it."""
    model = model or shipped()
    row = RowRead(text, facts, model.classifiers)
    changed: dict[str, Any] = {
        field.name: field.held(
            [_weighed(model, row, field, index, fact) for index, fact in enumerate(field.of(facts))]
        )
        for field in FACT_FIELDS
    }
    return replace(facts, **changed)


def _weighed(model: Model, row: RowRead, field: FactField, index: int, fact: Fact[Any]) -> Fact[Any]:
    signs, counted = frozenset(doubts_about(row, field.name, index, fact)), model.counted
    confidence, doubts = counted.belief(field.name, fact.rule(), signs)
    parts = [
        PartConfidence(part, *counted.belief(part_key(field.name, part), fact.rule(part), signs))
        for part in field.parts_of(index, fact.value)
    ]
    return Fact(fact.value, fact.evidence, confidence, tuple(parts), doubts, tuple(sorted(signs)))
