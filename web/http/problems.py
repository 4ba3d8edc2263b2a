"""From what went wrong to a page that says so and what to do: one table."""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from graph.office.drafts import DraftDesk
from ontology.disk import is_full
from ontology.errors import InputError, PobratimError, StoreError
from ontology.speech import Speech
from web.http.refusals import PROBLEM_TYPE, problem_of
from web.http.security import HEADERS
from web.site import Site
from web.views.view import language, render

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_ANYTHING = "*/*"
_FOR_PROGRAMS = ("/api/", "/data/", "/id/", "/sparql", "/s/", "/.well-known/")
Handler = Callable[[Request, Any], Awaitable[Response]]


async def not_understood(request: Request, error: InputError) -> Response:
    """400: the address asks for something that cannot be."""
    return _problem(request, 400, "bad", _told(request, error))


async def invalid(request: Request, error: RequestValidationError) -> Response:
    """400: a parameter of the wrong kind."""
    wrong = ", ".join(str(one["loc"][-1]) for one in error.errors())
    return _problem(request, 400, "bad", wrong)


async def not_serving(request: Request, error: StoreError) -> Response:
    """503: there is no snapshot, or it does not answer."""
    if error.key == "not-built" and request.method == "GET":
        desk = DraftDesk(request.app.state.settings.data)
        return render(request, "office/first.html", status=503, draft=desk.draft())
    return _problem(request, 503, "store", _told(request, error))


async def failed(request: Request, error: PobratimError) -> Response:
    """500: anything else that we can tell in a sentence."""
    return _problem(request, 500, "failed", _told(request, error))


async def http_error(request: Request, error: HTTPException) -> Response:
    """404 and its like."""
    status = error.status_code
    kind = "missing" if status == 404 else "bad" if status < 500 else "failed"
    response = _problem(request, status, kind, "" if kind == "missing" else str(error.detail))
    response.headers.update(error.headers or {})
    if status == 405 and (allowed := _allowed(request)):
        response.headers["allow"] = allowed
    return response


async def unread(request: Request, error: sqlite3.DatabaseError) -> Response:
    """503 where the index is damaged, which is made anew; any other error of it is a defect."""
    site: Site = request.app.state.site
    if not await run_in_threadpool(site.mend_index):
        raise error
    response = await not_serving(request, StoreError("index-damaged"))
    response.headers["retry-after"] = "5"
    return response


async def no_room(request: Request, error: OSError) -> Response:
    """503 where the disk is full; any other error of the system is a defect."""
    if not is_full(error):
        raise error
    return await not_serving(request, StoreError("no-room", reason=error))


async def broken(request: Request, error: Exception) -> Response:
    """500: a defect; the details stay in the log. This answer passes no middleware on its way out."""
    response = _problem(request, 500, "failed", "")
    response.headers.update(HEADERS)
    return response


HANDLERS: dict[type[Exception], Handler] = {
    InputError: not_understood,
    RequestValidationError: invalid,
    StoreError: not_serving,
    PobratimError: failed,
    HTTPException: http_error,
    sqlite3.DatabaseError: unread,
    OSError: no_room,
    Exception: broken,
}


def _told(request: Request, error: PobratimError) -> str:
    return error.told(Speech(language(request)))


def _problem(request: Request, status: int, kind: str, detail: str) -> Response:
    """The problem as a page, or for a program as problem+json (RFC 9457)."""
    if not _is_program(request):
        return render(request, "problem.html", status=status, kind=kind, detail=detail)
    speech = Speech(language(request))
    content = problem_of(status, kind, detail or speech.say(f"problem.{kind}.title"))
    headers = {"content-language": speech.lang, "vary": "accept, accept-language, cookie"}
    return JSONResponse(content, status, headers, media_type=PROBLEM_TYPE)


def _is_program(request: Request) -> bool:
    """Whether the client asks for anything but a page, or takes anything from where programs ask."""
    accept = request.headers.get("accept", _ANYTHING)
    if "html" in accept:
        return False
    return accept.strip() not in ("", _ANYTHING) or f"{request.url.path}/".startswith(_FOR_PROGRAMS)


def _allowed(request: Request) -> str:
    """The methods that the address answers, for the refusal of another."""
    methods = [method for method in _METHODS if _is_answered(request, method)]
    if not methods and _is_of_a_folder(request):
        methods = ["GET"]
    return ", ".join(sorted({*methods, *(("HEAD",) if "GET" in methods else ())}))


def _is_of_a_folder(request: Request) -> bool:
    """Whether a folder of files answers the address; its routing has left its own part of it in the scope."""
    scope = {**request.scope, "root_path": request.scope.get("app_root_path", "")}
    mounts = (route for route in request.app.routes if isinstance(route, Mount))
    return any(mount.matches(scope)[0] is Match.FULL for mount in mounts)


def _is_answered(request: Request, method: str) -> bool:
    scope = {**request.scope, "method": method}
    routes = (route for route in request.app.routes if not isinstance(route, Mount))
    return any(route.matches(scope)[0] is Match.FULL for route in routes)
