"""What one period has otherwise than another: partnerships, agreements, bodies, people."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from web.index import lists
from web.index.filters import Condition, Filters
from web.index.periods import bounds, reported
from web.index.selection import Selection
from web.site import Explorer

SHOWN = 40
DUE_WITHIN = timedelta(days=183)
ENDED = ("ended", "expired", "suspended")


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    """A thing that is news, and the row that says so."""

    thing: lists.Record
    row: lists.Record | None


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """News of one sort: a key of the catalogue, how many there are, the first of them."""

    key: str
    count: int
    items: tuple[ToldPeriod, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods by their codes, and what the later has otherwise than the earlier."""

    before: str
    now: str
    groups: tuple[NewsGroup, ...]


def two_last(db: sqlite3.Connection) -> tuple[str, str] | None:
    """The two last periods of reports, the earlier first, none of them lying in another; None for fewer.

    Where there is one such period at most, the two last years of which reports of many years tell.
    """
    parts = _parts([code for code in reported(db) if ".." not in code])
    if len(parts) < 2:
        parts = _parts(_years(db))
    return (parts[-2], parts[-1]) if len(parts) > 1 else None


def _parts(codes: Sequence[str]) -> Sequence[str]:
    """Those of the periods that no other lies in, in order of time."""
    once = sorted(set(codes), key=bounds)
    return [code for code in once if not any(other != code and _within(other, code) for other in once)]


def _years(db: sqlite3.Connection) -> Sequence[str]:
    """The years with events of which a report of many years tells."""
    rows = db.execute(
        "SELECT DISTINCT substr(e.start, 1, 4) FROM event e JOIN entry n ON n.event = e.id"
        " JOIN report r ON r.id = n.report WHERE r.period LIKE '%..%'"
        " AND e.start BETWEEN r.first AND r.last ORDER BY 1 DESC"
    )
    return [str(row[0]) for row in rows]


def _within(inner: str, outer: str) -> bool:
    (first, last), (begin, end) = bounds(inner), bounds(outer)
    return begin <= first and last <= end


def compare(explorer: Explorer, before: str, now: str) -> Comparison:
    """What the period `now` has otherwise than the period `before`."""
    reader = _PeriodReader(explorer, bounds(before), bounds(now))
    groups = (*reader.partnerships(), *reader.agreements(), *reader.people())
    return Comparison(before, now, tuple(one for one in groups if one.count))


class _PeriodReader:
    """Asks the index about two periods."""

    def __init__(self, explorer: Explorer, before: tuple[str, str], now: tuple[str, str]) -> None:
        self.explorer = explorer
        self.db = explorer.db
        self.before, self.now = before, now
        eve = (date.fromisoformat(now[0]) - timedelta(days=1)).isoformat()
        self.earlier = Filters(until=eve)

    def partnerships(self) -> list[NewsGroup]:
        """New, renewed and silent ones."""
        now, before = self._active(Filters(*self.now)), self._active(Filters(*self.before))
        earlier = self._active(self.earlier)
        return [
            self._sides("partnerships.new", now - earlier, self.now),
            self._sides("partnerships.renewed", (now & earlier) - before, self.now),
            self._sides("partnerships.silent", before - now, self.before),
        ]

    def _active(self, filters: Filters) -> set[str]:
        """The partnerships that an event or agreement of those days joins."""
        tables = (self.explorer.columns.events, self.explorer.columns.agreements)
        return {path for table in tables for path in Selection(self.db, table, filters).counts("partnership")}

    def agreements(self) -> list[NewsGroup]:
        """Signed, planned, ended in the period, and those that run out soon after it."""
        soon = (date.fromisoformat(self.now[1]) + DUE_WITHIN).isoformat()
        signed = (
            "coalesce(a.signed_on, a.signed_to) BETWEEN ? AND ? AND a.status NOT IN ('planned', 'reached')"
        )
        ended = ", ".join(f"'{status}'" for status in ENDED)
        staged = "a.id IN (SELECT agreement FROM stage WHERE status IN ({}) AND date BETWEEN ? AND ?)"
        return [
            self._agreements("agreements.signed", Condition(signed, self.now)),
            self._agreements(
                "agreements.planned", Condition(staged.format("'planned', 'reached'"), self.now)
            ),
            self._agreements("agreements.ended", Condition(staged.format(ended), self.now)),
            self._agreements(
                "agreements.due", Condition("a.valid_until BETWEEN ? AND ?", (self.now[0], soon))
            ),
        ]

    def _agreements(self, key: str, condition: Condition) -> NewsGroup:
        counted = f"SELECT count(*) FROM agreement a WHERE {condition.sql}"
        (count,) = self.db.execute(counted, condition.values).fetchone()
        rows = lists.agreements(self.db, condition, order="name", limit=SHOWN)
        return NewsGroup(key, count, tuple(ToldPeriod(row, self._stage_in(row["id"])) for row in rows))

    def _stage_in(self, agreement: int) -> lists.Record | None:
        """The row that tells of an agreement last in the period, else last at all."""
        found = self.db.execute(
            "SELECT entry FROM stage WHERE agreement = ? AND entry IS NOT NULL"
            " ORDER BY date BETWEEN ? AND ? DESC, date DESC LIMIT 1",
            (agreement, *self.now),
        ).fetchone()
        return self._thing(found[0]) if found is not None else None

    def people(self) -> list[NewsGroup]:
        """Bodies and people that no event before the period names."""
        return [self._newcomers("organisations.new", "organisation"), self._newcomers("people.new", "person")]

    def _newcomers(self, key: str, kind: str) -> NewsGroup:
        met = (
            "SELECT l.thing, l.event FROM event_link l WHERE l.role IN ('participant', 'venue')"
            " UNION SELECT person, event FROM post WHERE event IS NOT NULL"
        )
        rows = self.db.execute(
            f"WITH met(thing, event) AS ({met}) SELECT t.*, max(e.id) AS event,"
            " (SELECT post FROM post WHERE person = t.id AND post IS NOT NULL ORDER BY event DESC LIMIT 1)"
            " AS post FROM met"
            " JOIN event e ON e.id = met.event JOIN thing t ON t.id = met.thing"
            " WHERE t.kind = ? AND e.start BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM met m"
            " JOIN event o ON o.id = m.event WHERE m.thing = t.id AND o.start < ?)"
            " GROUP BY t.id ORDER BY t.events DESC, t.ru",
            (kind, *self.now, self.now[0]),
        ).fetchall()
        shown = tuple(ToldPeriod(row, self._row_of_event(row["event"])) for row in rows[:SHOWN])
        return NewsGroup(key, len(rows), shown)

    def _sides(self, key: str, paths: set[str], days: tuple[str, str]) -> NewsGroup:
        known = lists.partnerships_of(self.db, sorted(paths))
        things = sorted(known.values(), key=lambda one: (-one["events"], one["ru"]))
        return NewsGroup(
            key, len(things), tuple(ToldPeriod(one, self._row_in(one, days)) for one in things[:SHOWN])
        )

    def _row_in(self, partnership: lists.Record, days: tuple[str, str]) -> lists.Record | None:
        """The row of the partnership's last event in those days, without one of an agreement's last stage."""
        found = self.db.execute(
            "SELECT e.id FROM basis b JOIN event e ON e.id = b.thing WHERE b.partnership = ?"
            " AND e.start <= ? AND coalesce(e.end, e.start) >= ? ORDER BY e.start DESC LIMIT 1",
            (partnership["id"], days[1], days[0]),
        ).fetchone()
        return self._row_of_event(found[0]) if found is not None else self._row_of_stage(partnership, days)

    def _row_of_stage(self, partnership: lists.Record, days: tuple[str, str]) -> lists.Record | None:
        found = self.db.execute(
            "SELECT s.entry FROM basis b JOIN stage s ON s.agreement = b.thing"
            " WHERE b.partnership = ? AND s.entry IS NOT NULL"
            " ORDER BY s.date BETWEEN ? AND ? DESC, s.date DESC LIMIT 1",
            (partnership["id"], *days),
        ).fetchone()
        return self._thing(found[0]) if found is not None else None

    def _row_of_event(self, event: int) -> lists.Record | None:
        sql = "SELECT t.* FROM entry n JOIN thing t ON t.id = n.id WHERE n.event = ? ORDER BY t.path LIMIT 1"
        return self.db.execute(sql, (event,)).fetchone()  # type: ignore[no-any-return]

    def _thing(self, number: int | None) -> lists.Record | None:
        sql = "SELECT * FROM thing WHERE id = ?"
        return self.db.execute(sql, (number,)).fetchone()  # type: ignore[no-any-return]


def single_periods(db: sqlite3.Connection) -> Sequence[str]:
    """The periods that may be compared, the latest first."""
    codes = {code for code in reported(db) if ".." not in code} | set(_years(db))
    return sorted(codes, key=lambda code: (code[:4], -len(code), code), reverse=True)
