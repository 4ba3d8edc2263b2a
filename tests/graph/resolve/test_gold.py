"""The measures of docs/identity.md on hand-annotated reports, where these stand beside the checkout."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graph.entities import Id, Resolved
from graph.resolve import resolve
from loaders.contract import from_contract
from ontology.model import EntryFacts, Fact, OrganisationRef, Period, Report, ReportFacts, Scope
from tests.graph.resolve.told import places

GOLD = Path(__file__).parents[4] / "shared" / "gold"
PREFIXES = {"001": "2025-Q2-municipal", "002": "2025-Q2-regional"}

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="no annotated reports beside the checkout")

Group = frozenset[Id]


def read(name: str) -> Any:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


@cache
def rows(report: str) -> tuple[EntryFacts, ...]:
    lines = (GOLD / f"{report}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(from_contract(json.loads(line)) for line in lines)


def as_report(name: str, entries: Sequence[EntryFacts]) -> ReportFacts:
    scope = Scope.MUNICIPAL if name.endswith("municipal") else Scope.REGIONAL
    period = Period("2025-Q2", date(2025, 4, 1), date(2025, 6, 30))
    return ReportFacts(
        Report(name, f"{name}.docx", "0", name, scope, period, tuple(one.entry for one in entries)),
        tuple(entries),
    )


@cache
def both() -> Resolved:
    return resolve([as_report(name, rows(name)) for name in PREFIXES.values()], places())


def path(prefix: str, number: int) -> Id:
    return f"report/{PREFIXES[prefix]}/entry/{number}"


def told_in_gold() -> dict[Id, Group]:
    groups = [frozenset(path(*one) for one in group) for group in read("coref.json")["same"]]
    alone = {entry.id: frozenset({entry.id}) for entry in both().entries}
    return alone | {one: group for group in groups for one in group}


def found() -> dict[Id, Group]:
    return {entry: frozenset(event.entries) for event in both().events for entry in event.entries}


@pytest.mark.slow
def test_rows_of_one_event_are_found_with_b_cubed_f1_of_95_percent() -> None:
    gold, guess = told_in_gold(), found()
    precision = sum(len(gold[one] & guess[one]) / len(guess[one]) for one in gold) / len(gold)
    recall = sum(len(gold[one] & guess[one]) / len(gold[one]) for one in gold) / len(gold)
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_no_event_joins_rows_that_tell_of_different_ones() -> None:
    gold = told_in_gold()
    assert [group for group in found().values() if len({gold[one] for one in group}) > 1] == []


def test_parts_are_linked_to_the_larger_event_and_nothing_else_is() -> None:
    events = {entry.id: entry.event for entry in both().entries}
    wanted = {(events[path(*part)], events[path(*whole)]) for part, whole in read("coref.json")["part_of"]}
    assert {(event.id, whole.value) for event in both().events for whole in event.super_events} == wanted


def spellings() -> Iterator[tuple[str, OrganisationRef]]:
    """Every spelling with what the annotated rows say of it; one that no row has is only a name."""
    said: dict[str, list[OrganisationRef]] = {}
    for name in PREFIXES.values():
        for entry in rows(name):
            for fact in entry.orgs:
                said.setdefault(fact.value.name, []).append(fact.value)
    extra = {spelling for group in read("same_orgs.json") for spelling in group} - said.keys()
    for spelling, refs in said.items():
        yield from ((spelling, ref) for ref in dict.fromkeys(refs))
    yield from ((spelling, OrganisationRef(spelling, None, None, "other")) for spelling in sorted(extra))


def test_spellings_are_joined_with_precision_1_and_recall_of_90_percent() -> None:
    listed = list(spellings())
    entry = rows(PREFIXES["002"])[0]
    one_each = [EntryFacts(entry.entry, orgs=(Fact(ref, ()),)) for _, ref in listed]
    resolved = resolve([as_report("spellings", one_each)], places())
    denoted: dict[str, set[Id]] = {}
    for organisation in resolved.organisations:
        for label in (organisation.label, *organisation.alt_labels):
            denoted.setdefault(label.value, set()).add(organisation.id)
    wanted = {frozenset(pair) for group in read("same_orgs.json") for pair in combinations(group, 2)}
    joined = {
        frozenset((one, other)) for one, other in combinations(denoted, 2) if denoted[one] & denoted[other]
    }
    assert joined <= wanted
    assert len(joined) >= 0.9 * len(wanted)
