"""A server that sends slowly, too much, or nonsense; served by this process on loopback."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from threading import Event, Thread

import pytest

from graph.iris import DEFAULT_BASE
from ontology.errors import StoreError
from queries.engine import Query, QueryLimits
from queries.engine.addresses import RemoteEngine, prefixes_with
from queries.engine.errors import LimitExceededError

pytestmark = pytest.mark.slow

HEAD = b'{"head":{"vars":["a"]},"results":{"bindings":['
ROW = b'{"a":{"type":"literal","value":"' + b"x" * 1000 + b'"}}'
ROWS = b",".join([ROW] * 64)


@contextmanager
def engine_of(
    pieces: Callable[[], Iterator[bytes]], most_bytes: int = 1 << 30
) -> Iterator[tuple[RemoteEngine, Event]]:
    """An engine over a server that answers with these pieces; the event says that one broke off."""
    broken = Event()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("content-type", "application/sparql-results+json")
            self.end_headers()
            try:
                for piece in pieces():
                    self.wfile.write(piece)
            except OSError:
                broken.set()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/query"
    try:
        engine = RemoteEngine(address, prefixes=prefixes_with(DEFAULT_BASE), most_bytes=most_bytes)
        with closing(engine):
            yield engine, broken
    finally:
        server.shutdown()
        server.server_close()


def endless() -> Iterator[bytes]:
    yield HEAD + ROWS
    yield from repeat(b"," + ROWS)


def trickling() -> Iterator[bytes]:
    yield HEAD
    for _ in range(40):
        time.sleep(0.05)
        yield b" "
    yield b"]}}"


def test_a_server_that_trickles_meets_the_deadline() -> None:
    with engine_of(trickling) as (engine, broken):
        with pytest.raises(LimitExceededError) as stopped:
            engine.select("SELECT ?a {}", limits=QueryLimits(seconds=0.3))
        assert (stopped.value.limit, stopped.value.allowed) == ("time", "0.3 s")
        assert broken.wait(5)


def test_no_more_is_read_than_the_row_limit_asks_for() -> None:
    with engine_of(endless) as (engine, broken):
        rows = engine.select("SELECT ?a {}", limits=QueryLimits(seconds=20, rows=10))
        assert (len(rows), rows.truncated) == (10, True)
        assert broken.wait(5)


def test_an_answer_that_is_dropped_ends_at_the_server() -> None:
    with engine_of(endless) as (engine, broken):
        answering = engine.answer(Query("SELECT ?a {}", limits=QueryLimits(seconds=20)))
        del answering
        assert broken.wait(5)


def test_an_answer_past_the_size_limit_is_stopped() -> None:
    with engine_of(endless, most_bytes=1 << 20) as (engine, _), pytest.raises(LimitExceededError) as stopped:
        engine.select("SELECT ?a {}", limits=QueryLimits(seconds=20))
    assert (stopped.value.limit, stopped.value.allowed) == ("size", "1 MB")


def test_an_answer_that_breaks_off_is_the_servers_fault() -> None:
    with (
        engine_of(lambda: iter((HEAD, ROW))) as (engine, _),
        pytest.raises(StoreError, match="cannot be read"),
    ):
        engine.select("SELECT ?a {}")


def test_an_error_may_be_forgotten_by_any_thread() -> None:
    told: list[BaseException] = []
    with engine_of(lambda: iter((HEAD, ROW))) as (engine, _):
        try:
            engine.select("SELECT ?a {}")
        except StoreError as error:
            told.append(error)
    forgetting = Thread(target=told.clear)
    forgetting.start()
    forgetting.join()
    assert told == []
