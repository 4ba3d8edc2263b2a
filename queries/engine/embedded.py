"""The embedded engine: snapshots on disk, asked through a pool of worker processes that can be killed."""

import json
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from time import monotonic

from pyoxigraph import Store

from ontology.errors import PobratimError, StoreError
from queries.engine import Answering, End, Engine, Query
from queries.engine.complexity import refuse_tangles
from queries.engine.errors import LimitExceededError, QueryError
from queries.engine.frames import DATA, END, ERROR, Frame, read_end, read_head
from queries.engine.pool import WorkerPool
from queries.engine.ready import Ready, kept_in, ready
from queries.engine.serialise import JSON, MEDIA
from queries.engine.syntax import explain
from queries.engine.text import ENTITY_PREFIX, refuse_side_effects
from queries.engine.workers import Request, Worker, WorkerSettings, answer, error_kind

GIGABYTE = 1 << 30

Frames = Generator[Frame, None, None]


class EmbeddedEngine(Engine):
    """Answers from the snapshot that is live when the query arrives.

    `locate` gives the live snapshot's name and the folder of its store.
    """

    def __init__(
        self,
        locate: Callable[[], tuple[str, Path]],
        *,
        prefixes: Mapping[str, str],
        workers: int = 2,
        memory: int = 2 * GIGABYTE,
        niceness: int = 0,
        services: frozenset[str] = frozenset(),
    ) -> None:
        self._locate = locate
        self._memory = memory
        self._services = services
        self._prefixes = dict(prefixes)
        self._settings = WorkerSettings(memory, niceness, self._prefixes, network=bool(services))
        self._pool = WorkerPool(workers, self.start_worker)
        self._located: tuple[str, Path] | None = None
        self._kept: frozenset[str] = frozenset()

    @property
    def snapshot(self) -> str:
        return self._locate()[0]

    def answer(self, query: Query) -> Answering:
        made = self.ready(query)
        if made is not None:
            return Answering.whole("solutions", JSON, made.document, End(made.rows))
        request = self.request(query)
        left = query.seconds_left
        until = monotonic() + left
        worker = self._pool.take(left)
        frames = self._frames(worker, request, query, until - monotonic())
        return _answering(frames, partial(_told, query.text, self._prefixes))

    def ready(self, query: Query) -> Ready | None:
        """The answer that was made together with the snapshot, where it was."""
        located = self._locate()
        if located is not self._located:
            self._located, self._kept = located, kept_in(located[1].parent)
        if not self._kept:
            return None
        return ready(located[1].parent, self._kept, self._prefixes.get(ENTITY_PREFIX, ""), query)

    def request(self, query: Query) -> Request:
        """The query for a worker, of the snapshot live now; raises QueryError where it may not be asked."""
        refuse_side_effects(query.text, self._services)
        refuse_tangles(query.text)
        _, store = self._locate()
        return _request(query, str(store), self._prefixes)

    def start_worker(self) -> Worker:
        """A worker outside the pool: whoever starts it stops it."""
        return Worker(self._settings)

    def told(self, query: Query, payload: bytes) -> PobratimError:
        """What the reader is told whose query ended with that error frame."""
        return _told(query.text, self._prefixes, **json.loads(payload))

    def close(self) -> None:
        self._pool.close()

    def _frames(self, worker: Worker, request: Request, query: Query, left: float) -> Frames:
        """One answer's frames; then the worker goes back to the pool, or is killed if they broke off.

        Only time spent waiting for the worker counts: a client that reads slowly is not the query's fault.
        """
        finished = False
        try:
            worker.send(request)
            while not finished:
                waiting_since = monotonic()
                kind, payload = worker.receive(left, lambda: query.abandoned)
                left = max(0.0, left - (monotonic() - waiting_since))
                finished = kind in (END, ERROR)
                if finished:
                    self._pool.give_back(worker)
                yield kind, payload
        except TimeoutError:
            raise LimitExceededError("time", f"{query.limits.seconds:g} s") from None
        except (EOFError, OSError):
            raise self.death_of(worker) from None
        finally:
            if not finished:
                self._pool.discard(worker)

    def death_of(self, worker: Worker) -> StoreError:
        """What a worker died of, as far as its end tells; waits for that end."""
        if worker.ran_out_of_memory():
            return LimitExceededError("memory", f"{self._memory / GIGABYTE:g} GB")
        return StoreError("worker-died", end=worker.end())


class StoreEngine(Engine):
    """Answers from an open store in this very process: no deadline, for notebooks, tests and measuring."""

    def __init__(self, store: Store, *, prefixes: Mapping[str, str], snapshot: str = "in-process") -> None:
        self._store = store
        self._prefixes = dict(prefixes)
        self._snapshot = snapshot

    @property
    def snapshot(self) -> str:
        return self._snapshot

    def answer(self, query: Query) -> Answering:
        refuse_side_effects(query.text)
        try:
            told: list[Frame] = []
            request = _request(query, "", self._prefixes)
            answer(self._store, request, self._prefixes, lambda *frame: told.append(frame))
            return _answering((frame for frame in told), partial(_told, query.text, self._prefixes))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise _told(query.text, self._prefixes, error_kind(error), str(error)) from None

    def close(self) -> None:
        """Leaves the store to whoever opened it."""


def _request(query: Query, store: str, prefixes: Mapping[str, str]) -> Request:
    media = query.media
    return Request(
        store=store,
        query=query.text,
        base=query.base or prefixes.get(ENTITY_PREFIX),
        media=(media.solutions.name, media.boolean.name, media.triples.name),
        rows=query.limits.rows,
        default_graphs=query.default_graphs,
        named_graphs=query.named_graphs,
    )


Tell = Callable[..., PobratimError]
"""From an error frame's kind and message to what its reader is told."""


def _answering(frames: Frames, tell: Tell) -> Answering:
    """The answer that the frames carry; waits for the first two, so that most errors come before any byte."""
    kind, payload = next(frames)
    if kind == ERROR:
        raise tell(**json.loads(payload))
    first = next(frames)
    (of_kind, medium), end = read_head(payload), End()
    return Answering(of_kind, MEDIA[medium], _chunks(first, frames, end, tell), end)


def _chunks(first: Frame, rest: Frames, end: End, tell: Tell) -> Generator[bytes, None, None]:
    kind, payload = first
    with closing(rest):
        while kind == DATA:
            yield payload
            kind, payload = next(rest)
    if kind == ERROR:
        raise tell(**json.loads(payload))
    end.rows, end.truncated = read_end(payload)


def _told(query: str, prefixes: Collection[str], kind: str, message: str) -> PobratimError:
    match kind:
        case "SyntaxError":
            return explain(query, message, prefixes)
        case "OSError":
            return StoreError("engine-stuck", reason=message)
        case _:
            return QueryError("query-wrong", reason=message)
