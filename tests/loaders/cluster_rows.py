"""What workers of the tests' clusters are made to do; they import it by name."""

import os
import signal
from collections.abc import Sequence

from loaders import cluster
from ontology.model import Entry, EntryFacts

POISON = "Беда"
read = cluster.read_rows


def read_or_die(reader: cluster.Reader, entries: Sequence[Entry]) -> list[EntryFacts]:
    """Takes the worker down at a row of that title."""
    if any(POISON in text for entry in entries for text in entry.cells.values()):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(reader, entries)


def read_or_fail(reader: cluster.Reader, entries: Sequence[Entry]) -> list[EntryFacts]:
    """Raises an error at a row of that title."""
    if any(POISON in text for entry in entries for text in entry.cells.values()):
        raise ValueError(POISON)
    return read(reader, entries)
