"""The generated tables of settlements: a row becomes a place when somebody asks for it."""

import gzip
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from ontology.gazetteer.data import NAMES, SETTLEMENTS, generated
from ontology.gazetteer.model import Place
from ontology.gazetteer.spelling import key

_REMEMBERED = 5_000
_CITY_FROM, _TOWN_FROM = 12_000, 2_000


class Settlements:
    """Settlements by identifier and by name; `bearers` are the names, spelt as `key` spells them."""

    def __init__(self, rows: str, names: str) -> None:
        self._rows = rows.splitlines()
        self._seen: dict[str, int] = {}
        spelt, _, bearers = names.partition("\n\n")
        self.bearers = dict(zip(spelt.split("\n"), bearers.splitlines(), strict=True))
        self._place = lru_cache(maxsize=_REMEMBERED)(self._read)

    def get(self, place_id: str) -> Place | None:
        """The settlement with this identifier."""
        row = self._seen[place_id] if place_id in self._seen else self._by_id.get(place_id)
        return None if row is None else self._place(row)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        """The row of each identifier; those that were found by name are known without."""
        return {row[: row.index("\t")]: number for number, row in enumerate(self._rows)}

    def named(self, name: str) -> Iterator[Place]:
        """The settlements of that name, which is as `key` spells it, the most populous first."""
        return map(self._place, map(int, self.bearers[name].split(","))) if name in self.bearers else iter(())

    def find(self, name: str, container: str) -> Place | None:
        """The most populous settlement of this name in a region or country."""
        return next((place for place in self.named(key(name)) if container in place.within), None)

    def _read(self, row: int) -> Place:
        place_id, geonames, name, others, english, country, region, lat, lon, population = self._rows[
            row
        ].split("\t")
        self._seen[place_id] = row
        return Place(
            id=place_id,
            name=name,
            english=english,
            kind=_kind_of_size(int(population)),
            country=country,
            within=(region, country.lower()) if region else (country.lower(),),
            latitude=float(lat),
            longitude=float(lon),
            geonames_id=int(geonames),
            population=int(population),
            other_names=tuple(others.split("|")) if others else (),
        )


@cache
def settlements() -> Settlements:
    """The tables, read once in a process."""
    return Settlements(_unpacked(SETTLEMENTS), _unpacked(NAMES))


def _unpacked(table: str) -> str:
    return gzip.decompress(generated(table)).decode()


def _kind_of_size(population: int) -> str:
    if population >= _CITY_FROM:
        return "city"
    return "town" if population >= _TOWN_FROM else "village"
