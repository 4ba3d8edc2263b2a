"""Pages: each declares its address and what it takes, and is made once per snapshot and address."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from web.http.cache import SnapshotCache
from web.http.parameters import PageRequest, canonical, known_query, taken
from web.http.tags import is_held
from web.http.unknown import by_own_names, has_other_names, is_list, unknown_names, with_note
from web.views.person import person_in, person_of

LARGEST_KEPT = 4 * 1024 * 1024
PATHS_BYTES = 1024 * 1024

Maker = Callable[[Request], Response]
Address = tuple[str, bytes]
"""A path and the parameters that its page takes."""


def page(
    router: APIRouter, path: str, *, takes: Iterable[str] = ()
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Registers a page: a function of the request whose answers depend on its address and the snapshot alone.

    Of the address it sees the path and the parameters it takes.
    """
    names = taken(takes)

    def register(handler: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(handler)
        def answer(request: Request, **parts: Any) -> Response:
            return cached(request, lambda asked: handler(asked, **parts), names)

        router.add_api_route(path, answer, methods=["GET"], response_model=None)
        return handler

    return register


def cached(request: Request, make: Maker, takes: Iterable[str] = ()) -> Response:
    """The answer kept for this address, or what `make` makes of it, kept if it is a whole 200."""
    names = taken(takes)
    elsewhere = by_own_names(request, names)
    if elsewhere is not None:
        return elsewhere
    if person_of(request) is not None:
        return _for_person(_noted(make(PageRequest(request.scope, names)), request, names))
    cache: PageCache = request.app.state.cache
    kept = cache.get_or_make(request.app.state.site.explorer.snapshot, request, names, make)
    return _told(_noted(kept, request, names), request.scope, names)


def _for_person(response: Response) -> Response:
    """A page made for somebody who signed in: neither we nor anybody on its way keeps it."""
    response.headers["cache-control"] = "private, no-store"
    return response


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was made, and its body compressed for the browsers that take it so."""

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
        if is_held(request.headers.get("if-none-match", ""), etag):
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
    """The pages last asked for, so many bytes of them; a crowd waits for one maker of a new one."""

    def __init__(self, most: int) -> None:
        self._kept: SnapshotCache[Address, KeptPage] = SnapshotCache(most)
        self._takes: SnapshotCache[str, frozenset[str]] = SnapshotCache(PATHS_BYTES)
        self._making = tuple(Lock() for _ in range(64))

    def get(self, snapshot: str, address: Address) -> KeptPage | None:
        """The page kept for this address of this snapshot."""
        return self._kept.get(snapshot, address)

    @property
    def fill(self) -> dict[str, int]:
        """How many bytes of pages are kept now, and at most."""
        return self._kept.fill

    def taken_at(self, snapshot: str, path: str) -> frozenset[str] | None:
        """What the page at this path takes, where one was kept."""
        return self._takes.get(snapshot, path)

    def get_or_make(
        self, snapshot: str, request: Request, takes: frozenset[str], make: Maker
    ) -> KeptPage | Response:
        """The kept page, made where there is none; an answer that is no whole 200 is not kept."""
        address = address_of(request.scope, takes)
        kept = self.get(snapshot, address)
        if kept is not None:
            return kept
        with self._making[hash(address) % len(self._making)]:
            kept = self.get(snapshot, address)
            if kept is not None:
                return kept
            response = make(PageRequest(request.scope, takes))
            if response.status_code != 200 or not _is_whole(response):
                return response
            self._takes.put(snapshot, address[0], takes, len(address[0]))
            return self._keep(snapshot, address, response)

    def _keep(self, snapshot: str, address: Address, response: Response) -> KeptPage:
        response.headers["etag"] = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        response.headers["cache-control"] = "no-cache"
        kept = KeptPage(response, gzip.compress(response.body, 5))
        self._kept.put(snapshot, address, kept, kept.size + len(address[0]) + len(address[1]))
        return kept


class KeptPages:
    """Sends a page that is kept before any routing, so that many readers of one page wait for no thread.

    The pages of things are left to their route, for they have other forms beside HTML.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _kept(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)


def _kept(scope: Scope) -> Response | None:
    state, path = scope["app"].state, scope["path"]
    snapshot = state.site.open_snapshot
    if snapshot is None or path.startswith("/id/") or person_in(scope) is not None:
        return None
    takes = state.cache.taken_at(snapshot, path)
    if takes is None or has_other_names(scope["query_string"], takes):
        return None
    kept = state.cache.get(snapshot, address_of(scope, takes))
    return _told(_noted(kept, Request(scope), takes), scope, takes) if kept is not None else None


def address_of(scope: Scope, takes: frozenset[str]) -> Address:
    """The part of the address that a page which takes these depends on."""
    return scope["path"], known_query(scope["query_string"], takes)


def _noted(made: KeptPage | Response, request: Request, takes: frozenset[str]) -> Response:
    """The answer for this request; a list says what of the address it does not know."""
    names = unknown_names(request.scope["query_string"], takes) if is_list(takes) else ()
    if not names:
        return made.for_request(request) if isinstance(made, KeptPage) else made
    whole = made.response if isinstance(made, KeptPage) else made
    return with_note(whole, request.scope, names) if _is_whole(whole) else whole


def _told(response: Response, scope: Scope, takes: frozenset[str]) -> Response:
    """The answer, which tells the page's own address where the one asked for held more."""
    path, query = address_of(scope, takes)
    if query != scope["query_string"]:
        response.headers.append("link", canonical(path, query))
    return response


def _is_whole(response: Response) -> bool:
    body = getattr(response, "body", None)
    return body is not None and len(body) <= LARGEST_KEPT
