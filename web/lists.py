"""Rows of partnerships, events and agreements as tables show them, and counts by facet."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from web.filters import SCHEMES, Condition, Filters

Record = sqlite3.Row


def _names_of(table: str, alias: str, role: str) -> str:
    """SQL for the things linked in one role, packed for `unpack`."""
    return (
        "(SELECT json_group_array(json_array(x.path, x.ru, x.en, x.short)) FROM"
        f" {table}_link l JOIN thing x ON x.id = l.thing WHERE l.{table} = {alias}.id AND l.role = '{role}')"
    )


def unpack(packed: str | None) -> list[dict[str, str | None]]:
    """The things that `_names_of` packed, each once."""
    keys = ("path", "ru", "en", "short")
    return [dict(zip(keys, values, strict=True)) for values in json.loads(packed or "[]")]


# ── partnerships ──

_PARTNERSHIPS = """
    SELECT t.path, t.ru, t.en, p.strength, p.twinned, p.events, p.agreements, p.signed, p.first, p.last,
           h.path AS home_path, h.ru AS home_ru, h.en AS home_en, h.short AS home_short,
           q.path AS partner_path, q.ru AS partner_ru, q.en AS partner_en, q.kind AS partner_kind,
           c.path AS country_path, c.ru AS country_ru, c.en AS country_en,
           s.ru AS strength_ru, s.en AS strength_en, s.rank
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    JOIN thing c ON c.id = p.country
    LEFT JOIN concept s ON s.scheme = 'strength' AND s.code = p.strength
"""

STRONGEST = "s.rank, p.agreements DESC, p.events DESC, t.ru"
NEWEST = "p.first DESC, p.events DESC, t.ru"
BUSIEST = "p.events DESC, p.agreements DESC, t.ru"


def partnerships(
    db: sqlite3.Connection, condition: Condition, *, order: str = STRONGEST, limit: int = 1_000
) -> list[Record]:
    """Partnerships (alias p) that meet the condition."""
    sql = f"{_PARTNERSHIPS} WHERE {condition.sql} ORDER BY {order} LIMIT {limit}"
    return db.execute(sql, condition.values).fetchall()


# ── events ──

_EVENTS = f"""
    WITH chosen AS (SELECT e.id FROM event e WHERE {{condition}} ORDER BY {{order}} LIMIT ? OFFSET ?)
    SELECT t.path, t.ru, t.en, t.short, e.id, e.start, e.end, e.precision, e.mode, e.type, e.sector,
           e.entries, e.min, e.max, k.ru AS type_ru, k.en AS type_en, s.ru AS sector_ru, s.en AS sector_en,
           {_names_of("event", "e", "home")} AS homes, {_names_of("event", "e", "country")} AS countries
    FROM chosen JOIN event e ON e.id = chosen.id JOIN thing t ON t.id = e.id
    LEFT JOIN concept k ON k.scheme = 'event-type' AND k.code = e.type
    LEFT JOIN concept s ON s.scheme = 'sector' AND s.code = e.sector
    ORDER BY {{order}}
"""

# An undated event comes last: SQLite takes an absent value for the smallest.
LATEST = "e.start DESC, e.id DESC"


def events(db: sqlite3.Connection, condition: Condition, *, limit: int = 50, offset: int = 0) -> list[Record]:
    """Events (alias e) that meet the condition, the latest first."""
    sql = _EVENTS.format(condition=condition.sql, order=LATEST)
    return db.execute(sql, (*condition.values, limit, offset)).fetchall()


def events_of(db: sqlite3.Connection, thing: int, *, limit: int = 50) -> list[Record]:
    """Events that link to the thing in any role, the latest first."""
    linked = f"e.id IN (SELECT event FROM event_link WHERE thing = {int(thing)})"
    return events(db, Condition(linked), limit=limit)


# ── agreements ──

_AGREEMENTS = f"""
    WITH chosen AS (SELECT a.id FROM agreement a JOIN thing t ON t.id = a.id
                    WHERE {{condition}} ORDER BY {{order}} LIMIT ? OFFSET ?)
    SELECT t.path, t.ru, t.en, t.short, a.id, a.type, a.status, a.signed_on, a.number, a.evidence,
           k.ru AS type_ru, k.en AS type_en, s.ru AS status_ru, s.en AS status_en,
           {_names_of("agreement", "a", "party")} AS parties, {_names_of("agreement", "a", "home")} AS homes,
           {_names_of("agreement", "a", "country")} AS countries,
           (SELECT json_group_array(sector) FROM agreement_sector WHERE agreement = a.id) AS sectors
    FROM chosen JOIN agreement a ON a.id = chosen.id JOIN thing t ON t.id = a.id
    LEFT JOIN concept k ON k.scheme = 'agreement-type' AND k.code = a.type
    LEFT JOIN concept s ON s.scheme = 'status' AND s.code = a.status
    ORDER BY {{order}}
"""

AGREEMENT_ORDERS = {
    "evidence": "a.evidence IS NULL, a.evidence DESC, t.ru",
    "signed": "a.signed_on IS NULL, a.signed_on DESC, t.ru",
    "name": "t.ru, a.id",
    "status": "a.status, a.evidence DESC, t.ru",
}


def agreements(
    db: sqlite3.Connection, condition: Condition, *, order: str = "evidence", limit: int = 50, offset: int = 0
) -> list[Record]:
    """Agreements (alias a) that meet the condition."""
    sql = _AGREEMENTS.format(condition=condition.sql, order=AGREEMENT_ORDERS[order])
    return db.execute(sql, (*condition.values, limit, offset)).fetchall()


def agreements_of(db: sqlite3.Connection, thing: int, *, limit: int = 50) -> list[Record]:
    """Agreements that the thing is a side of or that are mentioned in it."""
    linked = f"a.id IN (SELECT agreement FROM agreement_link WHERE thing = {int(thing)})"
    return agreements(db, Condition(linked), limit=limit)


def count(db: sqlite3.Connection, table: str, condition: Condition) -> int:
    """How many rows of `event`, `agreement` or `partnership` meet the condition; the alias is its initial."""
    alias = table[0]
    sql = f"SELECT count(*) FROM {table} {alias} WHERE {condition.sql}"
    return int(db.execute(sql, condition.values).fetchone()[0])


# ── facets ──


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many rows have it."""

    value: str
    ru: str
    en: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A parameter of the address and the values it may take, the commonest first."""

    name: str
    values: tuple[FacetValue, ...]


EVENT_FACETS = ("home", "country", "sector", "type")
AGREEMENT_FACETS = ("status", "agreement_type", "country", "home", "sector")


def facets(db: sqlite3.Connection, table: str, filters: Filters) -> Iterator[Facet]:
    """Counts of `event` or `agreement` by facet; each facet is counted as if it were not filtered itself."""
    names = EVENT_FACETS if table == "event" else AGREEMENT_FACETS
    for name in names:
        chosen: tuple[str, ...] = getattr(filters, name)
        others = Filters(**{**_as_dict(filters), name: ()})
        condition = others.events() if table == "event" else others.agreements()
        rows = db.execute(_facet_sql(table, name, condition.sql), condition.values)
        values = tuple(FacetValue(value, ru, en, n, value in chosen) for value, ru, en, n in rows)
        yield Facet(name, values)


def _as_dict(filters: Filters) -> dict[str, Any]:
    return {name: getattr(filters, name) for name in Filters.__slots__}


def _facet_sql(table: str, name: str, condition: str) -> str:
    """Counts grouped before anything is named: of a hundred thousand rows only the groups are looked up."""
    a = table[0]
    join = "" if condition == "TRUE" else f"JOIN {table} {a} ON {a}.id = l.{table}"
    if name in ("home", "country"):
        value = "t.path" if name == "home" else "upper(substr(t.path, length('place/') + 1))"
        return (
            f"SELECT {value}, t.ru, coalesce(t.en, t.ru), n FROM (SELECT l.thing, count(*) AS n"
            f" FROM {table}_link l {join} WHERE l.role = '{name}' AND {condition} GROUP BY l.thing)"
            " JOIN thing t ON t.id = thing ORDER BY n DESC, t.ru"
        )
    if name == "sector":
        counted = f"SELECT l.sector AS code, count(*) AS n FROM {table}_sector l {join}"
        counted += f" WHERE {condition} GROUP BY 1"
    else:
        column = "status" if name == "status" else "type"
        counted = f"SELECT {a}.{column} AS code, count(*) AS n FROM {table} {a} WHERE {condition} GROUP BY 1"
    return (
        f"SELECT c.code, c.ru, c.en, n FROM ({counted}) f"
        f" JOIN concept c ON c.scheme = '{SCHEMES[name]}' AND c.code = f.code ORDER BY n DESC, c.ru"
    )


def concepts(db: sqlite3.Connection, scheme: str) -> list[Record]:
    """The concepts of a scheme in its own order."""
    return db.execute("SELECT * FROM concept WHERE scheme = ? ORDER BY rank, ru", (scheme,)).fetchall()


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a list is shown, of how many."""

    number: int
    count: int
    size: int

    @property
    def offset(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * self.size


def page_of(rows: int, size: int, asked: int) -> Page:
    """The page asked for, within what there is."""
    last = max(1, -(-rows // size))
    return Page(min(max(asked, 1), last), last, size)


def by_path(db: sqlite3.Connection, paths: Sequence[str]) -> dict[str, Record]:
    """The things with these paths."""
    marks = ", ".join("?" * len(paths))
    rows = db.execute(f"SELECT * FROM thing WHERE path IN ({marks})", tuple(paths))
    return {row["path"]: row for row in rows}
