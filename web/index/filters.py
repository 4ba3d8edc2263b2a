"""The filters that network, map, timeline, register and lists share: read from the address, told to SQL."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from ontology.errors import ParameterError
from ontology.vocabulary import SCHEME_OF
from web.index.periods import bounds

MOST_VALUES = 40
PERIOD = ("period", "since", "until")
MANY = ("home", "partner", "country", "sector", "type", "strength", "status", "agreement_type")
DIRECT = "direct"
ATTENDANCE = "attendance"
SIGNED = "signed"
MOST_PEOPLE = 100_000_000
FILTER_NAMES = (*PERIOD, *MANY, ATTENDANCE, SIGNED, DIRECT)
"""The parameters that `read_filters` reads."""


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

    `since` and `until` are ISO days, both included. A partner and a country include what lies in them, unless
    `direct` asks for what names them itself. `attendance` is how many people an event is told to have had at
    least. `signed` asks for agreements that were signed, whatever became of them since.
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
    attendance: int | None = None
    signed: bool = False
    direct: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered at all."""
        return self != Filters()

    def as_params(self) -> dict[str, str | tuple[str, ...]]:
        """The filters in force as parameters of an address."""
        found = {name: value for name in (*PERIOD[1:], *MANY) if (value := getattr(self, name))}
        people = {ATTENDANCE: str(self.attendance)} if self.attendance is not None else {}
        flags = {name: "1" for name in (SIGNED, DIRECT) if getattr(self, name)}
        return found | people | flags

    @property
    def asks_events(self) -> bool:
        """Whether counts of partnerships must be made from their events anew."""
        return bool(self.since or self.until or self.sector or self.asks_events_alone)

    @property
    def asks_events_alone(self) -> bool:
        """Whether something is asked that only events have: their kind, their attendance."""
        return bool(self.type or self.attendance)

    def partnerships(self, p: str = "p") -> Condition:
        """The condition on a row of `partnership` under the alias `p`, without period, sector and type."""
        return (
            one_of(f"{p}.strength", self.strength)
            & _is_thing(f"{p}.home", self.home)
            & (_is_thing if self.direct else _lies_in)(f"{p}.partner", self.partner)
            & _is_thing(f"{p}.{'partner' if self.direct else 'country'}", _country_paths(self.country))
        )


def read_filters(params: QueryParams) -> Filters:
    """The filters in an address; ParameterError for a period that is none or a value list too long."""
    many = {name: _values(params, name) for name in MANY}
    first, last = bounds(params["period"]) if params.get("period") else (None, None)
    since, until = params.get("since"), params.get("until")
    return Filters(
        since=bounds(since)[0] if since else first,
        until=bounds(until)[1] if until else last,
        attendance=_people(params.get(ATTENDANCE)),
        signed=params.get(SIGNED) == "1",
        direct=params.get(DIRECT) == "1",
        **many,
    )


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A value in force of a parameter; `names` are Russian and English, None for a value that is unknown."""

    parameter: str
    value: str
    names: tuple[str, str] | None


def active_filters(db: sqlite3.Connection, filters: Filters) -> list[ActiveFilter]:
    """Each value in force but the days."""
    return [
        ActiveFilter(name, value, _names(db, name, value))
        for name in MANY
        for value in getattr(filters, name)
    ]


def _names(db: sqlite3.Connection, name: str, value: str) -> tuple[str, str] | None:
    if name in SCHEME_OF:
        sql = "SELECT ru, en FROM concept WHERE scheme = ? AND code = ?"
        row = db.execute(sql, (SCHEME_OF[name], value)).fetchone()
    else:
        path = _country_paths((value,))[0] if name == "country" else value
        row = db.execute("SELECT ru, coalesce(en, ru) FROM thing WHERE path = ?", (path,)).fetchone()
    return (row[0], row[1]) if row is not None else None


def one_of(column: str, values: Iterable[str]) -> Condition:
    """The column has one of the values; no condition where there are none."""
    chosen = tuple(values)
    return Condition(f"{column} IN ({_marks(chosen)})", chosen) if chosen else Condition()


def _is_thing(column: str, paths: tuple[str, ...]) -> Condition:
    if not paths:
        return Condition()
    return Condition(f"{column} IN (SELECT id FROM thing WHERE path IN ({_marks(paths)}))", paths)


def _lies_in(column: str, paths: tuple[str, ...]) -> Condition:
    if not paths:
        return Condition()
    outer = f"SELECT id FROM thing WHERE path IN ({_marks(paths)})"
    return Condition(f"{column} IN (SELECT place FROM inside WHERE outer IN ({outer}))", paths)


def _country_paths(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"place/{code.lower()}" for code in codes)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _people(asked: str | None) -> int | None:
    """A number of people; ParameterError for what is none."""
    if not asked:
        return None
    if not asked.isascii() or not asked.isdecimal() or not 0 < int(asked[:12]) <= MOST_PEOPLE:
        raise ParameterError("no-attendance", asked=asked[:80])
    return int(asked)


def _values(params: QueryParams, name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in params.getlist(name) if value))
    if len(values) > MOST_VALUES:
        raise ParameterError("too-many-values", name=name, count=len(values), most=MOST_VALUES)
    return values
