"""A file as it was given: its name, its bytes and their digest."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loaders.documents.limits import MAX_FILE_BYTES, MEBIBYTE
from ontology.errors import DocumentError, Where


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file; `sha256` is that of the file given, also when `data` is its conversion."""

    name: str
    data: bytes
    sha256: str

    def refused(self, message: str, remedy: str) -> DocumentError:
        """The error that says why this file cannot be read, and what to do."""
        return DocumentError(message, where=Where(self.name), remedy=remedy)


def read_source(path: Path) -> Source:
    """The file's bytes; raises DocumentError when it is not there, not readable, empty or too large."""
    where = Where(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"cannot be opened ({reason}).", where=Where(str(path)), remedy="Check the path."
        ) from None
    if not data:
        raise DocumentError("is empty.", where=where, remedy="Ask for the file again.")
    if len(data) > MAX_FILE_BYTES:
        raise DocumentError(
            f"is larger than {MAX_FILE_BYTES // MEBIBYTE} MiB.",
            where=where,
            remedy="Remove the pictures, or split the report.",
        )
    return Source(path.name, data, sha256(data).hexdigest())
