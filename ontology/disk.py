"""What systems differ in about disks: how a full one is known, and files that somebody reads."""

import errno
import os
from pathlib import Path
from time import monotonic, sleep

_FULL = (errno.ENOSPC, errno.EDQUOT)
_TOLD_BY_ENGINES = ("disk is full", "No space left")
"""By SQLite and RocksDB; the system numbers the error."""
PATIENCE_SECONDS = 2.0
AGAIN_SECONDS = 0.02


def is_full(error: Exception) -> bool:
    """Whether the error says that a disk took no more."""
    return getattr(error, "errno", None) in _FULL or any(words in str(error) for words in _TOLD_BY_ENGINES)


def put_in_place(new: Path, path: Path) -> None:
    """The file or folder bears that path from now on; another file that did is gone.

    Windows refuses as long as somebody has either open, which readers of ours have for a moment.
    """
    until = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            new.replace(path)
        except PermissionError:
            if hasattr(os, "fork") or monotonic() > until:
                raise
            sleep(AGAIN_SECONDS)
        else:
            return
