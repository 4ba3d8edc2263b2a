"""Words that may name a place: an ordered list of rules, the first that answers at a token wins.

A candidate keeps every place it may be; which one it is, the row decides (`resolution`).
"""

from collections.abc import Iterator

from loaders.places.adjectives import compound, country_adjective, organisation_adjective, seat
from loaders.places.areas import adjective_area, named_area
from loaders.places.candidate import Candidate
from loaders.places.countries import country, region
from loaders.places.place_cell import PlaceCell
from loaders.places.settlements import marked_settlement
from loaders.places.unmarked import bare_settlement, joined_settlement, listed_settlement

RULES = (
    country,
    region,
    adjective_area,
    marked_settlement,
    named_area,
    organisation_adjective,
    country_adjective,
    bare_settlement,
    joined_settlement,
    seat,
    compound,
)


def candidates(cell: PlaceCell) -> Iterator[Candidate]:
    """Every candidate of the cell, in order, none overlapping another."""
    index, previous = 0, None
    while index < len(cell):
        found = None if index in cell.blocked else _first_answer(cell, index, previous)
        if found is None:
            index += 1
        else:
            yield found
            index, previous = found.last, found


def _first_answer(cell: PlaceCell, index: int, previous: Candidate | None) -> Candidate | None:
    if not cell.tokens[index].is_word:
        return None
    for rule in RULES:
        found = rule(cell, index)
        if found is not None:
            return found
    return listed_settlement(cell, index, previous)
