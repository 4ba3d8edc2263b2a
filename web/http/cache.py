"""Pages are made once per snapshot: an answer is kept by its address until the snapshot changes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.http.addresses import known_query

LARGEST_KEPT = 4 * 1024 * 1024

Handler = Callable[[Request], Response]
Address = tuple[str, bytes]
"""A path and the parameters that pages know."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was made, and its body compressed for the browsers that take it so."""

    response: Response
    compressed: bytes

    @property
    def size(self) -> int:
        """The bytes it is kept in."""
        headers = sum(len(name) + len(value) for name, value in self.response.raw_headers)
        return headers + len(self.response.body) + len(self.compressed)

    def for_request(self, request: Request) -> Response:
        """The answer, compressed where the client accepts that; 304 where the client has it already."""
        etag = self.response.headers["etag"]
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"etag": etag})
        is_compressed = "gzip" in request.headers.get("accept-encoding", "")
        body = self.compressed if is_compressed else self.response.body
        answer = Response(body, status_code=self.response.status_code)
        headers = [pair for pair in self.response.raw_headers if pair[0] != b"content-length"]
        answer.raw_headers = [
            *headers,
            (b"content-length", str(len(body)).encode()),
            (b"vary", b"accept-encoding"),
        ]
        if is_compressed:
            answer.headers["content-encoding"] = "gzip"
        return answer


class PageCache:
    """The answers last asked for, `most` bytes of them; all are forgotten when the snapshot changes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._snapshot = ""
        self._kept: OrderedDict[Address, Kept] = OrderedDict()
        self._lock = Lock()
        self._making = tuple(Lock() for _ in range(64))

    def get(self, snapshot: str, address: Address) -> Kept | None:
        """The answer kept for this address of this snapshot."""
        with self._lock:
            if snapshot != self._snapshot:
                self._kept.clear()
                self._snapshot, self._size = snapshot, 0
            found = self._kept.get(address)
            if found is not None:
                self._kept.move_to_end(address)
            return found

    def put(self, snapshot: str, address: Address, kept: Kept) -> None:
        """Keeps an answer, unless another snapshot is served by now; the longest unasked for make room."""
        with self._lock:
            if snapshot != self._snapshot:
                return
            replaced = self._kept.pop(address, None)
            self._size += _size(address, kept) - (_size(address, replaced) if replaced is not None else 0)
            self._kept[address] = kept
            while self._size > self._most:
                self._size -= _size(*self._kept.popitem(last=False))

    def making(self, address: Address) -> Lock:
        """Held by whoever makes the answer for this address, so that a crowd waits for one maker."""
        return self._making[hash(address) % len(self._making)]


def cached(request: Request, make: Handler) -> Response:
    """The answer kept for this address, or what `make` makes of it, kept if it is a whole 200.

    `make` gets the request without the parameters that no page knows.
    """
    cache: PageCache = request.app.state.cache
    snapshot = request.app.state.site.explorer.snapshot
    address = _address(request.scope)
    kept = cache.get(snapshot, address)
    if kept is not None:
        return kept.for_request(request)
    with cache.making(address):
        kept = cache.get(snapshot, address)
        if kept is None:
            response = make(Request({**request.scope, "query_string": address[1]}))
            if response.status_code != 200 or not _is_whole(response):
                return response
            response.headers["etag"] = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
            response.headers["cache-control"] = "no-cache"
            kept = Kept(response, gzip.compress(response.body, 5))
            cache.put(snapshot, address, kept)
    return kept.for_request(request)


class KeptPages:
    """Sends a page that is kept before any routing, so that many readers of one page wait for no thread.

    The pages of things are left to their route, for they have other forms beside HTML.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = _kept(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        answer = self.app if kept is None else kept.for_request(Request(scope))
        await answer(scope, receive, send)


def _kept(scope: Scope) -> Kept | None:
    if scope["path"].startswith("/id/"):
        return None
    state = scope["app"].state
    snapshot = state.site.open_snapshot
    kept: Kept | None = state.cache.get(snapshot, _address(scope)) if snapshot is not None else None
    return kept


def _address(scope: Scope) -> Address:
    return scope["path"], known_query(scope["query_string"])


def _size(address: Address, kept: Kept) -> int:
    return len(address[0]) + len(address[1]) + kept.size


def page(router: APIRouter, path: str) -> Callable[[Handler], Handler]:
    """Registers a page: a function of the request whose answers depend on address and snapshot alone."""

    def register(handler: Handler) -> Handler:
        def answer(request: Request) -> Response:
            return cached(request, handler)

        router.add_api_route(path, answer, methods=["GET"], name=handler.__name__, response_model=None)
        return handler

    return register


def _is_whole(response: Response) -> bool:
    body = getattr(response, "body", None)
    return body is not None and len(body) <= LARGEST_KEPT
