"""Extraction spread over processes, in order, with a bounded number of rows under way."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from loaders.extract import extract_entry
from ontology.model import Entry, EntryFacts

# A worker takes about a second to start and to read its dictionaries: fewer rows are sooner done without.
WORTH_A_PROCESS = 400
ROWS_A_TASK = 50
TASKS_UNDER_WAY_A_WORKER = 4


def processes_for(rows: int) -> int:
    """How many processes are worth starting for so many rows on this machine."""
    return max(1, min(os.cpu_count() or 1, rows // WORTH_A_PROCESS))


def extract_entries(entries: Iterable[Entry], processes: int) -> Iterator[EntryFacts]:
    """The facts of each entry in order; memory does not grow with the number of entries."""
    if processes <= 1:
        yield from map(extract_entry, entries)
        return
    source = iter(entries)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
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


def _extract_all(entries: list[Entry]) -> list[EntryFacts]:
    return [extract_entry(entry) for entry in entries]
