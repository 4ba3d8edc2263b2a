"""When an event or agreement was: what lasts is in each month and year that it touches."""

from collections.abc import Iterator
from datetime import date

from graph.entities import AgreementEntity, EventEntity, value_of

Days = tuple[date, date]
"""The first and the last day."""


def event_days(event: EventEntity) -> Days | None:
    """The event's days, where they are told."""
    dates = value_of(event.dates)
    return (dates.start, dates.end) if dates is not None else None


def agreement_days(agreement: AgreementEntity) -> Days | None:
    """The day of signing or its bounds; else the last day of which it is told."""
    signed = value_of(agreement.signed_on)
    if signed is not None:
        return signed, signed
    last = agreement.last_evidence
    return value_of(agreement.signed_between) or ((last, last) if last is not None else None)


def years(days: Days | None) -> range:
    """The years that the days touch."""
    return range(days[0].year, days[1].year + 1) if days is not None else range(0)


def months(days: Days | None) -> Iterator[date]:
    """The first day of each month that the days touch."""
    if days is not None:
        for number in range(_month(days[0]), _month(days[1]) + 1):
            yield date(number // 12, number % 12 + 1, 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
