"""HTTP as uvicorn speaks it, on connections that nobody can keep for nothing.

A head, a body and each piece of an answer have a time to come or to be taken in, a head has a size, and an
address a number of connections. What goes past that loses its own connection and costs nobody else theirs.
"""

import json
from asyncio import TimerHandle, Transport
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ontology.speech import ENGLISH
from web.http.origins import CORS
from web.http.refusals import PROBLEM_TYPE, problem_of
from web.http.security import UPLOADS


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


def connections_with(patience: Patience) -> type[HttpToolsProtocol]:
    """The protocol for uvicorn's connections with so much patience."""
    open_now: Counter[str] = Counter()

    class Connection(GuardedConnection):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.patience = patience
            self.open_now = open_now

    return Connection


class GuardedConnection(HttpToolsProtocol):
    """One connection; `open_now` counts those of each address."""

    patience: Patience
    open_now: Counter[str]
    _deadline: TimerHandle | None = None
    _sending: TimerHandle | None = None
    _in_head = True
    _heads = 0
    _head_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        address = self._address()
        self.open_now[address] += 1
        if self.open_now[address] > self.patience.connections and address not in self.patience.proxies:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._wait(self.patience.head)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_longer()
        self._stop_sending()
        address = self._address()
        self.open_now[address] -= 1
        if self.open_now[address] <= 0:
            del self.open_now[address]
        super().connection_lost(exc)

    # ── a head and a body must come ──

    def data_received(self, data: bytes) -> None:
        heads, in_head = self._heads, self._in_head
        super().data_received(data)
        # All of it belongs to a head that still goes on; the end of a body belongs to none.
        if in_head and self._in_head and self._heads == heads:
            self._head_bytes += len(data)
            if self._head_bytes > self.patience.head_bytes + self.patience.url_bytes:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        if self._deadline is None:
            self._wait(self.patience.head)
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
        self._wait(self.patience.upload if self.url.startswith(UPLOADS.encode()) else self.patience.body)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_head = True
        self._wait_no_longer()
        super().on_message_complete()

    def _wait(self, seconds: float) -> None:
        self._wait_no_longer()
        self._deadline = self.loop.call_later(seconds, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def _wait_no_longer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

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
