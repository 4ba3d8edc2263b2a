"""Whence: places that participants come from or represent."""

import re
from collections.abc import Sequence

from loaders.cell.text import CellText, EntryText
from loaders.mentions import PlaceMention, Reading
from loaders.origins.coming import comes_from
from loaders.origins.locators import locators
from loaders.places.context import Context
from loaders.places.facts import place_facts, unknown_places
from ontology.model import CellName, PlaceRef

_REMOTE = re.compile(r"дистанцион|онлайн|видеоконференц|заочн|виртуальн|\b[Сс]айт", re.IGNORECASE)
_BRIDGE = re.compile(r"теле-?мост|видео-?мост", re.IGNORECASE)


def read_origins(
    text: EntryText,
    places: tuple[PlaceMention, ...],
) -> Reading[PlaceRef]:
    """The most specific place of each mention; national bodies give none."""
    chosen: list[PlaceMention] = []
    for name in (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS):
        chosen += _origins_of_cell(text[name], [m for m in places if m.span.cell is name])
    is_remote = _REMOTE.search(text[CellName.PLACE].text) or _BRIDGE.search(text[CellName.TITLE].text)
    if is_remote or not (chosen or _names_participants(places)):
        chosen += _hosts(text[CellName.PLACE], [m for m in places if m.span.cell is CellName.PLACE])
    return Reading(place_facts(chosen), unknown_places(chosen))


def _origins_of_cell(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    located, context = locators(cell, mentions), Context(cell, mentions)
    return [
        mention
        for index, mention in enumerate(mentions)
        if mention.place.kind != "country" and index not in located and comes_from(context, index)
    ]


def _names_participants(places: Sequence[PlaceMention]) -> bool:
    return any(mention.span.cell is CellName.PARTICIPANTS for mention in places)


def _hosts(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    located = locators(cell, mentions)
    return [m for i, m in enumerate(mentions) if m.form == "adjective" and i not in located]
