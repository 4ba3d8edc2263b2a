"""An index being filled: things get numbers as they are met, and every other table names them so."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ontology.names.latin import latin_body_name, latin_name
from web.index.rows import Ask, Row

Values = tuple[Any, ...]

ROMANISED = frozenset(("person", "place", "municipality"))
"""Kinds whose Russian names English pages write in Latin letters, where they have no English one."""


@dataclass(frozen=True, slots=True)
class IndexedThing:
    """A row of `thing` whose number and names the filling adds."""

    iri: str
    kind: str
    detail: str | None = None
    country: str | None = None
    within: str | None = None
    short: str | None = None
    lat: str | None = None
    lon: str | None = None


class IndexFilling:
    """The snapshot asked, the database written, and the number of every thing met so far."""

    def __init__(self, ask: Ask, base: str, db: sqlite3.Connection) -> None:
        self.ask = ask
        self.base = base
        self.db = db
        self.names: dict[str, dict[str, str]] = {}
        self._numbers: dict[str, int] = {}

    def number(self, iri: str | None) -> int | None:
        """The thing's number; None for one that no step has added."""
        return self._numbers.get(iri) if iri is not None else None

    def add(self, things: Iterable[IndexedThing]) -> None:
        """One row per distinct IRI under the base: of a thing met before, what was said first stays."""
        self.fill("thing", self._rows(things))

    def _rows(self, things: Iterable[IndexedThing]) -> Iterator[Values]:
        for one in things:
            if one.iri in self._numbers or not one.iri.startswith(self.base):
                continue
            number = self._numbers[one.iri] = len(self._numbers) + 1
            names = self.names.get(one.iri, {})
            path = one.iri.removeprefix(self.base)
            ru = names.get("ru") or names.get("") or names.get("en") or path
            within = self.number(one.within)
            place = (one.country, within, one.lat, one.lon)
            en = names.get("en") or self._latin(one, ru)
            short = (one.short, latin_name(one.short) if one.short is not None else None)
            yield (number, path, one.kind, ru, en, *short, one.detail, *place, 0, 0)

    def _latin(self, thing: IndexedThing, ru: str) -> str | None:
        """A proper name as English pages write it; none for a title."""
        if thing.kind == "organisation":
            town = self.names.get(thing.within or "", {})
            return latin_body_name(ru, town.get("ru"), town.get("en"))
        return latin_name(ru) if thing.kind in ROMANISED else None

    def fill(self, table: str, values: Iterable[Values]) -> None:
        """Rows of a table, in the order of its columns; repeated keys are kept once."""
        rows = iter(values)
        first = next(rows, None)
        if first is None:
            return
        marks = ", ".join("?" * len(first))
        self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", chain([first], rows))


def gathered(rows: Iterable[Row], subject: str) -> dict[str, dict[str, str]]:
    """Properties a row, as one row a subject: each by its local name, of several values the first."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row[subject], {}).setdefault(code_of(row["property"]), row["value"])
    return found


def code_of(iri: str) -> str:
    """The last segment of an IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def code_or_none(iri: str | None) -> str | None:
    """The last segment of an IRI, None of None."""
    return None if iri is None else code_of(iri)
