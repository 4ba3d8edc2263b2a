"""Which places are, or mean to become, twins."""

from loaders.language import EntryText
from loaders.rules import PlaceMention, Reading
from ontology.model import PlaceRef


def read_twinning(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[tuple[PlaceRef, PlaceRef]]:
    """Pairs of places called побратимы, or whose twinning is signed or intended."""
    return Reading()
