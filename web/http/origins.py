"""By what name the server may be asked, and from pages of which origin.

A page of another site reads what it likes of a server on its reader's machine if it can make a name of its
own lead there; so a request must be for a name that the server was started for. An address in figures can be
nobody's trick.
"""

from functools import lru_cache
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.http.refusals import refusal


def origin_of(request: Request) -> str:
    """What the addresses of this server begin with, as the request asks for it; no slash at the end."""
    return str(request.base_url).rstrip("/")


CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag, link, retry-after, x-row-limit, x-rows, x-truncated",
}
PREFLIGHT = {
    **CORS,
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "accept, accept-language, authorization, content-type, if-none-match",
    "access-control-max-age": "86400",
}
OPEN = (
    "/sparql", "/data/", "/id/", "/ontology", "/.well-known/void", "/void.", "/shapes", "/dump.", "/changes",
    "/stream", "/api/", "/reconcile",
)  # fmt: skip
"""What is for programs, and so for scripts of other sites."""


POSTED = ("/sparql", "/reconcile")
"""Of these what may be posted to as well."""


def methods_of(path: str) -> str:
    """What a program may do with an address that is for programs."""
    return "GET, HEAD, OPTIONS, POST" if path in POSTED else "GET, HEAD, OPTIONS"


class KnownHosts:
    """A request for a name that is none of `hosts`, nor localhost or an address in figures, is refused (421).

    With None for the hosts any name will do.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = unknown_host(scope, self.hosts) if scope["type"] == "http" else None
        await (refused or self.app)(scope, receive, send)


def unknown_host(scope: Scope, hosts: frozenset[str] | None) -> Response | None:
    """The refusal of a request for another name than those."""
    if hosts is None:
        return None
    asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    if len(asked) <= 1 and all(is_known(one, hosts) for one in asked):
        return None
    return refusal(scope, 421, "unknown-host", host=", ".join(asked))


@lru_cache(maxsize=512)
def is_known(host: str, hosts: frozenset[str]) -> bool:
    """Whether a Host header names this server: one of the hosts, localhost or an address in figures."""
    name = host_name(host)
    return name in hosts or name == "localhost" or _is_address(name)


def host_name(host: str) -> str:
    """The name in a Host header, without its port and in lower case."""
    name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower().rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class OpenToScripts:
    """Scripts of other sites may read what is for programs, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            allowed = {"allow": methods_of(scope["path"])}
            await Response(status_code=204, headers={**PREFLIGHT, **allowed})(scope, receive, send)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(CORS)
                if "allow" in headers:
                    headers["allow"] = methods_of(scope["path"])
            await send(message)

        await self.app(scope, receive, send_open)
