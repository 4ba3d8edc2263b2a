"""How many took part."""

from loaders.language import EntryText
from loaders.rules import Reading
from ontology.model import Attendance


def read_attendance(text: EntryText) -> Reading[Attendance]:
    """The total number of participants that the entry states."""
    return Reading()
