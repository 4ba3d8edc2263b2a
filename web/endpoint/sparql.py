"""The SPARQL 1.1 Protocol at /sparql, read-only; for a browser the same address is the desk."""

import hashlib
from asyncio import create_task
from contextlib import suppress
from dataclasses import replace
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from ontology.errors import PobratimError
from queries.engine import Engine, Limits, Query
from queries.engine.errors import LimitExceededError
from queries.engine.serialise import MEDIA
from queries.engine.text import is_lasting
from web.endpoint.linked_data import describe_service
from web.endpoint.problems import problem
from web.endpoint.protocol import (
    QUERY_TYPE,
    Operation,
    ProtocolError,
    choose_media,
    read_operation,
    wants_page,
)
from web.endpoint.spool import Spooled, SpooledResponse, spool
from web.http.security import client_of
from web.http.tags import is_held
from web.pages import desk
from web.site import public_engine_of

router = APIRouter(tags=["sparql"])
router.include_router(desk.router)


READ_AT_ONCE = 1 << 13
"""A longer query is looked at in a thread, so that the event loop is nobody's alone."""

_SUMMARY = "SPARQL 1.1 Protocol"
_DESCRIPTION = (
    "Answers SELECT, ASK, CONSTRUCT and DESCRIBE; `query` may also be posted as a form or as "
    f"`{QUERY_TYPE}`. Without a query: the service description, or the desk for a browser."
)
_PARAMETERS: list[dict[str, Any]] = [
    {"name": "query", "in": "query", "schema": {"type": "string"}, "description": "The query."},
    {
        "name": "default-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": "Graphs whose merge is the default graph; then the dataset has no others.",
    },
    {
        "name": "named-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": "Graphs that GRAPH may name.",
    },
    {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": list(MEDIA)},
        "description": "The format, for clients that cannot send Accept.",
    },
    {
        "name": "partial",
        "in": "query",
        "schema": {"type": "string", "enum": ["1"]},
        "description": "1 takes the first rows of an answer that is longer than the limit.",
    },
    {
        "name": "timeout",
        "in": "query",
        "schema": {"type": "number"},
        "description": "Seconds after which to give up, if sooner than the server would.",
    },
]
_DOCUMENTED: dict[str, Any] = {
    "response_class": Response,
    "response_model": None,
    "summary": _SUMMARY,
    "description": _DESCRIPTION,
    "openapi_extra": {"parameters": _PARAMETERS},
}


@router.head("/sparql", include_in_schema=False)
@router.post("/sparql", operation_id="sparql_post", **_DOCUMENTED)
@router.get("/sparql", operation_id="sparql_get", **_DOCUMENTED)
async def sparql(request: Request) -> Response:
    try:
        return await _answer(request)
    except PobratimError as error:
        return problem(request, error)


async def _answer(request: Request) -> Response:
    operation = await read_operation(request)
    if wants_page(request):
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
        base=str(request.url.replace(query="")),
    )
    return query, is_lasting(text)


async def _answer_query(request: Request, query: Query, *, lasting: bool, takes_part: bool) -> Response:
    """The whole answer; a cut one only to who says that a part will do: no format says that it is cut."""
    engine = public_engine_of(request)
    etag = entity_tag(await _snapshot(engine), query) if lasting else None
    if etag is not None and is_held(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers={"etag": etag, "vary": "accept"})
    spooled = await _spooled(request, engine, query)
    end = spooled.answering.end
    if end.truncated and not takes_part:
        spooled.body.close()
        raise LimitExceededError("rows", str(query.limits.rows))
    told = {"x-rows": str(end.rows), **({"x-truncated": "true"} if end.truncated else {})}
    return SpooledResponse(spooled, {**_headers(query, etag), **told})


async def _spooled(request: Request, engine: Engine, query: Query) -> Spooled:
    """The whole answer; a client that goes away meanwhile stops its query, waiting or under way."""
    admission, most = request.app.state.admission, request.app.state.settings.limits.answer_bytes
    gone = create_task(_gone(request))
    gone.add_done_callback(lambda _: query.abandoned.set())
    try:
        async with admission.place(client_of(request.scope), query.limits.seconds, gone) as waited:
            late = replace(query, waited=waited)
            return await run_sync(spool, engine, late, most, limiter=admission.threads)
    finally:
        gone.cancel()


async def _gone(request: Request) -> None:
    """Ends once the client has gone away."""
    with suppress(Exception):  # a connection that fails is gone as well
        while (await request.receive())["type"] != "http.disconnect":
            pass


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


async def _described(request: Request, operation: Operation) -> Response:
    if request.method == "POST":
        raise ProtocolError("protocol-no-query")
    return await run_in_threadpool(describe_service, request)
