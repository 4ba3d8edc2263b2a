"""Small pictures that the server draws, as numbers for templates: horizontal bars and bars through time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from ontology.speech import Speech
from web.index.columns import UNDATED, Ints
from web.index.selection import Selection

SLOT, LEAST_WIDTH, HEIGHT, BASE, TOP = 40, 340, 202, 165, 18
BARS_AT_MOST = 14
"""Of months, else of quarters, else years: more would not fit beside another picture."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar; `share` is its length in percent of the longest."""

    label: str
    value: int
    share: float
    href: str
    foreign: bool = False


def bars(rows: Iterable[tuple[str, int, str, bool]]) -> list[Bar]:
    """Bars of (label, value, href, whether the label is in another language than the page)."""
    found = list(rows)
    longest = max((value for _, value, _, _ in found), default=0) or 1
    return [
        Bar(label, value, round(100 * value / longest, 1), href, foreign)
        for label, value, href, foreign in found
    ]


@dataclass(frozen=True, slots=True)
class TimeBar:
    """One bar of a chart through time, in the chart's units; `ticks` are lines written beneath it."""

    label: str
    ticks: tuple[str, ...]
    value: int
    href: str
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Bars through time with the size they are drawn in."""

    bars: tuple[TimeBar, ...]
    width: int = LEAST_WIDTH
    height: int = HEIGHT
    base: int = BASE


def events_in_time(selection: Selection, speech: Speech, link: Callable[[str, str], str]) -> TimeChart:
    """The events of the selection by month, quarter or year; one that lasts is in each that it touches.

    `link` makes a bar's address from its first and last day.
    """
    table, mask = selection.table, selection.mask & (selection.table.first != UNDATED)
    first = table.first[mask]
    return chart_of(first, np.maximum(first, table.last[mask]), speech, link)


def chart_of(first: Ints, last: Ints, speech: Speech, link: Callable[[str, str], str]) -> TimeChart:
    """Stretches of days, each from its first to its last (20250418), as bars of months, quarters or years."""
    if not len(first):
        return TimeChart(())
    starts = _periods(_month(int(first.min())), _month(int(last.max())))
    values = [
        int(np.count_nonzero((first < _day_one(after)) & (last >= _day_one(begin))))
        for begin, after in pairwise(starts)
    ]
    width = max(LEAST_WIDTH, SLOT * len(values))
    return TimeChart(tuple(_time_bars(starts, values, width, speech, link)), width)


def _month(day: int) -> tuple[int, int]:
    return day // 10_000, day // 100 % 100


def _day_one(month: tuple[int, int]) -> int:
    return month[0] * 10_000 + month[1] * 100 + 1


def _periods(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    """The first months of the periods that cover both months, and that of the period after."""
    span = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    step = next((one for one in (1, 3) if span <= (BARS_AT_MOST - 1) * one + 1), 12)
    begin = first[0] * 12 + (first[1] - 1) // step * step
    count = (last[0] * 12 + last[1] - 1 - begin) // step + 1
    return [((begin + i * step) // 12, (begin + i * step) % 12 + 1) for i in range(count + 1)]


def _time_bars(
    starts: Sequence[tuple[int, int]],
    values: Sequence[int],
    width: int,
    speech: Speech,
    link: Callable[[str, str], str],
) -> Iterable[TimeBar]:
    slot = width / max(len(values), 4)
    highest = max(values) or 1
    for i, ((first, after), value) in enumerate(zip(pairwise(starts), values, strict=True)):
        height = round((BASE - TOP) * value / highest, 1)
        begin, end = date(*first, 1), date.fromordinal(date(*after, 1).toordinal() - 1)
        ticks, label = _period_names(begin, end, speech, is_first=i == 0)
        yield TimeBar(
            label=label,
            ticks=ticks,
            value=value,
            href=link(begin.isoformat(), end.isoformat()),
            x=round(i * slot + slot * 0.14, 1),
            y=BASE - height,
            width=round(slot * 0.72, 1),
            height=height,
            middle=round(i * slot + slot / 2, 1),
        )


def _period_names(begin: date, end: date, speech: Speech, *, is_first: bool) -> tuple[tuple[str, ...], str]:
    """What is written beneath a bar, and what it is called; the first one and each January tell the year."""
    year = (str(begin.year),) if is_first or begin.month == 1 else ()
    if begin.month == end.month:
        return (speech.short_month(begin), *year), speech.date(begin, "month")
    if end.month - begin.month == 2:
        code = f"{begin.year}-Q{(begin.month + 2) // 3}"
        return (speech.bare_quarter(code), *year), speech.quarter(code)
    return year, str(begin.year)
