"""Where: mentions of places, and the venues of an event."""

from loaders.language import EntryText
from loaders.rules import PlaceMention, Reading
from ontology.model import PlaceRef


def find_places(text: EntryText) -> tuple[PlaceMention, ...]:
    """Every mention of a place in any cell, in order."""
    return ()


def read_venues(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[PlaceRef]:
    """The most specific settlements of the place cell."""
    return Reading()
