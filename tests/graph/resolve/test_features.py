"""The tables of resolution: docs/identity.md shows them, and readers are told each reason in words."""

import re
from pathlib import Path

import pytest

from graph.resolve.events import rules as events
from graph.resolve.features import as_table
from graph.resolve.organisations import rules as organisations
from ontology.speech import catalogue

_PAGE = Path(__file__).parents[3] / "docs" / "identity.md"


def test_the_page_shows_what_makes_two_organisations_one() -> None:
    table = as_table(organisations.FEATURES, organisations.DOUBTS)
    assert table in _PAGE.read_text("utf-8"), table


def test_the_page_shows_what_makes_two_rows_one_event() -> None:
    table = as_table(events.FEATURES, events.DOUBTS)
    assert table in _PAGE.read_text("utf-8"), table


def reasons() -> set[str]:
    """Every reason that resolution gives."""
    found = {reason for one in organisations.FEATURES for reason in one.reasons}
    found |= {reason for one in events.FEATURES for reason in one.reasons}
    return found | {one.reason for one in organisations.DOUBTS} | {one.reason for one in events.DOUBTS}


@pytest.mark.parametrize("reason", sorted(reasons()))
def test_every_reason_has_words_for_readers(reason: str) -> None:
    key = re.sub(r"^\d", "n", reason).replace(" ", "_").replace(",", "")
    assert f"reason.{key}" in catalogue()
