"""Processes that this program starts end with it, however it ends."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from select import poll
from threading import Thread

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """The calling process of `multiprocessing` ends when the one that started it does.

    On Linux the kernel sees to it, whatever the process is doing; elsewhere a thread does.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        started_by = os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != started_by or not parent.is_alive():
            os._exit(1)
    else:
        _in_background(lambda: wait([parent.sentinel]))


def end_with_connection(connection: Connection) -> None:
    """The calling process ends when the other end of the connection closes, whatever it is doing.

    Unlike the kernel's signal this depends on no thread of the other process, which may end sooner than it.
    """
    closing = poll()
    closing.register(connection.fileno(), 0)  # an end that closes is always told
    _in_background(closing.poll)


def _in_background(parent_ends: Callable[[], object]) -> None:
    def watch() -> None:
        parent_ends()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
