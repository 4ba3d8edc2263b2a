"""Files that a person's work depends on: written whole or not at all, private to their owner."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from graph.snapshots.durable import sync
from ontology.disk import put_in_place
from ontology.errors import StoreError
from ontology.private_files import owner_only

Record = Mapping[str, Any]


def append(path: Path, record: Record) -> None:
    """Adds the record as a line of its own; a kill loses nothing that was written before."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    try:
        make_folder(path.parent)
        with open(path, "ab+", opener=owner_only) as file:
            file.write(f"{_lacking(file)}{line}".encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError("folder-unwritable", folder=path.parent, reason=error) from error


def _lacking(file: Any) -> str:
    """What must come before the next line: a kill or an editor may have left the last one without its end."""
    if file.seek(0, os.SEEK_END) == 0:
        return ""
    file.seek(-1, os.SEEK_END)
    return "" if file.read(1) == b"\n" else "\n"


def records(path: Path) -> Iterator[Record]:
    """The records of the file, oldest first; a line that is none, as a kill may leave, is passed over."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError("folder-unreadable", folder=path, reason=error) from error
    for line in data.split(b"\n"):
        with suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict):
                yield record


def replace_file(path: Path, data: bytes) -> None:
    """The file holds the data from now on, or what it held before if this fails."""
    new = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        make_folder(path.parent)
        with open(new, "xb", opener=owner_only) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(new, path)
        sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise StoreError("folder-unwritable", folder=path.parent, reason=error) from error


def read_json(path: Path) -> Record | None:
    """What a file written by `replace_file` holds as JSON; None where there is none that can be read."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def make_folder(path: Path) -> None:
    """The folder is there, its owner's alone where it was made now."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
