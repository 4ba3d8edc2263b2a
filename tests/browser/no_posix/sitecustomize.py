"""Makes of this Python one that lacks what only POSIX has, and that is as strict about files as Windows is.

Python runs it when it starts, where this folder stands in PYTHONPATH. Locks are those of Windows: a byte of
an open file, refused where another has it.
"""

import fcntl
import multiprocessing
import os
import platform
import select
import shutil
import signal
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = os.environ["POBRATIM_DATA"]
os.environ.setdefault("USERNAME", "office")
GONE: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (os, ("fork", "forkpty", "nice", "getuid", "geteuid", "sched_getaffinity", "killpg", "setsid", "wait")),
    (select, ("poll",)),
    (signal, ("setitimer", "SIGPROF", "SIGHUP", "SIGUSR1")),
)
MOVING = ("replace", "rename", "unlink", "remove", "rmdir")

_flock, _open, _fsync, _flags = fcntl.flock, os.open, os.fsync, fcntl.fcntl
_popen: Callable[..., None] = subprocess.Popen.__init__
_is_read_only = os.O_RDONLY


def _lock_byte(file: int, mode: int, count: int) -> None:
    _flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_no_folder(path: Any, *arguments: Any, **options: Any) -> int:
    """Windows opens no folder as a file."""
    if not isinstance(path, int) and Path(path).is_dir():
        raise PermissionError(13, "Permission denied", str(path))
    return _open(path, *arguments, **options)


def sync_what_is_written(file: Any) -> None:
    """Windows flushes no file that is open for reading alone."""
    number = file if isinstance(file, int) else file.fileno()
    if _flags(number, fcntl.F_GETFL) & os.O_ACCMODE == _is_read_only:
        raise OSError(9, "Bad file descriptor")
    _fsync(file)


def no_links(*_: object, **__: object) -> None:
    """Windows lets only some users make links."""
    raise OSError(1314, "A required privilege is not held by the client")


def start_without_descriptors(process: Any, *arguments: Any, **options: Any) -> None:
    """Windows hands no descriptors on."""
    if options.get("pass_fds") or options.get("preexec_fn"):
        raise ValueError("pass_fds not supported on Windows.")
    _popen(process, *arguments, **options)


def unless_open(change: Callable[..., Any]) -> Callable[..., Any]:
    """Windows moves and deletes nothing of the data folder that a process has open."""

    def changed(path: Any, *arguments: Any, **options: Any) -> Any:
        for one in (path, *arguments):
            if isinstance(one, str | os.PathLike) and os.fspath(one).startswith(DATA):
                _refuse_open(os.path.realpath(os.fspath(one)))
        return change(path, *arguments, **options)

    return changed


def _refuse_open(path: str) -> None:
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            target = str(link.readlink())
        except OSError:
            continue
        is_inside = target == path or target.startswith(f"{path}/")
        if is_inside and "/store/" not in target:  # the store lets others move its files
            raise PermissionError(13, f"in use by another process: {target}", path)


def _become() -> None:
    windows: Any = types.ModuleType("msvcrt")
    windows.LK_NBLCK, windows.locking = 2, _lock_byte
    sys.modules["msvcrt"] = windows
    for name in ("fcntl", "resource", "uvloop"):
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in GONE:
        for name in names:
            delattr(module, name)
    multiprocessing.set_start_method("spawn")
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    changes: dict[str, Any] = {
        "open": open_no_folder,
        "fsync": sync_what_is_written,
        "symlink": no_links,
        **{
            name: unless_open(getattr(os, name))
            for name in ("replace", "rename", "unlink", "remove", "rmdir")
        },
    }
    for name, change in changes.items():
        setattr(os, name, change)
    subprocess.Popen.__init__ = start_without_descriptors  # type: ignore[assignment,method-assign]
    subprocess.Popen.kill = subprocess.Popen.terminate  # type: ignore[method-assign]
    platform.machine = lambda: "unknown to the kernel's filters"


_become()
