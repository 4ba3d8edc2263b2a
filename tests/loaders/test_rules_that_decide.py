"""The rule in the evidence decided: none before it in its list answers, and alone it answers the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from loaders import attendance, event_types, mode
from loaders.agreements.words import vocabulary
from loaders.cell import EntryText, read_entry
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.mentions import Reading
from loaders.places import find_places
from loaders.report import read_report
from ontology.model import Entry

SHARED = Path(__file__).parents[3] / "shared" / "reports"
REPORTS = ("2025-Q2-municipal", "2025-Q2-regional")
STEPS: dict[ModuleType, Callable[[EntryText], Reading[Any]]] = {
    mode: lambda text: mode.read_mode(text, find_places(text)),
    attendance: attendance.read_attendance,
    event_types: event_types.read_event_type,
}
NO_RULE_OF_THE_LIST = {"no_kind_named"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no annotated reports beside the checkout"),
]


def entries(report: str) -> Iterator[Entry]:
    yield from read_report(open_document(SHARED / f"{report}.docx")).entries


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_the_first_rule_that_answers_is_the_one_shown(
    step: ModuleType, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, read = step.RULES, STEPS[step]
    names = [rule.__name__ for rule in rules]
    for entry in entries(report):
        text = read_entry(entry)
        monkeypatch.setattr(step, "RULES", rules)
        fact = read(text).only
        if fact is None or fact.rule() in NO_RULE_OF_THE_LIST:
            continue
        place = names.index(fact.rule())
        monkeypatch.setattr(step, "RULES", rules[:place])
        before = read(text).only
        assert before is None or before.rule() in NO_RULE_OF_THE_LIST
        monkeypatch.setattr(step, "RULES", (rules[place],))
        assert read(text).only == fact


@pytest.mark.parametrize("report", REPORTS)
def test_the_status_of_an_agreement_is_what_its_rule_says(report: str) -> None:
    said = {rule.name: rule.code for rule in vocabulary().statuses}
    for entry in entries(report):
        for fact in extract_entry(entry).agreements:
            rule = fact.rule("status")
            assert said.get(rule, fact.value.status) == fact.value.status
