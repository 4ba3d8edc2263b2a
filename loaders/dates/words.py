"""Dates in words: «28 апреля – 2 мая 2025 года» → first and last day.

The rules stand in order; the first that answers decides. Words in brackets tell details of the date before
them and count only where there is none.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loaders.cell.text import searched
from loaders.dates.date_words import date_words
from loaders.dates.parts import DatePart, completed, read_parts
from loaders.dates.periods import title_period
from ontology.model import DateRange, Period, Precision


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The days that a text names, the characters that name them, and the rule that read them.

    Without a range, `problem` is the code of what is wrong with those characters.
    """

    range: DateRange | None
    start: int = 0
    end: int = 0
    rule: str = ""
    problem: str = ""


class _DateError(Exception):
    """Words that look like a date and are none."""

    def __init__(self, problem: str, start: int, end: int) -> None:
        self.problem, self.start, self.end = problem, start, end


def find_dates(text: str, period: Period | None) -> FoundDates:
    """The first and last day that a regular text names; a missing year is the one nearest to `period`."""
    plain = searched(text).translate(_latin())
    for rule in _RULES:
        try:
            found = rule(plain, period)
        except _DateError as error:
            return FoundDates(None, error.start, error.end, problem=error.problem)
        if found is not None:
            return found
    return FoundDates(None, 0, len(text), problem="unreadable_date" if plain.strip() else "no_date")


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def stated_days(plain: str, period: Period | None) -> FoundDates | None:
    """Days or months are named."""
    outside = re.sub(r"\([^()]*\)?", lambda m: " " * len(m.group()), plain)
    for text in (outside, plain):
        parts = [part for part in read_parts(text) if part.month is not None or part.day is not None]
        if any(part.month is not None for part in parts):
            return _range_of(completed(parts), period)
    return None


def stated_period(plain: str, period: Period | None) -> FoundDates | None:
    """A quarter, a half-year or a number of months is named."""
    if not date_words().part_of_year.search(plain):
        return None
    dated = (
        plain if re.search(r"20\d\d", plain) else f"{plain} {period.start.year}" if period is not None else ""
    )
    known = title_period(dated)
    if known is None or known.code.isdecimal():
        return None
    return _whole(plain, known, "stated_period")


def report_period(plain: str, period: Period | None) -> FoundDates | None:
    """«в течение квартала»: the time of the report itself."""
    if period is None:
        return None
    if any(words.search(plain) for words in date_words().whole_year):
        year = period.start.year
        return _whole(plain, Period(str(year), date(year, 1, 1), date(year, 12, 31)), "report_year")
    if any(words.search(plain) for words in date_words().whole_period):
        return _whole(plain, period, "report_period")
    return None


def stated_years(plain: str, period: Period | None) -> FoundDates | None:
    """Nothing but years is named."""
    years = [(int(m[1]), m.start(), m.end()) for m in re.finditer(r"(?<!\d)(20\d\d)(?!\d|/)", plain)]
    if not years or date_words().school_year in plain:
        return None
    first, last = min(y for y, _, _ in years), max(y for y, _, _ in years)
    days = DateRange(date(first, 1, 1), date(last, 12, 31), Precision.MONTH)
    return FoundDates(days, years[0][1], years[-1][2], "stated_years")


_RULES: tuple[Callable[[str, Period | None], FoundDates | None], ...] = (
    stated_days,
    stated_period,
    report_period,
    stated_years,
)


def _whole(plain: str, period: Period, rule: str) -> FoundDates:
    days = DateRange(period.start, period.end, Precision.MONTH)
    return FoundDates(days, 0, len(plain.rstrip()), rule)


def _range_of(parts: list[DatePart], period: Period | None) -> FoundDates:
    """The days of the parts, which stand in one stretch of text."""
    stretch = parts[0].start, parts[-1].end
    ranges = _ranges(parts, period, stretch)
    by_month = any(part.day is None for part in parts)
    days = DateRange(
        min(first for first, _ in ranges),
        max(last for _, last in ranges),
        Precision.MONTH if by_month else Precision.DAY,
    )
    rule = "open_days" if _is_open(parts) else "stated_months" if by_month else "stated_days"
    return FoundDates(days, *stretch, rule)


def _ranges(
    parts: list[DatePart], period: Period | None, stretch: tuple[int, int]
) -> list[tuple[date, date]]:
    """The days of each part, the last first; a day after a dash is none before it."""
    ranges: list[tuple[date, date]] = []
    following: DatePart | None = None
    for part in reversed(parts):
        year = part.year if part.year is not None else _nearest_year(part, period, stretch)
        first, last = _days(part, year)
        if following is not None and following.joined == "dash" and first > ranges[-1][1]:
            if part.own_year or part.month == following.month:
                raise _DateError("reversed_dates", *stretch)
            first, last = _days(part, year - 1)
        ranges.append((first, last))
        following = part
    return ranges


def _is_open(parts: list[DatePart]) -> bool:
    """«с 5 мая»: a day that only begins or only ends."""
    return len(parts) == 1 and bool(parts[0].opens) and parts[0].day is not None


def _days(part: DatePart, year: int) -> tuple[date, date]:
    assert part.month is not None
    try:
        if part.day is not None:
            return date(year, part.month, part.day), date(year, part.month, part.day)
        return date(year, part.month, 1), date(year, part.month, calendar.monthrange(year, part.month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise _DateError("impossible_date", part.start, part.end) from None


def _nearest_year(part: DatePart, period: Period | None, stretch: tuple[int, int]) -> int:
    if period is None:
        raise _DateError("no_year", *stretch)

    def distance(year: int) -> int:
        first, last = _days(part, year)
        return max((period.start - last).days, (first - period.end).days, 0)

    years = [period.start.year, period.end.year, period.start.year - 1, period.end.year + 1]
    return min((year for year in years if _exists(part, year)), key=distance, default=years[0])


def _exists(part: DatePart, year: int) -> bool:
    """Whether the day is in the calendar of that year: 29 February is in every fourth."""
    try:
        _days(part, year)
    except _DateError:
        return False
    return True


@lru_cache(maxsize=1)
def _latin() -> dict[int, str]:
    return str.maketrans(dict(date_words().latin))
