"""Rows of a few words for tests of organisations, and what is read from them."""

from loaders.cell import EntryText, read_entry
from loaders.organisations import find_organisations, read_organisations
from loaders.places import find_places
from ontology.model import FIVE_CELLS, CellName, Entry, OrganisationRef


def entry_text(participants: str = "", *, municipality: str | None = None, **cells: str) -> EntryText:
    """An entry with the participants and the cells named by keyword; the rest is empty."""
    stated = {CellName(name): text for name, text in cells.items()}
    texts = {**dict.fromkeys(FIVE_CELLS, ""), **stated, CellName.PARTICIPANTS: participants}
    return read_entry(Entry("report", 1, None, None, municipality, texts, 1, 1))


def organisations(
    participants: str = "", *, municipality: str | None = None, **cells: str
) -> list[OrganisationRef]:
    """The organisations that the entry names, doubtful ones aside."""
    text = entry_text(participants, municipality=municipality, **cells)
    mentions = find_organisations(text, find_places(text))
    return [fact.value for fact in read_organisations(text, mentions, ()).facts]


def names(participants: str = "", **cells: str) -> list[str]:
    """Their names alone."""
    return [organisation.name for organisation in organisations(participants, **cells)]
