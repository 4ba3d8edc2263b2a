"""The tables of resolution: docs/identity.md shows them, and readers are told each reason in words."""

import re
from pathlib import Path

import pytest

from graph.resolve.agreements import rules as agreements
from graph.resolve.events import parts
from graph.resolve.events import rules as events
from graph.resolve.features import as_table
from graph.resolve.organisations import rules as organisations
from graph.resolve.organisations.run import DEFINITIONS
from graph.resolve.people import rules as people
from ontology.speech import catalogue

_PAGE = Path(__file__).parents[3] / "docs" / "identity.md"

TABLES = {
    "two organisations one": as_table(organisations.FEATURES, organisations.DOUBTS),
    "two names in one row one organisation": as_table(DEFINITIONS, ()),
    "two rows one event": as_table(events.FEATURES, events.DOUBTS),
    "one row tell of a part of another's event": as_table(parts.FEATURES, parts.DOUBTS),
    "two names one person's": as_table(people.FEATURES, people.DOUBTS),
    "two mentions one agreement": as_table(agreements.FEATURES, agreements.DOUBTS),
}


@pytest.mark.parametrize("what", TABLES)
def test_the_page_shows_what_makes(what: str) -> None:
    assert f"### What makes {what}\n\n{TABLES[what]}\n" in _PAGE.read_text("utf-8"), TABLES[what]


def reasons() -> set[str]:
    """Every reason that resolution gives."""
    told = (
        row.split("|")[1].strip().split("; ") for table in TABLES.values() for row in table.splitlines()[2:]
    )
    return {reason for reasons in told for reason in reasons}


@pytest.mark.parametrize("reason", sorted(reasons()))
def test_every_reason_has_words_for_readers(reason: str) -> None:
    key = re.sub(r"^\d", "n", reason).replace(" ", "_").replace(",", "")
    assert f"reason.{key}" in catalogue()
