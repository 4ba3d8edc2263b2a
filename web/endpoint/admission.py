"""Which queries run now and which wait, so that no crowd of them holds up anything else."""

from asyncio import Future, get_running_loop
from collections import Counter
from dataclasses import dataclass
from time import monotonic

from anyio import CapacityLimiter

from queries.engine.errors import EngineBusyError
from web.http.counts import SharedCounts

WAITING = "waiting"
"""Under this queries that wait are counted: all of them, and each client's."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A query that wants a place until then; the future is done once it has one, or has given up."""

    client: str
    until: float
    admitted: Future[None]

    @property
    def is_admitted(self) -> bool:
        done = self.admitted.done() and not self.admitted.cancelled()
        return done and self.admitted.exception() is None

    def give_up(self) -> None:
        """Its time is over, unless it has a place."""
        if not self.admitted.done():
            self.admitted.set_exception(EngineBusyError("engine-busy"))


class Admission:
    """At most `places` queries run at once and `queue` wait; one client never has the last free place.

    Nor does one client have more than half of the queue. Of those who wait the client with the fewest queries
    under way comes first. It runs on the event loop alone, and so needs no lock. Places are of this process;
    the queue is one for all that share the counts.
    """

    def __init__(self, places: int, queue: int, counts: SharedCounts) -> None:
        self._places = places
        self._queue = queue
        self._counts = counts
        self._share = max(1, places - 1)
        self._under_way = 0
        self._running: Counter[str] = Counter()
        self._waiting: list[_Asked] = []
        self.threads = CapacityLimiter(places)

    def place(self, client: str, seconds: float) -> "QueuePlace":
        """A place while the context lasts; gives how many seconds were spent on waiting for it.

        Raises EngineBusyError at once where too many wait already, or after that many seconds.
        """
        return QueuePlace(self, client, seconds)

    def take_free(self, client: str) -> bool:
        """Whether there is a place that nobody waits for, which the client then has."""
        if self._waiting or self._under_way >= self._places or self._running[client] >= self._share:
            return False
        self._running[client] += 1
        self._under_way += 1
        return True

    async def wait(self, client: str, seconds: float) -> None:
        """Comes back once the client has a place."""
        asked = _Asked(client, monotonic() + seconds, get_running_loop().create_future())
        self._waiting.append(asked)
        for name in ((WAITING,), (WAITING, client)):
            self._counts.add(name)
        try:
            await self._wait(asked, seconds)
        except BaseException:
            if asked.is_admitted:
                self.leave(client)
            else:
                self._waiting.remove(asked)
                self._admit()
            raise
        finally:
            for name in ((WAITING,), (WAITING, client)):
                self._counts.remove(name)

    def leave(self, client: str) -> None:
        """Gives the client's place to whose turn it is."""
        self._under_way -= 1
        self._running[client] -= 1
        if self._running[client] <= 0:
            del self._running[client]
        if self._waiting:
            self._admit()

    async def _wait(self, asked: _Asked, seconds: float) -> None:
        self._admit()
        if asked.is_admitted:
            return
        if self._is_full(asked.client):
            raise EngineBusyError("engine-queue-full")
        deadline = get_running_loop().call_later(seconds, asked.give_up)
        try:
            await asked.admitted
        finally:
            deadline.cancel()

    def _is_full(self, client: str) -> bool:
        of_client = self._counts.of((WAITING, client))
        return of_client > max(1, self._queue // 2) or self._counts.of((WAITING,)) > self._queue

    def _admit(self) -> None:
        """Gives the free places to those whose turn it is, and who still have time."""
        now = monotonic()
        while self._under_way < self._places:
            may_run = [
                one
                for one in self._waiting
                if one.until > now and self._running[one.client] < self._share and not one.admitted.done()
            ]
            if not may_run:
                return
            first = min(may_run, key=lambda one: self._running[one.client])
            self._waiting.remove(first)
            self._running[first.client] += 1
            self._under_way += 1
            first.admitted.set_result(None)


class QueuePlace:
    """A place in an admission; see there."""

    def __init__(self, admission: Admission, client: str, seconds: float) -> None:
        self._admission = admission
        self._client = client
        self._seconds = seconds

    async def __aenter__(self) -> float:
        if self._admission.take_free(self._client):
            return 0.0
        since = monotonic()
        await self._admission.wait(self._client, self._seconds)
        return monotonic() - since

    async def __aexit__(self, *_: object) -> None:
        self._admission.leave(self._client)
