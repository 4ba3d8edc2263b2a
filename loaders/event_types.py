"""What kind of event it was."""

from loaders.language import EntryText
from loaders.rules import Reading


def read_event_type(text: EntryText) -> Reading[str]:
    """One code of ontology/event-types.ttl."""
    return Reading()
