"""How a full disk is known: the system numbers the error, engines tell it in words of their own."""

import errno

_FULL = (errno.ENOSPC, errno.EDQUOT)
_TOLD_BY_ENGINES = ("disk is full", "No space left")
"""By SQLite and RocksDB."""


def is_full(error: Exception) -> bool:
    """Whether the error says that a disk took no more."""
    return getattr(error, "errno", None) in _FULL or any(words in str(error) for words in _TOLD_BY_ENGINES)
