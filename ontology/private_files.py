"""Files that nobody but their owner reads."""

import os


def owner_only(path: str, flags: int) -> int:
    """Opens a file as an `opener` does; a new one is for its owner alone, since it may name persons."""
    return os.open(path, flags, 0o600)
