"""Events and agreements as columns in memory: what filters and counts ask of every row at once.

A hundred thousand events are some megabytes of numbers, and a count by any dimension under any filter takes
a few milliseconds. A row is named by its place in the table, latest first; nothing is loaded before it is
asked for.
"""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Numbers = Ints | list[int]

Value = TypeVar("Value", str, tuple[str, str])

HOME_COUNTRY = "SELECT outer FROM inside JOIN partnership ON partnership.home = inside.place"
"""SQL for the places that home sides lie in: their country is nobody's partner."""
NAMED_COUNTRY = "named_country"
"""The dimension of countries that are named themselves, no place in them being known."""
UNDATED, NEVER = 0, 100_000_000


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """Which values rows have: pairs of a row and the number of a value, in the order of rows."""

    rows: Ints
    codes: Ints
    values: tuple[str, ...]

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of the rows in the mask have each value; only values that some have."""
        counted = np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))
        return {self.values[i]: int(counted[i]) for i in np.flatnonzero(counted)}

    def having(self, wanted: Collection[str], size: int) -> Mask:
        """Which of `size` rows have one of the wanted values."""
        chosen = np.array([value in wanted for value in self.values], dtype=np.bool_)
        mask = np.zeros(size, dtype=np.bool_)
        if chosen.any():
            mask[self.rows[chosen[self.codes]]] = True
        return mask

    def within(self, mask: Mask) -> "ValueColumn":
        """The pairs of the rows in the mask."""
        kept = mask[self.rows]
        return ValueColumn(self.rows[kept], self.codes[kept], self.values)

    def crossed(self, other: "ValueColumn") -> "Crossing":
        """Every pair of a value here and a value there that a row has together."""
        begin = np.searchsorted(other.rows, self.rows, side="left")
        length = np.searchsorted(other.rows, self.rows, side="right") - begin
        mine = np.repeat(np.arange(len(self.rows)), length)
        theirs = np.arange(len(mine)) - np.repeat(length.cumsum() - length, length) + np.repeat(begin, length)
        flat = self.codes[mine] * len(other.values) + other.codes[theirs]
        return Crossing(self.rows[mine], flat, self.values, other.values)


@dataclass(frozen=True, slots=True)
class EdgeCount:
    """How many rows have a value, and the first and last day of those that have one."""

    count: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Pairs of values that rows have together: `flat` is the number of the first times the second's count."""

    rows: Ints
    flat: Ints
    values: tuple[str, ...]
    others: tuple[str, ...]

    def counts(self) -> dict[tuple[str, str], int]:
        """How many rows have each pair."""
        met, counted = np.unique(self.flat, return_counts=True)
        return dict(zip(self.pairs(met), counted.tolist(), strict=True))

    def pairs(self, flat: Ints) -> list[tuple[str, str]]:
        """The two values of each pair's number."""
        split = (divmod(one, len(self.others)) for one in flat.tolist())
        return [(self.values[one], self.others[other]) for one, other in split]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table of the index becomes columns: its days, its order, its codes by filter, its size."""

    name: str
    first: str
    last: str
    order: str
    codes: Mapping[str, str]
    size: str = "0"


EVENT = Layout("event", "start", "end", "start DESC, id DESC", {"type": "type"}, "coalesce(max, min, 0)")
AGREEMENT = Layout(
    "agreement",
    "coalesce(signed_on, signed_from, evidence)",
    "coalesce(signed_on, signed_to, evidence)",
    "evidence DESC, id DESC",
    {"status": "status", "agreement_type": "type"},
)


class ColumnTable:
    """The rows of `event` or `agreement`: ids, days as numbers (20250418, UNDATED for none), sizes, values.

    An event is of the size of its attendance, 0 where nobody told it; an agreement of none.
    """

    def __init__(self, layout: Layout, index: Path) -> None:
        self._layout = layout
        self._index = index
        self._lock = RLock()
        self._dimensions: dict[str, ValueColumn] = {}
        number = "coalesce(CAST(replace(substr({}, 1, 10), '-', '') AS INTEGER), 0)"
        rows = self._ask(
            f"SELECT id, {number.format(layout.first)}, {number.format(layout.last)}, {layout.size}"
            f" FROM {layout.name} ORDER BY {layout.order}"
        )
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
        self.ids: Ints = np.ascontiguousarray(columns[:, 0])
        self.first: Ints = np.ascontiguousarray(columns[:, 1])
        self.last: Ints = np.ascontiguousarray(columns[:, 2])
        self.size: Ints = np.ascontiguousarray(columns[:, 3])
        self._by_id = np.argsort(self.ids)

    @property
    def name(self) -> str:
        """`event` or `agreement`."""
        return self._layout.name

    @property
    def filtered_by(self) -> tuple[str, ...]:
        """The dimensions that filters of the same name ask for."""
        return ("home", "country", "sector", *self._layout.codes)

    def __len__(self) -> int:
        return len(self.ids)

    def everything(self) -> Mask:
        """All rows."""
        return np.ones(len(self), dtype=np.bool_)

    def among(self, ids: Numbers) -> Mask:
        """The rows with these ids."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[self._rows_of(np.asarray(ids, dtype=np.int64))] = True
        return mask

    def dimension(self, name: str) -> ValueColumn:
        """The values of rows in one dimension.

        Sectors, types and statuses are codes, countries their codes in capitals; home sides are paths, and so
        are organisations (the foreign ones that the network draws) and partnerships that rest on a row.
        """
        with self._lock:
            if name not in self._dimensions:
                self._dimensions[name] = self._coded(self._pairs(name))
            return self._dimensions[name]

    def shares(self, name: str, mask: Mask) -> dict[str, EdgeCount]:
        """The share of each value of a dimension in the rows of the mask."""
        kept = self.dimension(name).within(mask)
        return self._shares(kept.rows, kept.codes, kept.values)

    def _shares(self, rows: Ints, codes: Ints, values: Sequence[Value]) -> dict[Value, EdgeCount]:
        counts = np.bincount(codes, minlength=len(values))
        last = np.zeros(len(values), dtype=np.int64)
        np.maximum.at(last, codes, self.last[rows])
        first = np.full(len(values), NEVER, dtype=np.int64)
        np.minimum.at(first, codes, np.where(self.first[rows] == UNDATED, NEVER, self.first[rows]))
        return {
            values[i]: EdgeCount(int(counts[i]), iso_day(int(first[i] % NEVER)), iso_day(int(last[i])))
            for i in np.flatnonzero(counts).tolist()
        }

    def _pairs(self, name: str) -> Iterable[tuple[int, str]]:
        table = self._layout.name
        if name in self._layout.codes:
            column = self._layout.codes[name]
            return self._ask(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")
        if name == "sector":
            return self._ask(f"SELECT {table}, sector FROM {table}_sector")
        linked = f"SELECT l.{table}, t.path FROM {table}_link l JOIN thing t ON t.id = l.thing"
        if name == "partnership":
            # what tells of twins is a ground of their partnership, and an event of those alone who were there
            return self._ask(
                "SELECT b.thing, t.path FROM basis b JOIN thing t ON t.id = b.partnership"
                f" JOIN partnership p ON p.id = b.partnership JOIN {table}_link l"
                f" ON l.{table} = b.thing AND l.role = 'home' AND l.thing = p.home"
            )
        if name == "organisation":
            distinct = linked.replace("SELECT", "SELECT DISTINCT", 1)
            return self._ask(
                f"{distinct} JOIN position ON position.thing = t.id"
                " WHERE l.role IN ('participant', 'venue', 'party') AND t.kind = 'organisation'"
            )
        if name in ("country", NAMED_COUNTRY):
            only = " AND p.direct" if name == NAMED_COUNTRY else ""
            pairs = self._ask(
                f"SELECT p.{table}, t.path FROM {table}_place p JOIN thing t ON t.id = p.place"
                f" WHERE t.kind = 'country' AND t.id NOT IN ({HOME_COUNTRY}){only}"
            )
            return ((i, country_code(path)) for i, path in pairs)
        return self._ask(f"{linked} WHERE l.role = ?", name)

    def _coded(self, pairs: Iterable[tuple[int, str]]) -> ValueColumn:
        numbers: dict[str, int] = {}
        coded = [(i, numbers.setdefault(value, len(numbers))) for i, value in pairs]
        ids, codes = np.array(coded, dtype=np.int64).reshape(-1, 2).T
        rows = self._rows_of(ids)
        order = np.lexsort((codes, rows))
        return ValueColumn(rows[order], codes[order], tuple(numbers))

    def _rows_of(self, ids: Ints) -> Ints:
        """Where ids of this table stand; ids that it lacks are left out."""
        found = np.searchsorted(self.ids, ids, sorter=self._by_id)
        rows = self._by_id[np.minimum(found, len(self) - 1)] if len(self) else found[:0]
        return rows if len(rows) == 0 or (self.ids[rows] == ids).all() else rows[self.ids[rows] == ids]

    def _ask(self, sql: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self._index}?mode=ro&immutable=1", uri=True)) as db:
            return db.execute(sql, values).fetchall()


@dataclass(slots=True)
class Columns:
    """Both tables of an index, loaded when first asked for."""

    index: Path
    _lock: RLock = field(default_factory=RLock)
    _tables: dict[str, ColumnTable] = field(default_factory=dict)

    @property
    def events(self) -> ColumnTable:
        """The events."""
        return self._table(EVENT)

    @property
    def agreements(self) -> ColumnTable:
        """The agreements; their one day is when they were signed, else last told of."""
        return self._table(AGREEMENT)

    def _table(self, layout: Layout) -> ColumnTable:
        with self._lock:
            if layout.name not in self._tables:
                self._tables[layout.name] = ColumnTable(layout, self.index)
            return self._tables[layout.name]


def country_code(path: str) -> str:
    """The code by which addresses name a country: «BY» of «place/by»."""
    return path.removeprefix("place/").upper()


def day_number(day: str) -> int:
    """An ISO day as a number that compares as days do."""
    return int(day.replace("-", ""))


@lru_cache(maxsize=65_536)
def iso_day(number: int) -> str | None:
    """The ISO day of such a number; None of UNDATED."""
    return f"{number // 10_000:04}-{number // 100 % 100:02}-{number % 100:02}" if number else None
