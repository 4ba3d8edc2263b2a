"""The embedded engine for an event loop: answers come without a thread that waits for them.

The workers are the same, and so are limits and errors; only their owner is another.
"""

from asyncio import (
    FIRST_COMPLETED,
    AbstractEventLoop,
    CancelledError,
    Future,
    Task,
    create_task,
    get_running_loop,
    shield,
    timeout,
    wait,
)
from collections import deque
from collections.abc import Awaitable, Callable
from weakref import finalize

from anyio.to_thread import run_sync

from ontology.errors import StoreError
from queries.engine import End, Query
from queries.engine.embedded import EmbeddedEngine
from queries.engine.errors import LimitExceededError
from queries.engine.frames import DATA, END, ERROR, Arriving, Frame, read_end, read_head
from queries.engine.pool import stop_all
from queries.engine.serialise import JSON, MEDIA, Medium
from queries.engine.workers import READ, Request, Worker, framed

Write = Callable[[bytes], Awaitable[None]]
"""Takes the next piece of a document; a worker that is ahead of it waits."""

AHEAD = 1 << 20
"""So many bytes of an answer may have come before they are taken."""


class _LoopLine:
    """A worker as an event loop talks to it, one request at a time.

    The loop listens on it from its first request on, so that a short answer costs one write and one read.
    """

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        worker.connection.setblocking(False)
        self._arriving = Arriving()
        self._frames: deque[Frame] = deque()
        self._held = 0
        self._has_ended = self._is_listening = False
        self._loop: AbstractEventLoop | None = None
        self._next: Future[None] | None = None

    @property
    def has_ended(self) -> bool:
        """Whether the worker has died; where the loop listens it has heard so."""
        return self._has_ended or not (self._is_listening or self.worker.alive)

    async def ask(self, request: Request) -> None:
        """Sends the request; raises OSError where the worker has died."""
        loop = get_running_loop()
        if self._loop is not loop:  # an earlier loop, and what it listened to, has ended
            self._loop, self._is_listening = loop, False
        self._listen()
        message = framed(request)
        try:
            sent = self.worker.connection.send(message)
        except BlockingIOError:
            sent = 0
        if sent < len(message):
            await loop.sock_sendall(self.worker.connection, message[sent:])

    async def receive(self) -> Frame:
        """The next frame; raises EOFError when the worker died."""
        while not self._frames:
            if self._has_ended:
                raise EOFError
            self._listen()
            self._next = get_running_loop().create_future()
            await self._next
        frame = self._frames.popleft()
        self._held -= len(frame[1])
        return frame

    def leave(self) -> None:
        """The loop listens no more."""
        if self._is_listening and self._loop is not None:
            self._loop.remove_reader(self.worker.connection)
            self._is_listening = False

    def _listen(self) -> None:
        if not self._is_listening and self._loop is not None:
            self._loop.add_reader(self.worker.connection, self._arrived)
            self._is_listening = True

    def _arrived(self) -> None:
        try:
            piece = self.worker.connection.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            came = list(self._arriving.add(piece))
            self._held += sum(len(payload) for _, payload in came)
            self._frames.extend(came)
        else:
            self._has_ended = True
        if self._has_ended or self._held > AHEAD:
            self.leave()
        if self._next is not None and not self._next.done():
            self._next.set_result(None)


class LoopEngine:
    """Answers as the embedded engine does, through at most so many workers of its own.

    A killed worker has its place until it has ended: a process of gigabytes takes seconds to be taken apart.
    """

    def __init__(self, engine: EmbeddedEngine, workers: int) -> None:
        self._engine = engine
        self._most = workers
        self._idle: list[_LoopLine] = []
        self._ending: set[Future[None]] = set()
        self._workers: set[Worker] = set()
        self._end = finalize(self, stop_all, self._workers)

    async def answer(self, query: Query, write: Write) -> tuple[Medium, End]:
        """Writes the answer; gives the medium that it is in, and how it ended.

        Raises as the engine does. To cancel it is to stop the query.
        """
        made = self._engine.ready(query)
        if made is not None:
            await write(made.document)
            return JSON, End(made.rows)
        request = self._engine.request(query)
        try:
            async with timeout(query.seconds_left):
                (_, head), (kind, payload) = await self._exchange(request, write)
        except TimeoutError:
            raise LimitExceededError("time", f"{query.limits.seconds:g} s") from None
        if kind == ERROR:
            raise self._engine.told(query, payload)
        return MEDIA[read_head(head)[1]], End(*read_end(payload))

    async def _exchange(self, request: Request, write: Write) -> tuple[Frame, Frame]:
        """The first and the last frame of the answer, which are one where it is an error."""
        line, kind = await self._line(), b""
        try:
            await line.ask(request)
            kind, payload = first = await line.receive()
            while kind not in (END, ERROR):
                if kind == DATA:
                    await write(payload)
                kind, payload = await line.receive()
            return first, (kind, payload)
        except (EOFError, OSError):
            raise await run_sync(self._engine.death_of, line.worker) from None
        finally:
            self._leave(line, is_finished=kind in (END, ERROR))

    def close(self) -> None:
        """Kills every worker; its own end, or the interpreter's, does so too."""
        self._idle.clear()
        self._end()

    async def _line(self) -> _LoopLine:
        """A line to a worker that nobody else asks."""
        while self._idle:
            line = self._idle.pop()
            if not line.has_ended:
                return line
            self._leave(line, is_finished=False)
        while len(self._workers) >= self._most and self._ending:
            await wait(self._ending, return_when=FIRST_COMPLETED)
        starting = create_task(self._started())
        try:
            return await shield(starting)
        except CancelledError:
            starting.add_done_callback(self._keep)
            raise

    async def _started(self) -> _LoopLine:
        try:
            worker = await run_sync(self._engine.start_worker)
        except OSError as error:
            raise StoreError("no-worker", reason=error) from error
        self._workers.add(worker)
        return _LoopLine(worker)

    def _keep(self, started: Task[_LoopLine]) -> None:
        """The line is there for the next query, where the one that it was for is gone."""
        if not started.cancelled() and started.exception() is None:
            self._idle.append(started.result())

    def _leave(self, line: _LoopLine, *, is_finished: bool) -> None:
        """A worker in the middle of its answer is killed; a thread waits for its end."""
        if is_finished:
            self._idle.append(line)
            return
        line.leave()
        line.worker.kill()
        ending = get_running_loop().run_in_executor(None, self._bury, line.worker)
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    def _bury(self, worker: Worker) -> None:
        worker.stop()
        self._workers.discard(worker)
