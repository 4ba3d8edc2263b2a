"""Nothing from outside is trusted: headers on every answer, bounds on every request.

Pure ASGI, so that streamed answers stay streams.
"""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.embedding import is_embedded
from web.http.allowances import Allowances
from web.http.refusals import refusal, refused_page
from web.settings import Limits
from web.views.person import person_in

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


_HEADERS = _encoded(HEADERS)

NO_PATHS = ("//", "/\\")
"""How no path of ours begins: a link to such a path on a page would lead to another server."""
MIB = 2**20
UPLOADS = "/reports/add"
"""Where reports are sent to."""
FREE = ("/static/", "/health", "/ready")
"""What begins so is not counted: files, and the questions of whoever watches the server."""


class SecurityHeaders:
    """Every answer carries `HEADERS`, unless a route has set a header of that name itself.

    The sites of `embed` may show our pictures in a frame, and nobody anything else.
    """

    def __init__(self, app: ASGIApp, embed: frozenset[str] = frozenset()) -> None:
        self.app = app
        allowed = " ".join(sorted(embed)) or "'none'"
        policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {allowed}")
        self.in_frames = _encoded({**HEADERS, "content-security-policy": policy})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        ours = self.in_frames if is_embedded(scope) else _HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name.lower() for name, _ in message["headers"]}
                missing = [header for header in ours if header[0] not in told]
                message["headers"] = [*message["headers"], *missing]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class HeadAsGet:
    """HEAD is answered as GET is, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_no_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_no_body)


class BodyTooLargeError(Exception):
    """The body went past its limit while it was being read."""


class RequestLimits:
    """A request with too long an address (414) or too large a body (413) is refused before it is read."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope["path"].startswith(NO_PATHS):
            return await refusal(scope, 404, "no-path")(scope, receive, send)
        too_long = long_address(scope, self.limits.url_bytes)
        if too_long is not None:
            return await too_long(scope, receive, send)
        most = self._most(scope)
        if declared_length(scope) > most:
            return await self._too_large(scope, receive, send)

        received = 0
        answered = False

        async def bounded_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise BodyTooLargeError
            return message

        async def noting_send(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, bounded_receive, noting_send)
        except BodyTooLargeError:
            if not answered:
                await self._too_large(scope, receive, send)

    def _most(self, scope: Scope) -> int:
        """The largest body that is taken: who may add reports sends them whole."""
        person = person_in(scope)
        is_upload = scope["path"] == UPLOADS and person is not None and person.may_edit
        return self.limits.upload_bytes if is_upload else self.limits.body_bytes

    async def _too_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = self._most(scope)
        too_large: Response
        if scope["path"] != UPLOADS:
            too_large = refusal(scope, 413, "large-request", most=most)
        elif most == self.limits.upload_bytes:
            too_large = refused_page(scope, 413, "large-upload", most=most // MIB or 1)
        else:  # whoever may add reports may send so much
            too_large = refused_page(scope, 403, "nobodys-upload")
        await too_large(scope, receive, send)


class RateLimit:
    """A client that asks faster than `requests_per_minute` gets 429 with Retry-After, but for what is FREE.

    A token bucket per address: a burst of one third of a minute's allowance is let through.
    With None for the allowances nobody is too fast.
    """

    def __init__(self, app: ASGIApp, allowances: Allowances | None) -> None:
        self.app = app
        self.allowances = allowances

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE):
            return await self.app(scope, receive, send)
        refused = too_fast(scope, self.allowances)
        return await (refused or self.app)(scope, receive, send)


def request_allowances(limits: Limits) -> Allowances | None:
    """What each client may ask in a minute; None where that is without limit."""
    per_second = (limits.requests_per_minute or 0) / 60
    return Allowances(per_second, max(per_second * 20, 1.0)) if per_second else None


def too_fast(scope: Scope, allowances: Allowances | None) -> Response | None:
    """The refusal of a client that has no request left; else it has one less from now on."""
    if allowances is None or allowances.take(client_of(scope)):
        return None
    response = refusal(scope, 429, "too-fast")
    response.headers["retry-after"] = str(int(1 / allowances.per_second) + 1)
    return response


def long_address(scope: Scope, most: int) -> Response | None:
    """The refusal of an address that is longer than so many bytes."""
    path = scope["raw_path"].partition(b"?")[0]  # some servers give the query with it
    if len(path) + len(scope["query_string"]) <= most:
        return None
    return refusal(scope, 414, "long-address", most=most)


def client_of(scope: Scope) -> str:
    """The address that the request comes from."""
    return scope["client"][0] if scope["client"] else ""


def declared_length(scope: Scope) -> int:
    """How many bytes the request says that its body has; 0 where it does not say."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
