"""Extraction spread over processes, in order, with a bounded number of rows under way."""

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.extract import extract_entry
from ontology.model import Entry, EntryFacts

# Fewer rows are sooner done than a further process has started.
WORTH_A_PROCESS = 80
ROWS_A_TASK = 25
TASKS_UNDER_WAY_A_WORKER = 4
_THREADS = Path("/proc/self/task")


def processes_for(rows: int) -> int:
    """How many processes are worth starting for so many rows on this machine."""
    return max(1, min(os.cpu_count() or 1, rows // WORTH_A_PROCESS))


def extract_entries(entries: Iterable[Entry], processes: int) -> Iterator[EntryFacts]:
    """The facts of each entry in order; memory does not grow with the number of entries."""
    source = iter(entries)
    if processes <= 1:
        yield from map(extract_entry, source)
        return
    # The first rows are read here: forked workers begin with the dictionaries that these needed.
    yield from map(extract_entry, islice(source, ROWS_A_TASK))
    yield from _by_workers(source, processes)


def _by_workers(source: Iterator[Entry], processes: int) -> Iterator[EntryFacts]:
    with ProcessPoolExecutor(processes, mp_context=_context()) as pool:
        under_way: deque[Future[list[EntryFacts]]] = deque()
        while True:
            while len(under_way) < processes * TASKS_UNDER_WAY_A_WORKER:
                task = list(islice(source, ROWS_A_TASK))
                if not task:
                    break
                under_way.append(pool.submit(_extract_all, task))
            if not under_way:
                return
            yield from under_way.popleft().result()


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


def _sent(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _received, (dict(mapping),)


def _received(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# The cells of an entry are a read-only mapping, which is not sent between processes by itself.
ForkingPickler.register(MappingProxyType, _sent)


def _extract_all(entries: list[Entry]) -> list[EntryFacts]:
    return [extract_entry(entry) for entry in entries]
