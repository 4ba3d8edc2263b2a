"""A folder for what a command needs while it runs; what a killed one left goes when the next one starts."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import time

from ontology.locks import holding, is_held, make_free

PREFIX = "pobratim-scratch-"
HELD = ".held"
YOUNG_SECONDS = 60
"""A folder younger than this may not be held yet."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of the calling process alone; it is held while the context lasts."""
    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        make_free(Path(folder) / HELD)
        with holding(Path(folder) / HELD):
            yield Path(folder)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{PREFIX}*"):
        try:
            if time() - left.stat().st_mtime > YOUNG_SECONDS and not is_held(left / HELD):
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # another's, or gone by now
            continue
