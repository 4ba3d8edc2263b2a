"""Every request is told who asks; what writes comes from a form of ours, of that session, and is allowed."""

import hmac
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.office.users import Person, Role
from web.accounts.forms import FIELD, is_own, send_again, sign_in_form, text_of, typed_fields
from web.accounts.sessions import Sessions
from web.views.person import PERSON, person_of
from web.views.view import View, render

MOST_FILES, MOST_FIELDS = 200, 400

Handler = Callable[..., Response]


class Identified:
    """The scope of each request tells who asks, by the cookie of a session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            cookies = HTTPConnection(scope).cookies
            if any(name.startswith("pobratim-") for name in cookies):
                sessions: Sessions = scope["app"].state.sessions
                scope[PERSON] = await run_in_threadpool(_person, sessions, cookies)
        await self.app(scope, receive, send)


def _person(sessions: Sessions, cookies: dict[str, str]) -> Person | None:
    return sessions.person(cookies.get(sessions.cookie, ""))


def writes(router: APIRouter, path: str, role: Role = Role.EDITOR) -> Callable[[Handler], Handler]:
    """Registers what is posted to the path: a function of the request, who asks, and the form.

    It is called where the form is one of ours and its sender has the role; else nothing is written, and what
    was typed is kept for after signing in.
    """

    def register(handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
                parts = request.path_params
                return await run_in_threadpool(_answered, request, form, handler, role, parts)

        router.add_api_route(path, answer, methods=["POST"], response_model=None, include_in_schema=False)
        return handler

    return register


def private(router: APIRouter, path: str, role: Role = Role.EDITOR) -> Callable[[Handler], Handler]:
    """Registers a page for those who have the role; others are sent to sign in and come back."""

    def register(handler: Handler) -> Handler:
        def answer(request: Request, **parts: Any) -> Response:
            person = person_of(request)
            if person is None:
                query = f"?{request.url.query}" if request.url.query else ""
                target = View(request).url("/sign-in", next=request.url.path + query)
                return RedirectResponse(target, status_code=303)
            if not _may(person, role):
                return render(request, "office/refused.html", status=403, reason="role")
            shown = handler(request, person, **parts)
            shown.headers["cache-control"] = "no-store"
            return shown

        def named(request: Request) -> Response:
            return answer(request, **request.path_params)

        router.add_api_route(path, named, methods=["GET"], response_model=None, include_in_schema=False)
        return handler

    return register


def _answered(
    request: Request, form: FormData, handler: Handler, role: Role, parts: dict[str, Any]
) -> Response:
    person = person_of(request)
    if not is_own(request):
        return render(request, "office/refused.html", status=403, reason="foreign")
    fields = typed_fields(form)
    if person is None:
        return sign_in_form(request, status=403, problem="signed-out", again=request.url.path, kept=fields)
    if not hmac.compare_digest(text_of(form, FIELD).encode(), person.csrf.encode()):
        return send_again(request, request.url.path, fields, person)
    if not _may(person, role):
        return render(request, "office/refused.html", status=403, reason="role")
    return handler(request, person, form, **parts)


def _may(person: Person, role: Role) -> bool:
    order = list(Role)
    return order.index(person.role) >= order.index(role)
