"""An answer as it goes out: its own headers, those it has in common with its like, and its body."""

from collections.abc import AsyncIterator, Iterable
from typing import NamedTuple, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Header = tuple[bytes, bytes]


class Common:
    """Headers that many answers have in common, ready to be sent in either way."""

    def __init__(self, headers: Iterable[Header]) -> None:
        self.pairs = tuple(headers)
        self.block = as_block(self.pairs)


class Pieces(Protocol):
    """A body that is not held in memory; whoever took it closes it."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def close(self) -> None: ...


class Reply(NamedTuple):
    """An answer; where it comes in pieces the body is empty."""

    status: int
    headers: tuple[Header, ...]
    common: Common
    body: bytes = b""
    pieces: Pieces | None = None


class Direct(Protocol):
    """What answers requests for one address from the connection itself, without an application."""

    path: bytes

    def takes(self, scope: Scope) -> bool:
        """Whether the request is one that it answers."""
        ...

    async def answer(self, scope: Scope, receive: Receive) -> Reply:
        """The answer; to cancel it is to stop whatever it waits for."""
        ...


def as_block(headers: Iterable[Header]) -> bytes:
    """The headers as they travel."""
    return b"".join([b"%b: %b\r\n" % header for header in headers])


def reply_of(response: Response, common: Common) -> Reply:
    """The same answer, which is whole."""
    return Reply(response.status_code, tuple(response.raw_headers), common, bytes(response.body))


async def send_reply(reply: Reply, send: Send, *, without_body: bool = False) -> None:
    """Sends the answer as applications do, a body in pieces as fast as its reader takes it."""
    headers = [*reply.headers, *reply.common.pairs]
    pieces = reply.pieces
    try:
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        if pieces is not None and not without_body:
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"" if without_body else reply.body})
    finally:
        if pieces is not None:
            pieces.close()
