"""Whence: places and countries that participants come from or represent."""

from loaders.language import EntryText
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.model import PlaceRef


def read_origins(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[PlaceRef]:
    """The most specific place of each mention; national bodies give none."""
    return Reading()


def read_countries(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[str]:
    """Codes of the foreign countries involved."""
    return Reading()


def read_country_groups(text: EntryText) -> Reading[str]:
    """Groups of countries named only as a group: «СНГ», «БРИКС»."""
    return Reading()
