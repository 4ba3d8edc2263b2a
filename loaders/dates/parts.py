"""Parts of dates: a day, a month, a year, as far as words tell each.

The text becomes tokens, the tokens become parts, and each part takes what it lacks from a neighbour, the one
after it first, as Russian dates do: in «24-25 июня» the month of 24 is told once, at the end.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from loaders.dates.date_words import date_words
from ontology.lexicon.months import misspelt_month_number, month_number


@dataclass(frozen=True, slots=True)
class DatePart:
    """A day, month and year as far as they are told, and how the part is joined to the one before."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    joined: str = ""
    opens: str = ""
    own_year: bool = False


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


def read_parts(plain: str) -> Iterator[DatePart]:
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

    parts: list[DatePart]
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
        self.parts.append(DatePart(start, end, joined=self.joined, opens=self.opens, **told))
        self.joined = self.opens = ""

    def add_day(self, day: int, start: int, end: int) -> None:
        """A day; two digits apart are one number that a space has cut."""
        last = self.parts[-1] if self.parts else None
        if last is None or self.joined or last.year is not None or last.end < start - 1:
            self.new(start, end, day=day)
        elif last.month is not None and last.day is None:
            self.parts[-1] = replace(last, day=day, end=end)
        elif (tens := _tens(last, day)) is not None and end - start == 1:
            self.parts[-1] = replace(last, day=10 * tens + day, end=end)
        else:
            self.new(start, end, day=day)

    def add_month(self, month: int, start: int, end: int) -> None:
        """The month of the day just before it, or a month alone."""
        last = self.parts[-1] if self.parts else None
        if last is not None and last.month is None and last.day is not None and not self.joined:
            self.parts[-1] = replace(last, month=month, end=end)
        else:
            self.new(start, end, month=month)

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
        words = date_words()
        month = month_number(word)
        if month is not None:
            self.add_month(month, start, end)
            return
        if word in words.open and not self.parts:
            self.opens = words.open[word]
        if word in words.through:
            self.joined = "dash"
        elif word in words.and_:
            self.joined = self.joined or "list"
        elif word not in words.silent:
            self.add_other_word(word, start, end)

    def add_other_word(self, word: str, start: int, end: int) -> None:
        """A misspelt month after a day, or words of another kind: a day before them was no day."""
        month = misspelt_month_number(word)
        if month is not None:
            self.add_month(month, start, end)
            return
        while self.parts and self.parts[-1].month is None:
            self.parts.pop()
        self.joined = "list" if self.joined else ""


def _tens(last: DatePart, day: int) -> int | None:
    """The part's day where it can be the first digit of one whose second follows: «2 4 июня»."""
    is_cut = last.month is None and last.day is not None and last.day < 4 and day < 10
    return last.day if is_cut else None


def completed(parts: list[DatePart]) -> list[DatePart]:
    """Each part with the month and year that a neighbour tells for it; days without a month are left out."""
    forward = list(_inheriting(reversed(parts)))
    filled = list(_inheriting(reversed(forward)))
    return [part for part in filled if part.month is not None]


def _inheriting(parts: Iterable[DatePart]) -> Iterator[DatePart]:
    """Every part with what it lacks taken from the part before it in this order."""
    month = year = None
    for part in parts:
        month = part.month if part.month is not None else month
        year = part.year if part.year is not None else year
        yield replace(part, month=month, year=year)
