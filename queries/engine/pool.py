"""The worker processes of one engine: taken for an answer, given back, or killed and replaced."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from weakref import finalize

from ontology.errors import StoreError
from queries.engine.errors import EngineBusyError
from queries.engine.workers import Worker


class WorkerPool:
    """At most `size` workers, started when first needed; a killed one makes room for a new one."""

    def __init__(self, size: int, start: Callable[[], Worker]) -> None:
        self._start = start
        self._places: SimpleQueue[Worker | None] = SimpleQueue()
        self._workers: set[Worker] = set()
        self._lock = Lock()
        self._end = finalize(self, stop_all, self._workers)
        for _ in range(size):
            self._places.put(None)

    def take(self, seconds: float) -> Worker:
        """An idle worker, for the taker alone; raises EngineBusyError when there is none for that long."""
        try:
            worker = self._places.get(timeout=seconds)
        except Empty:
            raise EngineBusyError("engine-busy") from None
        if worker is not None and worker.alive:
            return worker
        try:
            return self._replace(worker)
        except OSError as error:
            self._places.put(None)
            raise StoreError("no-worker", reason=error) from error

    def give_back(self, worker: Worker) -> None:
        """Makes a worker that has finished its answer available again."""
        self._places.put(worker)

    def discard(self, worker: Worker) -> None:
        """Kills a worker in the middle of its answer, whose place is free once it has ended.

        Nobody waits for that: a process of gigabytes takes seconds to be taken apart.
        """
        worker.kill()
        Thread(target=self._bury, args=(worker,), daemon=True).start()

    def close(self) -> None:
        """Kills every worker; the pool's own end, or the interpreter's, does so too."""
        self._end()

    def _bury(self, worker: Worker) -> None:
        worker.stop()
        with self._lock:
            self._workers.discard(worker)
        self._places.put(None)

    def _replace(self, dead: Worker | None) -> Worker:
        fresh = self._start()
        with self._lock:
            self._workers.add(fresh)
            if dead is not None:
                self._workers.discard(dead)
        if dead is not None:
            dead.stop()
        return fresh


def stop_all(workers: set[Worker]) -> None:
    """Kills the workers, and forgets them."""
    while workers:
        workers.pop().stop()
