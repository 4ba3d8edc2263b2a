"""Who: acting persons with their posts, in the nominative."""

from loaders.language import EntryText
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.model import PersonRef


def find_people(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> tuple[PersonMention, ...]:
    """Every mention of an acting person in any cell, in order."""
    return ()


def read_people(text: EntryText, people: tuple[PersonMention, ...]) -> Reading[PersonRef]:
    """Each person once, with all mentions."""
    return Reading()
