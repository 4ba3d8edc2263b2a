"""Processes that this program starts end with it, however it ends."""

import ctypes
import multiprocessing
import os
import select
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import wait
from threading import Thread
from time import sleep

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """The calling process of `multiprocessing` ends when the one that it works for does.

    On Linux the kernel sees to it where that one forked it, whatever the process is doing. A thread does
    where another process forks on its behalf, which would live as long as its children do.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux" and os.getppid() == parent.pid:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if not parent.is_alive():  # it may have ended just before
        os._exit(1)
    _in_background(lambda: wait([parent.sentinel]))


def end_with_forker(forker: int) -> None:
    """The calling process ends when that one does, which forked it: at once on Linux, elsewhere soon."""

    def until_orphaned() -> None:
        while os.getppid() == forker:
            sleep(1)

    if sys.platform != "linux":
        _in_background(until_orphaned)
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != forker:  # it may have ended just before
        os._exit(1)


def end_with_connection(descriptor: int) -> None:
    """The calling process ends when the other end of that socket or pipe closes, whatever it is doing.

    Only systems that fork tell of that without reading. Unlike the kernel's signal this depends on no thread
    of the other process, which may end sooner than it.
    """
    closing = select.poll()
    closing.register(descriptor, 0)  # an end that closes is always told
    _in_background(closing.poll)


def end_with_input() -> None:
    """The calling process ends when its standard input does, which the one that started it holds open."""
    _in_background(sys.stdin.buffer.read)


def _in_background(parent_ends: Callable[[], object]) -> None:
    def watch() -> None:
        parent_ends()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
