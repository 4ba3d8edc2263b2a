"""What a row tells of an event, as far as its identity depends on it; when and where two of them were."""

from dataclasses import dataclass

from graph.entities import Id
from graph.resolve.geography import Geography
from ontology.model import DateRange
from ontology.names.titles.title import EventTitle, take_apart

NEAR = 3
"""Days by which two reports of one event may differ: the eve, the way there, a slip."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one row tells of an event, as far as its identity depends on it.

    `venues` are places; `bodies` the organisations and people taking part, after they were resolved.
    """

    key: Id
    title: EventTitle
    dates: DateRange | None
    venues: frozenset[Id]
    home: Id
    report: Id
    bodies: frozenset[Id] = frozenset()


def make_occasion(
    key: Id, title: str, dates: DateRange | None, venues: frozenset[Id], home: Id, report: Id,
    bodies: frozenset[Id] = frozenset(),
) -> Occasion:  # fmt: skip
    """The occasion that a row with that title tells of."""
    return Occasion(key, take_apart(title), dates, venues, home, report, bodies)


# ── when and where ──────────────────────────────────────────────────────────────────────────────


def days_between(one: DateRange, other: DateRange) -> int:
    """Days from the end of the earlier range to the beginning of the later; 0 where they overlap."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def gap_between(one: Occasion, other: Occasion) -> int | None:
    if one.dates is None or other.dates is None:
        return None
    return days_between(one.dates, other.dates)


def share_venue(one: Occasion, other: Occasion, geography: Geography) -> bool | None:
    """Whether both are said to be in one place; None where one of them says no place."""
    if not one.venues or not other.venues:
        return None
    return any(geography.agree(a, b) for a in one.venues for b in other.venues)


def share_bodies(one: Occasion, other: Occasion) -> bool:
    """Whether two organisations or people took part in both."""
    return len(one.bodies & other.bodies) >= 2
