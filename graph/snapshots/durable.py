"""Files that stay as they were written, power cuts included."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ontology.disk import put_in_place

MANIFEST = "manifest.json"
_SYNCED = os.O_RDONLY if hasattr(os, "fork") else os.O_RDWR
"""Windows writes to the disk only what may be written to."""


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Writes the manifest of a snapshot, whole or not at all."""
    new = folder / ".manifest.json"
    new.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sync(new)
    put_in_place(new, folder / MANIFEST)
    sync(folder)


def sync_tree(folder: Path) -> None:
    """Waits until everything in the folder is on the disk."""
    for inside in folder.rglob("*"):
        sync(inside)
    sync(folder)


def sync(path: Path) -> None:
    """Waits until a file, or what a folder says of its files, is on the disk."""
    try:
        descriptor = os.open(path, _SYNCED)
    except PermissionError:
        if path.is_dir():  # Windows opens no folders, and needs no word about them
            return
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
