"""Pages are made once per snapshot: an answer is kept by its address until the snapshot changes."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from threading import Lock
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

LARGEST_KEPT = 4 * 1024 * 1024

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


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


class CachedRoute(APIRoute):
    """A route whose 200 answers to GET depend on the address and the snapshot alone.

    They carry an ETag, so that a browser that has the page is told so.
    """

    def get_route_handler(self) -> Handler:
        make = super().get_route_handler()

        async def handler(request: Request) -> Response:
            cache: PageCache = request.app.state.cache
            address = f"{request.url.path}?{request.url.query}"
            response = cache.get(request.app.state.site.explorer.snapshot, address)
            if response is None:
                response = await make(request)
                if response.status_code != 200 or not _is_whole(response):
                    return response
                response.headers["etag"] = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
                response.headers["cache-control"] = "no-cache"
                cache.put(address, response)
            if request.headers.get("if-none-match") == response.headers["etag"]:
                return Response(status_code=304, headers={"etag": response.headers["etag"]})
            return _copy(response)

        return handler


def _is_whole(response: Response) -> bool:
    return len(getattr(response, "body", b"x" * (LARGEST_KEPT + 1))) <= LARGEST_KEPT


def _copy(response: Response) -> Response:
    copy = Response(response.body, status_code=response.status_code)
    copy.raw_headers = list(response.raw_headers)
    return copy
