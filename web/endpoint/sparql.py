"""The SPARQL 1.1 Protocol at /sparql, read-only; for a browser the same address is the desk.

Queries of programs never come so far: `web.endpoint.lane` has answered them.
"""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from ontology.errors import PobratimError
from web.endpoint.linked_data import describe_service
from web.endpoint.problems import problem
from web.endpoint.protocol import likes_page, read_operation
from web.pages import desk

router = APIRouter(tags=["sparql"])
router.include_router(desk.router)


@router.head("/sparql", response_model=None)
@router.post("/sparql", response_model=None)
@router.get("/sparql", response_model=None)
async def sparql(request: Request) -> Response:
    try:
        operation = read_operation("GET", request.scope["query_string"], "", b"")
    except PobratimError as error:
        return problem(request, error)
    if likes_page(request.method, request.headers.get("accept", "")):
        return desk.desk_page(request, operation.text)
    return await run_in_threadpool(describe_service, request)
