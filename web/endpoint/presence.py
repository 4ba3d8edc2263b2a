"""Whether a client is still there while its answer is being made."""

from asyncio import CancelledError, Task, TimerHandle, create_task, current_task, get_running_loop
from contextlib import suppress
from types import TracebackType

from starlette.types import Receive

from queries.engine import Query
from queries.engine.errors import QueryAbandonedError

MOMENT = 0.05
"""Nobody looks before so many seconds: most answers are out by then."""


class Present:
    """While the context lasts, a client that goes away stops its query, waiting or under way.

    Leaves with QueryAbandonedError then.
    """

    _watching: Task[None] | None = None
    _task: Task[object] | None
    _timer: TimerHandle

    def __init__(self, receive: Receive, query: Query) -> None:
        self._receive = receive
        self._query = query

    async def __aenter__(self) -> None:
        self._task = current_task()
        self._timer = get_running_loop().call_later(MOMENT, self._watch)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
        if kind is CancelledError and self._query.abandoned and self._task is not None:
            self._task.uncancel()
            raise QueryAbandonedError from None

    def _watch(self) -> None:
        self._watching = create_task(self._until_gone())

    async def _until_gone(self) -> None:
        with suppress(Exception):  # a connection that fails is gone as well
            while (await self._receive())["type"] != "http.disconnect":
                pass
        self._query.abandoned = True
        if self._task is not None:
            self._task.cancel()
