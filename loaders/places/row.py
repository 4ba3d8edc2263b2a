"""What a whole row says of regions and countries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.places.adjectives import countries_called
from loaders.places.candidate import Candidate
from loaders.places.place_cell import PlaceCell
from ontology.gazetteer import Place
from ontology.home import HomeRegion, Municipality

Found = tuple[PlaceCell, list[Candidate]]
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class RowOfPlaces:
    """What the whole row says of regions and countries, and whose row it is.

    `neighbours` are the regions of the large towns that it names, `named_alone` the countries that it names
    not only to tell where another place lies.
    """

    regions: frozenset[str]
    neighbours: frozenset[str]
    countries: frozenset[str]
    home: HomeRegion
    municipality: Municipality | None
    municipality_name: str | None
    cells: tuple[PlaceCell, ...] = ()
    named_alone: frozenset[str] = frozenset()

    def called_abroad(self) -> frozenset[str]:
        """The foreign countries whose adjectives the row has: «опыт вьетнамских парков»."""
        words = {cell.plain(i) for cell in self.cells for i in range(len(cell)) if cell.word(i)[0].islower()}
        called = frozenset(place.country for word in words for place in countries_called(word))
        return called - {self.home.country}


def _is_sure(candidate: Candidate) -> bool:
    """Whether a noun names it, and but one place is called so."""
    return candidate.form != "adjective" and len(candidate.options) == 1


def read_row(cells: Sequence[Found], home: HomeRegion, municipality: str | None) -> RowOfPlaces:
    """The areas and countries that the row names beyond doubt."""
    sure = [one.options[0] for _, found in cells for one in found if _is_sure(one)]
    return RowOfPlaces(
        regions=frozenset(place.id for place in sure if place.kind == "region"),
        neighbours=frozenset(_regions_around(found for _, found in cells)),
        countries=frozenset(place.country for place in sure),
        home=home,
        municipality=home.municipality(municipality) if municipality else None,
        municipality_name=municipality,
        cells=tuple(cell for cell, _ in cells),
        named_alone=frozenset(_countries_alone(cells)),
    )


def _countries_alone(cells: Sequence[Found]) -> Iterator[str]:
    for _, found in cells:
        for before, one in zip([None, *found], found, strict=False):
            locates = before is not None and before.last >= one.first - 1
            if _is_sure(one) and one.options[0].kind == "country" and not locates:
                yield one.options[0].country


def _regions_around(cells: Iterable[Sequence[Candidate]]) -> Iterator[str]:
    """The regions of large towns that are named with «г.» and have no equal of their name."""
    marked = (one for found in cells for one in found if one.rule == "marked_settlement")
    for seat in filter(None, map(_only_seat, marked)):
        if seat.population >= _LARGE:
            yield from (area for area in seat.within if "/" in area)


def _only_seat(candidate: Candidate) -> Place | None:
    seats = [place for place in candidate.options if place.adjectives]
    return seats[0] if len(seats) == 1 else None
