"""When a question is about: «в прошлом году», «с 2023 по 2024», «до лета», “last two years”."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from ontology.lexicon.months import month_names
from ontology.lexicon.numbers import numbers
from ontology.yaml_files import read_typed
from queries.asking.tokens import QuestionToken

K = TypeVar("K")

_YEARS = range(1950, 2100)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_MONTHS_OF = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class DaySpan:
    """The first and the last day of a stretch of time; None where it is open."""

    first: date | None
    last: date | None

    @property
    def quarter(self) -> str | None:
        """The period of reports that it is, as «2025-Q2»; None where it is no quarter of a year."""
        if self.first is None or self.last is None or _months_on(self.first, 3) != _next_day(self.last):
            return None
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}" if self.first.month % 3 == 1 else None

    @property
    def first_quarter(self) -> "DaySpan | None":
        """The quarter from its first day on: «по сравнению с I кварталом»; None of an open beginning."""
        return None if self.first is None else _months_from(self.first, 3)

    @property
    def last_quarter(self) -> "DaySpan | None":
        """The three months up to its last day: «прирост к I кварталу»; None of an open end."""
        return None if self.last is None else DaySpan(_months_on(_next_day(self.last), -3), self.last)

    @property
    def halves(self) -> "tuple[DaySpan, ...]":
        """The two halves of a half-year; none of another stretch."""
        if self.first is None or self.last is None or _months_on(self.first, 6) != _next_day(self.last):
            return ()
        return _months_from(self.first, 3), DaySpan(_months_on(self.first, 3), self.last)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The words for times, as `periods.yml` lists them."""

    months: Mapping[int, tuple[str, ...]]
    seasons: Mapping[int, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    ordinals: Mapping[int, tuple[str, ...]]
    quarters: Mapping[str, int]
    numbers: Mapping[int, tuple[str, ...]]
    relative: Mapping[int, tuple[str, ...]]
    days: Mapping[int, tuple[str, ...]]
    day: tuple[str, ...]
    back: tuple[str, ...]
    ahead: tuple[str, ...]
    from_: tuple[str, ...]
    until: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    within: tuple[str, ...]
    over: tuple[str, ...]
    end: tuple[str, ...]
    beginning: tuple[str, ...]
    joining: tuple[str, ...]


@cache
def period_words() -> PeriodWords:
    """The words for times."""
    told = read_typed(Path(__file__).with_name("periods.yml"), PeriodWords)
    months = {number: (month.name,) for number, month in enumerate(month_names().months, 1)}
    cardinals = {number: (word,) for word, number in numbers().cardinals.items()}
    return replace(told, months=_both(months, told.months), numbers=_both(cardinals, told.numbers))


def _both(
    words: Mapping[int, tuple[str, ...]], further: Mapping[int, tuple[str, ...]]
) -> Mapping[int, tuple[str, ...]]:
    return {key: (*words.get(key, ()), *further.get(key, ())) for key in sorted({*words, *further})}


@dataclass(frozen=True, slots=True)
class Clock:
    """Today, and the last day that is known of: a month told without its year is the last one known."""

    today: date
    known_until: date

    def last_months(self, months: int) -> DaySpan:
        """So many months up to today."""
        return DaySpan(_months_on(self.today, -months), self.today)

    @property
    def last_known_quarter(self) -> DaySpan:
        """The quarter in which the last known day lies."""
        return _months_from(date(self.known_until.year, (self.known_until.month - 1) // 3 * 3 + 1, 1), 3)


def period_at(tokens: Sequence[QuestionToken], at: int, clock: Clock) -> tuple[DaySpan, int] | None:
    """The time that is told from this word on, and the place after it; None where it tells none."""
    words = period_words()
    is_from, is_until = _is(tokens, at, words.from_), _is(tokens, at, words.until)
    begin = _after_within(tokens, at + 1 if is_from or is_until else at)
    moments = _Moments(tokens, clock, is_ahead=is_until)
    moment = moments.at(begin) or (moments.stretch_until_now(begin) if _is(tokens, at, words.over) else None)
    if moment is None:
        return None
    span, end = moment
    if is_until:
        return DaySpan(None, _day_before(span.first) if _is(tokens, at, words.before) else span.last), end
    if not is_from:
        return _range_from(tokens, span, end, clock)
    first = _day_after(span.last) if _is(tokens, at, words.after) else span.first
    return _until_after(tokens, DaySpan(first, None), end, clock)


def length_at(tokens: Sequence[QuestionToken], at: int, clock: Clock) -> tuple[DaySpan, int] | None:
    """«год», «два года» with nothing before them: so much time up to today, and the place after it."""
    is_one = tokens[at].plain in (word for words in period_words().units.values() for word in words)
    return _Moments(tokens, clock).stretch_until_now(at) if is_one or number_of(tokens[at]) else None


def quarter_beside(span: DaySpan, token: QuestionToken, *, is_figure_one: bool = False) -> DaySpan | None:
    """Another quarter of the same year that an ordinal alone tells, or a figure that may be one."""
    is_figure = is_figure_one and token.is_number
    number = int(token.text[:2]) if is_figure else _keyed(period_words().ordinals, token)
    if (
        number is None
        or not 1 <= number <= 4
        or span.first is None
        or (token.is_number and not is_figure_one)
    ):
        return None
    other = _months_from(date(span.first.year, number * 3 - 2, 1), 3)
    return other if other != span else None


def number_of(token: QuestionToken) -> int | None:
    """The number that a word or figures tell."""
    if token.is_number and len(token.text) < 7:
        return int(token.text)
    return _keyed(period_words().numbers, token)


def unit_of(token: QuestionToken) -> str | None:
    """The unit of time that the word names: year, half, quarter or month."""
    return _keyed(period_words().units, token)


def months_of(unit: str) -> int:
    """How many months the unit has."""
    return _MONTHS_OF[unit]


def _range_from(
    tokens: Sequence[QuestionToken], span: DaySpan, end: int, clock: Clock
) -> tuple[DaySpan, int]:
    """«2023–2025», «2023 и 2024»: the stretch over both where another time of the kind follows at once."""
    joined = end + 1 if _is(tokens, end, period_words().joining) else end
    other = _Moments(tokens, clock).year(joined)
    if (
        other is not None
        and span.last is not None
        and other[0].last is not None
        and span.last < other[0].last
    ):
        return DaySpan(span.first, other[0].last), other[1]
    return _months_range(tokens, span, end, clock) or (span, end)


def _months_range(
    tokens: Sequence[QuestionToken], span: DaySpan, end: int, clock: Clock
) -> tuple[DaySpan, int] | None:
    """«апрель – июнь 2025»: the stretch over both months where one follows the other at once."""
    other = _Moments(tokens, clock).at(end) if _is_month(span) else None
    if other is None or not _is_month(other[0]) or span.first is None or other[0].first is None:
        return None
    first, last = span.first, other[0]
    while first > other[0].first:
        first = _months_on(first, -12)
    while _months_on(first, 12) <= other[0].first:
        first = _months_on(first, 12)
    return DaySpan(first, last.last), other[1]


def _is_month(span: DaySpan) -> bool:
    return (
        span.first is not None
        and span.last is not None
        and span.first.day == 1
        and _months_on(span.first, 1) == _next_day(span.last)
    )


def _until_after(
    tokens: Sequence[QuestionToken], span: DaySpan, end: int, clock: Clock
) -> tuple[DaySpan, int]:
    """«с … по …»: the end that follows the beginning, if one does."""
    if not _is(tokens, end, period_words().until):
        return span, end
    moment = _Moments(tokens, clock).at(_after_within(tokens, end + 1))
    if moment is None:
        return span, end
    first, last = span.first, moment[0].last
    while first is not None and last is not None and first > last:
        first = _months_on(first, -12)
    return DaySpan(first, last), moment[1]


def _after_within(tokens: Sequence[QuestionToken], at: int) -> int:
    while _is(tokens, at, period_words().within):
        at += 1
    return at


class _Moments:
    """Reads a time without its preposition; `is_ahead` takes one without a year for the next to come."""

    def __init__(self, tokens: Sequence[QuestionToken], clock: Clock, *, is_ahead: bool = False) -> None:
        self._tokens = tokens
        self._today = clock.today
        self._known_until = min(clock.today, clock.known_until)
        self._is_ahead = is_ahead
        self._words = period_words()

    def at(self, at: int) -> tuple[DaySpan, int] | None:
        """The time told at this place, by the first of the ways of telling one that fits."""
        ways = (
            self._edge, self._day, self._near_day, self._named_day, self._stretch, self._relative, self._part,
            self._month, self._season, self.year,
        )  # fmt: skip
        return next((found for way in ways if (found := way(at)) is not None), None)

    def year(self, at: int) -> tuple[DaySpan, int] | None:
        """«2025», «2025 год», «2025 г.»."""
        token = self._token(at)
        if token is None or not token.is_number or int(token.text) not in _YEARS:
            return None
        return _months_from(date(int(token.text), 1, 1), 12), self._after_year_word(at + 1)

    def stretch_until_now(self, at: int) -> tuple[DaySpan, int] | None:
        """«за год», «за полгода», «больше двух лет»: so much time up to today."""
        token = self._token(at)
        number = None if token is None else number_of(token)
        end = at if number is None else at + 1
        unit = self._keyed(self._words.units, end)
        if unit is None:
            return None
        clock = Clock(self._today, self._known_until)
        return clock.last_months((number or 1) * _MONTHS_OF[unit]), end + 1

    def _edge(self, at: int) -> tuple[DaySpan, int] | None:
        """«конец года», «начало 2025 года»: the day on which the time ends or begins."""
        is_end = self._is(at, self._words.end)
        if not is_end and not self._is(at, self._words.beginning):
            return None
        begin = _after_within(self._tokens, at + 1)
        moment = self.at(begin) or self._present(begin)
        if moment is None or moment[0].first is None or moment[0].last is None:
            return None
        span, end = moment
        return (DaySpan(_day_after(span.last), span.last) if is_end else DaySpan(span.first, span.first)), end

    def _present(self, at: int) -> tuple[DaySpan, int] | None:
        unit = self._keyed(self._words.units, at)
        return None if unit is None else (self._unit(unit, 0), at + 1)

    def _unit(self, unit: str, steps: int) -> DaySpan:
        months = _MONTHS_OF[unit]
        first = self._today.replace(day=1, month=(self._today.month - 1) // months * months + 1)
        return _months_from(_months_on(first, steps * months), months)

    def _day(self, at: int) -> tuple[DaySpan, int] | None:
        token = self._token(at)
        found = _DAY.fullmatch(token.text) if token is not None else None
        if found is None:
            return None
        day, month, year = (found[1], found[2], found[3]) if found[3] else (found[6], found[5], found[4])
        return _one_day(int(year), int(month), int(day), at + 1)

    def _near_day(self, at: int) -> tuple[DaySpan, int] | None:
        """«завтра», «вчера»."""
        days = self._keyed(self._words.days, at)
        if days is None:
            return None
        day = self._today + timedelta(days=days)
        return DaySpan(day, day), at + (2 if self._is(at + 1, self._words.day) else 1)

    def _named_day(self, at: int) -> tuple[DaySpan, int] | None:
        """«9 мая 2025»; without a year the nearest."""
        day, month = self._token(at), self._keyed(self._words.months, at + 1)
        if day is None or not day.is_number or month is None:
            return None
        year, end = self._year_or_nearest(at + 2, month, 1)
        return _one_day(year, month, int(day.text), end)

    def _stretch(self, at: int) -> tuple[DaySpan, int] | None:
        """«последние два года», «ближайшие 6 месяцев», «полгода» after «за»."""
        is_back, is_ahead = self._is(at, self._words.back), self._is(at, self._words.ahead)
        if not (is_back or is_ahead):
            return None
        number_token = self._token(at + 1)
        number = number_of(number_token) if number_token is not None else None
        unit_at = at + 1 if number is None else at + 2
        unit = self._keyed(self._words.units, unit_at)
        if unit is None or (
            number is None and self._is(at, self._words.relative[-1] + self._words.relative[1])
        ):
            return None
        months = _MONTHS_OF[unit] * (number or 1)
        if is_back:
            return DaySpan(_months_on(self._today, -months), self._today), unit_at + 1
        return DaySpan(self._today, _months_on(self._today, months)), unit_at + 1

    def _relative(self, at: int) -> tuple[DaySpan, int] | None:
        """«прошлый год», «этот квартал», «прошлое лето»."""
        steps = self._keyed(self._words.relative, at)
        if steps is None:
            return None
        unit, season = self._keyed(self._words.units, at + 1), self._keyed(self._words.seasons, at + 1)
        if unit is not None:
            return self._unit(unit, steps), at + 2
        if season is not None:
            return _months_from(date(self._today.year + steps, season, 1), 3), at + 2
        return None

    def _part(self, at: int) -> tuple[DaySpan, int] | None:
        """«II квартал 2025», «первое полугодие», «Q2 2025»."""
        token = self._token(at)
        short = self._words.quarters.get(token.plain) if token is not None else None
        if short is not None:
            return self._part_of_year(short, 3, at + 1)
        both = self._both_parts(at)
        if both is not None:
            return both
        number = self._number_of_part(at)
        unit = self._keyed(self._words.units, at + 1)
        if number is None or unit not in ("quarter", "half") or not 1 <= number <= 12 // _MONTHS_OF[unit]:
            return None
        return self._part_of_year(number, _MONTHS_OF[unit], at + 2)

    def _number_of_part(self, at: int) -> int | None:
        """«первый», «II», «2»: which part of a year it is."""
        number, token = self._keyed(self._words.ordinals, at), self._token(at)
        if number is None and token is not None and token.is_number and len(token.text) == 1:
            return int(token.text)
        return number

    def _both_parts(self, at: int) -> tuple[DaySpan, int] | None:
        """«I и II кварталы 2025»: the stretch over both."""
        first, joined = self._keyed(self._words.ordinals, at), self._is(at + 1, self._words.joining)
        second = self._part(at + 2) if first is not None and joined else None
        if second is None or second[0].first is None or first is None:
            return None
        begin = date(second[0].first.year, (first - 1) * 3 + 1, 1) if first <= 4 else second[0].first
        return (DaySpan(begin, second[0].last), second[1]) if begin < second[0].first else None

    def _part_of_year(self, number: int, months: int, at: int) -> tuple[DaySpan, int]:
        month = (number - 1) * months + 1
        year, end = self._year_or_nearest(at, month, months)
        return _months_from(date(year, month, 1), months), end

    def _month(self, at: int) -> tuple[DaySpan, int] | None:
        month = self._keyed(self._words.months, at)
        if month is None:
            return None
        year, end = self._year_or_nearest(at + 1, month, 1)
        return _months_from(date(year, month, 1), 1), end

    def _season(self, at: int) -> tuple[DaySpan, int] | None:
        month = self._keyed(self._words.seasons, at)
        if month is None:
            return None
        year, end = self._year_or_nearest(at + 1, month, 3)
        return _months_from(date(year, month, 1), 3), end

    def _year_or_nearest(self, at: int, month: int, months: int) -> tuple[int, int]:
        """The year told, relative ones too; else the last that has begun, or the next where it lies ahead."""
        after = _after_within(self._tokens, at)
        told = self.year(after) or self._relative(after)
        if told is not None and told[0].first is not None:
            return told[0].first.year, told[1]
        at_hand = self._today if self._is_ahead else self._known_until
        has_begun = date(at_hand.year, month, 1) <= at_hand
        return at_hand.year + (has_begun if self._is_ahead else has_begun - 1), at

    def _after_year_word(self, at: int) -> int:
        token = self._token(at)
        return at + 1 if token is not None and unit_of(token) == "year" else at

    def _token(self, at: int) -> QuestionToken | None:
        return self._tokens[at] if 0 <= at < len(self._tokens) else None

    def _is(self, at: int, listed: Sequence[str]) -> bool:
        return _is(self._tokens, at, listed)

    def _keyed(self, table: Mapping[K, Sequence[str]], at: int) -> K | None:
        token = self._token(at)
        return None if token is None else _keyed(table, token)


def _keyed(table: Mapping[K, Sequence[str]], token: QuestionToken) -> K | None:
    """The key of the list that has a form of the word."""
    return next((key for key, listed in table.items() if not token.forms.isdisjoint(listed)), None)


def _is(tokens: Sequence[QuestionToken], at: int, listed: Sequence[str]) -> bool:
    return 0 <= at < len(tokens) and tokens[at].is_one_of(listed)


def _one_day(year: int, month: int, day: int, end: int) -> tuple[DaySpan, int] | None:
    try:
        told = date(year, month, day)
    except ValueError:
        return None
    return DaySpan(told, told), end


def _months_from(first: date, months: int) -> DaySpan:
    return DaySpan(first, _day_before(_months_on(first, months)))


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _day_before(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)


def _day_after(day: date | None) -> date | None:
    return None if day is None else _next_day(day)


def _next_day(day: date) -> date:
    return day + timedelta(days=1)
