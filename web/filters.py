"""The filters that network, map, timeline, register and lists share: read from the address, told to SQL."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import re
import sqlite3
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from ontology.errors import ParameterError

MOST_VALUES = 40
MANY = ("home", "partner", "country", "sector", "type", "strength", "status", "agreement_type")


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of a WHERE clause with its values; `sql` is TRUE where nothing is asked."""

    sql: str = "TRUE"
    values: tuple[str, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        if other.sql == "TRUE":
            return self
        if self.sql == "TRUE":
            return other
        return Condition(f"{self.sql} AND {other.sql}", self.values + other.values)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader wants to see. Places are paths under the entity base, the rest are codes.

    `since` and `until` are ISO days, both included.
    """

    since: str | None = None
    until: str | None = None
    home: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    agreement_type: tuple[str, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered at all."""
        return self != Filters()

    def as_params(self) -> dict[str, str | tuple[str, ...]]:
        """The filters in force as parameters of an address."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    @property
    def asks_events(self) -> bool:
        """Whether counts of partnerships must be made from their events anew."""
        return bool(self.since or self.until or self.sector or self.type)

    def partnerships(self, p: str = "p") -> Condition:
        """The condition on a row of `partnership` under the alias `p`, without period, sector and type."""
        return (
            one_of(f"{p}.strength", self.strength)
            & _is_thing(f"{p}.home", self.home)
            & _is_thing(f"{p}.partner", self.partner)
            & _is_thing(f"{p}.country", _country_paths(self.country))
        )


def read_filters(params: QueryParams) -> Filters:
    """The filters in an address; ParameterError for a period that is none or a value list too long."""
    many = {name: _values(params, name) for name in MANY}
    return Filters(
        since=_day(params.get("since"), last=False), until=_day(params.get("until"), last=True), **many
    )


def active_filters(db: sqlite3.Connection, filters: Filters) -> list[tuple[str, str, str, str]]:
    """Each value in force as (parameter, value, Russian name, English name)."""
    chips = [(name, day, day, day) for name in ("since", "until") if (day := getattr(filters, name))]
    for name in MANY:
        chips += [(name, value, *_names(db, name, value)) for value in getattr(filters, name)]
    return chips


SCHEMES = {"sector": "sector", "type": "event-type", "strength": "strength", "status": "status",
           "agreement_type": "agreement-type"}  # fmt: skip


def _names(db: sqlite3.Connection, name: str, value: str) -> tuple[str, str]:
    if name in SCHEMES:
        sql = "SELECT ru, en FROM concept WHERE scheme = ? AND code = ?"
        row = db.execute(sql, (SCHEMES[name], value)).fetchone()
    else:
        path = _country_paths((value,))[0] if name == "country" else value
        row = db.execute("SELECT ru, coalesce(en, ru) FROM thing WHERE path = ?", (path,)).fetchone()
    return (row[0], row[1]) if row is not None else (value, value)


def one_of(column: str, values: Iterable[str]) -> Condition:
    """The column has one of the values; no condition where there are none."""
    chosen = tuple(values)
    return Condition(f"{column} IN ({_marks(chosen)})", chosen) if chosen else Condition()


def _is_thing(column: str, paths: tuple[str, ...]) -> Condition:
    if not paths:
        return Condition()
    return Condition(f"{column} IN (SELECT id FROM thing WHERE path IN ({_marks(paths)}))", paths)


def _country_paths(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"place/{code.lower()}" for code in codes)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _values(params: QueryParams, name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in params.getlist(name) if value))
    if len(values) > MOST_VALUES:
        raise ParameterError(f"“{name}” has {len(values)} values.", remedy=f"Choose at most {MOST_VALUES}.")
    return values


_PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?")


def _day(text: str | None, *, last: bool) -> str | None:
    """The first or last day of «2025», «2025-Q2», «2025-04» or «2025-04-18»."""
    if not text:
        return None
    found = _PERIOD.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return _bound(*found.groups(), last=last).isoformat()
    except ValueError:
        raise ParameterError(
            f"“{text}” is no period.", remedy="Write 2025, 2025-Q2, 2025-04 or 2025-04-18."
        ) from None


def _bound(year: str, quarter: str | None, month: str | None, day: str | None, *, last: bool) -> date:
    if day is not None and month is not None:
        return date(int(year), int(month), int(day))
    if month is not None:
        first_month = last_month = int(month)
    elif quarter is not None:
        first_month, last_month = 3 * int(quarter) - 2, 3 * int(quarter)
    else:
        first_month, last_month = 1, 12
    if not last:
        return date(int(year), first_month, 1)
    return date(int(year), last_month, monthrange(int(year), last_month)[1])
