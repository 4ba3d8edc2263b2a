"""When an event was: column 4."""

from loaders.language import EntryText
from loaders.rules import Reading
from ontology.model import DateRange


def read_dates(text: EntryText) -> Reading[DateRange]:
    """The days that the dates cell names, or a finding."""
    return Reading()
