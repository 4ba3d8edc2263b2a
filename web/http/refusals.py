"""What is refused before any route sees it, told as problem+json (RFC 9457) or as a page."""

from fastapi import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from ontology.speech import Speech
from web.http.negotiation import preferred_language
from web.views.view import View, render

PROBLEM_TYPE = "application/problem+json"


def refusal(scope: Scope, status: int, kind: str, **values: object) -> JSONResponse:
    """The problem `kind` in the language that the request asks for."""
    headers = dict(scope["headers"])
    speech = Speech(preferred_language(headers.get(b"accept-language", b"").decode("latin-1")))
    told = {"content-language": speech.lang, "vary": "accept-language"}
    content = problem_of(status, kind, speech.say(f"refusal.{kind}", **values))
    return JSONResponse(content, status, told, media_type=PROBLEM_TYPE)


def problem_of(status: int, kind: str, detail: str) -> dict[str, object]:
    """The problem as its document has it."""
    return {"type": f"/help#{kind}", "title": kind, "status": status, "detail": detail}


def refused_page(scope: Scope, status: int, kind: str, **values: object) -> Response:
    """The same as a page, for who waits for one; as problem+json for who does not."""
    request = Request(scope)
    if "html" not in request.headers.get("accept", ""):
        return refusal(scope, status, kind, **values)
    detail = View(request).speech.say(f"refusal.{kind}", **values)
    return render(request, "problem.html", status=status, kind="refused", detail=detail)
