"""A bound on how long one row may be read."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from time import thread_time
from types import FrameType

ROW_SECONDS = 5.0
"""Rows take milliseconds of the processor; one that needs longer has been made, or broken, to need it.

It is the processor's time, not the clock's: a busy machine is no row's fault.
"""
_AGAIN = 0.2  # where Python cannot be interrupted at once, in a finaliser, it is asked once more


class RowTooSlow(Exception):  # noqa: N818 - it is caught here, and becomes a finding
    """The time of a row is over."""


class Budget:
    """Seconds that begin to run when it is made."""

    def __init__(self, seconds: float) -> None:
        self._ends = thread_time() + seconds

    def check(self) -> None:
        """Raises RowTooSlow where the time is over."""
        if thread_time() > self._ends:
            raise RowTooSlow


class _Interrupting(Budget):
    """A budget whose end interrupts whoever spends it: there is no need to ask."""

    def check(self) -> None:
        """Nothing."""


@contextmanager
def within(seconds: float) -> Iterator[Budget]:
    """Raises RowTooSlow out of the block once the time is over.

    A process's first thread is interrupted wherever it is; another thread, and a system without timers, where
    the block itself asks the budget.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield Budget(seconds)
        return
    before = signal.signal(signal.SIGPROF, _interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield _Interrupting(seconds)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise RowTooSlow
