"""Queries in processes of their own, because the engine's `query()` can be neither timed nor stopped.

A worker is this module run as a program with one end of a socket. It opens the snapshot read-only, answers
one request at a time in frames, and is killed and replaced when a query outlives its deadline or its memory.
It ends with its owner, also in the middle of a query.
The kernel refuses it network sockets, so that no query reaches another machine however SERVICE is spelt.

    request   the fields of `Request`, in order
    answer    head (kind, medium), any number of data frames, end (rows, truncated)
              or, instead or at any point, error {"kind", "message"}

What data frames carry is the document itself; requests and errors are JSON.
"""

import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from socket import socket
from threading import Thread, stack_size
from time import monotonic
from types import ModuleType
from typing import Any, NamedTuple

from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, Store

from graph.snapshots.store import open_store
from ontology.errors import StoreError
from queries.engine import connecting
from queries.engine.errors import QueryAbandonedError
from queries.engine.frames import ASKED, DATA, END, ERROR, HEAD, Arriving, Frame, end, head, packed
from queries.engine.rows import JsonRows, write_json
from queries.engine.sandbox import forbid_network
from queries.engine.serialise import JSON, MEDIA, Medium, write_boolean, write_solutions, write_triples
from queries.engine.text import prefixes_in

resource: ModuleType | None
try:
    import resource
except ImportError:  # no POSIX
    resource = None

_encoded = json.JSONEncoder(ensure_ascii=False).encode
CHUNK = 1 << 18
STACK_BYTES = 1 << 28
"""The engine reads expressions by recursion: enough for any that `queries.engine.complexity` lets pass."""
READ = 1 << 16
"""How much is read from a socket at a time."""
ENDS_WITHOUT_MEMORY = ("SIGABRT", "SIGKILL", "3")
"""How processes end that are given no more memory; 3 is what Windows calls one that gave up."""
LOOK_UP_SECONDS = 0.1
"""How long a wait for the worker may last before somebody looks whether the answer is still wanted."""


class Request(NamedTuple):
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


Tell = Callable[[bytes, bytes], object]
"""Takes the kind and the payload of the next frame of an answer."""


class CountedRows:
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


def answer(store: Store, request: Request, prefixes: Mapping[str, str], tell: Tell) -> None:
    """Tells the frames of the answer to one request."""
    result = store.query(
        request.query,
        base_iri=request.base,
        prefixes=prefixes_in(request.query, prefixes),
        default_graph=_dataset(request.default_graphs, request.named_graphs),
        named_graphs=_dataset(request.named_graphs, request.default_graphs),
    )
    solutions, boolean, triples = (MEDIA[name] for name in request.media)
    match result:
        case QuerySolutions():
            _tell_solutions(result, solutions, request.rows, tell)
        case QueryTriples():
            _tell_triples(result, triples, request.rows, prefixes, tell)
        case _:
            _tell_head(tell, "boolean", boolean)
            tell(DATA, write_boolean(boolean, bool(result)))
            _tell_end(tell, 1, truncated=False)


def _dataset(graphs: Sequence[str], others: Sequence[str]) -> list[Any] | None:
    """The graphs named; none when only the other part of the dataset is named; else those of the store."""
    return [NamedNode(iri) for iri in graphs] if graphs or others else None


def _tell_head(tell: Tell, kind: str, medium: Medium) -> None:
    tell(HEAD, head(kind, medium.name))


def _tell_end(tell: Tell, rows: int, *, truncated: bool) -> None:
    tell(END, end(rows, truncated=truncated))


def _tell_solutions(result: QuerySolutions, medium: Medium, limit: int, tell: Tell) -> None:
    _tell_head(tell, "solutions", medium)
    rows: CountedRows | JsonRows
    if medium == JSON:
        rows = write_json(result, limit, lambda piece: tell(DATA, piece))
    else:
        rows = CountedRows(result, limit)
        for chunk in write_solutions(medium, [variable.value for variable in result.variables], rows):
            tell(DATA, chunk)
    _tell_end(tell, rows.count, truncated=rows.truncated)


def _tell_triples(
    result: QueryTriples, medium: Medium, limit: int, prefixes: Mapping[str, str], tell: Tell
) -> None:
    triples = CountedRows(result, limit)
    _tell_head(tell, "triples", medium)
    document = write_triples(medium, triples, prefixes)
    for start in range(0, len(document), CHUNK):
        tell(DATA, document[start : start + CHUNK])
    _tell_end(tell, triples.count, truncated=triples.truncated)


def error_kind(error: Exception) -> str:
    """The name under which an error is told to the owner: one for all that is the store's fault.

    The engine tells of corruption by a RuntimeError, and of a function that it does not have too.
    """
    is_stores = isinstance(error, OSError | StoreError) or str(error).startswith("Corruption")
    return "OSError" if is_stores else type(error).__name__


def _error(error: Exception) -> bytes:
    return _encoded({"kind": error_kind(error), "message": str(error)}).encode()


def serve(connection: socket, prefixes: Mapping[str, str]) -> None:
    """Answers requests until the other end closes; opens the store that a request names, and keeps it."""
    path, held = "", None
    tell = _FrameSender(connection)
    for request in _requests(connection):
        try:
            if held is None or request.store != path:
                path, held = request.store, open_store(Path(request.store))
            answer(held.engine, request, prefixes, tell)
        except MemoryError:
            os.abort()
        except BrokenPipeError:
            return
        except (SyntaxError, ValueError, OSError, RuntimeError, StoreError) as error:
            tell(ERROR, _error(error))


def _requests(connection: socket) -> Iterator[Request]:
    arriving = Arriving()
    while piece := connection.recv(READ):
        for _, payload in arriving.add(piece):
            yield Request(*json.loads(payload))


class _FrameSender:
    """Sends frames, short ones together with those that follow."""

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self._held = bytearray()

    def __call__(self, kind: bytes, payload: bytes) -> None:
        self._held += packed(kind, payload)
        if kind in (END, ERROR) or len(self._held) >= CHUNK:
            self._connection.sendall(self._held)
            self._held.clear()


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
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(_import_path())}
        self._process, self.connection = connecting.start(
            __name__, [json.dumps(asdict(settings))], environment
        )
        self._arriving = Arriving()
        self._frames: deque[Frame] = deque()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, request: Request) -> None:
        """Gives the worker its next request; raises OSError if it has died."""
        self.connection.settimeout(None)
        self.connection.sendall(framed(request))

    def receive(self, seconds: float, is_abandoned: Callable[[], bool]) -> Frame:
        """The next frame.

        Raises TimeoutError when none comes in time, QueryAbandonedError when nobody waits for it any more
        and EOFError when the worker died.
        """
        until = monotonic() + seconds
        while not self._frames:
            left = until - monotonic()
            if left <= 0:
                raise TimeoutError
            self.connection.settimeout(min(left, LOOK_UP_SECONDS))
            try:
                piece = self.connection.recv(READ)
            except TimeoutError:
                if is_abandoned():
                    raise QueryAbandonedError from None
                continue
            if not piece:
                raise EOFError
            self._frames.extend(self._arriving.add(piece))
        return self._frames.popleft()

    def end(self) -> str:
        """How a worker whose socket has closed ended: the name of a signal, or its exit code."""
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else str(code)

    def ran_out_of_memory(self) -> bool:
        """Whether it ended as processes do that are given no more: by giving up, or killed by the kernel."""
        return self.end() in ENDS_WITHOUT_MEMORY

    def kill(self) -> None:
        """Tells the process to end at once, and waits for nothing."""
        self._process.kill()

    def stop(self) -> None:
        """Kills the process and waits for its end."""
        self.kill()
        self._process.wait()
        self.connection.close()


def framed(request: Request) -> bytes:
    """The request as it travels to a worker."""
    return packed(ASKED, _encoded(request).encode())


def _main() -> None:
    way, number, told = sys.argv[1:]
    settings = WorkerSettings(**json.loads(told))
    connection = connecting.take(way, number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(settings.niceness)
    if resource is not None:
        memory = settings.memory + STACK_BYTES
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    if not settings.network:
        forbid_network()
    stack_size(STACK_BYTES)
    serving = Thread(target=serve, args=(connection, settings.prefixes))
    serving.start()
    serving.join()


if __name__ == "__main__":
    _main()
