"""Connections that nobody can keep for nothing."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from web.http.connection import Patience, connections_with
from web.http.counts import SharedCounts
from web.http.replies import Common, Reply

pytestmark = pytest.mark.slow

PATIENT = Patience(
    head=0.5, body=0.5, sending=0.5, head_bytes=4_000, url_bytes=8_000, connections=5, cors=True
)
LARGE = b"x" * (64 << 20)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers once the body is there; /large with more than any buffer takes."""
    if scope["type"] != "http":
        return
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    body = LARGE if scope["path"] == "/large" else b"ok"
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


class AtOnce:
    """Answers /direct with what was posted, or the parameters; fails where it is asked to."""

    path = b"/direct"

    def takes(self, scope: Scope) -> bool:
        """Whether it was not told to leave it."""
        return bool(scope["query_string"] != b"leave")

    async def answer(self, scope: Scope, receive: Receive) -> Reply:
        """The body, or the parameters, with one header of its own and one that all have."""
        if scope["query_string"] == b"fail":
            raise ValueError("asked to fail")
        body, has_more = b"", scope["method"] == "POST"
        while has_more:
            message = await receive()
            body += message["body"]
            has_more = message["more_body"]
        told = b"direct " + (body or scope["query_string"])
        headers = ((b"content-length", str(len(told)).encode()), (b"x-own", b"yes"))
        return Reply(200, headers, Common([(b"x-common", b"yes")]), told)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    config = uvicorn.Config(
        app,
        http=connections_with(PATIENT, SharedCounts(), AtOnce()),
        ws="none",
        log_level="error",
        lifespan="off",
        timeout_keep_alive=1,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = Thread(target=server.run, kwargs={"sockets": [listener]})
        serving.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        serving.join()


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        yield connection


def said(connection: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    heard = b""
    try:
        while piece := connection.recv(1 << 16):
            heard += piece
    except ConnectionResetError:
        pass
    return heard


def status(answer: bytes) -> int:
    return int(answer.split()[1]) if answer else 0


def test_a_whole_request_is_answered_and_an_idle_connection_ends(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        answer = said(connection)
    assert status(answer) == 200
    assert answer.endswith(b"ok")


def test_a_body_that_comes_with_its_head_is_no_head(port: int) -> None:
    body = b"x" * 50_000
    with connected(port) as connection:
        head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode() + body)
        assert status(said(connection)) == 200


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nX-Half"])
def test_half_a_head_is_not_waited_for(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        assert status(said(connection)) == 408


@pytest.mark.parametrize(("length", "answered"), [(7_000, 200), (9_000, 414)])
def test_the_address_has_a_length_of_its_own(port: int, length: int, answered: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /" + b"a" * length + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert status(said(connection)) == answered


def test_what_is_refused_unread_is_told_as_a_problem(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        head, _, body = said(connection).partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head
    assert b"access-control-allow-origin: *" in head
    assert json.loads(body)["status"] == 414
    assert "POST" in json.loads(body)["detail"]


def test_a_head_that_trickles_in_has_no_more_time(port: int) -> None:
    with connected(port) as connection:
        since = monotonic()
        try:
            for byte in b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 2_000:
                connection.sendall(bytes([byte]))
                sleep(0.05)
                if monotonic() - since > 15:
                    break
        except (ConnectionResetError, BrokenPipeError):
            pass
        assert monotonic() - since < 10


def test_half_a_body_is_not_waited_for(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        assert said(connection) == b""


@pytest.mark.parametrize(
    "head",
    [
        b"X-Long: " + b"a" * 5_000,
        b"X-Endless: " + b"a" * 2_000_000,
        b"\r\n".join(b"X-%d: a" % number for number in range(2_000)),
    ],
)
def test_a_head_has_a_size(port: int, head: bytes) -> None:
    with connected(port) as connection:
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n\r\n")
        except (ConnectionResetError, BrokenPipeError):
            return
        assert status(said(connection)) in (0, 400, 431)


def test_an_answer_that_is_not_taken_in_ends(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        sleep(2)
        assert len(said(connection)) < len(LARGE)


def test_one_address_has_only_so_many_connections(port: int) -> None:
    sleep(1.5)  # until those of other tests have ended
    with ExitStack() as crowd:
        for _ in range(PATIENT.connections):
            crowd.enter_context(connected(port))
        one_more = crowd.enter_context(connected(port))
        assert status(said(one_more)) == 503
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert status(said(connection)) == 200


# ── what needs no application ──


def bodies(answers: bytes) -> list[bytes]:
    """The bodies of answers that came one after another, each with its length."""
    found = []
    while answers:
        head, _, rest = answers.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        found.append(rest[:length])
        answers = rest[length:]
    return found


def test_a_direct_answer_carries_all_headers_and_keeps_the_connection(port: int) -> None:
    with connected(port) as connection:
        for number in (b"1", b"2"):
            connection.sendall(b"GET /direct?" + number + b" HTTP/1.1\r\nHost: a\r\n\r\n")
            answer = connection.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
            assert b"x-own: yes\r\n" in answer
            assert b"x-common: yes\r\n" in answer
            assert b"date: " in answer
            assert bodies(answer) == [b"direct " + number]


def test_requests_sent_together_are_answered_in_their_order(port: int) -> None:
    asked = (
        b"GET /direct?1 HTTP/1.1\r\nHost: a\r\n\r\n"
        b"GET /other HTTP/1.1\r\nHost: a\r\n\r\n"
        b"POST /direct HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"
        b"GET /direct?leave HTTP/1.1\r\nHost: a\r\n\r\n"
        b"GET /direct?2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    )
    with connected(port) as connection:
        connection.sendall(asked)
        answers = said(connection)
    assert bodies(answers) == [b"direct 1", b"ok", b"direct body", b"ok", b"direct 2"]
    assert answers.count(b"connection: close") == 1


def test_a_body_that_comes_late_is_waited_for(port: int) -> None:
    with connected(port) as connection:
        head = b"POST /direct HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        connection.sendall(head + b"4\r\nlate\r\n")
        connection.sendall(b"0\r\n\r\n")
        assert bodies(said(connection)) == [b"direct late"]


def test_a_direct_answer_that_fails_is_an_error_of_the_server(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /direct?fail HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(said(connection)) == 500


def test_a_head_alone_is_the_applications(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"HEAD /direct?1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert b"x-own" not in said(connection)
