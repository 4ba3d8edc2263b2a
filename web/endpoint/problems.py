"""What went wrong, told to programs as problem+json (RFC 9457)."""

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from ontology.errors import InputError, PobratimError
from ontology.speech import Speech
from queries.engine.errors import EngineBusyError, LimitExceededError, QueryRefusedError, QuerySyntaxError
from web.endpoint.protocol import ProtocolError
from web.http.negotiation import preferred_language
from web.http.refusals import PROBLEM_TYPE, problem_of

_STATUSES: tuple[tuple[type[PobratimError], int, str], ...] = (
    (QuerySyntaxError, 400, "malformed-query"),
    (QueryRefusedError, 403, "refused"),
    (EngineBusyError, 503, "busy"),
    (LimitExceededError, 503, "limit"),
    (InputError, 400, "bad-request"),
    (PobratimError, 503, "unavailable"),
)


def problem(request: Request, error: PobratimError) -> Response:
    """What went wrong in the language asked for, with line and column or the limit where it has them."""
    speech = Speech(preferred_language(request.headers.get("accept-language", "")))
    status, kind = next((status, kind) for family, status, kind in _STATUSES if isinstance(error, family))
    if isinstance(error, ProtocolError):
        status = error.status
    if isinstance(error, LimitExceededError) and error.limit == "rows":
        status = 400
    content = problem_of(status, kind, error.told(speech))
    if isinstance(error, QuerySyntaxError):
        content |= {"line": error.line, "column": error.column}
    if isinstance(error, LimitExceededError):
        content |= {"limit": error.limit, "allowed": error.allowed}
    headers = {"content-language": speech.lang, "vary": "accept, accept-language"}
    if status == 503 and not isinstance(error, LimitExceededError):  # what passes by itself
        headers["retry-after"] = "5"
    return JSONResponse(content, status, headers, media_type=PROBLEM_TYPE)
