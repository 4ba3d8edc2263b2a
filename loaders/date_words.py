"""Dates in words: «28 апреля – 2 мая 2025 года» → first and last day.

The text becomes tokens, the tokens become parts (a day, a month, a year, as far as each is told), and each
part takes what it lacks from the part after it, as Russian dates do: in «24-25 июня» the month of 24 is told
once, at the end. Words in brackets tell details of the date before them and count only where there is none.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.flat import flatten
from loaders.months import misspelt_month_number, month_number
from loaders.periods import title_period
from ontology.model import DateRange, Period, Precision


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The days that a text names, the characters that name them, and the rule that read them.

    Without a range, `problem` is the code of what is wrong and `words` are the words it is wrong with.
    """

    range: DateRange | None
    start: int = 0
    end: int = 0
    rule: str = ""
    confidence: float = 1.0
    problem: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A day, month and year as far as they are told, and how the part is joined to the one before."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    joined: str = ""
    opens: str = ""
    own_year: bool = False
    doubtful: bool = False


class _DateError(Exception):
    """Words that look like a date and are none."""

    def __init__(self, problem: str, start: int, end: int) -> None:
        self.problem, self.start, self.end = problem, start, end


def find_dates(text: str, period: Period | None) -> FoundDates:
    """The first and last day that the text names; a missing year is the one nearest to `period`."""
    flat = flatten(text)
    plain = flat.text.lower().translate(_latin())
    for rule in _RULES:
        try:
            found = rule(plain, period)
        except _DateError as error:
            start, end = flat.original(error.start, error.end)
            return FoundDates(
                None, start, end, problem=error.problem, words=flat.text[error.start : error.end]
            )
        if found is not None:
            start, end = flat.original(found.start, found.end)
            return replace(found, start=start, end=end)
    return FoundDates(
        None, 0, len(text), problem="no_date" if not plain.strip() else "unreadable_date", words=plain
    )


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def stated_days(plain: str, period: Period | None) -> FoundDates | None:
    """Days or months are named."""
    outside = re.sub(r"\([^()]*\)?", lambda m: " " * len(m.group()), plain)
    for text in (outside, plain):
        parts = [part for part in _parts(text) if part.month is not None or part.day is not None]
        if any(part.month is not None for part in parts):
            return _range_of(_completed(parts), period)
    return None


def stated_period(plain: str, period: Period | None) -> FoundDates | None:
    """A quarter, a half-year or a number of months is named."""
    if not re.search(r"квартал|полугоди|месяц|\bкв\b", plain):
        return None
    dated = (
        plain if re.search(r"20\d\d", plain) else f"{plain} {period.start.year}" if period is not None else ""
    )
    known = title_period(dated)
    if known is None or known.code.isdecimal():
        return None
    return _whole(plain, known, "stated_period", 0.9)


def report_period(plain: str, period: Period | None) -> FoundDates | None:
    """«в течение квартала»: the time of the report itself."""
    if period is None:
        return None
    if any(re.search(words, plain) for words in _settings()["whole_year"]):
        year = period.start.year
        return _whole(plain, Period(str(year), date(year, 1, 1), date(year, 12, 31)), "report_year", 0.8)
    if any(re.search(words, plain) for words in _settings()["whole_period"]):
        return _whole(plain, period, "report_period", 0.8)
    return None


def stated_years(plain: str, period: Period | None) -> FoundDates | None:
    """Nothing but years is named."""
    years = [(int(m[1]), m.start(), m.end()) for m in re.finditer(r"(?<!\d)(20\d\d)(?!\d|/)", plain)]
    if not years or "учебн" in plain:
        return None
    first, last = min(y for y, _, _ in years), max(y for y, _, _ in years)
    days = DateRange(date(first, 1, 1), date(last, 12, 31), Precision.MONTH)
    return FoundDates(days, years[0][1], years[-1][2], "stated_years", 0.85)


_RULES: tuple[Callable[[str, Period | None], FoundDates | None], ...] = (
    stated_days,
    stated_period,
    report_period,
    stated_years,
)


def _whole(plain: str, period: Period, rule: str, confidence: float) -> FoundDates:
    days = DateRange(period.start, period.end, Precision.MONTH)
    return FoundDates(days, 0, len(plain.rstrip()), rule, confidence)


# ── tokens and parts ────────────────────────────────────────────────────────────────────────────

_TOKENS = re.compile(
    r"""
      (?P<time>\d{1,2}:\d\d(?::\d\d)?
          | \bв\s\d{1,2}[.-]\d\d(?![\d.])
          | \b(?:с|до|к)\s\d{1,2}\.(?:00|15|[2-5][05])(?![\d.])
          | \d{1,2}\s?(?:час\w*|ч\b)\.?(?:\s?\d\d\s?мин\w*\.?)?)
    | (?P<iso>20\d\d-\d\d-\d\d)(?!\d)
    | (?P<numeric>\d{1,2}[./]\d{1,2}[./](?:20\d\d|\d\d))(?!\d)
    | (?P<short>\d{1,2}\.(?:0[1-9]|1[0-2]))(?![\d]|\.\d)
    | (?P<year>20\d\d | (?<=[а-я]\s)2\s?0\s?\d\s?\d)(?!\d)
    | (?P<day>\d{1,2})(?:-?(?:го|е|ое|ого)(?![а-я]))?(?!\d)
    | (?P<dash>-)
    | (?P<comma>[,;/])
    | (?P<word>[а-яё]+)
    """,
    re.VERBOSE,
)


def _parts(plain: str) -> Iterator[_Part]:
    """The parts of dates in the order of the text."""
    builder = _Builder([])
    for token in _TOKENS.finditer(plain):
        kind = str(token.lastgroup)
        builder.take(kind, token[kind], token.start(), token.end())
    if builder.parts and all(part.year is None for part in builder.parts):
        builder.parts[-1] = replace(builder.parts[-1], year=builder.year_before)
    yield from builder.parts


@dataclass(slots=True)
class _Builder:
    """Tokens gathered into parts; `joined` is what stands between the last part and the next token."""

    parts: list[_Part]
    joined: str = ""
    opens: str = ""
    year_before: int | None = None

    def take(self, kind: str, text: str, start: int, end: int) -> None:
        """One more token."""
        match kind:
            case "day":
                self.add_day(int(text), start, end)
            case "year":
                self.add_year(int(text.replace(" ", "")), start, end)
            case "iso" | "numeric" | "short":
                self.add_numeric(text, start, end)
            case "dash":
                self.joined = "dash"
            case "comma":
                self.joined = self.joined or "list"
            case "word":
                self.add_word(text, start, end)

    def new(self, start: int, end: int, **told: Any) -> None:
        """A part of its own."""
        self.parts.append(_Part(start, end, joined=self.joined, opens=self.opens, **told))
        self.joined = self.opens = ""

    def add_day(self, day: int, start: int, end: int) -> None:
        """A day; two digits apart are one number that a space has cut."""
        last = self.parts[-1] if self.parts else None
        if last is None or self.joined or last.year is not None or last.end < start - 1:
            self.new(start, end, day=day)
        elif last.month is not None and last.day is None:
            self.parts[-1] = replace(last, day=day, end=end)
        elif last.month is None and last.day is not None and last.day < 4 and day < 10 and end - start == 1:
            self.parts[-1] = replace(last, day=10 * last.day + day, end=end, doubtful=True)
        else:
            self.new(start, end, day=day)

    def add_month(self, month: int, start: int, end: int, *, doubtful: bool) -> None:
        """The month of the day just before it, or a month alone."""
        last = self.parts[-1] if self.parts else None
        if last is not None and last.month is None and last.day is not None and not self.joined:
            self.parts[-1] = replace(last, month=month, end=end, doubtful=last.doubtful or doubtful)
        else:
            self.new(start, end, month=month, doubtful=doubtful)

    def add_year(self, year: int, start: int, end: int) -> None:
        """The year of the part before it, whatever stands between; or of all, told before them."""
        if self.parts and self.parts[-1].month is not None and self.parts[-1].year is None:
            self.parts[-1] = replace(self.parts[-1], year=year, end=end, own_year=True)
            self.joined = ""
        elif not self.parts:
            self.year_before = year

    def add_numeric(self, text: str, start: int, end: int) -> None:
        """12.04.2025, 12.04, 2025-04-12."""
        numbers = [int(number) for number in re.split(r"\D", text)]
        if len(text.split("-")[0]) == 4:
            numbers.reverse()
        day, month, *rest = numbers
        year = rest[0] + 2000 * (rest[0] < 100) if rest else None
        self.new(start, end, day=day, month=month, year=year, own_year=year is not None)

    def add_word(self, word: str, start: int, end: int) -> None:
        """A month, a joining word, a word that changes nothing, or one that ends the date."""
        settings = _settings()
        month = month_number(word)
        if month is not None:
            self.add_month(month, start, end, doubtful=False)
            return
        if word in settings["open"] and not self.parts:
            self.opens = settings["open"][word]
        if word in settings["through"]:
            self.joined = "dash"
        elif word in settings["and"]:
            self.joined = self.joined or "list"
        elif word not in settings["silent"]:
            self.add_other_word(word, start, end)

    def add_other_word(self, word: str, start: int, end: int) -> None:
        """A misspelt month after a day, or words of another kind: a day before them was no day."""
        month = misspelt_month_number(word)
        if month is not None:
            self.add_month(month, start, end, doubtful=True)
            return
        while self.parts and self.parts[-1].month is None:
            self.parts.pop()
        self.joined = "list" if self.joined else ""


def _completed(parts: list[_Part]) -> list[_Part]:
    """Each part with the month and year that a neighbour tells for it; days without a month are left out."""
    forward = list(_inheriting(reversed(parts)))
    completed = list(_inheriting(reversed(forward)))
    return [part for part in completed if part.month is not None]


def _inheriting(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Every part with what it lacks taken from the part before it in this order."""
    month = year = None
    for part in parts:
        known = replace(part, month=part.month if part.month is not None else month)
        known = replace(known, year=known.year if known.year is not None else year)
        month, year = known.month, known.year
        yield known


def _range_of(parts: list[_Part], period: Period | None) -> FoundDates:
    stretch = parts[0].start, parts[-1].end
    years_told = all(part.year is not None for part in parts)
    ranges: list[tuple[date, date]] = []
    for part in reversed(parts):
        year = part.year if part.year is not None else _nearest_year(part, period, stretch)
        first, last = _days(part, year)
        following = parts[len(parts) - len(ranges)] if ranges else None
        if following is not None and following.joined == "dash" and first > ranges[-1][1]:
            if part.own_year or part.month == following.month:
                raise _DateError("reversed_dates", *stretch)
            first, last = _days(part, year - 1)
        ranges.append((first, last))
    by_month = any(part.day is None for part in parts)
    days = DateRange(
        min(first for first, _ in ranges),
        max(last for _, last in ranges),
        Precision.MONTH if by_month else Precision.DAY,
    )
    is_open = len(parts) == 1 and bool(parts[0].opens) and parts[0].day is not None
    doubtful = any(part.doubtful for part in parts)
    rule = "open_days" if is_open else "stated_months" if by_month else "stated_days"
    confidence = 0.6 if is_open else 0.9 if doubtful else 0.99 if years_told else 0.95
    return FoundDates(days, *stretch, rule, confidence)


def _days(part: _Part, year: int) -> tuple[date, date]:
    assert part.month is not None
    try:
        if part.day is not None:
            return date(year, part.month, part.day), date(year, part.month, part.day)
        return date(year, part.month, 1), date(year, part.month, calendar.monthrange(year, part.month)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise _DateError("impossible_date", part.start, part.end) from None


def _nearest_year(part: _Part, period: Period | None, stretch: tuple[int, int]) -> int:
    if period is None:
        raise _DateError("no_year", *stretch)

    def distance(year: int) -> int:
        first, last = _days(part, year)
        return max((period.start - last).days, (first - period.end).days, 0)

    years = [period.start.year, period.end.year, period.start.year - 1, period.end.year + 1]
    return min((year for year in years if _exists(part, year)), key=distance, default=years[0])


def _exists(part: _Part, year: int) -> bool:
    """Whether the day is in the calendar of that year: 29 February is in every fourth."""
    try:
        _days(part, year)
    except _DateError:
        return False
    return True


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    text = (Path(__file__).parent / "dates.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.safe_load(text)
    return settings


@lru_cache(maxsize=1)
def _latin() -> dict[int, str]:
    return str.maketrans(_settings()["latin"])
