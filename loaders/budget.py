"""A bound on how long one row may be read."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from time import monotonic
from types import FrameType

ROW_SECONDS = 5.0
"""Rows take milliseconds; one that needs longer has been made, or broken, to need it."""
_AGAIN = 0.2  # where Python cannot be interrupted at once, in a finaliser, it is asked once more


class RowTooSlow(Exception):  # noqa: N818 - it is caught here, and becomes a finding
    """The time of a row is over."""


class Budget:
    """Seconds that begin to run when it is made."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds

    def check(self) -> None:
        """Raises RowTooSlow where the time is over."""
        if monotonic() > self._ends:
            raise RowTooSlow


@contextmanager
def within(seconds: float) -> Iterator[Budget]:
    """Raises RowTooSlow out of the block once the time is over.

    A process's first thread is interrupted wherever it is; another thread, and a system without timers, where
    the block itself asks the budget.
    """
    budget = Budget(seconds)
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield budget
        return
    before = signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield budget
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise RowTooSlow
