"""The SPARQL 1.1 Protocol at /sparql, read-only; for a browser the same address is the desk."""

import hashlib
from dataclasses import replace

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from ontology.errors import PobratimError
from queries.engine import Engine, Limits, Query
from queries.engine.errors import LimitExceededError
from queries.engine.text import is_lasting
from web.endpoint.answers import PATH
from web.endpoint.linked_data import describe_service
from web.endpoint.presence import Present
from web.endpoint.problems import problem
from web.endpoint.protocol import (
    Operation,
    ProtocolError,
    choose_media,
    likes_page,
    read_operation,
)
from web.endpoint.spool import Spooled, SpooledResponse, spool, spool_here
from web.http.compression import compressing
from web.http.security import RequestLimits, client_of
from web.http.tags import is_held
from web.pages import desk
from web.settings import Limits as ServerLimits
from web.site import Site

router = APIRouter(tags=["sparql"])
router.include_router(desk.router)


READ_AT_ONCE = 1 << 13
"""A longer query is looked at in a thread, so that the event loop is nobody's alone."""


@router.head("/sparql", response_model=None)
@router.post("/sparql", response_model=None)
@router.get("/sparql", response_model=None)
async def sparql(request: Request) -> Response:
    try:
        return await _answer(request)
    except PobratimError as error:
        return problem(request, error)


async def _answer(request: Request) -> Response:
    operation = await read_operation(request)
    if likes_page(request.method, request.headers.get("accept", "")):
        return desk.desk_page(request, operation.text)
    if operation.text is None:
        return await _described(request, operation)
    if len(operation.text) <= READ_AT_ONCE:
        query, lasting = _read(request, operation)
    else:
        query, lasting = await run_in_threadpool(_read, request, operation)
    return await _answer_query(request, query, lasting=lasting, takes_part=operation.takes_part)


def _read(request: Request, operation: Operation) -> tuple[Query, bool]:
    """The query that is asked, and whether the same snapshot always answers it alike."""
    limits, text = request.app.state.settings.limits, operation.text or ""
    seconds = min(limits.query_seconds, operation.seconds or limits.query_seconds)
    query = Query(
        text,
        operation.default_graphs,
        operation.named_graphs,
        choose_media(request.headers.get("accept", "*/*"), operation),
        Limits(seconds, limits.query_rows),
        base=_address(request),
    )
    return query, is_lasting(text)


def _address(request: Request) -> str:
    """The address that was asked, without the query."""
    host = request.headers.get("host") or ":".join(map(str, request.scope["server"]))
    return f"{request.scope['scheme']}://{host}{request.scope['path']}"


async def _answer_query(request: Request, query: Query, *, lasting: bool, takes_part: bool) -> Response:
    """The whole answer; a cut one only to who says that a part will do: no format says that it is cut."""
    site: Site = request.app.state.site
    etag = entity_tag(await _snapshot(site.public_engine), query) if lasting else None
    if etag is not None and is_held(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers={"etag": etag, "vary": "accept"})
    spooled = await _spooled(request, site, query)
    end = spooled.end
    if end.truncated and not takes_part:
        spooled.body.close()
        raise LimitExceededError("rows", str(query.limits.rows))
    told = {"x-rows": str(end.rows), **({"x-truncated": "true"} if end.truncated else {})}
    return SpooledResponse(spooled, {**_headers(query, etag), **told})


async def _spooled(request: Request, site: Site, query: Query) -> Spooled:
    """The whole answer, of an engine that needs no thread where the data are here."""
    admission, most = request.app.state.admission, request.app.state.settings.limits.answer_bytes
    async with (
        Present(request.receive, query),
        admission.place(client_of(request.scope), query.limits.seconds) as waited,
    ):
        late = replace(query, waited=waited)
        if site.loop_engine is not None:
            return await spool(site.loop_engine, late, most)
        return await run_sync(spool_here, site.public_engine, late, most, limiter=admission.threads)


async def _snapshot(engine: Engine) -> str:
    """The snapshot that answers; a server that must be asked for it holds nobody else up."""
    known = engine.known_snapshot
    return known if known is not None else await run_in_threadpool(lambda: engine.snapshot)


def entity_tag(snapshot: str, query: Query) -> str:
    """A strong ETag: the same for the same answer of the same snapshot."""
    media = query.media
    names = (media.solutions.name, media.boolean.name, media.triples.name)
    asked = repr((query.text, query.base, query.default_graphs, query.named_graphs, names, query.limits.rows))
    return f'"{snapshot}-{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'


_LINKS = '</.well-known/void>; rel="describedby"; type="text/turtle"'


def _headers(query: Query, etag: str | None) -> dict[str, str]:
    headers = {
        "vary": "accept",
        "link": _LINKS,
        "x-row-limit": str(query.limits.rows),
        "cache-control": "no-cache" if etag is not None else "no-store",
    }
    if etag is not None:
        headers["etag"] = etag
    return headers


class Shortcut:
    """Answers what programs ask of the endpoint before anything that only pages need."""

    def __init__(self, app: ASGIApp, limits: ServerLimits) -> None:
        self._app = app
        self._plain = RequestLimits(_respond, limits)
        self._compressed = RequestLimits(compressing(_respond), limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or not _is_query(scope):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if likes_page(scope["method"], headers.get(b"accept", b"").decode("latin-1")):
            await self._app(scope, receive, send)
        elif b"gzip" in headers.get(b"accept-encoding", b""):
            await self._compressed(scope, receive, send)
        else:
            await self._plain(scope, receive, send)


def _is_query(scope: Scope) -> bool:
    method: str = scope["method"]
    return method == "POST" or (method == "GET" and b"query=" in scope["query_string"])


async def _respond(scope: Scope, receive: Receive, send: Send) -> None:
    response = await sparql(Request(scope, receive))
    await response(scope, receive, send)


async def _described(request: Request, operation: Operation) -> Response:
    if request.method == "POST":
        raise ProtocolError("protocol-no-query")
    return await run_in_threadpool(describe_service, request)
