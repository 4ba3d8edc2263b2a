"""What Pobratim says to its users, in every language it speaks: one catalogue, plural forms by CLDR.

The catalogue is the files of the folder `catalogue` together;
a message is in the file of the place that says it.
"""

import datetime
import errno
import os
import re
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from ontology.speech.quotes import nested
from ontology.yaml_files import read_yaml

Message = str | Mapping[str, str]
LANGUAGES = ("ru", "en")
_MONTH = re.compile(r"\d{4}-\d{2}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Mapping[str, Message]]:
    """Every message by key and language; a message is a text, or texts by plural category.

    Raises ValueError where two files have a message of the same key.
    """
    messages: dict[str, Mapping[str, Message]] = {}
    for file in sorted((Path(__file__).parent / "catalogue").glob("*.yml")):
        more = read_yaml(file)
        if twice := messages.keys() & more.keys():
            raise ValueError(f"{file.name}: told elsewhere already: {', '.join(sorted(twice))}")
        messages |= more
    return messages


def messages(group: str, speech: "Speech") -> Iterator[tuple[str, str]]:
    """The messages whose keys begin with the group, by the rest of the key, in the order of the catalogue."""
    for key in catalogue():
        if key.startswith(group):
            yield key.removeprefix(group), speech.say(key)


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: its messages, numbers and dates."""

    lang: str

    def say(self, key: str, **values: object) -> str:
        """The message, with `{names}` filled in; KeyError where the catalogue lacks it.

        Where the message has plural forms, `n` chooses one. `{cells:cell}` says the messages `cell.…` of the
        names, parted by commas, that the value holds.
        """
        message = catalogue()[key][self.lang]
        if not isinstance(message, str):
            message = message.get(_plural_form(self.lang, int(str(values["n"]))), message["other"])
        if isinstance(number := values.get("n"), int):
            values["n"] = self.number(number)
        return nested(_Filling(self).format(message, **values)) if values else message

    def say_if_known(self, key: str, **values: object) -> str:
        """The message, or nothing where the catalogue has none of that key."""
        return self.say(key, **values) if key in catalogue() else ""

    def reason(self, error: OSError) -> str:
        """What the operating system says, in words of the catalogue where it has them."""
        if isinstance(error, socket.gaierror):
            return self.say("system.no-host")
        name = errno.errorcode.get(error.errno or 0, "")
        return self.say_if_known(f"system.{name}") or error.strerror or str(error)

    def count(self, key: str, n: int, **values: object) -> str:
        """The message in the plural form that `n` asks for, with `{n}` written as a number."""
        return self.say(key, n=n, **values) if values else _counted(self, key, n)

    def place(
        self,
        file: str,
        *,
        table: int | None,
        row: int | None,
        number: int | None = None,
        cell: str | None = None,
    ) -> str:
        """A place in the input as a reader would look for it: file, table, row, № п/п, cell."""
        named = {"table": table, "row": row, "number": number, "cell": cell}
        parts = (self.say(f"place.{name}", **{name: str(at)}) for name, at in named.items() if at is not None)
        return ", ".join((file, *parts))

    def number(self, n: float) -> str:
        """The number with the language's separators."""
        return _number(self.lang, n)

    def date(self, day: str | datetime.date | None, precision: str = "day") -> str:
        """A day as «18 апреля 2025», or its month as «апрель 2025»; empty where there is none."""
        if not day:
            return ""
        value = datetime.date.fromisoformat(day[:10]) if isinstance(day, str) else day
        pattern = "LLLL y" if precision == "month" else ("d MMMM y" if self.lang == "ru" else "d MMM y")
        return _date(value, pattern, self.lang)

    def written_date(self, day: str | None) -> str:
        """An ISO day as readers type it, «18.04.2025» or “2025-04-18”; any other text as it is."""
        if self.lang == "ru" and day is not None and _ISO_DAY.fullmatch(day):
            return ".".join(reversed(day.split("-")))
        return day or ""

    def dates(self, start: str | None, end: str | None, precision: str = "day") -> str:
        """A range of days, told as briefly as the language allows."""
        if not start or not end or start == end:
            return self.date(start or end, precision)
        first, last = datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(end[:10])
        if precision == "month":
            one, other = self.date(first, "month"), self.date(last, "month")
            return one if one == other else f"{one} – {other}"
        dash = "–" if (first.year, first.month) == (last.year, last.month) else " – "
        return f"{self._before(first, last)}{dash}{self.date(last)}"

    def between(self, start: str, end: str) -> str:
        """«между 28 и 31 мая 2025 года»: some day of the range, told as briefly as the language allows."""
        first, last = datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(end[:10])
        return self.say("date.between", first=self._before(first, last), last=self.date(last))

    def _before(self, first: datetime.date, last: datetime.date) -> str:
        """The first day of a range, without what the last one repeats."""
        if (first.year, first.month) == (last.year, last.month):
            return str(first.day)
        pattern = "d MMMM" if self.lang == "ru" else "d MMM"
        return _date(first, pattern, self.lang) if first.year == last.year else self.date(first)

    def short_month(self, day: datetime.date) -> str:
        """«апр.» or “Apr”."""
        return _date(day, "LLL", self.lang)

    def day_and_month(self, day: datetime.date) -> str:
        """«2 июн.» or “2 Jun”."""
        return _date(day, "d MMM", self.lang)

    def period(self, code: str) -> str:
        """A period of reports in words: «2025-Q2», «2025-04», «2025» or a span, «2014-01..2025-12»."""
        first, gap, last = code.partition("..")
        if gap and first.endswith("-01") and last.endswith("-12"):
            return f"{first[:4]}–{last[:4]}"
        if gap:
            return f"{self.period(first)} – {self.period(last)}"
        return self.date(f"{code}-01", "month") if _MONTH.fullmatch(code) else self.quarter(code)

    def quarter(self, code: str) -> str:
        """«2025-Q2» as the language writes a quarter; other codes as they are."""
        return self._quarter("period.quarter", code)

    def short_quarter(self, code: str) -> str:
        """«2025-Q2» as the language writes a quarter of a year that is known."""
        return self._quarter("period.quarter.short", code)

    def bare_quarter(self, code: str) -> str:
        """«2025-Q2» as its number alone, «II» or “Q2”."""
        return self._quarter("period.quarter.bare", code)

    def _quarter(self, key: str, code: str) -> str:
        year, _, part = code.partition("-Q")
        roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(part, part)
        return self.say(key, quarter=part, roman=roman, year=year) if part else code


ENGLISH = Speech("en")
"""The language of logs, of tests and of whoever asks for none."""
SPEECHES = tuple(Speech(lang) for lang in LANGUAGES)


KEPT = 4_096
"""So many numbers and counts are kept as written: a page says the same small ones again and again."""


# Babel is loaded by whoever first says something: of those who know the messages most never do.


@lru_cache(maxsize=KEPT)
def _date(day: datetime.date, pattern: str, lang: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=lang)


@lru_cache(maxsize=KEPT)
def _number(lang: str, n: float) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(n, locale=lang))


@lru_cache(maxsize=KEPT)
def _plural_form(lang: str, n: int) -> str:
    from babel import Locale

    return str(Locale(lang).plural_form(n))


@lru_cache(maxsize=KEPT)
def _counted(speech: Speech, key: str, n: int) -> str:
    return speech.say(key, n=n)


class _Filling(Formatter):
    """Fills a message; what a value names is said in the message's language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def format_field(self, value: Any, group: str) -> str:
        """The value as it is, or the messages of the group that it names."""
        if not group:
            return self._speech.reason(value) if isinstance(value, OSError) else str(value)
        return ", ".join(self._speech.say(f"{group}.{name}") for name in str(value).split(", "))


@cache
def own_speech() -> Speech:
    """The language of this process's user: POBRATIM_LANG, else Russian where the locale is, else English."""
    asked = os.environ.get("POBRATIM_LANG")
    if asked in LANGUAGES:
        return Speech(asked)
    locale = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), ""
    )
    return Speech("ru" if locale.startswith("ru") else "en")
