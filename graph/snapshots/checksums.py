"""What files held when they were written, so that damage is noticed before somebody believes it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

PIECE = 1 << 20


def digest_of(file: Path) -> str:
    """Hexadecimal digits that depend on every byte of the file."""
    made = hashlib.blake2b(digest_size=16)
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            made.update(piece)
    return made.hexdigest()


def digests_of(folder: Path, leaving_out: frozenset[str], known: Mapping[str, str]) -> dict[str, str]:
    """The digest of each file in the folder by its path there, but for files of these names.

    What is known already is not read again.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name not in leaving_out)
    named = ((file.relative_to(folder).as_posix(), file) for file in files)
    return {name: known.get(name) or digest_of(file) for name, file in named}


def damaged_files(folder: Path, digests: Mapping[str, str]) -> list[str]:
    """Those of the files that are gone, cannot be read or hold something else now."""
    return [name for name, digest in digests.items() if not _holds(folder / name, digest)]


def seal(file: Path) -> None:
    """Writes beside the file what it holds."""
    _seal_of(file).write_text(digest_of(file) + "\n", encoding="ascii")


def is_sealed(file: Path) -> bool:
    """Whether the file still holds what it did when it was sealed."""
    try:
        return _seal_of(file).read_text(encoding="ascii").strip() == digest_of(file)
    except (OSError, UnicodeDecodeError):
        return False


def _holds(file: Path, digest: str) -> bool:
    try:
        return digest_of(file) == digest
    except OSError:
        return False


def _seal_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sum")
