"""What the review offers for a wrong fact is right where the annotation then finds nothing wrong."""

from dataclasses import replace
from types import ModuleType

from graph.review.alternatives import Alternatives
from ontology.model import EntryFacts, Fact
from tests.graph.resolve.told import row
from tools.annotated import Case
from tools.offered import Outcome, asked_of, counted, outcome

SCORE = ModuleType("score")
SCORE.LISTS = {}  # type: ignore[attr-defined]
TITLE = "Турнир по шахматам"


def read_as(kind: str, confidence: float = 0.5) -> EntryFacts:
    """A row that was read as an event of this type."""
    return replace(row(9, TITLE), event_type=Fact(kind, (), confidence))


LIKE = [read_as("sport", 1.0)] * 4
KNOWN = Alternatives(LIKE)


def outcome_of(right: str, kind: str) -> Outcome | None:
    (asked,) = asked_of([Case({"event_type": right}, read_as(kind))])
    return outcome(SCORE, asked, KNOWN)


def test_an_offered_value_is_right_where_nothing_is_wrong_with_it() -> None:
    assert outcome_of("sport", "visit") is Outcome.FIRST
    assert outcome_of("concert", "visit") is Outcome.LACKING
    assert outcome_of("visit", "visit") is None, "what is right is not counted"


def test_where_the_annotation_has_nothing_to_reject_is_right() -> None:
    facts = replace(row(9, TITLE), sectors=(Fact("youth", (), 0.5),))
    (asked,) = asked_of([Case({"sectors": []}, facts)])
    assert outcome(SCORE, asked, KNOWN) is Outcome.NONE


def test_only_doubtful_facts_are_asked_about() -> None:
    assert asked_of([Case({}, read_as("visit", 0.99))]) == []
    cases = [Case({"event_type": "sport"}, one) for one in (*LIKE, read_as("visit", 0.2))]
    assert list(counted(SCORE, {"set": cases})) == [("event_type", Outcome.FIRST)]
