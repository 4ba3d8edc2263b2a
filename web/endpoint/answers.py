"""Answers to queries asked before: the same request to the same snapshot is answered before any routing."""

from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.engine import Engine
from web.http.cache import SnapshotCache

ANSWER_BYTES = 1 << 18
PATH = "/sparql"
DECIDING = (b"host", b"accept", b"accept-encoding")
"""The headers that an answer depends on; relative IRIs are relative to the host."""

Headers = list[tuple[bytes, bytes]]
Key = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A whole answer as it went out."""

    headers: Headers
    body: bytes


AnswerCache = SnapshotCache[Key, KeptAnswer]
"""What is kept, in so many bytes."""


class KeptAnswers:
    """Sends the answer again that a GET of the endpoint had before, while the snapshot is the same.

    Only whole answers with an ETag are kept, as many of those asked for last as there is room for.
    """

    def __init__(self, app: ASGIApp, kept: AnswerCache) -> None:
        self._app = app
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        snapshot = _snapshot(scope)
        key = _key(scope) if snapshot is not None else None
        if snapshot is None or key is None:
            await self._app(scope, receive, send)
            return
        kept = self._kept.get(snapshot, key)
        if kept is None:
            await self._app(scope, receive, self._noting(key, snapshot, send))
            return
        await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
        await send({"type": "http.response.body", "body": kept.body})

    def _noting(self, key: Key, snapshot: str, send: Send) -> Send:
        """The same `send`, which also keeps an answer that comes in one piece."""
        headers: Headers | None = None

        async def noting(message: Message) -> None:
            nonlocal headers
            if message["type"] == "http.response.start":
                headers = _lasting(message)
            elif headers is not None and not message.get("more_body", False):
                self._keep(snapshot, key, KeptAnswer(headers, message.get("body", b"")))
            else:
                headers = None
            await send(message)

        return noting

    def _keep(self, snapshot: str, key: Key, answer: KeptAnswer) -> None:
        if len(answer.body) <= ANSWER_BYTES:
            self._kept.put(snapshot, key, answer, _size(key, answer))


def _size(key: Key, answer: KeptAnswer) -> int:
    """The bytes that an answer is kept in: the query is often longer than what it finds."""
    headers = sum(len(name) + len(value) for name, value in answer.headers)
    return sum(map(len, key)) + headers + len(answer.body)


def _snapshot(scope: Scope) -> str | None:
    """The snapshot that answers a query by GET; None for another request, or where it is not known yet."""
    if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
        return None
    engine: Engine = scope["app"].state.site.public_engine
    return engine.known_snapshot


def _key(scope: Scope) -> Key | None:
    """What the answer depends on beside the snapshot; None for a request that has a version already."""
    headers = dict(scope["headers"])
    if b"if-none-match" in headers:
        return None
    return scope["query_string"], *(headers.get(name, b"") for name in DECIDING)


def _lasting(start: Any) -> Headers | None:
    """The headers of an answer that holds for the whole snapshot."""
    headers: Headers = list(start["headers"])
    return headers if start["status"] == 200 and any(name == b"etag" for name, _ in headers) else None
