"""The generated tables of settlements: a row becomes a place when somebody asks for it."""

from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from mmap import mmap

from ontology.gazetteer.data import NAMES, SETTLEMENTS, mapped
from ontology.gazetteer.model import Place
from ontology.gazetteer.sorted_table import SortedTable
from ontology.gazetteer.spelling import key

_REMEMBERED = 5_000
_CITY_FROM, _TOWN_FROM = 12_000, 2_000


class Settlements:
    """Settlements by identifier and by name, from the tables as they lie on disk.

    A row is known by where it begins.
    """

    def __init__(self, rows: mmap, names: mmap) -> None:
        self._rows, self._names = rows, SortedTable(names)
        self._seen: dict[str, int] = {}
        self._place = lru_cache(maxsize=_REMEMBERED)(self._read)

    def get(self, place_id: str) -> Place | None:
        """The settlement with this identifier."""
        row = self._seen[place_id] if place_id in self._seen else self._by_id.get(place_id)
        return None if row is None else self._place(row)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        """The row of each identifier; those that were found by name are known without."""
        found, begin = {}, 0
        while begin < len(self._rows):
            found[self._rows[begin : self._rows.find(b"\t", begin)].decode()] = begin
            begin = self._rows.find(b"\n", begin) + 1
        return found

    def bears(self, name: str) -> bool:
        """Whether a settlement has the name, which is as `key` spells it."""
        return self._names.told_of(name) is not None

    def longer_names(self, first: str) -> Iterator[str]:
        """The names of two words or more, as `key` spells them, of which this is the first word."""
        return self._names.names_from(f"{first} ")

    def named(self, name: str) -> Iterator[Place]:
        """The settlements of that name, which is as `key` spells it, the most populous first."""
        rows = self._names.told_of(name)
        return map(self._place, map(int, rows.split(b","))) if rows is not None else iter(())

    def find(self, name: str, container: str) -> Place | None:
        """The most populous settlement of this name in a region or country."""
        return next((place for place in self.named(key(name)) if container in place.within), None)

    def _read(self, row: int) -> Place:
        cells = self._rows[row : self._rows.find(b"\n", row)].decode().split("\t")
        place_id, geonames, name, others, english, country, region, lat, lon, population = cells
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
    return Settlements(mapped(SETTLEMENTS), mapped(NAMES))


def _kind_of_size(population: int) -> str:
    if population >= _CITY_FROM:
        return "city"
    return "town" if population >= _TOWN_FROM else "village"
