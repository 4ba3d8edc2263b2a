"""Extraction spread over processes, in order, with a bounded number of rows under way."""

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from loaders.extract import extract_rows
from ontology.model import Entry, EntryFacts
from ontology.processes import end_with_parent

# Fewer rows are sooner done than a further process has started.
WORTH_A_PROCESS = 80
ROWS_A_TASK = 25
TASKS_UNDER_WAY_A_WORKER = 4
ATTEMPTS = 3  # of a task whose worker was killed, as a system short of memory does
_THREADS = Path("/proc/self/task")


def processes_for(rows: int) -> int:
    """How many processes are worth starting for so many rows on this machine."""
    return max(1, min(os.cpu_count() or 1, rows // WORTH_A_PROCESS))


def extract_entries(entries: Iterable[Entry], processes: int) -> Iterator[EntryFacts]:
    """The facts of each entry in order; memory does not grow with the number of entries."""
    source = iter(entries)
    if processes <= 1:
        yield from extract_rows(source)
        return
    # The first rows are read here: forked workers begin with the dictionaries that these needed.
    yield from extract_rows(islice(source, ROWS_A_TASK))
    yield from _by_workers(source, processes)


def _by_workers(source: Iterator[Entry], processes: int) -> Iterator[EntryFacts]:
    workers = _Workers(processes)
    try:
        while workers.ask_for_more(source) or workers.under_way:
            yield from workers.next_answer()
    finally:
        workers.stop()


class _Workers:
    """Processes with tasks under way, in order; where one of them is killed, its tasks are done again."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._started()
        self.under_way: deque[tuple[list[Entry], Future[list[EntryFacts]]]] = deque()

    def ask_for_more(self, source: Iterator[Entry]) -> bool:
        """Gives out tasks until enough are under way; whether there was anything to give."""
        given = False
        while len(self.under_way) < self._processes * TASKS_UNDER_WAY_A_WORKER:
            task = list(islice(source, ROWS_A_TASK))
            if not task:
                break
            self.under_way.append((task, self._submitted(task)))
            given = True
        return given

    def next_answer(self) -> list[EntryFacts]:
        """The facts of the oldest task; this process reads what has taken workers down again and again."""
        task = self.under_way[0][0]
        for _ in range(ATTEMPTS):
            try:
                facts = self.under_way[0][1].result()
                break
            except BrokenProcessPool:
                self._start_again()
        else:
            facts = _extract_all(task)
        self.under_way.popleft()
        return facts

    def stop(self) -> None:
        """Ends the processes; what is under way is given up."""
        self._pool.shutdown(cancel_futures=True)

    def _start_again(self) -> None:
        self.stop()
        self._pool = self._started()
        self.under_way = deque((task, self._submitted(task)) for task, _ in self.under_way)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._processes, mp_context=_context(), initializer=end_with_parent)

    def _submitted(self, task: list[Entry]) -> Future[list[EntryFacts]]:
        try:
            return self._pool.submit(_extract_all, task)
        except BrokenProcessPool as error:
            broken: Future[list[EntryFacts]] = Future()
            broken.set_exception(error)
            return broken


def _context() -> BaseContext:
    """How workers start: forked where that is safe, which only a process with a single thread is."""
    if sys.platform == "linux" and len(list(_THREADS.iterdir())) == 1:
        return get_context("fork")
    # The interpreters started from here on look for no module in the folder that the user works in.
    os.environ["PYTHONSAFEPATH"] = "1"
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["loaders.extract"])
    return context


def _extract_all(entries: list[Entry]) -> list[EntryFacts]:
    return list(extract_rows(entries))
