"""Where: mentions of places, and the venues of an event."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.cell import EntryText
from loaders.mentions import Footing, PlaceMention
from loaders.places.candidate import SETTLEMENT_KINDS
from loaders.places.candidates import candidates
from loaders.places.place_cell import PlaceCell
from loaders.places.resolution import resolve
from loaders.places.row import read_row
from loaders.places.settlements import marked_names
from loaders.places.unmarked import bare_settlement
from loaders.places.venues import read_venues
from ontology.home import load as load_home
from ontology.model import FIVE_CELLS, PlaceRef

__all__ = ["find_places", "read_venues"]

_TOLD = (Footing.ONLY, Footing.LOCATED_FORM)


def find_places(text: EntryText) -> tuple[PlaceMention, ...]:
    """Every mention of a place in any of the five cells, in order."""
    cells = [PlaceCell(text[name]) for name in FIVE_CELLS if name in text.cells]
    marked = frozenset(name for cell in cells for name in marked_names(cell))
    for cell in cells:
        cell.marked = marked
    found = [(cell, list(candidates(cell))) for cell in cells]
    row = read_row(found, load_home(), text.entry.municipality)
    mentions = [mention for cell, one in found for mention in resolve(cell, one, row)]
    return tuple(_with_told_country(_as_told_once(mentions)))


def _as_told_once(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """A settlement is, wherever the row names it, the one that the row once tells by what locates it."""
    sure: dict[str, set[PlaceRef]] = {}
    for mention in mentions:
        if mention.footing in _TOLD and _is_settlement(mention):
            sure.setdefault(mention.place.name, set()).add(mention.place)
    only = {name: places.pop() for name, places in sure.items() if len(places) == 1}
    unlisted = {m.place.name: m.place for m in mentions if _is_unlisted(m)}
    return [_told_as(mention, only, unlisted) for mention in mentions]


def _told_as(
    mention: PlaceMention, only: Mapping[str, PlaceRef], unlisted: Mapping[str, PlaceRef]
) -> PlaceMention:
    """The mention as the row tells its name elsewhere: «аг. Обухово, Гродненский район», «СПК «Обухово»»."""
    name = mention.place.name
    told = unlisted.get(name) if mention.rule == bare_settlement.__name__ else None
    if told is None and mention.footing not in _TOLD:
        told = only.get(name)
    return mention if told is None or not _is_settlement(mention) else replace(mention, place=told)


def _is_unlisted(mention: PlaceMention) -> bool:
    """Whether it is a settlement that no list has where the row locates it."""
    return mention.footing is Footing.LOCATED_FORM and mention.place.within is not None


def _is_settlement(mention: PlaceMention) -> bool:
    return mention.form == "noun" and mention.place.kind in SETTLEMENT_KINDS


def _with_told_country(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """A place that no list knows is, wherever the row names it, of the country that the row once tells."""
    unknown = [m for m in mentions if m.place.gazetteer_id is None]
    countries = {m.place.name: m.place.country for m in sorted(unknown, key=lambda m: m.footing)}
    for mention in mentions:
        place = mention.place
        told = countries.get(place.name, place.country) if place.gazetteer_id is None else place.country
        yield mention if told == place.country else replace(mention, place=replace(place, country=told))
