"""Pairs in which a trap is set: abbreviations, renamings, namesakes, neighbours of one kind, editions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.entities import Resolved
from graph.write.wording import reason_told
from ontology.model import EntryFacts, PersonRef, ReportFacts, Scope
from ontology.speech import Speech
from ontology.yaml_files import read_yaml
from tests.graph.resolve.told import report, resolved, row

TABLES: dict[str, dict[str, list[list[str]]]] = read_yaml(Path(__file__).with_name("pairs.yml"))


def pairs(kind: str, *verdicts: str) -> list[Any]:
    return [tuple(pair) for verdict in verdicts for pair in TABLES[kind].get(verdict, [])]


def organisations(one: str, other: str) -> Resolved:
    return resolved(report("2024-Q2", row(1, "Ярмарка", orgs=[one]), row(2, "Выставка", orgs=[other])))


def people(one: str, other: str) -> Resolved:
    refs = [PersonRef(*(part.strip() for part in text.split("|"))) for text in (one, other)]
    return resolved(
        report("2024-Q2", row(1, "Ярмарка", people=refs[:1]), row(2, "Выставка", people=refs[1:]))
    )


def events(one: str, other: str) -> Resolved:
    """What two reporters' rows tell of, so that nothing is told twice by one."""
    first, second = occasion(1, one), occasion(2, other)
    return resolved(quarter(first, Scope.MUNICIPAL), quarter(second, Scope.REGIONAL))


def occasion(number: int, text: str) -> EntryFacts:
    title, *rest = (part.strip() for part in text.split("|"))
    places = rest[1] if len(rest) > 1 else "Рудня RU"
    return row(
        number, title, rest[0] if rest else "2024-05-10", at=[one for one in places.split(", ") if one]
    )


def quarter(facts: EntryFacts, scope: Scope) -> ReportFacts:
    assert facts.dates is not None
    return report(f"{facts.dates.value.start.year}-Q2", facts, scope=scope)


@pytest.mark.parametrize(("one", "other"), pairs("organisations", "same"))
def test_one_organisation(one: str, other: str) -> None:
    assert len(organisations(one, other).organisations) == 1


@pytest.mark.parametrize(("one", "other"), pairs("organisations", "apart", "missed"))
def test_two_organisations(one: str, other: str) -> None:
    assert len(organisations(one, other).organisations) == 2


@pytest.mark.parametrize(("one", "other"), pairs("people", "same"))
def test_one_person(one: str, other: str) -> None:
    assert len(people(one, other).persons) == 1


@pytest.mark.parametrize(("one", "other"), pairs("people", "apart"))
def test_two_people(one: str, other: str) -> None:
    assert len(people(one, other).persons) == 2


@pytest.mark.parametrize(("one", "other"), pairs("events", "same"))
def test_one_event(one: str, other: str) -> None:
    assert len(events(one, other).events) == 1


@pytest.mark.parametrize(("one", "other"), pairs("events", "apart", "missed"))
def test_two_events(one: str, other: str) -> None:
    assert len(events(one, other).events) == 2


def _reasons(found: Resolved) -> list[tuple[str, ...]]:
    return [one.reasons for one in found.merges] + [one.reasons for one in found.candidates]


@pytest.mark.parametrize(
    ("kind", "resolve"), [("organisations", organisations), ("people", people), ("events", events)]
)
def test_every_reason_can_be_told_in_russian(kind: str, resolve: Callable[[str, str], Resolved]) -> None:
    found = [resolve(*pair) for pair in pairs(kind, "same", "apart", "missed")]
    made = [reasons for one in found for reasons in _reasons(one)]
    reasons = {reason for many in made for reason in many}

    assert [reason for reason in reasons if reason_told(reason, Speech("ru")) == reason] == []
