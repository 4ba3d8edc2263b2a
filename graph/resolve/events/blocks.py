"""Which rows are worth comparing: keys that rows of one event, or a part and its whole, share."""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta

from graph.resolve.events.occasion import NEAR, Occasion
from ontology.model import DateRange
from ontology.names.titles.title import EventTitle

LONGEST_BLOCKED = timedelta(days=120)


def block_keys(occasion: Occasion) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two rows of one event share at least one of."""
    return ((key, True) for key in _block_keys(occasion))


def _block_keys(occasion: Occasion) -> Iterator[Hashable]:
    title = occasion.title
    yield from _title_keys(title, occasion)
    if len(title.names) == 1:
        for week in _weeks(occasion.dates):
            for venue in occasion.venues:
                yield "kind", frozenset(title.kind), venue, week
    if title.holiday and occasion.dates is not None:
        for venue in occasion.venues:
            yield "holiday", venue, occasion.dates.start
    if not title.names and not title.specific:
        yield "occasion", title.occasion, occasion.dates and occasion.dates.start


def whole_keys(occasion: Occasion) -> Iterator[Hashable]:
    """Keys under which a larger event is looked for by its parts."""
    yield from _title_keys(occasion.title, occasion)


def part_keys(occasion: Occasion) -> Iterator[Hashable]:
    """Keys of the larger event that a row names."""
    if occasion.title.frame is not None:
        yield from _title_keys(occasion.title.frame, occasion)


def _title_keys(title: EventTitle, occasion: Occasion) -> Iterator[Hashable]:
    for name in title.names:
        for month in _months(occasion.dates):
            yield "name", name, month
    if not title.names:
        for week in _weeks(occasion.dates):
            for word in title.specific:
                for venue in occasion.venues:
                    yield "word", word, venue, week


def _months(dates: DateRange | None) -> Iterator[tuple[int, int] | None]:
    """The months that the range touches with NEAR days at both ends; None where there is no date."""
    if dates is None:
        yield None
        return
    day, last = _padded(dates)
    while day <= last:
        yield day.year, day.month
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _weeks(dates: DateRange | None) -> Iterator[int]:
    if dates is not None:
        first, last = _padded(dates)
        yield from range(first.toordinal() // 7, last.toordinal() // 7 + 1)


def _padded(dates: DateRange) -> tuple[date, date]:
    near = timedelta(days=NEAR)
    return dates.start - near, min(dates.end, dates.start + LONGEST_BLOCKED) + near
