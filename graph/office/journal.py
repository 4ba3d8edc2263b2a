"""The journal: who wrote what into the data folder, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from graph.office.files import append, records

FILE_NAME = "journal.jsonl"


class Deed(StrEnum):
    """What somebody did."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
    DRAFTED = "drafted"
    DISCARDED = "discarded"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled-back"
    DECIDED = "decided"
    UNDID = "undid"
    LEARNT = "learnt"
    UNLEARNT = "unlearnt"
    USER_ADDED = "user-added"
    USER_CHANGED = "user-changed"
    USER_REMOVED = "user-removed"
    SIGNED_IN = "signed-in"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the journal; `about` names what was written."""

    at: str
    by: str
    deed: Deed
    about: str


def now() -> str:
    """The moment as records write it: ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_note(data: Path, by: str, deed: Deed, about: str) -> None:
    """Adds a line to the journal of the data folder."""
    append(data / FILE_NAME, {"at": now(), "by": by, "deed": deed.value, "about": about})


def read_notes(data: Path) -> list[Note]:
    """The journal, the latest first."""
    notes = [_note(record) for record in records(data / FILE_NAME)]
    return [one for one in reversed(notes) if one is not None]


def _note(record: Mapping[str, str]) -> Note | None:
    try:
        return Note(record["at"], record["by"], Deed(record["deed"]), record["about"])
    except (KeyError, ValueError):
        return None
