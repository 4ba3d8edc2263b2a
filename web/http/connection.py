"""HTTP as uvicorn speaks it, on connections that nobody can keep for nothing.

A head, a body and each piece of an answer have a time to come or to be taken in, a head has a size, and an
address a number of connections. What goes past that loses its own connection and costs nobody else theirs.
"""

import json
from asyncio import Event, TimerHandle, Transport
from dataclasses import dataclass
from http import HTTPStatus
from logging import INFO
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from ontology.speech import ENGLISH
from web.http.counts import SharedCounts
from web.http.origins import CORS
from web.http.refusals import PROBLEM_TYPE, problem_of
from web.http.replies import Direct, Reply, as_block, send_reply
from web.http.security import UPLOADS

OPEN = "open"
"""Under this the connections of each address are counted."""
_DIRECT_METHODS = (b"GET", b"POST")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a connection is waited for, in seconds, how large a head may be, and how many one address has.

    `url_bytes` is how long the address in a head may be, beside `head_bytes` of everything else; a longer one
    could not be taken apart.

    `sending` is the time for each 64 KB of an answer, `upload` for reports that are sent. Addresses in
    `proxies` have as many connections as they like. With `cors` scripts of other sites may read a refusal.
    """

    head: float = 10.0
    body: float = 20.0
    upload: float = 600.0
    sending: float = 30.0
    head_bytes: int = 32 * 1024
    url_bytes: int = 64 * 1024 - 1
    connections: int = 128
    proxies: frozenset[str] = frozenset()
    cors: bool = False


def connections_with(
    patience: Patience, counts: SharedCounts, direct: Direct | None = None
) -> type[HttpToolsProtocol]:
    """The protocol for uvicorn's connections with so much patience.

    What `direct` answers is given to it at once; requests through a proxy go by the application, which
    knows whom they come from.
    """

    class Connection(GuardedConnection):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.patience = patience
            self.counts = counts
            self.direct = direct

    return Connection


class GuardedConnection(HttpToolsProtocol):
    """One connection; `counts` has those of each address."""

    patience: Patience
    counts: SharedCounts
    direct: Direct | None = None
    _deadline: TimerHandle | None = None
    _awaited: float | None = None
    _part = _watched = 0
    _sending: TimerHandle | None = None
    _in_head = True
    _heads = 0
    _head_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        address = self._address()
        self.counts.add((OPEN, address))
        if self._has_too_many(address):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._await(self.patience.head)
            self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_longer()
        self._stop_sending()
        self.counts.remove((OPEN, self._address()))
        super().connection_lost(exc)

    def _has_too_many(self, address: str) -> bool:
        is_proxy = address in self.patience.proxies
        return not is_proxy and self.counts.of((OPEN, address)) > self.patience.connections

    # ── a head and a body must come ──

    def data_received(self, data: bytes) -> None:
        heads, in_head = self._heads, self._in_head
        super().data_received(data)
        # All of it belongs to a head that still goes on; the end of a body belongs to none.
        if in_head and self._in_head and self._heads == heads:
            self._head_bytes += len(data)
            if self._head_bytes > self.patience.head_bytes + self.patience.url_bytes:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        self._watch()

    def on_message_begin(self) -> None:
        if self._awaited is None:
            self._await(self.patience.head)
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.patience.url_bytes:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_headers_complete(self) -> None:
        if sum(len(name) + len(value) for name, value in self.headers) > self.patience.head_bytes:
            raise ValueError("the head is too large")
        self._in_head, self._head_bytes = False, 0
        self._heads += 1
        self._await(self.patience.upload if self.url.startswith(UPLOADS.encode()) else self.patience.body)
        if self.direct is not None and self._goes_to(self.direct):
            self._start_directly(self.direct)
        else:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_head = True
        self._awaited = None
        super().on_message_complete()

    def _await(self, seconds: float) -> None:
        """Another part of a request has so many seconds to come."""
        self._awaited = seconds
        self._part += 1

    def _watch(self) -> None:
        """The clock runs for the part that is missing: no request that comes at once needs one."""
        if self._awaited is None:
            self._wait_no_longer()
        elif self._watched != self._part:
            self._wait_no_longer()
            self._watched = self._part
            self._deadline = self.loop.call_later(self._awaited, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _wait_no_longer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    # ── what needs no application ──

    def _goes_to(self, direct: Direct) -> bool:
        """Whether the request is for that one, and there is nothing special about it."""
        path, _, query = self.url.partition(b"?")
        if path != direct.path or b"#" in query or self.root_path or self.expect_100_continue:
            return False
        is_plain = self.parser.get_method() in _DIRECT_METHODS and not self._is_crowded()
        return is_plain and self._address() not in self.patience.proxies

    def _is_crowded(self) -> bool:
        """Whether the server refuses whatever comes."""
        most = self.limit_concurrency
        return most is not None and (len(self.connections) >= most or len(self.tasks) >= most)

    def _start_directly(self, direct: Direct) -> None:
        """What the parent does for an application, with less on the way."""
        path, _, query = self.url.partition(b"?")
        version, scope = self.parser.get_http_version(), self.scope
        scope["method"], scope["http_version"] = self.parser.get_method().decode("ascii"), version
        scope["path"], scope["raw_path"], scope["query_string"] = path.decode("ascii"), path, query
        earlier = self.cycle
        self.cycle = _DirectCycle(
            scope=scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=Event(),
            expect_100_continue=False,
            keep_alive=version != "1.0" and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )
        self.cycle.direct = direct
        if earlier is None or earlier.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    # ── an answer must be taken in ──

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stop_sending()
        self._sending = self.loop.call_later(self.patience.sending, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_sending()
        super().resume_writing()

    def _stop_sending(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    # ── the end ──

    def _refuse(self, status: HTTPStatus) -> None:
        """Ends the connection, with words unless an answer is under way on it."""
        self._wait_no_longer()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(_refusal(status, self.patience))
            self.transport.close()
        else:
            self.transport.abort()

    def _address(self) -> str:
        return self.client[0] if self.client is not None else ""


class _DirectCycle(RequestResponseCycle):
    """One request and its answer, which goes out in one piece where it is whole."""

    direct: Direct

    async def run_asgi(self, app: ASGIApp) -> None:  # type: ignore[override]
        """Answers; what the direct way does not take goes to the application."""
        if not self.direct.takes(self.scope):  # type: ignore[arg-type]
            await super().run_asgi(app)  # type: ignore[arg-type]
            return
        try:
            reply = await self.direct.answer(self.scope, self.receive)  # type: ignore[arg-type]
        except Exception as error:
            await super().run_asgi(_failing(error))  # type: ignore[arg-type]
            return
        if reply.pieces is not None or self.flow.write_paused or self.access_logger.isEnabledFor(INFO):
            await super().run_asgi(_sending(reply))  # type: ignore[arg-type]
        elif not self.disconnected:
            self._write(reply)

    def _write(self, reply: Reply) -> None:
        self.transport.write(
            b"".join(
                [
                    STATUS_LINE[reply.status],
                    as_block(self.default_headers),
                    as_block(reply.headers),
                    reply.common.block,
                    b"\r\n" if self.keep_alive else b"connection: close\r\n\r\n",
                    reply.body,
                ]
            )
        )
        self.response_started = self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def _sending(reply: Reply) -> ASGIApp:
    """What gives that answer to whoever asks."""

    async def send_it(scope: Scope, receive: Receive, send: Send) -> None:
        await send_reply(reply, send)

    return send_it


def _failing(error: Exception) -> ASGIApp:
    """What fails with that error, so that it is logged and told as errors are."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise error

    return fail


def _refusal(status: HTTPStatus, patience: Patience) -> bytes:
    """An answer to what was not read to its end: a problem in English, for no language was heard."""
    kind, detail = "connection", status.description or status.phrase
    if status is HTTPStatus.REQUEST_URI_TOO_LONG:
        kind, detail = "long-address", ENGLISH.say("refusal.long-address", most=patience.url_bytes)
    body = json.dumps(problem_of(status.value, kind, detail)).encode()
    headers = {
        "content-type": PROBLEM_TYPE,
        "content-language": ENGLISH.lang,
        "content-length": str(len(body)),
        "connection": "close",
        "retry-after": "5",
        **(CORS if patience.cors else {}),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{lines}\r\n".encode("ascii") + body
