"""Queries in processes of their own, because the engine's `query()` can be neither timed nor stopped.

A worker is this module run as a program with one end of a socket. It opens the snapshot read-only, answers
one request at a time in frames, and is killed and replaced when a query outlives its deadline or its memory.
It ends with its owner, also in the middle of a query.
The kernel refuses it network sockets, so that no query reaches another machine however SERVICE is spelt.

    request   the fields of `Request`
    answer    head {"kind", "medium"}, any number of data frames, end {"rows", "truncated"}
              or, instead or at any point, error {"kind", "message"}

Frames are JSON but for the data, which is the document itself.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from socket import socketpair
from threading import Event, Thread, stack_size
from time import monotonic
from types import ModuleType
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, Store

from graph.snapshots.store import open_store
from ontology.errors import StoreError
from ontology.processes import end_with_connection
from queries.engine.errors import QueryAbandonedError
from queries.engine.sandbox import forbid_network
from queries.engine.serialise import MEDIA, Medium, write_boolean, write_solutions, write_triples

resource: ModuleType | None
try:
    import resource
except ImportError:  # no POSIX
    resource = None

HEAD, DATA, END, ERROR = b"h", b"d", b"e", b"x"
CHUNK = 1 << 18
STACK_BYTES = 1 << 28
"""The engine reads expressions by recursion: enough for any that `queries.engine.complexity` lets pass."""
LOOK_UP_SECONDS = 0.1
"""How long a wait for the worker may last before somebody looks whether the answer is still wanted."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query for a worker: where the snapshot's store is, what to ask, how to write the answer.

    Relative IRIs are relative to `base`; `media` names one medium for each kind of answer: solutions,
    boolean, triples.
    """

    store: str
    query: str
    base: str | None
    media: tuple[str, str, str]
    rows: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


Frame = tuple[bytes, bytes]
"""A frame's kind and what it carries."""
Frames = Generator[Frame, None, None]


class Counted:
    """The first `limit` of some items; knows afterwards how many it gave and whether more were left."""

    def __init__(self, items: Iterator[Any], limit: int) -> None:
        self._items = items
        self._limit = limit
        self.count = 0
        self.truncated = False

    def __iter__(self) -> Iterator[Any]:
        for item in islice(self._items, self._limit):
            self.count += 1
            yield item
        self.truncated = self.count == self._limit and next(self._items, None) is not None


def answer(store: Store, request: Request, prefixes: Mapping[str, str]) -> Frames:
    """The frames of the answer to one request."""
    result = store.query(
        request.query,
        base_iri=request.base,
        prefixes=dict(prefixes),
        default_graph=_dataset(request.default_graphs, request.named_graphs),
        named_graphs=_dataset(request.named_graphs, request.default_graphs),
    )
    solutions, boolean, triples = (MEDIA[name] for name in request.media)
    match result:
        case QuerySolutions():
            return _solution_frames(result, solutions, request.rows)
        case QueryTriples():
            return _triple_frames(result, triples, request.rows, prefixes)
        case _:
            return _boolean_frames(bool(result), boolean)


def _dataset(graphs: Sequence[str], others: Sequence[str]) -> list[Any] | None:
    """The graphs named; none when only the other part of the dataset is named; else those of the store."""
    return [NamedNode(iri) for iri in graphs] if graphs or others else None


def _json_frame(frame: bytes, **content: object) -> Frame:
    return frame, json.dumps(content, ensure_ascii=False).encode()


def _boolean_frames(value: bool, medium: Medium) -> Frames:
    yield _json_frame(HEAD, kind="boolean", medium=medium.name)
    yield DATA, write_boolean(medium, value)
    yield _json_frame(END, rows=1, truncated=False)


def _solution_frames(result: QuerySolutions, medium: Medium, limit: int) -> Frames:
    variables = [variable.value for variable in result.variables]
    rows = Counted(result, limit)
    yield _json_frame(HEAD, kind="solutions", medium=medium.name)
    for chunk in write_solutions(medium, variables, rows):
        yield DATA, chunk
    yield _json_frame(END, rows=rows.count, truncated=rows.truncated)


def _triple_frames(result: QueryTriples, medium: Medium, limit: int, prefixes: Mapping[str, str]) -> Frames:
    triples = Counted(result, limit)
    yield _json_frame(HEAD, kind="triples", medium=medium.name)
    document = write_triples(medium, triples, prefixes)
    for start in range(0, len(document), CHUNK):
        yield DATA, document[start : start + CHUNK]
    yield _json_frame(END, rows=triples.count, truncated=triples.truncated)


def error_kind(error: Exception) -> str:
    """The name under which an error is told to the owner: one for all that is the store's fault.

    The engine tells of corruption by a RuntimeError, and of a function that it does not have too.
    """
    is_stores = isinstance(error, OSError | StoreError) or str(error).startswith("Corruption")
    return "OSError" if is_stores else type(error).__name__


def serve(connection: Connection, prefixes: Mapping[str, str]) -> None:
    """Answers requests until the other end closes; opens the store that a request names, and keeps it."""
    path, held = "", None
    while True:
        try:
            request = Request(**json.loads(connection.recv_bytes()))
        except EOFError:
            return
        try:
            if held is None or request.store != path:
                path, held = request.store, open_store(Path(request.store))
            for kind, payload in answer(held.engine, request, prefixes):
                connection.send_bytes(kind + payload)
        except MemoryError:
            os.abort()
        except (SyntaxError, ValueError, OSError, RuntimeError, StoreError) as error:
            kind, payload = _json_frame(ERROR, kind=error_kind(error), message=str(error))
            connection.send_bytes(kind + payload)


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker starts with: bytes of memory, how far it stands back, prefixes, whether SERVICE works."""

    memory: int
    niceness: int
    prefixes: Mapping[str, str]
    network: bool = False


def _import_path() -> list[str]:
    """Where a worker finds this program: before what the environment tells, never in the working folder."""
    told = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return [str(Path(__file__).parents[2]), *filter(None, told)]


class Worker:
    """One worker process, as its owner sees it."""

    def __init__(self, settings: WorkerSettings) -> None:
        ours, theirs = socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), json.dumps(asdict(settings))],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_import_path())},
            )
        self._connection = Connection(ours.detach())

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: Request) -> None:
        """Gives the worker its next request; raises OSError if it has died."""
        self._connection.send_bytes(json.dumps(asdict(request), ensure_ascii=False).encode())

    def receive(self, seconds: float, abandoned: Event) -> Frame:
        """The next frame.

        Raises TimeoutError when none comes in time, QueryAbandonedError when nobody waits for it any more
        and EOFError when the worker died.
        """
        until = monotonic() + seconds
        while not self._connection.poll(max(0.0, min(until - monotonic(), LOOK_UP_SECONDS))):
            if abandoned.is_set():
                raise QueryAbandonedError
            if monotonic() >= until:
                raise TimeoutError
        frame = self._connection.recv_bytes()
        return frame[:1], frame[1:]

    def end(self) -> str:
        """How a worker whose socket has closed ended: the name of a signal, or its exit code."""
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else str(code)

    def ran_out_of_memory(self) -> bool:
        """Whether it ended as processes do that are given no more: by giving up, or killed by the kernel."""
        return self.end() in (signal.SIGABRT.name, signal.SIGKILL.name)

    def kill(self) -> None:
        """Tells the process to end at once, and waits for nothing."""
        self._process.kill()

    def stop(self) -> None:
        """Kills the process and waits for its end."""
        self.kill()
        self._process.wait()
        self._connection.close()


def _main() -> None:
    descriptor, settings = int(sys.argv[1]), WorkerSettings(**json.loads(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(settings.niceness)
    if resource is not None:
        memory = settings.memory + STACK_BYTES
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    if not settings.network:
        forbid_network()
    connection = Connection(descriptor)
    end_with_connection(connection)
    stack_size(STACK_BYTES)
    serving = Thread(target=serve, args=(connection, settings.prefixes))
    serving.start()
    serving.join()


if __name__ == "__main__":
    _main()
