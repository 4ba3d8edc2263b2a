"""How long a document is said to hold."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from loaders.agreements.said import Said
from loaders.agreements.times import find_times, months_of, number_of
from loaders.agreements.words import plain, terms
from ontology.lexicon.months import month_number
from ontology.lexicon.numbers import amounts, ordinals
from ontology.model import Term

_LENGTHS = ("lasting", "years", "parts", "until", "endless")
_CENTURY = 100
_NEAR = 25  # characters between two parts of one term: «на три года с автоматической пролонгацией»


def _is_apart(said: Said[Term], other: Said[Term]) -> bool:
    return said.start >= other.end or said.end <= other.start


def find_term(text: str, start: int, end: int, near: date | None) -> Said[Term] | None:
    """The term told between two characters; words that prolong it by themselves belong to it."""
    found = [said for kind in _LENGTHS for said in _of_kind(kind, text, start, end, near)]
    automatic = _of_kind("automatic", text, start, end, near)
    if not found:
        return automatic[0] if automatic else None
    length = min(found, key=lambda said: (said.start, -said.end))
    following = [said for said in automatic if _is_apart(said, length)]
    if automatic and not following:
        return replace(length, value=replace(length.value, automatic=True))  # «продлевается каждые пять лет»
    return _joined(text, length, following[0]) if following else length


def _joined(text: str, length: Said[Term], automatic: Said[Term]) -> Said[Term]:
    told = length.value
    beside = 0 <= automatic.start - length.end <= _NEAR
    words = text[length.start : automatic.end] if beside else told.text
    end = automatic.end if beside else length.end
    return Said(
        Term(" ".join(words.split()), told.until, told.months, automatic=True), length.rule, length.start, end
    )


def _of_kind(kind: str, text: str, start: int, end: int, near: date | None) -> list[Said[Term]]:
    words = plain(text)
    found: list[Said[Term]] = []
    for told in terms().patterns:
        if told.code != kind:
            continue
        for match in told.pattern.finditer(words, start, end):
            until, months = _until(kind, match, near), _months(match) if kind == "lasting" else None
            if until is None and months is None and kind != "endless" and kind != "automatic":
                continue
            said = " ".join(text[match.start() : match.end()].split())
            found.append(Said(Term(said, until, months, kind == "automatic"), f"term_{kind}", *match.span()))
    return sorted(found, key=lambda said: said.start)


def _months(match: re.Match[str]) -> int | None:
    """«3», «года» → 36; «трех» of «трехлетний» → 36; «год» → 12."""
    told = [group for group in match.groups() if group is not None]
    if len(told) == 2:
        count = number_of(told[0])
        return None if count is None else int(count * months_of(told[1]))
    years = int(told[0]) if told[0].isdecimal() else amounts().get(told[0])
    if years is not None:
        return int(12 * years)
    return months_of(told[0]) if told[0] in terms().units else None


def _until(kind: str, match: re.Match[str], near: date | None) -> date | None:
    if kind == "years":
        return _end_of_year(int(match.group(match.lastindex or 1)), match.group())
    if kind == "parts":
        return _end_of_part(match[1], match[2], match[3], near)
    if kind != "until":
        return None
    days = find_times(match.string, match.start(), match.end(), near)
    if days and days[-1].day is not None:
        return days[-1].day
    return _last_day(*match.groups(), near=near) if match.groups() else None


def _end_of_year(year: int, words: str) -> date:
    """The last day of a year, or of a school year: «2025/26 учебный год»."""
    if year <= _CENTURY:
        return date(2000 + year, 8, 31)
    of_school = terms().of_school.search(words) is not None
    return date(year, 8, 31) if of_school else date(year, 12, 31)


def _end_of_part(number: str, unit: str, year: str | None, near: date | None) -> date | None:
    """«втор», «полугоди», «2025» → 31 December 2025."""
    told = int(year) if year is not None else near.year if near is not None else None
    if told is None:
        return None
    nth = int(number) if number.isdecimal() else ordinals()[number]
    month = min(12, nth * terms().part_months[unit])
    return date(told, month, calendar.monthrange(told, month)[1])


def _last_day(*told: str | None, near: date | None) -> date | None:
    """«конца», «2026» → the year's last day; «декабря», «2026» → the month's; «2030» → the day before it,
    unless the year itself is meant: «2030», « включительно».
    """
    word, year, which = (*told, None, None)[:3]
    if word is None:
        return None
    if word.isdecimal():
        return date(int(word), 12, 31) if year is not None else date(int(word), 1, 1) - timedelta(days=1)
    number = month_number(word)
    if number is not None and year is not None:
        return date(int(year), number, calendar.monthrange(int(year), number)[1])
    ending = _year_told(year, which, near)
    return date(ending, 12, 31) if ending is not None and word.startswith(terms().ends_of_year) else None


def _year_told(year: str | None, which: str | None, near: date | None) -> int | None:
    """«2026» is that year; «следующего» the one after the year of `near`."""
    told = int(year) if year is not None else near.year if near is not None else None
    if told is None:
        return None
    return told + (which is not None and which.startswith(terms().next_one))
