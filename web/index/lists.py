"""Rows of partnerships, events and agreements as tables show them, and counts by facet."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.index.filters import Condition

Record = sqlite3.Row


def _names_of(table: str, alias: str, role: str) -> str:
    """SQL for the things linked in one role, packed for `unpack`."""
    return (
        "(SELECT json_group_array(json_array(x.path, x.ru, x.en, x.short, x.short_en)) FROM"
        f" {table}_link l JOIN thing x ON x.id = l.thing WHERE l.{table} = {alias}.id AND l.role = '{role}')"
    )


def unpack(packed: str | None) -> list[dict[str, str | None]]:
    """The things that `_names_of` packed, each once."""
    keys = ("path", "ru", "en", "short", "short_en")
    return [dict(zip(keys, values, strict=True)) for values in json.loads(packed or "[]")]


def short_name(thing: Mapping[str, Any] | Any, lang: str) -> str:
    """What the thing is called where there is little room."""
    if lang == "en":
        return str(thing["short_en"] or thing["en"] or thing["ru"])
    return str(thing["short"] or thing["ru"])


# ── partnerships ──

_PARTNERSHIPS = """
    SELECT t.id, t.path, t.ru, t.en, p.strength, p.twinned, p.events, p.agreements, p.signed, p.first, p.last,
           h.path AS home_path, h.ru AS home_ru, h.en AS home_en, h.short AS home_short,
           h.short_en AS home_short_en,
           q.path AS partner_path, q.ru AS partner_ru, q.en AS partner_en, q.kind AS partner_kind,
           c.path AS country_path, c.ru AS country_ru, c.en AS country_en,
           s.ru AS strength_ru, s.en AS strength_en, s.rank
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    JOIN thing c ON c.id = p.country
    LEFT JOIN concept s ON s.scheme = 'strength' AND s.code = p.strength
"""

EVERY = -1
"""What SQLite takes for no limit."""
STRONGEST = "s.rank, p.agreements DESC, p.events DESC, t.ru"
NEWEST = "p.first DESC, p.events DESC, t.ru"


def partnerships(
    db: sqlite3.Connection, condition: Condition, *, order: str = STRONGEST, limit: int = EVERY
) -> list[Record]:
    """Partnerships (alias p) that meet the condition, all of them where no limit is named."""
    sql = f"{_PARTNERSHIPS} WHERE {condition.sql} ORDER BY {order} LIMIT {limit}"
    return db.execute(sql, condition.values).fetchall()


def partnerships_of(db: sqlite3.Connection, paths: Sequence[str]) -> dict[str, Record]:
    """Partnerships by their paths."""
    sql = f"{_PARTNERSHIPS} WHERE t.path IN (SELECT value FROM json_each(?))"
    return {row["path"]: row for row in db.execute(sql, (json.dumps(paths),))}


# ── events ──

_EVENTS = f"""
    SELECT t.path, t.ru, t.en, e.id, e.start, e.end, e.precision, e.mode, e.type, e.sector,
           e.entries, e.min, e.max, k.ru AS type_ru, k.en AS type_en, s.ru AS sector_ru, s.en AS sector_en,
           {_names_of("event", "e", "home")} AS homes, {_names_of("event", "e", "country")} AS countries
    FROM json_each(?) chosen JOIN event e ON e.id = chosen.value JOIN thing t ON t.id = e.id
    LEFT JOIN concept k ON k.scheme = 'event-type' AND k.code = e.type
    LEFT JOIN concept s ON s.scheme = 'sector' AND s.code = e.sector
    ORDER BY chosen.key
"""

# An undated event comes last: SQLite takes an absent value for the smallest.
LATEST = "e.start DESC, e.id DESC"


def events(db: sqlite3.Connection, condition: Condition, *, limit: int = 50) -> list[Record]:
    """Events (alias e) that meet the condition, the latest first."""
    sql = f"SELECT e.id FROM event e WHERE {condition.sql} ORDER BY {LATEST} LIMIT ?"
    return event_rows(db, (row[0] for row in db.execute(sql, (*condition.values, limit))))


def event_rows(db: sqlite3.Connection, ids: Iterable[int]) -> list[Record]:
    """The events with these ids, in their order."""
    return db.execute(_EVENTS, (as_json(ids),)).fetchall()


def events_of(db: sqlite3.Connection, thing: int, *, limit: int = 50) -> list[Record]:
    """Events that link to the thing in any role, the latest first."""
    linked = f"e.id IN (SELECT event FROM event_link WHERE thing = {int(thing)})"
    return events(db, Condition(linked), limit=limit)


# ── agreements ──

_AGREEMENTS = f"""
    SELECT t.path, t.ru, t.en, a.id, a.type, a.status, a.signed_on, a.signed_from, a.signed_to,
           a.valid_until, a.number, a.evidence,
           k.ru AS type_ru, k.en AS type_en, s.ru AS status_ru, s.en AS status_en,
           {_names_of("agreement", "a", "party")} AS parties, {_names_of("agreement", "a", "home")} AS homes,
           {_names_of("agreement", "a", "country")} AS countries,
           (SELECT json_group_array(sector) FROM agreement_sector WHERE agreement = a.id) AS sectors
    FROM json_each(?) chosen JOIN agreement a ON a.id = chosen.value JOIN thing t ON t.id = a.id
    LEFT JOIN concept k ON k.scheme = 'agreement-type' AND k.code = a.type
    LEFT JOIN concept s ON s.scheme = 'status' AND s.code = a.status
    ORDER BY chosen.key
"""

AGREEMENT_ORDERS = {
    "evidence": "a.evidence IS NULL, a.evidence DESC, t.ru",
    "signed": "coalesce(a.signed_on, a.signed_to) IS NULL, coalesce(a.signed_on, a.signed_to) DESC, t.ru",
    "name": "t.ru, a.id",
    "status": "a.status, a.evidence DESC, t.ru",
}


def agreements(
    db: sqlite3.Connection, condition: Condition, *, order: str = "evidence", limit: int = 50, offset: int = 0
) -> list[Record]:
    """Agreements (alias a) that meet the condition."""
    sql = (
        f"SELECT a.id FROM agreement a JOIN thing t ON t.id = a.id WHERE {condition.sql}"
        f" ORDER BY {AGREEMENT_ORDERS[order]} LIMIT ? OFFSET ?"
    )
    return agreement_rows(db, (row[0] for row in db.execute(sql, (*condition.values, limit, offset))))


def agreement_rows(db: sqlite3.Connection, ids: Iterable[int]) -> list[Record]:
    """The agreements with these ids, in their order."""
    return db.execute(_AGREEMENTS, (as_json(ids),)).fetchall()


def agreements_of(db: sqlite3.Connection, thing: int, *, limit: int = 50) -> list[Record]:
    """Agreements that the thing is a side of or that are mentioned in it."""
    linked = f"a.id IN (SELECT agreement FROM agreement_link WHERE thing = {int(thing)})"
    return agreements(db, Condition(linked), limit=limit)


def among(column: str, ids: Iterable[int]) -> Condition:
    """The column has one of these ids."""
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (as_json(ids),))


def as_json(ids: Iterable[int]) -> str:
    """Ids as SQL takes them, however many."""
    return json.dumps([int(one) for one in ids])


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


def by_paths(db: sqlite3.Connection, paths: Sequence[str]) -> list[Record]:
    """The things with these paths, however many."""
    return db.execute(
        "SELECT * FROM thing WHERE path IN (SELECT value FROM json_each(?))", (json.dumps(paths),)
    ).fetchall()


def path_of_code(db: sqlite3.Connection, kinds: Sequence[str], code: str) -> str | None:
    """The path that ends with this code: the busiest thing's of the first of the kinds that has one."""
    for kind in kinds:
        asked = (
            "SELECT path FROM thing WHERE kind = ? AND path LIKE ? ESCAPE '!'"
            " ORDER BY events DESC, path LIMIT 1"
        )
        row = db.execute(asked, (kind, f"%/{_literal(code.casefold())}")).fetchone()
        if row is not None:
            path: str = row["path"]
            return path
    return None


def _literal(text: str) -> str:
    return re.sub("[!%_]", r"!\g<0>", text)


def by_path(db: sqlite3.Connection, paths: Sequence[str]) -> dict[str, Record]:
    """The things with these paths."""
    marks = ", ".join("?" * len(paths))
    rows = db.execute(f"SELECT * FROM thing WHERE path IN ({marks})", tuple(paths))
    return {row["path"]: row for row in rows}
