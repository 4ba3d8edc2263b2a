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
    words = twinning_words()
    for i in [i for i, word in enumerate(cell.plains) if word in words.centres]:
        at = _described_from(cell, i)
        centre = None if at is None or _is_of_other(cell, at) else _centre()
        if at is not None and centre is not None:
            span = cell.span(cell.tokens[at].start, cell.tokens[at + 1].end)
            yield PlaceMention(span, centre, "noun", "home_centre")


def _centre() -> PlaceRef | None:
    home = load_home().place
    town = load_gazetteer().get(home.centre) if home.centre is not None else None
    return None if town is None else PlaceRef(town.name, town.kind, town.country, town.id)


def _described_from(cell: Cell, noun: int) -> int | None:
    """Where «областным центром», «столицей региона» begins, by where its noun stands."""
    if cell.plain(noun - 1) in twinning_words().of_region:
        return noun - 1
    return noun if cell.plain(noun + 1) in twinning_words().regions else None


def _is_of_other(cell: Cell, at: int) -> bool:
    """«Могилев – областной центр», «областной центр Могилевской области»."""
    before, after = cell.word(at - 1) if at else "", cell.word(at + 2)
    return before == "," or spelt(before) in twinning_words().dashes or after[:1].isupper()
