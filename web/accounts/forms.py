"""Forms of a session: what they carry, where they must come from, and how one that came too late is kept."""

import hmac
from collections.abc import Sequence
from secrets import token_urlsafe
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from graph.office.users import Person
from ontology.errors import InputError
from web.accounts.provider import ProviderSettings
from web.accounts.sessions import FORM_SECONDS, Sessions
from web.views.person import person_of
from web.views.view import render

FIELD = "csrf"
"""The field of a form that binds it to its session."""
FORM_COOKIE = "pobratim-form"
KEPT = "kept."
"""Before the names of fields that wait for a session."""

Fields = Sequence[tuple[str, str]]


def is_own(request: Request) -> bool:
    """Whether the request comes from a page of this server, as far as the browser says."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def is_from_form(request: Request, given: str) -> bool:
    """Whether the token is that of a form to sign in, which this browser was shown."""
    sessions: Sessions = request.app.state.sessions
    person, nonce = person_of(request), request.cookies.get(FORM_COOKIE, "")
    right = [sessions.form_token(nonce)] if nonce else []
    right += [person.csrf] if person is not None else []
    return any(hmac.compare_digest(given.encode(), one.encode()) for one in right)


def is_secure(request: Request) -> bool:
    """Whether the browser asks over TLS."""
    return request.url.scheme == "https"


def text_of(form: FormData, name: str) -> str:
    """A field's text; nothing for a field that is not there or is a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def typed_fields(form: FormData) -> Fields:
    """What was typed and chosen, without the token and without files."""
    return [(name, value) for name, value in form.multi_items() if name != FIELD and isinstance(value, str)]


def kept_fields(form: FormData) -> Fields:
    """The fields of another form that this one keeps."""
    return [(name.removeprefix(KEPT), value) for name, value in typed_fields(form) if name.startswith(KEPT)]


def sign_in_form(
    request: Request,
    *,
    status: int = 200,
    problem: str | None = None,
    form: FormData | None = None,
    again: str = "",
    kept: Fields = (),
    told: str = "",
) -> Response:
    """The form to sign in; what was typed but the password stays, and so does a form that waits for it."""
    sessions: Sessions = request.app.state.sessions
    nonce = request.cookies.get(FORM_COOKIE) or token_urlsafe(12)
    answer = render(
        request,
        "office/sign_in.html",
        status=status,
        problem=problem,
        told=told,
        can_sign_in=sessions.can_sign_in,
        provider=provider_shown(sessions),
        token=sessions.form_token(nonce),
        name_typed=text_of(form, "name") if form is not None else "",
        next=text_of(form, "next") if form is not None else request.query_params.get("next", ""),
        again=text_of(form, "again") if form is not None else again,
        kept=kept_fields(form) if form is not None else kept,
    )
    answer.set_cookie(
        FORM_COOKIE, nonce, max_age=FORM_SECONDS, httponly=True, samesite="strict", secure=is_secure(request)
    )
    answer.headers["cache-control"] = "no-store"
    return answer


def provider_shown(sessions: Sessions) -> ProviderSettings | None:
    """The provider whose button is shown; none where its file cannot be read."""
    try:
        provider = sessions.provider
    except InputError:
        return None
    return provider.settings if provider is not None else None


def send_again(request: Request, action: str, fields: Fields, person: Person) -> Response:
    """The form as it was typed, to be sent again in this session."""
    answer = render(
        request, "office/send_again.html", status=200, action=action, fields=fields, token=person.csrf
    )
    answer.headers["cache-control"] = "no-store"
    return answer
