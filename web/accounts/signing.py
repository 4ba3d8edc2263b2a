"""Signing in and out: the page, the one-time link, and what limits those who guess."""

import hmac
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from graph.office.journal import Deed, write_note
from web.accounts.forms import (
    FIELD,
    is_from_form,
    is_own,
    is_secure,
    kept_fields,
    send_again,
    sign_in_form,
    text_of,
)
from web.accounts.sessions import SESSION_SECONDS, Sessions
from web.http.allowances import Allowances
from web.http.security import client_of
from web.views.person import person_of
from web.views.view import View

router = APIRouter()

TRIES, TRY_SECONDS = 5, 30.0
"""So many tries at once for an address and for a name, then one each so many seconds."""


class Tries:
    """What each address and each name may still try."""

    def __init__(self) -> None:
        self._left = Allowances(1 / TRY_SECONDS, TRIES)

    def take(self, request: Request, name: str) -> bool:
        """Whether one more try is allowed, which then is taken."""
        of_address = self.take_of_address(request)
        return self._left.take(f"name {name}") and of_address

    def take_of_address(self, request: Request) -> bool:
        """Whether one more try is allowed to the address, which then is taken."""
        return self._left.take(f"address {client_of(request.scope)}")


@router.get("/sign-in", response_model=None, include_in_schema=False)
def sign_in_page(request: Request) -> Response:
    """The form; with the token in the address, a session."""
    sessions: Sessions = request.app.state.sessions
    given = request.query_params.get("token")
    if given is not None:
        cookie = sessions.of_token(given)
        if cookie is None:
            return sign_in_form(request, status=403, problem="token")
        answer = RedirectResponse(target_of(request.query_params.get("next", "")), status_code=303)
        return with_session(request, answer, cookie)
    return sign_in_form(request)


@router.post("/sign-in", response_model=None, include_in_schema=False)
async def sign_in(request: Request) -> Response:
    """A session for a name and its password."""
    async with request.form(max_files=0, max_fields=400) as form:
        return await run_in_threadpool(_signed_in, request, form)


@router.post("/sign-out", response_model=None, include_in_schema=False)
async def sign_out(request: Request) -> Response:
    """The session ends in this browser."""
    sessions: Sessions = request.app.state.sessions
    async with request.form(max_files=0, max_fields=4) as form:
        person, given = person_of(request), str(form.get(FIELD, ""))
    answer = RedirectResponse(View(request).url("/"), status_code=303)
    if person is None or (is_own(request) and hmac.compare_digest(given.encode(), person.csrf.encode())):
        answer.delete_cookie(await run_in_threadpool(lambda: sessions.cookie), path="/")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _signed_in(request: Request, form: FormData) -> Response:
    sessions: Sessions = request.app.state.sessions
    name, password = text_of(form, "name").strip(), text_of(form, "password")
    if not is_own(request) or not is_from_form(request, text_of(form, FIELD)):
        return sign_in_form(request, status=403, problem="stale", form=form)
    if not request.app.state.tries.take(request, name):
        return sign_in_form(request, status=429, problem="tries", form=form)
    user = sessions.users.signed_in(name, password)
    if user is None:
        write_note(sessions.users.data, name[:80], Deed.REFUSED, client_of(request.scope))
        return sign_in_form(request, status=403, problem="wrong", form=form)
    write_note(sessions.users.data, user.name, Deed.SIGNED_IN, client_of(request.scope))
    cookie = sessions.of_user(user)
    person = sessions.person(cookie)
    again = text_of(form, "again")
    if again and person is not None:
        page = send_again(request, target_of(again), kept_fields(form), person)
        return with_session(request, page, cookie)
    answer = RedirectResponse(target_of(text_of(form, "next")), status_code=303)
    return with_session(request, answer, cookie)


def with_session(request: Request, answer: Response, cookie: str) -> Response:
    """The answer, which gives the browser this session."""
    sessions: Sessions = request.app.state.sessions
    answer.set_cookie(
        sessions.cookie, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax",
        secure=is_secure(request), path="/",
    )  # fmt: skip
    answer.headers["cache-control"] = "no-store"
    return answer


def target_of(asked: str) -> str:
    """Where to go on: a path of this server, else its start."""
    parts = urlsplit(asked)
    is_path = asked.startswith("/") and not asked.startswith(("//", "/\\")) and not parts.netloc
    return asked if is_path and asked.isprintable() else "/"
