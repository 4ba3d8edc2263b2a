"""Signing in by the provider: sent there, and back with a code."""

import hmac
from secrets import token_urlsafe

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from graph.office.journal import Deed, write_note
from ontology.errors import InputError, StoreError
from web.accounts.forms import is_secure, sign_in_form
from web.accounts.openid import Journey, Provider
from web.accounts.sessions import JOURNEY_SECONDS, Sessions
from web.accounts.signing import target_of, with_session
from web.http.origins import origin_of
from web.http.security import client_of
from web.views.view import View

router = APIRouter()

COOKIE = "pobratim-journey"
BACK = "/sign-in/provider/back"


@router.get("/sign-in/provider", response_model=None, include_in_schema=False)
def go(request: Request) -> Response:
    """The browser is sent to the provider, with what it has to bring back."""
    sessions: Sessions = request.app.state.sessions
    journey = Journey(
        token_urlsafe(24), token_urlsafe(24), token_urlsafe(48), request.query_params.get("next", "")
    )
    try:
        address = _provider(sessions).address(journey, _back(request))
    except (InputError, StoreError) as error:
        return _failed(request, error)
    answer = RedirectResponse(address, status_code=303)
    answer.set_cookie(
        COOKIE, sessions.journey_cookie(journey), max_age=JOURNEY_SECONDS, httponly=True, samesite="lax",
        secure=is_secure(request), path="/sign-in",
    )  # fmt: skip
    answer.headers["cache-control"] = "no-store"
    return answer


@router.get(BACK, response_model=None, include_in_schema=False)
def come_back(request: Request) -> Response:
    """A session for who the provider says came back."""
    sessions, params = request.app.state.sessions, request.query_params
    journey = sessions.journey(request.cookies.get(COOKIE, ""))
    if journey is None or not hmac.compare_digest(params.get("state", "").encode(), journey.state.encode()):
        return sign_in_form(request, status=403, problem="journey")
    if not params.get("code"):
        return sign_in_form(request, status=403, problem="provider-refused")
    if not request.app.state.tries.take_of_address(request):
        return sign_in_form(request, status=429, problem="tries")
    try:
        outsider = _provider(sessions).outsider(journey, params["code"], _back(request))
        cookie = sessions.of_outsider(outsider)
    except (InputError, StoreError) as error:
        return _failed(request, error)
    if cookie is None:
        write_note(sessions.users.data, outsider.name[:80], Deed.REFUSED, client_of(request.scope))
        return sign_in_form(request, status=403, problem="no-role")
    write_note(sessions.users.data, outsider.name, Deed.SIGNED_IN, client_of(request.scope))
    answer = with_session(request, RedirectResponse(target_of(journey.next), status_code=303), cookie)
    answer.delete_cookie(COOKIE, path="/sign-in")
    return answer


def _provider(sessions: Sessions) -> Provider:
    provider = sessions.provider
    if provider is None:
        raise StoreError("oidc-none")
    return provider


def _back(request: Request) -> str:
    return f"{origin_of(request)}{BACK}"


def _failed(request: Request, error: InputError | StoreError) -> Response:
    return sign_in_form(request, status=502, problem="provider", told=error.told(View(request).speech))
