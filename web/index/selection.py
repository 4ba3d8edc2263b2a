"""The events or agreements that filters choose, part by part: a facet leaves its own filter out."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from graph.derive.signing import UNSIGNED_STATUSES
from web.index.columns import NAMED_COUNTRY, UNDATED, ColumnTable, Ints, Mask, ValueColumn, day_number
from web.index.filters import Filters


class Selection:
    """The rows of a table that meet filters."""

    def __init__(self, db: sqlite3.Connection, table: ColumnTable, filters: Filters) -> None:
        self.table = table
        self._db, self._filters = db, filters
        self._is_direct = filters.direct
        self._parts = dict(_parts(db, table, filters))
        self.mask = self.without("")

    @property
    def count(self) -> int:
        """How many rows meet all filters."""
        return int(np.count_nonzero(self.mask))

    def without(self, name: str) -> Mask:
        """The rows that meet all filters but the one named."""
        others = (part for one, part in self._parts.items() if one != name)
        return reduce(np.logical_and, others, self.table.everything())

    def ids(self, *, limit: int, offset: int = 0, largest_first: bool = False) -> Ints:
        """The ids of a page of the rows, in the order of the table, or by size."""
        rows = np.flatnonzero(self.mask)
        if largest_first:
            rows = rows[np.argsort(-self.table.size[rows], kind="stable")]
        return self.table.ids[rows[offset : offset + limit]]

    def at_least(self, sizes: Sequence[int]) -> list[int]:
        """How many rows are of each size at least, as if the size were not filtered itself."""
        sorted_sizes = np.sort(self.table.size[self.without("attendance")])
        return [len(sorted_sizes) - int(np.searchsorted(sorted_sizes, size)) for size in sizes]

    @property
    def signed(self) -> int:
        """How many of the rows are agreements that were signed, as if that were not filtered itself."""
        others = self.without("signed")
        return int(np.count_nonzero(others & self.table.among(_signed(self._db, self._filters))))

    def counts(self, name: str) -> dict[str, int]:
        """How many of the rows have each value of a dimension."""
        return self.dimension(name).counts(self.mask)

    def facet(self, name: str) -> dict[str, int]:
        """The same as if the dimension were not filtered itself."""
        return self.dimension(name).counts(self.without(name))

    def dimension(self, name: str) -> ValueColumn:
        """The values of rows in one dimension, under the filters' meaning of a country."""
        return self.table.dimension(_dimension(name, is_direct=self._is_direct))


def _parts(db: sqlite3.Connection, table: ColumnTable, filters: Filters) -> Iterator[tuple[str, Mask]]:
    if filters.since:
        yield "since", table.last >= day_number(filters.since)
    if filters.until:
        yield "until", (table.first <= day_number(filters.until)) & (table.first != UNDATED)
    if filters.attendance and table.name == "event":
        yield "attendance", table.size >= filters.attendance
    if filters.signed and table.name == "agreement":
        yield "signed", table.among(_signed(db, filters))
    for name in table.filtered_by:
        wanted = getattr(filters, name)
        if wanted:
            column = table.dimension(_dimension(name, is_direct=filters.direct))
            yield name, column.having(wanted, len(table))
    if filters.partner:
        yield "partner", table.among(_touching(db, table.name, filters.partner, direct=filters.direct))


def _signed(db: sqlite3.Connection, filters: Filters) -> list[int]:
    """The ids of agreements that were signed, whatever became of them; in a period those known when."""
    unsigned = ", ".join(f"'{one}'" for one in sorted(UNSIGNED_STATUSES))
    in_period = filters.since or filters.until
    when = " AND coalesce(a.signed_on, a.signed_from) IS NOT NULL" if in_period else ""
    rows = db.execute(
        "SELECT DISTINCT s.agreement FROM stage s JOIN agreement a ON a.id = s.agreement"
        f" WHERE s.status NOT IN ({unsigned}){when}"
    )
    return [number for (number,) in rows]


def _dimension(name: str, *, is_direct: bool) -> str:
    """The dimension that a filter asks for: a country is all that lies in it, or what names it itself."""
    return NAMED_COUNTRY if name == "country" and is_direct else name


def _touching(db: sqlite3.Connection, table: str, paths: tuple[str, ...], *, direct: bool) -> list[int]:
    """The ids of rows that are of one of the places, or that name one of the bodies or people."""
    marks = ", ".join("?" * len(paths))
    only = "AND p.direct" if direct else ""
    rows = db.execute(
        f"SELECT p.{table} FROM {table}_place p JOIN thing t ON t.id = p.place"
        f" WHERE t.path IN ({marks}) {only}"
        f" UNION SELECT l.{table} FROM {table}_link l JOIN thing t ON t.id = l.thing"
        f" WHERE t.path IN ({marks}) AND t.kind IN ('organisation', 'person')",
        (*paths, *paths),
    )
    return [number for (number,) in rows]
