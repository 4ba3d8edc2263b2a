"""What a person names – files, folders, archives, a glob with lock files in it – as files of reports."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from loaders.documents.limits import MAX_FILE_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES, MEBIBYTE
from loaders.documents.source import is_lock_file, without_lock_files
from ontology.errors import DocumentError, Where

REPORTS = frozenset((".docx", ".doc", ".docm", ".odt", ".rtf", ".txt", ".fodt"))
"""How the names of reports end."""
_UTF_8 = 0x800
_RUSSIAN = ("cp866", "cp437")
"""How programs on Russian machines write names into an archive that does not say that they are UTF-8."""


def reports_given(paths: Sequence[Path], scratch: Path) -> list[Path]:
    """The files of reports that the paths mean, in their order; those of archives are put in `scratch`.

    Raises DocumentError for a folder or archive without reports, and for an archive that is too large.
    """
    return without_lock_files(
        [file for number, path in enumerate(paths) for file in _meant(path, scratch / f"{number}")]
    )


def _meant(path: Path, scratch: Path) -> Sequence[Path]:
    if path.is_dir():
        return _found(sorted(one for one in path.rglob("*") if one.is_file()), path)
    if path.suffix.lower() == ".zip" and path.is_file():
        return _found(list(_unpacked(path, scratch)), path)
    return [path]


def _found(files: Sequence[Path], path: Path) -> list[Path]:
    reports = [one for one in files if one.suffix.lower() in REPORTS and not is_lock_file(one)]
    if not reports:
        raise DocumentError("no-reports-in", where=Where(str(path)), known=", ".join(sorted(REPORTS)))
    return reports


def _unpacked(path: Path, scratch: Path) -> Iterator[Path]:
    """The members that may be reports, each under its own name in a folder of its own."""
    where = Where(path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and _may_be_report(_name(one))]
            _check(members, where)
            for number, member in enumerate(members):
                target = scratch / f"{number}" / _name(member)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as packed:
                    target.write_bytes(packed.read(MAX_FILE_BYTES + 1))
                yield target
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise DocumentError(
            "archive-unreadable", where=where, reason=str(error) or type(error).__name__
        ) from error


def _may_be_report(name: str) -> bool:
    return Path(name).suffix.lower() in REPORTS and not is_lock_file(Path(name))


def _check(members: Sequence[zipfile.ZipInfo], where: Where) -> None:
    if len(members) > MAX_MEMBERS:
        raise DocumentError("archive-many", where=where, count=len(members), most=MAX_MEMBERS)
    if sum(one.file_size for one in members) > MAX_UNPACKED_BYTES:
        raise DocumentError("file-too-large", where=where, size=MAX_UNPACKED_BYTES // MEBIBYTE)


def _name(member: zipfile.ZipInfo) -> str:
    """The file's own name, without the folders of the archive, which may lead anywhere."""
    name = member.filename
    if not member.flag_bits & _UTF_8:
        raw = name.encode(_RUSSIAN[1], "replace")
        name = raw.decode(_RUSSIAN[0], "replace")
    return PurePosixPath(name.replace("\\", "/")).name or "report"
