"""Sectors and kinds of event: what speaks against them."""

from typing import Any

from loaders.confidence.doubts.row import RowRead
from ontology.model import CellName, Fact

_FEW, _MANY = 4, 8  # of the codes that a classifier ranks


def other_main_sector(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are mostly of another sector."""
    return index == 0 and bool(fact.value != row.other_readings["sectors"][0])


def unlikely_sector(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are hardly ever of that sector."""
    return fact.value not in row.other_readings["sectors"][:_FEW]


def other_kind(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words mostly tell of another kind of event."""
    return bool(fact.value != row.other_readings["event_type"][0])


def unlikely_kind(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words hardly ever tell of that kind of event."""
    return fact.value not in row.other_readings["event_type"][:_FEW]


def not_in_title(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The title does not speak for it."""
    return all(one.span is None or one.span.cell is not CellName.TITLE for one in fact.evidence)


def further_sector(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It comes second or third."""
    return index > 0


def third_sector(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It comes third."""
    return index > 1


def sectors_beside(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It comes first, and others after it."""
    return index == 0 and len(row.facts.sectors) > 1


def hardly_that_sector(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are never of that sector."""
    return fact.value not in row.other_readings["sectors"][:_MANY]


def other_kind_named(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The title names another kind of event too."""
    return bool(row.kinds_named[CellName.TITLE] - {fact.value})


def content_of_other_kind(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The content names kinds of event, and none of them is it."""
    named = row.kinds_named[CellName.CONTENT]
    return bool(named) and fact.value not in named


def content_of_that_kind(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The content names the same kind of event."""
    return fact.value in row.kinds_named[CellName.CONTENT]
