"""Where: mentions of places, and the venues of an event."""

from loaders.language import EntryText
from loaders.place_candidates import candidates, read_words
from loaders.place_resolution import read_row, resolve
from loaders.rules import PlaceMention, Reading
from ontology.home import load as load_home
from ontology.model import FIVE_CELLS, PlaceRef


def find_places(text: EntryText) -> tuple[PlaceMention, ...]:
    """Every mention of a place in any of the five cells, in order."""
    cells = [read_words(text[name]) for name in FIVE_CELLS if name in text.cells]
    found = [(words, list(candidates(words))) for words in cells]
    row = read_row(found, load_home(), text.entry.municipality)
    return tuple(mention for words, one in found for mention in resolve(words, one, row))


def read_venues(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[PlaceRef]:
    """The most specific settlements of the place cell."""
    return Reading()
