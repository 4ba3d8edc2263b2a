"""Times that words tell: days, months and years, and how long ago."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loaders.agreements.words import before, plain, terms
from ontology.lexicon.months import month_number
from ontology.lexicon.numbers import amounts, numbers, ordinals

_RANGE = 8  # characters before a day that may tell the first day of a range
_BESIDE = 15  # characters from a year to its day: «годом раньше, тоже 28 ноября»


@dataclass(frozen=True, slots=True)
class Time:
    """From the first to the last day that words tell, and the characters of those words."""

    first: date
    last: date
    start: int
    end: int

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.first if self.first == self.last else None


def find_times(text: str, start: int, end: int, near: date | None) -> list[Time]:
    """The times told between two characters, in order; a day without a year is of the year of `near`."""
    words = plain(text)
    found: list[Time] = []
    for reader in (_days, _days_in_words, _ago, _months, _years):
        for time in reader(words, start, end, near):
            if not any(time.start < other.end and other.start < time.end for other in found):
                found.append(time)
    return sorted(_days_of_their_year(found), key=lambda time: time.start)


def _days(words: str, start: int, end: int, near: date | None) -> Iterator[Time]:
    for match in terms().day.finditer(words, start, end):
        day, month, year, name, named_year = match.groups()
        number = int(month) if month is not None else month_number(name)
        told = year or named_year or (str(near.year) if near is not None else None)
        if number is None or told is None:
            continue
        try:
            on = date(int(told), number, int(day))
        except ValueError:
            continue
        since = terms().range.search(before(words, match.start(), _RANGE, start))
        begin = match.start() - (len(since.group()) if since is not None else 0)
        yield Time(_first_of_range(on, since), on, begin, match.end())


def _days_in_words(words: str, start: int, end: int, near: date | None) -> Iterator[Time]:
    """«двадцать первого мая», «третьего марта две тысячи двадцатого года»."""
    for match in terms().day_in_words.finditer(words, start, end):
        tens, ordinal, name, figures, century, year_tens, year = match.groups()
        month = month_number(name)
        told = int(figures) if figures else _year_in_words(century, year_tens, year) if year else None
        told = told or (near.year if near is not None else None)
        if month is None or told is None:
            continue
        try:
            on = date(told, month, ordinal_of(tens, ordinal))
        except ValueError:
            continue
        yield Time(on, on, *match.span())


def _year_in_words(century: str | None, tens: str | None, ordinal: str) -> int:
    """«две тысячи», «девятнадцатого» → 2019."""
    return (2000 if century is None else 1900) + ordinal_of(tens, ordinal)


def ordinal_of(tens: str | None, ordinal: str) -> int:
    """«двадцать», «перв» → 21."""
    return (numbers().cardinals[tens] if tens is not None else 0) + ordinals()[ordinal]


def _first_of_range(last: date, since: re.Match[str] | None) -> date:
    """«8–10 июля» begins on the eighth."""
    if since is None or not 0 < int(since[1]) < last.day:
        return last
    return last.replace(day=int(since[1]))


def _ago(words: str, start: int, end: int, near: date | None) -> Iterator[Time]:
    for told in terms().ago if near is not None else ():
        for match in told.pattern.finditer(words, start, end):
            back = _years_back(*match.groups())
            if back is not None and near is not None:
                yield Time(date(near.year - back, 1, 1), date(near.year - back, 12, 31), *match.span())


def _years_back(number: str, unit: str | None = None) -> int | None:
    """«три», «года» → 3; «год» and «прошл» → 1; None for months, which may be of the same year."""
    if unit is not None:
        count = number_of(number)
        return int(count) if count is not None and months_of(unit) == 12 else None
    if number.startswith(terms().before_last):
        return 2
    return None if number.startswith(terms().month_word) else 1


def number_of(word: str) -> float | None:
    """The number that a word or figures tell."""
    return int(word) if word.isdecimal() else amounts().get(word)


def months_of(unit: str) -> int:
    """How many months a unit has."""
    return next((months for word, months in terms().units.items() if unit.startswith(word)), 12)


def _months(words: str, start: int, end: int, near: date | None) -> Iterator[Time]:
    for match in terms().month.finditer(words, start, end):
        number = month_number(match.group(1))
        if number is not None:
            year = int(match.group(2))
            last = calendar.monthrange(year, number)[1]
            yield Time(date(year, number, 1), date(year, number, last), *match.span())


def _years(words: str, start: int, end: int, near: date | None) -> Iterator[Time]:
    for match in terms().year.finditer(words, start, end):
        year = int(match.group(1))
        yield Time(date(year, 1, 1), date(year, 12, 31), *match.span())


def _days_of_their_year(times: list[Time]) -> Iterator[Time]:
    """«годом раньше, 28 ноября»: the day is of the year told beside it."""
    years = [time for time in times if (time.last - time.first).days > 31]
    told = {id(time): _year_of(time, years) for time in times if time.day is not None}
    merged = {id(year) for year in told.values() if year is not None}
    for time in times:
        year = told.get(id(time))
        if year is not None:
            day = _in_year(time.first, year.first.year)
            yield Time(day, day, year.start, time.end)
        elif id(time) not in merged:
            yield time


def _year_of(day: Time, years: list[Time]) -> Time | None:
    """The year told right before the day."""
    return next((year for year in years if 0 <= day.start - year.end <= _BESIDE), None)


def _in_year(day: date, year: int) -> date:
    leap = day.month == 2 and day.day == 29 and not calendar.isleap(year)
    return day.replace(year=year, day=28) if leap else day.replace(year=year)
