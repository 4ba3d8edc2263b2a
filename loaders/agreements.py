"""What was signed, planned or arranged, and between whom."""

from loaders.language import EntryText
from loaders.rules import OrganisationMention, PlaceMention, Reading
from ontology.model import AgreementRef


def read_agreements(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[AgreementRef]:
    """Each document or arrangement with type, status, parties, date, number and subject."""
    return Reading()
