"""Holding a file so that other processes see it held; the system lets go however the holder ends.

Systems without `flock` have a lock of their own kind, or none: then nobody is kept out, which one office with
one server does not need.
"""

from types import ModuleType
from typing import IO

fcntl: ModuleType | None
msvcrt: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import msvcrt
except ImportError:
    msvcrt = None


def hold(file: int | IO[str] | IO[bytes], *, shared: bool = False, wait: bool = False) -> bool:
    """Whether the open file is now held, alone or with others who hold it so, until it is closed."""
    number = file if isinstance(file, int) else file.fileno()
    if fcntl is not None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(number, kind | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
    return shared or _hold_alone(number)


def _hold_alone(number: int) -> bool:
    if msvcrt is None:
        return True
    try:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
