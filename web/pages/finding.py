"""Search: the page of results, and the suggestions as one types."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from web.http.pages import page
from web.search import Found, Hit, find
from web.site import explorer_of
from web.views.view import View, render

router = APIRouter(tags=["search"])

SUGGESTED = 8
SHOWN = 40


@page(router, "/search", takes=("q", "kind"))
def search(request: Request) -> Response:
    """What was found, by kind, with the words around."""
    explorer = explorer_of(request)
    text = request.query_params.get("q", "").strip()
    kind = request.query_params.get("kind") or None
    found = find(explorer.db, text, kind=kind, limit=SHOWN, partly=True) if text else Found()
    return render(request, "search.html", text=text, kind=kind, found=found)


@page(router, "/api/suggest", takes=("q",))
def suggest(request: Request) -> Response:
    """The best hits as JSON."""
    explorer, view = explorer_of(request), View(request)
    found = find(explorer.db, request.query_params.get("q", ""), limit=SUGGESTED)
    return JSONResponse({"hits": [_suggestion(view, hit) for hit in found.hits], "instead": found.instead})


def _suggestion(view: View, hit: Hit) -> dict[str, str | None]:
    is_foreign = view.lang != "ru" and hit.en is None
    return {
        "href": view.id_url(hit.path),
        "name": (hit.en if view.lang == "en" else None) or hit.ru,
        "kind": view.speech.say(f"kind.{hit.kind}"),
        "lang": "ru" if is_foreign else None,
    }
