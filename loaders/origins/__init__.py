"""Whence: places that participants come from or represent."""

from collections.abc import Iterator, Sequence

from loaders.cell import Cell, EntryText
from loaders.mentions import PlaceMention, Reading
from loaders.origins.coming import comes_from
from loaders.origins.locators import locators
from loaders.origins.words import origin_words
from loaders.places.context import Context
from loaders.places.facts import known, place_facts, unknown_places
from loaders.places.inhabitants import inhabitants
from loaders.places.words import place_words
from ontology.model import CellName, PlaceRef


def read_origins(
    text: EntryText,
    places: tuple[PlaceMention, ...],
) -> Reading[PlaceRef]:
    """The most specific place of each mention; national bodies give none."""
    chosen: list[PlaceMention] = []
    for name in (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS):
        chosen += _origins_of_cell(text[name], [m for m in places if m.span.cell is name])
    if _is_remote(text) or not (chosen or _names_participants(places)):
        chosen += _hosts(text[CellName.PLACE], [m for m in places if m.span.cell is CellName.PLACE])
    chosen = list(_without_people_of_told_regions(chosen))
    return Reading(place_facts(chosen), unknown_places(chosen))


def _without_people_of_told_regions(chosen: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """«Пензенцы» are of the region where the row tells of it, else of its seat."""
    told = {adjective for m in chosen if m.place.kind == "region" for adjective in _adjectives(m)}
    for mention in chosen:
        if mention.rule != inhabitants.__name__ or told.isdisjoint(_adjectives(mention)):
            yield mention


def _adjectives(mention: PlaceMention) -> tuple[str, ...]:
    place = known(mention)
    return place.adjectives if place is not None else ()


def _is_remote(text: EntryText) -> bool:
    """Whether the event was held at a distance: those who host it take part."""
    afar = (*place_words().remote, *place_words().sites)
    at_distance = any(word.startswith(afar) for word in text[CellName.PLACE].plains)
    return at_distance or any(word.startswith(origin_words().bridges) for word in text[CellName.TITLE].plains)


def _origins_of_cell(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    located, context = locators(cell, mentions), Context(cell, mentions)
    return [
        mention
        for index, mention in enumerate(mentions)
        if mention.place.kind != "country" and index not in located and comes_from(context, index)
    ]


def _names_participants(places: Sequence[PlaceMention]) -> bool:
    return any(mention.span.cell is CellName.PARTICIPANTS for mention in places)


def _hosts(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    located = locators(cell, mentions)
    return [m for i, m in enumerate(mentions) if m.form == "adjective" and i not in located]
