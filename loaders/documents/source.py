"""A file as it was given: its name, its bytes and their digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loaders.documents.limits import MAX_FILE_BYTES, MEBIBYTE
from ontology.errors import DocumentError, Where

_LOCKS = ("~$", ".~lock.")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one file; `sha256` is that of the file given, also when `data` is its conversion."""

    name: str
    data: bytes
    sha256: str

    def refused(self, message: str, **values: object) -> DocumentError:
        """The error that says why this file cannot be read, and what to do."""
        return DocumentError(message, where=Where(self.name), **values)


def without_lock_files(paths: Sequence[Path]) -> list[Path]:
    """The files but for those that Word keeps beside open documents, unless there are no others."""
    return [path for path in paths if not is_lock_file(path)] or list(paths)


def is_lock_file(path: Path) -> bool:
    """Whether its name is that of a file that Word or LibreOffice keeps while a document is open."""
    return path.name.startswith(_LOCKS)


def read_source(path: Path) -> SourceFile:
    """The file's bytes; raises DocumentError when it is not there, not readable, empty or too large."""
    where = Where(path.name)
    if is_lock_file(path):
        raise DocumentError("lock-file", where=where)
    if path.is_dir():
        raise DocumentError("is-folder", where=Where(str(path)))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise DocumentError("cannot-open", where=Where(str(path)), reason=error) from None
    if not data:
        raise DocumentError("empty-file", where=where)
    if len(data) > MAX_FILE_BYTES:
        raise DocumentError("file-too-large", where=where, size=MAX_FILE_BYTES // MEBIBYTE)
    return SourceFile(path.name, data, sha256(data).hexdigest())
