"""Pages are made once per snapshot: an answer is kept by its address until the snapshot changes."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from fastapi import APIRouter, Request, Response

LARGEST_KEPT = 4 * 1024 * 1024

Handler = Callable[[Request], Response]


class PageCache:
    """The answers last asked for, at most `size`; all are forgotten when the snapshot changes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._snapshot = ""
        self._kept: OrderedDict[str, Response] = OrderedDict()
        self._lock = Lock()

    def get(self, snapshot: str, address: str) -> Response | None:
        """The answer kept for this address of this snapshot."""
        with self._lock:
            if snapshot != self._snapshot:
                self._kept.clear()
                self._snapshot = snapshot
            found = self._kept.get(address)
            if found is not None:
                self._kept.move_to_end(address)
            return found

    def put(self, address: str, response: Response) -> None:
        """Keeps an answer; the one least recently asked for makes room."""
        with self._lock:
            self._kept[address] = response
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)


def cached(request: Request, make: Callable[[], Response]) -> Response:
    """The answer kept for this address, or what `make` makes, kept if it is a whole 200.

    Kept answers carry an ETag, so that a browser that has the page is told so.
    """
    cache: PageCache = request.app.state.cache
    address = f"{request.url.path}?{request.url.query}"
    response = cache.get(request.app.state.site.explorer.snapshot, address)
    if response is None:
        response = make()
        if response.status_code != 200 or not _is_whole(response):
            return response
        response.headers["etag"] = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        response.headers["cache-control"] = "no-cache"
        cache.put(address, response)
    if request.headers.get("if-none-match") == response.headers["etag"]:
        return Response(status_code=304, headers={"etag": response.headers["etag"]})
    return _copy(response)


def page(router: APIRouter, path: str) -> Callable[[Handler], Handler]:
    """Registers a page: a function of the request whose answers depend on address and snapshot alone."""

    def register(handler: Handler) -> Handler:
        def answer(request: Request) -> Response:
            return cached(request, lambda: handler(request))

        router.add_api_route(
            path, answer, methods=["GET", "HEAD"], name=handler.__name__, response_model=None
        )
        return handler

    return register


def _is_whole(response: Response) -> bool:
    body = getattr(response, "body", None)
    return body is not None and len(body) <= LARGEST_KEPT


def _copy(response: Response) -> Response:
    copy = Response(response.body, status_code=response.status_code)
    copy.raw_headers = list(response.raw_headers)
    return copy
