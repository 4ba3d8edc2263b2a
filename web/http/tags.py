"""Strong entity tags: each form in which an answer goes out has its own (RFC 9110, 8.8.3)."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COMPRESSED = '-gzip"'
"""How the tag of a compressed answer ends."""


def of_compressed(tag: str) -> str:
    """The tag of the same answer in its compressed form."""
    return tag[:-1] + _COMPRESSED


def holds_compressed(held: str) -> bool:
    """Whether an If-None-Match has the tag of a compressed form."""
    return _COMPRESSED in held


def of_plain(held: str) -> str:
    """The If-None-Match with the tags that the same answers have uncompressed."""
    return held.replace(_COMPRESSED, '"')


def is_held(held: str, tag: str) -> bool:
    """Whether If-None-Match says that the client has the answer of that tag, or has any at all."""
    tags = [one.strip().removeprefix("W/") for one in held.split(",")]
    return tag in tags or "*" in tags


class TagsOfForms:
    """A compressed answer has a tag of its own, which the application need not know of."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held = Headers(scope=scope).get("if-none-match", "")
        if holds_compressed(held):
            headers = MutableHeaders(scope=scope)
            headers["if-none-match"] = of_plain(held)
            scope = {**scope, "headers": headers.raw}

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_compressed = headers.get("content-encoding") == "gzip"
                was_compressed = message["status"] == 304 and holds_compressed(held)
                if "etag" in headers and (is_compressed or was_compressed):
                    message = {**message, "headers": list(headers.raw)}
                    MutableHeaders(scope=message)["etag"] = of_compressed(headers["etag"])
            await send(message)

        await self.app(scope, receive, send_with_tag)
