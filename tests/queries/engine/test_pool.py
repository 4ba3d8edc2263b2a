"""Workers of an engine: who is killed holds nobody up, and makes room for another."""

from threading import Event
from typing import cast

import pytest

from queries.engine.errors import EngineBusyError
from queries.engine.pool import WorkerPool
from queries.engine.workers import Worker


class SlowToEnd:
    """A worker whose end takes until `gone` is set, as that of a process with much memory does."""

    alive = True

    def __init__(self) -> None:
        self.gone = Event()
        self.killed = False

    def kill(self) -> None:
        self.killed = True

    def stop(self) -> None:
        self.kill()
        self.gone.wait(20)
        self.alive = False


def test_nobody_waits_for_the_end_of_a_killed_worker() -> None:
    pool = WorkerPool(1, lambda: cast(Worker, SlowToEnd()))
    first = cast(SlowToEnd, pool.take(0))
    pool.discard(cast(Worker, first))
    assert first.killed
    with pytest.raises(EngineBusyError):
        pool.take(0.05)  # two at once would have twice the memory
    first.gone.set()
    second = cast(SlowToEnd, pool.take(10))
    assert second is not first
    second.gone.set()
    pool.close()
