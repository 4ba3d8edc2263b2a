"""Small pictures that the server draws, as numbers for templates: horizontal bars and bars through time."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ontology.speech import Speech
from web.index.filters import Condition

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


def events_in_time(
    db: sqlite3.Connection, condition: Condition, speech: Speech, link: Callable[[str, str], str]
) -> TimeChart:
    """Events (alias e) that meet the condition by month, quarter or year, whichever fits.

    `link` makes a bar's address from its first and last day.
    """
    rows = db.execute(
        f"SELECT substr(e.start, 1, 7), count(*) FROM event e WHERE e.start IS NOT NULL AND {condition.sql}"
        " GROUP BY 1 ORDER BY 1",
        condition.values,
    )
    return chart_of(rows, speech, link)


def chart_of(rows: Iterable[tuple[str, int]], speech: Speech, link: Callable[[str, str], str]) -> TimeChart:
    """Counts by month («2025-04») as bars of months, quarters or years, whichever fits."""
    months = {(int(month[:4]), int(month[5:7])): n for month, n in rows}
    if not months:
        return TimeChart(())
    starts = _periods(min(months), max(months))
    values = [
        sum(n for month, n in months.items() if one <= month < other) for one, other in pairwise(starts)
    ]
    width = max(LEAST_WIDTH, SLOT * len(values))
    return TimeChart(tuple(_time_bars(starts, values, width, speech, link)), width)


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
