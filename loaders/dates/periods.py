"""What a title says of a report: the time it covers and whose events it tells of."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from loaders.cell.regular import regular
from loaders.cell.text import squash
from ontology.lexicon.months import month_number
from ontology.lexicon.numbers import numbers, whole_numbers
from ontology.model import Period, Scope
from ontology.plain import with_e
from ontology.yaml_files import read_typed

Month = tuple[int, int]
"""A year, None written as 0 where it is not told yet, and a month of it."""

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PIECE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class TitleExpressions:
    """What titles name of time, from periods.yml."""

    short_year: re.Pattern[str]
    quarters: re.Pattern[str]
    two_quarters: re.Pattern[str]
    quarter_of_year: re.Pattern[str]
    months_of_year: re.Pattern[str]
    ordinals: re.Pattern[str]
    half: re.Pattern[str]
    months_count: re.Pattern[str]
    days: re.Pattern[str]
    named: re.Pattern[str]
    years: re.Pattern[str]
    school_year: re.Pattern[str]
    one_year: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The entries of periods.yml; the file tells what each is for."""

    roman: Mapping[str, int]
    lookalikes: Mapping[str, str]
    parts_of_years: tuple[str, ...]
    vague_parts_of_years: tuple[str, ...]
    other_dates: tuple[re.Pattern[str], ...]
    title_starts: tuple[str, ...]
    scopes: Mapping[str, tuple[str, ...]]
    regional_at_last: tuple[str, ...]
    of_several: tuple[str, ...]
    pieces: Mapping[str, str]
    expressions: Mapping[str, str]


@cache
def title_words() -> TitleWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("periods.yml"), TitleWords)


@cache
def _named() -> TitleExpressions:
    pieces = title_words().pieces
    told = {
        name: re.compile(_PIECE.sub(lambda piece: pieces[piece[1]], text))
        for name, text in title_words().expressions.items()
    }
    return TitleExpressions(**told)


def title_period(title: str) -> Period | None:
    """The time a title names: quarter, half-year, some months or years; None where it names none."""
    text = _plain(title)
    for rule in _RULES:
        found = rule(text)
        if found is not None:
            return period_between(*found)
    return None


def period_of(year: int, first: int, last: int) -> Period:
    """The period from the first month to the last, both included, under its usual code."""
    return period_between((year, first), (year, last))


def period_between(first: Month, last: Month) -> Period:
    """The period from one month to another, both included, under its usual code."""
    end = date(*last, calendar.monthrange(*last)[1])
    return Period(_code(first, last), date(*first, 1), end)


def quarter_of(day: date) -> Period:
    """The quarter in which a day falls."""
    first = 3 * ((day.month - 1) // 3) + 1
    return period_of(day.year, first, first + 2)


def is_finer_than_a_year(period: Period) -> bool:
    """Whether it is told to the month: a title that names such a period is at its end."""
    return not period.code.isdecimal()


def title_scope(title: str, *, of_one_municipality: bool = False) -> Scope | None:
    """Whose events a title tells of, or None where neither its words nor a municipality in it say."""
    text = _plain(title).lower()
    for scope, words in title_words().scopes.items():
        if any(word in text for word in words):
            return Scope(scope)
    if of_one_municipality:
        return Scope.MUNICIPAL
    return Scope.REGIONAL if any(word in text for word in title_words().regional_at_last) else None


def tells_of_several(title: str) -> bool:
    """Whether a title speaks of many municipalities, of which it may name one."""
    text = _plain(title).lower()
    return any(word in text for word in title_words().of_several)


def starts_title(line: str) -> bool:
    """Whether a line begins as titles of reports do."""
    return regular(squash(line)).lower().startswith(title_words().title_starts)


def _plain(title: str) -> str:
    """On one line, dashes plain, Roman digits as I and V, without the dates of other things."""
    text = re.sub(r"\s?[\u2010-\u2015\u2212]\s?", "-", unicodedata.normalize("NFKC", regular(squash(title))))
    for other in title_words().other_dates:
        text = other.sub(" ", text)
    return re.sub(
        r"(?<!\w)[IVІӀ|l]+(?!\w)",
        lambda m: "".join(title_words().lookalikes.get(sign, sign) for sign in m.group()),
        text,
    )


# ── rules: each finds the first and the last month, or abstains ─────────────────────────────────


def _days(text: str) -> tuple[Month, Month] | None:
    """«с 1 июля по 30 сентября 2025 года», «01.07.2025-30.09.2025»: the months of the two days."""
    for match in _named().days.finditer(text):
        first, last = _month(match[2]), _month(match[5])
        until = _full_year(match[6]) or _year_near(text, match.start(), match.end())
        since = _full_year(match[3]) or until
        if first and last and since and until and (since, first) <= (until, last):
            return (since, first), (until, last)
    return None


def _quarters(text: str) -> tuple[Month, Month] | None:
    for match in _named().quarters.finditer(text):
        told = [number for one in _named().ordinals.finditer(match.group()) if (number := _ordinal(one[1]))]
        year = _year_near(text, match.start(), match.end())
        if told and year and min(told) == told[0] and max(told) == told[-1]:
            return (year, 3 * told[0] - 2), (year, 3 * told[-1])
    return None


def _quarters_of_two_years(text: str) -> tuple[Month, Month] | None:
    """«IV квартал 2024 – I квартал 2025 года»."""
    for match in _named().two_quarters.finditer(text):
        first, last = _ordinal(match[1]), _ordinal(match[3])
        if first and last and (match[2], first) <= (match[4], last):
            return (int(match[2]), 3 * first - 2), (int(match[4]), 3 * last)
    return None


def _quarter_of_year(text: str) -> tuple[Month, Month] | None:
    """«III/2025», «Q3 2025»."""
    match = _named().quarter_of_year.search(text)
    if match is None:
        return None
    quarter, year = _ordinal(match[1] or match[4] or match[5]), int(match[2] or match[3] or match[6])
    return ((year, 3 * quarter - 2), (year, 3 * quarter)) if quarter else None


def _months_of_year(text: str) -> tuple[Month, Month] | None:
    """«07–09.2025»."""
    for match in _named().months_of_year.finditer(text):
        first, last, year = int(match[1]), int(match[2]), int(match[3])
        if 1 <= first <= last <= 12:
            return (year, first), (year, last)
    return None


def _half(text: str) -> tuple[Month, Month] | None:
    for match in _named().half.finditer(text):
        half, year = _ordinal(match[1]), _year_near(text, match.start(), match.end())
        if half in (1, 2) and year:
            return (year, 6 * half - 5), (year, 6 * half)
    return None


def _months_from_january(text: str) -> tuple[Month, Month] | None:
    for match in _named().months_count.finditer(text):
        count = int(match[1]) if match[1].isdecimal() else whole_numbers().get(match[1].lower(), 0)
        year = _year_near(text, match.start(), match.end())
        if 1 <= count <= 12 and year:
            return (year, 1), (year, count)
    return None


def _named_months(text: str) -> tuple[Month, Month] | None:
    """«январь-июнь 2025 года», «с ноября 2024 по январь 2025», «июль 2025 года»."""
    at = 0
    while (match := _named().named.search(text, at)) is not None:
        months = _months_of(text, match)
        if months is not None:
            return months
        at = match.end(1 if match[1] else 4)
    return None


def _months_of(text: str, match: re.Match[str]) -> tuple[Month, Month] | None:
    """The first and the last of the months that were found, where their year stands near."""
    first = month_number(match[1] or match[4])
    last = month_number(match[3]) if match[3] else first
    year = _year_near(text, match.start(), match.end())
    since = int(match[2]) if match[2] else year
    if first and last and year and since and (since, first) <= (year, last):
        return (since, first), (year, last)
    return None


def _school_year(text: str) -> tuple[Month, Month] | None:
    match = _named().school_year.search(text)
    return ((int(match[1]), 9), (int(match[1]) + 1, 8)) if match is not None else None


def _whole_years(text: str) -> tuple[Month, Month] | None:
    """A year, or a year and a later one; none where the title speaks of quarters, halves or months."""
    lower = text.lower()
    if any(word in lower for word in title_words().parts_of_years):
        return None
    alone = _named().one_year.search(text)
    span = _named().years.search(text)
    if alone is None and span is not None and span[1] < span[2]:
        return (int(span[1]), 1), (int(span[2]), 12)
    if any(word in lower for word in title_words().vague_parts_of_years):
        return None
    year = int(alone[1]) if alone is not None else _year_near(text, len(text), len(text))
    return ((year, 1), (year, 12)) if year else None


_RULES: tuple[Callable[[str], tuple[Month, Month] | None], ...] = (
    _days,
    _quarters_of_two_years,
    _quarters,
    _quarter_of_year,
    _months_of_year,
    _half,
    _months_from_january,
    _named_months,
    _school_year,
    _whole_years,
)


# ── parts ───────────────────────────────────────────────────────────────────────────────────────


def _year_near(text: str, start: int, end: int) -> int | None:
    """The year that follows at once or later; else the last that stands before."""
    for pattern in (_YEAR, _named().short_year):
        after = pattern.search(text, end)
        before = [*pattern.finditer(text, 0, start)]
        found = after or (before[-1] if before else None)
        if found is not None:
            return _full_year(found[1])
    return None


def _full_year(digits: str | None) -> int | None:
    return None if not digits else int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= 12 else None
    return month_number(word)


def _ordinal(word: str) -> int | None:
    if word.upper() in title_words().roman:
        return title_words().roman[word.upper()]
    if word.isdecimal():
        return int(word)
    beginnings = numbers().ordinals.items()
    return next((number for begins, number in beginnings if with_e(word.lower()).startswith(begins)), None)


def _code(first: Month, last: Month) -> str:
    (year, start), (until, end) = first, last
    if year != until:
        return f"{year}-{start:02d}..{until}-{end:02d}"
    codes = {(1, 12): f"{year}", (1, 6): f"{year}-H1", (7, 12): f"{year}-H2", (1, 9): f"{year}-9M"}
    if (start, end) in codes:
        return codes[start, end]
    if end - start == 2 and start % 3 == 1:
        return f"{year}-Q{(start + 2) // 3}"
    return f"{year}-{start:02d}" if start == end else f"{year}-{start:02d}..{year}-{end:02d}"
