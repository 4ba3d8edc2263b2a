"""What a title says of a report: the time it covers and whose events it tells of."""

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.text import squash
from loaders.dates.months import month_number
from ontology.model import Period, Scope
from ontology.yaml_files import read_yaml

Months = tuple[int, int]

_YEAR = re.compile(r"(?<!\d)(20[0-9]{2})(?!\d)")
_ORDINAL = r"(IV|I{1,3}|[1-4]|(?:перв|втор|трет|четв)[а-яё]+)"
_ENDING = r"(?:\s?-?\s?(?:й|ый|ой|ий|го|м|ом|ем|е))?"
_QUARTERS = re.compile(
    rf"(?<!\w){_ORDINAL}{_ENDING}(?:\s?(?:-|и|,)\s?{_ORDINAL}{_ENDING})?\s?(?:квартал|кв\.|кв\b)",
    re.IGNORECASE,
)
_HALF = re.compile(rf"(?<!\w){_ORDINAL}{_ENDING}\s?полугоди", re.IGNORECASE)
_MONTHS_COUNT = re.compile(r"(?<!\w)(\d{1,2}|[а-яё]+)(?:-ти)?\s?(?:мес\.|месяц)", re.IGNORECASE)
_MONTH_RANGE = re.compile(r"(?<!\w)([а-яё]+)(?:\s?-\s?([а-яё]+))?\s?(?=20\d\d)", re.IGNORECASE)


def title_period(title: str) -> Period | None:
    """The time a title names: quarter, half-year, some months or a year; None where it names none."""
    text = _plain(title)
    years = _YEAR.findall(text)
    if not years:
        return None
    for rule in _RULES:
        months = rule(text)
        if months is not None:
            return period_of(int(years[-1]), *months)
    return period_of(int(years[-1]), 1, 12)


def period_of(year: int, first: int, last: int) -> Period:
    """The period from the first month to the last, both included, under its usual code."""
    start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    return Period(_code(year, first, last), start, end)


def quarter_of(day: date) -> Period:
    """The quarter in which a day falls."""
    first = 3 * ((day.month - 1) // 3) + 1
    return period_of(day.year, first, first + 2)


def title_scope(title: str) -> Scope | None:
    """Whose events a title tells of, or None where its words do not say."""
    text = _plain(title).lower()
    for scope, words in _settings()["scopes"].items():
        if any(word in text for word in words):
            return Scope(scope)
    return None


def starts_title(line: str) -> bool:
    """Whether a line begins as titles of reports do."""
    return squash(line).lower().startswith(tuple(_settings()["title_starts"]))


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "periods.yml")
    return settings


def _plain(title: str) -> str:
    """On one line, dashes plain, one-sign Roman digits and letters that look like them as I, V, X."""
    text = re.sub(r"\s?[\u2010-\u2015\u2212]\s?", "-", unicodedata.normalize("NFKC", squash(title)))
    return re.sub(
        r"(?<!\w)[IVІӀ|l]+(?!\w)",
        lambda m: "".join(_settings()["lookalikes"].get(sign, sign) for sign in m.group()),
        text,
    )


def _quarters(text: str) -> Months | None:
    for match in _QUARTERS.finditer(text):
        first, last = _ordinal(match[1]), _ordinal(match[2] or match[1])
        if first is not None and last is not None and first <= last:
            return 3 * first - 2, 3 * last
    return None


def _half(text: str) -> Months | None:
    for match in _HALF.finditer(text):
        half = _ordinal(match[1])
        if half in (1, 2):
            return 6 * half - 5, 6 * half
    return None


def _months_from_january(text: str) -> Months | None:
    for match in _MONTHS_COUNT.finditer(text):
        count = int(match[1]) if match[1].isdecimal() else _settings()["counts"].get(match[1].lower(), 0)
        if 1 <= count <= 12:
            return 1, count
    return None


def _named_months(text: str) -> Months | None:
    for match in _MONTH_RANGE.finditer(text):
        first = month_number(match[1])
        last = month_number(match[2]) if match[2] else first
        if first is not None and last is not None and first <= last:
            return first, last
    return None


_RULES: tuple[Callable[[str], Months | None], ...] = (_quarters, _half, _months_from_january, _named_months)


def _ordinal(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if word.upper() in _settings()["roman"]:
        number: int = _settings()["roman"][word.upper()]
        return number
    for ordinal, stems in _settings()["ordinals"].items():
        if word.lower().startswith(tuple(stems)):
            return int(ordinal)
    return None


def _code(year: int, first: int, last: int) -> str:
    codes = {(1, 12): f"{year}", (1, 6): f"{year}-H1", (7, 12): f"{year}-H2", (1, 9): f"{year}-9M"}
    if (first, last) in codes:
        return codes[first, last]
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
    return f"{year}-{first:02d}" if first == last else f"{year}-{first:02d}..{year}-{last:02d}"
