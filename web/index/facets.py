"""The facets of a list: each value a filter may take and how many rows have it."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.vocabulary import SCHEME_OF
from web.index import lists
from web.index.filters import Filters
from web.index.selection import Selection


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


def facets(db: sqlite3.Connection, selection: Selection, filters: Filters) -> Iterator[Facet]:
    """Counts of events or agreements by facet; each facet is counted as if it were not filtered itself."""
    for name in EVENT_FACETS if selection.table.name == "event" else AGREEMENT_FACETS:
        chosen: tuple[str, ...] = getattr(filters, name)
        counts = selection.facet(name)
        known = names_of(db, name, counts)
        values = (FacetValue(one, *known[one], n, one in chosen) for one, n in counts.items() if one in known)
        yield Facet(name, tuple(sorted(values, key=lambda value: (-value.count, value.ru))))


def names_of(db: sqlite3.Connection, dimension: str, values: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """Russian and English names of the values of a dimension."""
    if dimension in SCHEME_OF:
        return {row["code"]: (row["ru"], row["en"]) for row in lists.concepts(db, SCHEME_OF[dimension])}
    paths = {f"place/{value.lower()}" if dimension == "country" else value: value for value in values}
    found = lists.by_path(db, list(paths))
    return {paths[path]: (row["ru"], row["en"] or row["ru"]) for path, row in found.items()}
