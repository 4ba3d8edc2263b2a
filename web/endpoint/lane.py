"""The way of a program's query to the engine and back: guards in order, one worker's pipe, prepared headers.

A connection of `pobratim serve` hands requests over as they were read, before there is an application; where
something stands between, `Endpoint` does so before all other parts of the application. What is no query of a
program (the desk, the service description, other methods) is left to the routes.
"""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ontology.errors import PobratimError
from queries.engine import Engine, Query, QueryLimits
from queries.engine.errors import LimitExceededError
from queries.engine.serialise import Medium
from queries.engine.text import is_lasting
from web.endpoint.admission import Admission
from web.endpoint.presence import Present
from web.endpoint.problems import problem
from web.endpoint.protocol import ProtocolError, ProtocolOperation, choose_media, likes_page, read_operation
from web.endpoint.spool import IN_ONE_PIECE, Spooled, SpooledPieces, spool, spool_here
from web.http.allowances import Allowances
from web.http.cache import SnapshotCache
from web.http.compression import LEVEL, SMALLEST
from web.http.origins import CORS, unknown_host
from web.http.refusals import refusal
from web.http.replies import Common, Header, Reply, reply_of, send_reply
from web.http.security import HEADERS, client_of, declared_length, long_address, too_fast
from web.http.tags import holds_compressed, is_held, of_compressed, of_plain
from web.settings import Settings
from web.site import Site

PATH = "/sparql"
KEPT_BYTES = 1 << 18
"""No longer answer is kept."""
OWN_BYTES = 600
"""What a kept answer takes beside its body and what was asked."""
READ_AT_ONCE = 1 << 13
"""A longer query is looked at in a thread, so that the event loop is nobody's alone."""
COMPRESSED_AT_ONCE = 1 << 16
"""A longer answer is compressed in a thread."""
DECIDING = (b"host", b"accept", b"accept-encoding")
"""The headers that an answer depends on; relative IRIs are relative to the host."""
TELLING = {
    "vary": "accept, accept-encoding",
    "link": '</.well-known/void>; rel="describedby"; type="text/turtle"',
}

Key = tuple[bytes, ...]
AnswerCache = SnapshotCache[Key, Reply]
"""Answers as they went out, in so many bytes."""


@dataclass(slots=True)
class ProgramRequest:
    """A request on its way; `key` and `snapshot` say under what its answer is kept, where it may be."""

    scope: Scope
    headers: dict[bytes, bytes]
    key: Key | None = None
    snapshot: str | None = None

    def header(self, name: bytes, default: str = "") -> str:
        """The value of a header, the first of several."""
        value = self.headers.get(name)
        return default if value is None else value.decode("latin-1")

    @property
    def takes_gzip(self) -> bool:
        return b"gzip" in self.headers.get(b"accept-encoding", b"")


class Lane:
    """What answers the queries of programs."""

    path = PATH.encode()

    def __init__(
        self,
        site: Site,
        settings: Settings,
        allowances: Allowances | None,
        admission: Admission,
        kept: AnswerCache,
    ) -> None:
        self._site = site
        self._hosts = settings.hosts
        self._limits = settings.limits
        self._allowances = allowances
        self._admission = admission
        self._kept = kept
        everywhere = {**HEADERS, **(CORS if settings.cors else {})}
        told = {"x-row-limit": str(settings.limits.query_rows), **TELLING, **everywhere}
        self._common, self._of_problems = _prepared(told), _prepared(everywhere)
        self._guards: tuple[Callable[[ProgramRequest], Reply | None], ...] = (
            self._of_known_host,
            self._kept_answer,
            self._within_rate,
            self._of_bearable_address,
            self._of_bearable_length,
        )

    def takes(self, scope: Scope) -> bool:
        """Whether the request is a program's query."""
        method = scope["method"]
        if method == "POST":
            return True
        if method not in ("GET", "HEAD") or not _has_query(scope["query_string"]):
            return False
        accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
        return not likes_page("GET", accept.decode("latin-1"))

    async def answer(self, scope: Scope, receive: Receive) -> Reply:
        """What a guard says, or the engine's answer, or what was wrong with the query."""
        asked = ProgramRequest(scope, dict(reversed(scope["headers"])))
        for guard in self._guards:
            reply = guard(asked)
            if reply is not None:
                return reply
        try:
            body = await _body(receive, self._limits.body_bytes) if scope["method"] == "POST" else b""
            if body is None:
                return self._too_large(asked)
            reply = await self._of_engine(asked, body, receive)
        except PobratimError as error:
            return reply_of(problem(Request(scope), error), self._of_problems)
        self._keep(asked, reply)
        return reply

    # ── guards: each lets a request pass, or answers it ──

    def _of_known_host(self, asked: ProgramRequest) -> Reply | None:
        refused = unknown_host(asked.scope, self._hosts)
        return reply_of(refused, self._of_problems) if refused is not None else None

    def _kept_answer(self, asked: ProgramRequest) -> Reply | None:
        """The answer that the same request to the same snapshot had before."""
        if asked.scope["method"] != "GET" or b"if-none-match" in asked.headers:
            return None
        asked.snapshot = self._site.public_engine.known_snapshot
        if asked.snapshot is None:
            return None
        asked.key = (asked.scope["query_string"], *[asked.headers.get(name, b"") for name in DECIDING])
        return self._kept.get(asked.snapshot, asked.key)

    def _within_rate(self, asked: ProgramRequest) -> Reply | None:
        refused = too_fast(asked.scope, self._allowances)
        return reply_of(refused, self._of_problems) if refused is not None else None

    def _of_bearable_address(self, asked: ProgramRequest) -> Reply | None:
        refused = long_address(asked.scope, self._limits.url_bytes)
        return reply_of(refused, self._of_problems) if refused is not None else None

    def _of_bearable_length(self, asked: ProgramRequest) -> Reply | None:
        return self._too_large(asked) if declared_length(asked.scope) > self._limits.body_bytes else None

    def _too_large(self, asked: ProgramRequest) -> Reply:
        refused = refusal(asked.scope, 413, "large-request", most=self._limits.body_bytes)
        return reply_of(refused, self._of_problems)

    # ── the engine ──

    async def _of_engine(self, asked: ProgramRequest, body: bytes, receive: Receive) -> Reply:
        """The whole answer; a cut one only to who says that a part will do: no format says that it is cut."""
        scope = asked.scope
        content_type = asked.header(b"content-type")
        operation = read_operation(scope["method"], scope["query_string"], content_type, body)
        if operation.text is None:
            raise ProtocolError("protocol-no-query")
        if len(operation.text) <= READ_AT_ONCE:
            query, lasting = self._read(asked, operation)
        else:
            query, lasting = await run_sync(self._read, asked, operation)
        etag = await self._entity_tag(asked, query) if lasting else None
        if not lasting:
            asked.key = None
        held = asked.header(b"if-none-match")
        if etag is not None and held and is_held(of_plain(held), etag):
            return self._unchanged(etag, is_compressed=holds_compressed(held))
        spooled = await self._spooled(query, client_of(scope), receive)
        if spooled.end.truncated and not operation.takes_part:
            spooled.body.close()
            raise LimitExceededError("rows", str(query.limits.rows))
        return await self._reply(spooled, etag, takes_gzip=asked.takes_gzip)

    async def _entity_tag(self, asked: ProgramRequest, query: Query) -> str:
        return entity_tag(asked.snapshot or await _snapshot(self._site.public_engine), query)

    def _read(self, asked: ProgramRequest, operation: ProtocolOperation) -> tuple[Query, bool]:
        """The query that is asked, and whether the same snapshot always answers it alike."""
        limits, text = self._limits, operation.text or ""
        query = Query(
            text,
            operation.default_graphs,
            operation.named_graphs,
            choose_media(asked.header(b"accept", "*/*"), operation),
            QueryLimits(
                min(limits.query_seconds, operation.seconds or limits.query_seconds), limits.query_rows
            ),
            base=_address(asked),
        )
        return query, is_lasting(text)

    async def _spooled(self, query: Query, client: str, receive: Receive) -> Spooled:
        """The whole answer, of an engine that needs no thread where the data are here."""
        site, admission, most = self._site, self._admission, self._limits.answer_bytes
        async with Present(receive, query), admission.place(client, query.limits.seconds) as waited:
            query.waited = waited
            if site.loop_engine is not None:
                return await spool(site.loop_engine, query, most)
            return await run_sync(spool_here, site.public_engine, query, most, limiter=admission.threads)

    async def _reply(self, spooled: Spooled, etag: str | None, *, takes_gzip: bool) -> Reply:
        compressed = takes_gzip and spooled.size >= SMALLEST
        headers = _own_headers(spooled, etag, compressed=compressed)
        if spooled.size > IN_ONE_PIECE:
            if not compressed:
                headers += (_length(spooled.size),)
            return Reply(200, headers, self._common, pieces=SpooledPieces(spooled, compressed=compressed))
        body = spooled.taken()
        if compressed:
            body = await _gzipped(body)
        return Reply(200, (*headers, _length(len(body))), self._common, body)

    def _unchanged(self, etag: str, *, is_compressed: bool) -> Reply:
        return Reply(304, (_tag(etag, compressed=is_compressed),), self._common)

    def _keep(self, asked: ProgramRequest, reply: Reply) -> None:
        """Keeps a whole answer that lasts for who asks the same again."""
        if asked.key is None or asked.snapshot is None or reply.pieces is not None or reply.status != 200:
            return
        if len(reply.body) <= KEPT_BYTES:
            size = sum(map(len, asked.key)) + OWN_BYTES + len(reply.body)
            self._kept.put(asked.snapshot, asked.key, reply, size)


class Endpoint:
    """Gives the queries of programs to the lane before anything that only pages need."""

    def __init__(self, app: ASGIApp, lane: Lane) -> None:
        self._app = app
        self._lane = lane

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or not self._lane.takes(scope):
            await self._app(scope, receive, send)
            return
        reply = await self._lane.answer(scope, receive)
        await send_reply(reply, send, without_body=scope["method"] == "HEAD")


def _has_query(parameters: bytes) -> bool:
    """Whether a parameter is called “query”, in whatever spelling."""
    if parameters.startswith(b"query=") or b"&query=" in parameters:
        return True
    return b"%" in parameters and any(name == b"query" for name, _ in parse_qsl(parameters))


async def _body(receive: Receive, most: int) -> bytes | None:
    """The body of a request; None where it is longer than so many bytes."""
    body, has_more = b"", True
    while has_more:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            return body
        body += message.get("body", b"")
        has_more = message.get("more_body", False)
        if len(body) > most:
            return None
    return body


async def _snapshot(engine: Engine) -> str:
    """The snapshot that answers; a server that must be asked for it holds nobody else up."""
    known = engine.known_snapshot
    return known if known is not None else await run_sync(lambda: engine.snapshot)


def entity_tag(snapshot: str, query: Query) -> str:
    """A strong ETag: the same for the same answer of the same snapshot."""
    media = query.media
    names = (media.solutions.name, media.boolean.name, media.triples.name)
    asked = repr((query.text, query.base, query.default_graphs, query.named_graphs, names, query.limits.rows))
    return f'"{snapshot}-{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def _address(asked: ProgramRequest) -> str:
    """The address that was asked, without the query."""
    scope = asked.scope
    host = asked.header(b"host") or ":".join(map(str, scope["server"]))
    return f"{scope['scheme']}://{host}{scope['path']}"


def _own_headers(spooled: Spooled, etag: str | None, *, compressed: bool) -> tuple[Header, ...]:
    """What an answer tells of itself; those of its kind have the rest in common."""
    headers = [
        (b"content-type", _content_type(spooled.medium)),
        (b"x-rows", b"%d" % spooled.end.rows),
        (b"cache-control", b"no-store" if etag is None else b"no-cache"),
    ]
    if spooled.end.truncated:
        headers.append((b"x-truncated", b"true"))
    if compressed:
        headers.append((b"content-encoding", b"gzip"))
    if etag is not None:
        headers.append(_tag(etag, compressed=compressed))
    return tuple(headers)


def _tag(etag: str, *, compressed: bool) -> Header:
    """Each form of an answer has a tag of its own."""
    return b"etag", (of_compressed(etag) if compressed else etag).encode()


def _length(size: int) -> Header:
    return b"content-length", b"%d" % size


def _content_type(medium: Medium) -> bytes:
    is_untold = medium.media_type.startswith("text/") and "charset" not in medium.media_type
    return f"{medium.media_type}{'; charset=utf-8' if is_untold else ''}".encode()


async def _gzipped(body: bytes) -> bytes:
    if len(body) <= COMPRESSED_AT_ONCE:
        return gzip.compress(body, LEVEL, mtime=0)
    return await run_sync(lambda: gzip.compress(body, LEVEL, mtime=0))


def _prepared(headers: dict[str, str]) -> Common:
    return Common((name.encode(), value.encode()) for name, value in headers.items())
