"""Holding a file so that other processes see it held; the system lets go however the holder ends.

Systems without `flock` have a lock of their own kind, or none: then nobody is kept out, which one office with
one server does not need, and a holder touches the file as long as it lives.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import sleep, time
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

BEAT_SECONDS = 1.0
SILENT_SECONDS = 30.0
"""Whose file nobody has touched so long has ended."""
AGAIN_SECONDS = 0.02


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
    if shared or msvcrt is None:
        return True
    while not _hold_byte(msvcrt, number):
        if not wait:
            return False
        sleep(AGAIN_SECONDS)
    return True


def _hold_byte(system: ModuleType, number: int) -> bool:
    try:
        system.locking(number, system.LK_NBLCK, 1)
    except OSError:
        return False
    return True


@contextmanager
def holding(path: Path) -> Iterator[bool]:
    """Whether the file, which `make_free` made, is held by this process alone while the context lasts."""
    if _knows_locks():
        with path.open("r+b") as file:
            yield hold(file)
    elif is_held(path):
        yield False
    else:
        with _beating(path):
            yield True


def is_held(path: Path) -> bool:
    """Whether a process holds the file now, within `holding`; none does where there is no file."""
    try:
        if not _knows_locks():
            return time() - path.stat().st_mtime < SILENT_SECONDS
        with path.open("r+b") as file:
            return not hold(file)
    except OSError:
        return False


def make_free(path: Path) -> None:
    """The file is there, and nobody holds it."""
    path.touch(0o600)
    os.utime(path, (0, 0))


def _knows_locks() -> bool:
    return fcntl is not None or msvcrt is not None


@contextmanager
def _beating(path: Path) -> Iterator[None]:
    """The file is touched all the time: that alone tells others that somebody holds it."""
    over = Event()
    path.touch()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            path.touch()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        make_free(path)
