"""The home region's chief town where a cell only describes it: «город, породненный с областным центром»."""

from collections.abc import Iterator

from loaders.cell import Cell
from loaders.mentions import PlaceMention
from loaders.twinning.words import spelt, twinning_words
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import PlaceRef


def home_centres(cell: Cell) -> Iterator[PlaceMention]:
    """Each description of it that calls no other place so and names no other region."""
    centre = _centre()
    if centre is None:
        return
    for at in range(len(cell) - 1):
        if _describes(cell, at) and not _is_of_other(cell, at):
            span = cell.span(cell.tokens[at].start, cell.tokens[at + 1].end)
            yield PlaceMention(span, centre, "noun", "home_centre")


def _centre() -> PlaceRef | None:
    home = load_home().place
    town = load_gazetteer().get(home.centre) if home.centre is not None else None
    return None if town is None else PlaceRef(town.name, town.kind, town.country, town.id)


def _describes(cell: Cell, at: int) -> bool:
    """«областным центром», «столицей региона»."""
    lists, first, second = twinning_words(), spelt(cell.word(at)), spelt(cell.word(at + 1))
    if first in lists.of_region:
        return second in lists.centres
    return first in lists.centres and second in lists.regions


def _is_of_other(cell: Cell, at: int) -> bool:
    """«Могилев – областной центр», «областной центр Могилевской области»."""
    before, after = cell.word(at - 1) if at else "", cell.word(at + 2)
    return before == "," or spelt(before) in twinning_words().dashes or after[:1].isupper()
