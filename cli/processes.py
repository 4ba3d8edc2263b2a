"""Several processes that serve one port: started together, replaced where one dies, ended together."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, NoReturn

from ontology.processes import end_with_forker

MOST_PROCESSES = 4
SOONEST = 1.0
"""Seconds that a process has to live before another one takes its place at once."""


def processes_for(asked: int) -> int:
    """How many processes serve: as many as asked for, or for 0 one a core, at most four.

    One where none can be forked.
    """
    if not hasattr(os, "fork"):
        return 1
    return asked or min(MOST_PROCESSES, cores())


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Started(NamedTuple):
    """A process that was started: its number, and when that was."""

    number: int
    at: float


class Processes:
    """So many processes that run the same thing until they are told to end, each with a number from 0 on.

    One that takes the place of another has its number.
    """

    def __init__(self, count: int, run: Callable[[int], None]) -> None:
        self._count = count
        self._run = run
        self._started: dict[int, _Started] = {}
        self._is_ending = False

    def serve(self) -> None:
        """Starts them and waits for their end, which a signal to this process brings about."""
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, self._end_all)
        for number in range(self._count):
            self._start(number)
        while self._started:
            with suppress(InterruptedError):
                self._ended(*os.wait())

    def _start(self, number: int) -> None:
        forker = os.getpid()
        process = os.fork()
        if process == 0:
            self._become(forker, number)
        self._started[process] = _Started(number, time.monotonic())

    def _become(self, forker: int, number: int) -> NoReturn:
        """The forked process does its part, and never comes back."""
        status = 1
        try:
            end_with_forker(forker)
            for ours in (signal.SIGTERM, signal.SIGINT):
                signal.signal(ours, signal.default_int_handler)
            with suppress(KeyboardInterrupt):
                self._run(number)
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _ended(self, process: int, status: int) -> None:
        """One that was killed is replaced; where one ends of itself, all do."""
        started = self._started.pop(process, None)
        if started is None or self._is_ending:
            return
        if not os.WIFSIGNALED(status):
            self._end_all()
            return
        if time.monotonic() - started.at < SOONEST:
            time.sleep(SOONEST)
        if not self._is_ending:
            self._start(started.number)

    def _end_all(self, *_: object) -> None:
        self._is_ending = True
        for process in self._started:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
