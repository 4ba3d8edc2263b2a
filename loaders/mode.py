"""Whether an event was held in person, online or both."""

from loaders.language import EntryText
from loaders.rules import Reading


def read_mode(text: EntryText) -> Reading[str]:
    """offline, online or mixed."""
    return Reading()
