"""The addresses for programs, as a page to read and as OpenAPI: /api and /api/openapi.json.

The page is made here, of the same list: nothing of it is fetched from elsewhere.
"""

import json

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from web.api.openapi import document
from web.api.operations import GROUPS, Operation, operations
from web.http.origins import origin_of
from web.views.view import language, render

router = APIRouter()


@router.get("/api", response_model=None)
def api_page(request: Request) -> Response:
    """Every operation by its group, with a request to try and the beginning of an answer."""
    groups = [(group, [one for one in operations() if one.told.group == group]) for group in GROUPS]
    return render(
        request, "api.html", groups=groups, origin=origin_of(request), shown=shown, request_of=request_of
    )


@router.get("/api/openapi.json", response_model=None)
def openapi(request: Request) -> Response:
    """The same as OpenAPI 3.1, for tools."""
    headers = {"cache-control": "no-cache"}
    return JSONResponse(document(language(request), origin_of(request)), headers=headers)


def shown(example: object) -> str:
    """An example as a reader sees it."""
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=1)


def request_of(one: Operation, origin: str) -> str:
    """The example as a command: what is posted where it is a POST."""
    if one.told.method == "get":
        return f"curl '{origin}{one.example}'"
    media_type, body = next(iter(one.told.bodies.items()))
    return f"curl '{origin}{one.example}' -H 'content-type: {media_type}' -d '{shown(body)}'"
