"""Periods as addresses and readers write them: a year, a quarter, a month or a day."""

import re
import sqlite3
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ontology.errors import ParameterError
from ontology.speech import Speech

_ISO = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_WRITTEN = re.compile(r"(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.(?P<year>\d{4})")


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[str, str]:
    """The first and last day of «2025», «2025-Q2», «2025-04», «04.2025», «2025-04-18» or «18.04.2025».

    Or of all from one to another: «2014-01..2025-12».
    """
    begin, gap, end = text.partition("..")
    if gap and ".." not in end:
        return bounds(begin)[0], bounds(end)[1]
    found = _ISO.fullmatch(text.strip()) or _WRITTEN.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        parts = found.groupdict()
        first, last = _days(parts["year"], parts.get("quarter"), parts["month"], parts["day"])
    except ValueError:
        raise ParameterError("no-such-period", text=text) from None
    return first.isoformat(), last.isoformat()


def iso_day(text: str) -> str:
    """«18.04.2025» as an ISO day; any other text as it is."""
    found = _WRITTEN.fullmatch(text.strip())
    return bounds(text)[0] if found is not None and found["day"] is not None else text


def _days(year: str, quarter: str | None, month: str | None, day: str | None) -> tuple[date, date]:
    if day is not None and month is not None:
        only = date(int(year), int(month), int(day))
        return only, only
    if month is not None:
        months = (int(month), int(month))
    elif quarter is not None:
        months = (3 * int(quarter) - 2, 3 * int(quarter))
    else:
        months = (1, 12)
    return date(int(year), months[0], 1), date(int(year), months[1], monthrange(int(year), months[1])[1])


def reported(db: sqlite3.Connection) -> Sequence[str]:
    """The periods that reports cover, the latest first; before the quarters of a year stands the year."""
    codes = [row[0] for row in db.execute("SELECT DISTINCT period FROM report ORDER BY first DESC, last")]
    years = [code[:4] if ".." not in code else code for code in codes]
    times = Counter(years)
    found = ((year, code) if times[year] > 1 else (code,) for code, year in zip(codes, years, strict=True))
    return list(dict.fromkeys(one for pair in found for one in pair))


def covered(db: sqlite3.Connection, speech: Speech) -> str:
    """The periods that the reports cover, from the first to the last, in words."""
    codes = [row[0] for row in db.execute("SELECT DISTINCT period FROM report ORDER BY first, last")]
    if any(".." in code for code in codes):
        days = [day for code in codes for day in bounds(code)]
        return speech.period(f"{min(days)[:4]}-01..{max(days)[:4]}-12")
    return " – ".join(speech.period(code) for code in dict.fromkeys((*codes[:1], *codes[-1:])))


def code_of(since: str | None, until: str | None, codes: Sequence[str]) -> str | None:
    """Which of the periods lies exactly between the two days."""
    return next((code for code in codes if bounds(code) == (since, until)), None)
