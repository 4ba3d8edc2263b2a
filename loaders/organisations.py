"""Which bodies: mentions of organisations, in the nominative."""

from loaders.language import EntryText
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.model import OrganisationRef


def find_organisations(text: EntryText, places: tuple[PlaceMention, ...]) -> tuple[OrganisationMention, ...]:
    """Every mention of a named organisation in any cell, in order."""
    return ()


def read_organisations(
    text: EntryText,
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[OrganisationRef]:
    """Each organisation once, with all its mentions."""
    return Reading()


def read_venue_organisations(text: EntryText, organisations: tuple[OrganisationMention, ...]) -> Reading[str]:
    """Organisations and facilities named in the place cell."""
    return Reading()
