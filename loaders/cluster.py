"""Extraction on a Dask cluster: a task is a part of a report, keyed by its content.

Whoever dies, a worker or the scheduler, costs only what it had under way: its tasks are given out again. What
comes back is what one process here would have read. `docs/cluster.md` tells how to set a cluster up.
"""

import hashlib
import logging
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING, Any

from loaders.cache import extractor_version
from loaders.extract import extract_rows
from ontology.errors import ParameterError, ReportError, StoreError, Where
from ontology.model import Entry, EntryFacts
from ontology.own_words import in_force, own_words
from ontology.own_words.model import OwnWords
from ontology.regions import region_digest

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local:"
ROWS_A_TASK = 25
TASKS_UNDER_WAY_A_WORKER = 4
ATTEMPTS = 3  # of a task, whether its row raises an error or takes its worker down
SECONDS_TO_CONNECT = 20
SECONDS_WITHOUT_SCHEDULER = 120
_QUIET = (
    "distributed",
    "distributed.client",
    "distributed.nanny",
    "distributed.scheduler",
    "distributed.worker",
)


class OtherReaderError(Exception):
    """A worker has another version of the program, another region or other libraries."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides on what is read: it must be the same here and on every worker."""

    version: str
    words: OwnWords

    @classmethod
    def here(cls) -> "Reader":
        """That of this process."""
        return cls(f"{extractor_version()} {region_digest()}", own_words())

    def key(self, entries: Sequence[Entry]) -> str:
        """The same for the same rows and reader, and for no others."""
        told = (self.version, self.words.digest, [repr(entry) for entry in entries])
        return f"rows-{hashlib.sha256(pickle.dumps(told)).hexdigest()[:32]}"


def read_rows(reader: Reader, entries: Sequence[Entry]) -> list[EntryFacts]:
    """The facts of the entries, read by a worker whose reader is the one asked for."""
    own = Reader.here().version
    if own != reader.version:
        raise OtherReaderError(own)
    _take_words(reader.words)
    return list(extract_rows(entries))


_words_in_force = ExitStack()


def _take_words(words: OwnWords) -> None:
    """From now on this worker reads by these words."""
    if own_words().digest != words.digest:
        _words_in_force.close()
        _words_in_force.enter_context(in_force(words))


@dataclass(slots=True)
class TaskPart:
    """Some rows of a report, and where they are being read."""

    report: str
    entries: Sequence[Entry]
    future: Any


class Cluster:
    """Workers that read rows; `address` is a scheduler's, or `local:N` for N processes of this machine."""

    def __init__(self, address: str, client: "Client") -> None:
        self.address = address
        self._client = client
        self._reader = Reader.here()

    @property
    def dashboard(self) -> str | None:
        """Where one sees what it does, if there is such a page."""
        return self._client.dashboard_link or None

    def check(self) -> None:
        """Raises StoreError where workers are of another version, or there are none."""
        found = self._versions()
        if not found:
            raise StoreError("cluster-empty", address=self.address)
        others = sorted(worker for worker, version in found.items() if version != self._reader.version)
        if others:
            raise StoreError("cluster-differs", workers=", ".join(others[:3]), n=len(others))

    def _versions(self) -> dict[str, str]:
        """The version of each worker; one that dies meanwhile tells none, and its successor checks itself."""
        for attempt in range(ATTEMPTS):
            found: dict[str, str] = self._client.run(_version_here, on_error="ignore")
            if found or not self._workers():
                return found
            sleep(attempt + 1)
        return {}

    def extract(self, reports: Sequence[Sequence[Entry]]) -> Iterator[list[EntryFacts] | ReportError]:
        """For the rows of each report their facts in order, or why they could not be read."""
        waiting = deque(part for rows in reports for part in _parts(rows))
        under_way: deque[TaskPart] = deque()
        for rows in reports:
            facts: list[EntryFacts] = []
            failed: ReportError | None = None
            while len(facts) < len(rows) and failed is None:
                self._give_out(waiting, under_way)
                answer = self._answer(under_way)
                if isinstance(answer, ReportError):
                    failed = answer
                else:
                    facts += answer
            if failed is not None:
                _drop(failed, waiting, under_way)
            yield facts if failed is None else failed

    def _give_out(self, waiting: deque[Sequence[Entry]], under_way: deque[TaskPart]) -> None:
        most = max(1, len(self._workers())) * TASKS_UNDER_WAY_A_WORKER
        while waiting and len(under_way) < most:
            entries = waiting.popleft()
            under_way.append(TaskPart(entries[0].report, entries, self._submitted(entries)))

    def _workers(self) -> Sequence[str]:
        return list(self._client.scheduler_info(n_workers=-1).get("workers", ()))

    def _submitted(self, entries: Sequence[Entry]) -> Any:
        key = self._reader.key(entries)
        return self._client.submit(read_rows, self._reader, entries, key=key, retries=ATTEMPTS - 1)

    def _answer(self, under_way: deque[TaskPart]) -> list[EntryFacts] | ReportError:
        """The facts of the oldest part; of one that fails its halves are tried, until the row is found."""
        part = under_way[0]
        failed = self._awaited(under_way)
        under_way.popleft()
        if not isinstance(failed, ReportError):
            return failed
        if len(part.entries) == 1:
            return failed
        middle = len(part.entries) // 2
        halves = (part.entries[:middle], part.entries[middle:])
        under_way.extendleft(TaskPart(part.report, half, self._submitted(half)) for half in reversed(halves))
        return []

    def _awaited(self, under_way: deque[TaskPart]) -> list[EntryFacts] | ReportError:
        """What became of the oldest part; what a scheduler started anew has forgotten is given out again."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError, FuturesCancelledError

        part = under_way[0]
        while True:
            try:
                facts: list[EntryFacts] = part.future.result()
                return facts
            except (FutureCancelledError, FuturesCancelledError):
                self._connect_again(under_way)
            except OtherReaderError:
                raise StoreError("cluster-differs", workers="?", n=1) from None
            except KilledWorker:
                return ReportError("rows-kill-workers", where=_where(part), attempts=ATTEMPTS)
            except Exception as error:
                why = type(error).__name__
                return ReportError("rows-fail", where=_where(part), attempts=ATTEMPTS, reason=why)

    def _connect_again(self, under_way: deque[TaskPart]) -> None:
        from distributed import Client

        self._client.close(timeout=1)
        try:
            self._client = Client(self.address, timeout=SECONDS_WITHOUT_SCHEDULER)
        except (OSError, TimeoutError) as error:
            raise StoreError("cluster-unreachable", address=self.address) from error
        for part in under_way:
            part.future = self._submitted(part.entries)

    def close(self) -> None:
        """Leaves the cluster, whose workers go on."""
        self._client.close(timeout=5)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster at that address, its workers checked; one of this machine ends with the block."""
    try:
        from distributed import Client
    except ImportError:
        raise ParameterError("cluster-not-installed") from None
    import dask

    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    settings = {
        "distributed.scheduler.allowed-failures": ATTEMPTS,
        "distributed.admin.large-graph-warning-threshold": "1GB",
    }
    with ExitStack() as held, dask.config.set(settings):
        where: Any = address
        if address.startswith(LOCAL):
            where = held.enter_context(_of_this_machine(_count(address)))
        try:
            cluster = Cluster(address, Client(where, timeout=SECONDS_TO_CONNECT))
        except (OSError, TimeoutError, ValueError) as error:
            raise StoreError("cluster-unreachable", address=address) from error
        held.callback(cluster.close)
        cluster.check()
        yield cluster


def _of_this_machine(processes: int) -> Any:
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=processes,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    )


def _count(address: str) -> int:
    number = address.removeprefix(LOCAL)
    if not number.isdecimal() or not int(number):
        raise ParameterError("no-cluster", address=address)
    return int(number)


def _version_here() -> str:
    return Reader.here().version


def _parts(rows: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    yield from (rows[start : start + ROWS_A_TASK] for start in range(0, len(rows), ROWS_A_TASK))


def _where(part: TaskPart) -> Where:
    return Where(part.report, part.entries[0].table, part.entries[0].row)


def _drop(failed: ReportError, waiting: deque[Sequence[Entry]], under_way: deque[TaskPart]) -> None:
    """Takes away what is still to be read of the report that failed."""
    report = failed.where.file if failed.where is not None else ""
    while under_way and under_way[0].report == report:
        under_way.popleft().future.cancel()
    while not under_way and waiting and waiting[0][0].report == report:
        waiting.popleft()
