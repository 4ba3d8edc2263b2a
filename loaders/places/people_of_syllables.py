"""People abroad whose names stand where a place's could: «губернатор провинции Ху Шичжун»."""

from loaders.cell.text import are_family_and_given
from loaders.places.place_cell import PlaceCell
from ontology.gazetteer import load
from ontology.morphology import parses
from ontology.remembered import remembered

_GREAT = 150_000
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})


def is_family_and_given(cell: PlaceCell, noun: int, start: int) -> bool:
    """«губернатор провинции Ху Шичжун», «мэр города Чжан Лэй»: after a post, a name of syllables."""
    capitals = [cell.is_capitalised(at) and not cell.gap(at).strip() for at in (start, start + 1)]
    if not all(capitals) or cell.is_capitalised(start + 2) or not _is_somebody(cell.plain(noun - 1)):
        return False
    family, given = cell.word(start), cell.word(start + 1)
    is_strange = are_family_and_given(family, given) and not parses(given)[0].is_known
    return is_strange and not _is_great(cell, start)


def _is_great(cell: PlaceCell, start: int) -> bool:
    """Whether a great town, or a place of two words, is known by the name that stands there."""
    found = ((length, place) for length, name in cell.names_at(start) for place in load().named(name))
    return any(length > 1 or place.population >= _GREAT for length, place in found)


@remembered
def _is_somebody(word: str) -> bool:
    """Whether a dictionary has the word for one of people."""
    return any(
        {"NOUN", "anim", "sing"} <= one.tag.grammemes and _NAMES.isdisjoint(one.tag.grammemes)
        for one in parses(word)
    )
