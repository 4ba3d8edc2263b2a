"""What is refused before any route sees it, told to programs and people alike as problem+json (RFC 9457)."""

from starlette.responses import JSONResponse
from starlette.types import Scope

from ontology.speech import Speech
from web.http.negotiation import preferred_language

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
