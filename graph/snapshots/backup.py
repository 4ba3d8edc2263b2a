"""What is dear to make again, in one file: the served snapshot, judgements, short links and the shelf.

snapshot/<id>/…     the snapshot, whose manifest has a digest of each of its files
judgements.jsonl    what people decided
shares/…            the queries behind short links
shelf/…             the reports, and who put them there
lexicon.yml, …      the office's own words, what they changed, what was refused
"""

import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.judgements import FILE_NAME, load_judgements, save_judgements
from graph.snapshots.snapshot import BUILDING, DataFolder, Snapshot
from ontology.errors import InputError, StoreError, Where
from ontology.own_words import CHECKS_NAME, REFUSED_NAME
from ontology.own_words import FILE_NAME as LEXICON_NAME
from ontology.private_files import owner_only

SHARES = "shares"
SHELF = "shelf"
SNAPSHOT = "snapshot"
LEXICON = (LEXICON_NAME, CHECKS_NAME, REFUSED_NAME)


def back_up(folder: DataFolder, file: Path) -> Snapshot:
    """The snapshot that is now in the file, with judgements and short links; only its owner reads the file.

    A server may go on answering and a build may go on meanwhile. Raises StoreError where the snapshot is
    damaged.
    """
    snapshot = folder.current()
    held = snapshot.open()  # an open store is not pruned
    damage = snapshot.damage()
    if damage:
        raise StoreError("files-damaged", snapshot=snapshot.id, files=", ".join(damage[:3]))
    draft = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        with open(draft, "xb", opener=owner_only) as output:
            _archive(folder, snapshot, output)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
        del held
    return snapshot


def _archive(folder: DataFolder, snapshot: Snapshot, output: BinaryIO) -> None:
    with tarfile.open(fileobj=output, mode="w:gz", compresslevel=3) as archive:
        archive.add(snapshot.path, f"{SNAPSHOT}/{snapshot.id}")
        for name in (FILE_NAME, SHARES, SHELF, *LEXICON):
            if (folder.path / name).exists():
                archive.add(folder.path / name, name)


def restore(folder: DataFolder, file: Path) -> Snapshot:
    """The snapshot of the file, which is served from now on.

    Judgements and short links are added to those there; none is lost. A shelf and a lexicon come where there
    is none.
    Raises InputError for a file that is no backup or is damaged; what was served then stays.
    """
    with folder.locked(), _unpacked(folder, file) as unpacked:
        snapshot = _read(unpacked, file)
        restored = folder.adopt(snapshot)
        save_judgements(folder.path / FILE_NAME, load_judgements(unpacked / FILE_NAME))
        _add_shares(unpacked / SHARES, folder.path / SHARES)
        if (unpacked / SHELF).is_dir() and not (folder.path / SHELF).exists():
            (unpacked / SHELF).replace(folder.path / SHELF)
        for name in LEXICON:
            if (unpacked / name).is_file() and not (folder.path / name).exists():
                (unpacked / name).replace(folder.path / name)
        folder.switch(restored)
    return restored


@contextmanager
def _unpacked(folder: DataFolder, file: Path) -> Iterator[Path]:
    target = folder.path / "snapshots" / f"{BUILDING}restored-{os.getpid()}"
    try:
        with folder.writing():
            target.mkdir()
        try:
            with tarfile.open(file) as archive:
                _unpack(archive, target)
        except (tarfile.TarError, EOFError, OSError) as error:
            raise InputError("no-backup", where=Where(str(file)), reason=error) from error
        yield target
    finally:
        shutil.rmtree(target, ignore_errors=True)


def _unpack(archive: tarfile.TarFile, target: Path) -> None:
    """Plain files and folders of the archive, put below the target; raises TarError where it holds others."""
    for member in archive:
        inside = (target / member.name).resolve().is_relative_to(target.resolve())
        if not inside or not (member.isreg() or member.isdir()):
            raise tarfile.TarError(member.name)
        place = target / member.name
        if member.isdir():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = archive.extractfile(member)
        assert content is not None
        with content, place.open("wb") as file:
            shutil.copyfileobj(content, file)


def _read(unpacked: Path, file: Path) -> Snapshot:
    """The snapshot that was unpacked, whole."""
    found = sorted((unpacked / SNAPSHOT).glob("*/manifest.json"))
    snapshot = DataFolder.at(found[0].parent) if len(found) == 1 else None
    if snapshot is None or not snapshot.manifest.get("files"):
        raise InputError("no-backup", where=Where(str(file)), reason="manifest.json")
    damage = snapshot.damage()
    if damage:
        raise InputError("no-backup", where=Where(str(file)), reason=", ".join(damage[:3]))
    return snapshot


def _add_shares(given: Path, folder: Path) -> None:
    for share in sorted(given.glob("*.rq")):
        folder.mkdir(mode=0o700, exist_ok=True)
        if not (folder / share.name).exists():
            shutil.copyfile(share, folder / share.name)
