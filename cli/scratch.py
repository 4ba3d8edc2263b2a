"""A folder for what a command needs while it runs; what a killed one left goes when the next one starts."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import time

from ontology.locks import hold

PREFIX = "pobratim-scratch-"
YOUNG_SECONDS = 60
"""A folder younger than this may not be held yet."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of the calling process alone; it is held while the context lasts."""
    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        held = os.open(folder, os.O_RDONLY)
        try:
            hold(held, wait=True)
            yield Path(folder)
        finally:
            os.close(held)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        try:
            if time() - left.stat().st_mtime > YOUNG_SECONDS and not _is_held(left):
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # another's, or gone by now
            continue


def _is_held(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return not hold(descriptor)
    finally:
        os.close(descriptor)
