"""Which fields of cooperation: one to three, the main one first."""

from loaders.language import EntryText
from loaders.rules import OrganisationMention, Reading


def read_sectors(
    text: EntryText,
    event_type: Reading[str],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[str]:
    """Codes of ontology/sectors.ttl, main one first."""
    return Reading()
