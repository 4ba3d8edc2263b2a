"""Pages are made once per snapshot: an answer is kept by its address until the snapshot changes."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

LARGEST_KEPT = 4 * 1024 * 1024

Handler = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was made, and its body compressed for the browsers that take it so."""

    response: Response
    compressed: bytes

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
    """The answers last asked for, at most `size`; all are forgotten when the snapshot changes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._snapshot = ""
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()
        self._making = tuple(Lock() for _ in range(64))

    def get(self, snapshot: str, address: str) -> Kept | None:
        """The answer kept for this address of this snapshot."""
        with self._lock:
            if snapshot != self._snapshot:
                self._kept.clear()
                self._snapshot = snapshot
            found = self._kept.get(address)
            if found is not None:
                self._kept.move_to_end(address)
            return found

    def put(self, address: str, kept: Kept) -> None:
        """Keeps an answer; the one least recently asked for makes room."""
        with self._lock:
            self._kept[address] = kept
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def making(self, address: str) -> Lock:
        """Held by whoever makes the answer for this address, so that a crowd waits for one maker."""
        return self._making[hash(address) % len(self._making)]


def cached(request: Request, make: Callable[[], Response]) -> Response:
    """The answer kept for this address, or what `make` makes, kept if it is a whole 200."""
    cache: PageCache = request.app.state.cache
    snapshot = request.app.state.site.explorer.snapshot
    address = _address(request.scope)
    kept = cache.get(snapshot, address)
    if kept is not None:
        return kept.for_request(request)
    with cache.making(address):
        kept = cache.get(snapshot, address)
        if kept is None:
            response = make()
            if response.status_code != 200 or not _is_whole(response):
                return response
            response.headers["etag"] = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
            response.headers["cache-control"] = "no-cache"
            kept = Kept(response, gzip.compress(response.body, 5))
            cache.put(address, kept)
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


def _address(scope: Scope) -> str:
    return f"{scope['path']}?{scope['query_string'].decode('latin-1')}"


def page(router: APIRouter, path: str) -> Callable[[Handler], Handler]:
    """Registers a page: a function of the request whose answers depend on address and snapshot alone."""

    def register(handler: Handler) -> Handler:
        def answer(request: Request) -> Response:
            return cached(request, lambda: handler(request))

        router.add_api_route(path, answer, methods=["GET"], name=handler.__name__, response_model=None)
        return handler

    return register


def _is_whole(response: Response) -> bool:
    body = getattr(response, "body", None)
    return body is not None and len(body) <= LARGEST_KEPT
