"""Search: the page of results, and the suggestions as one types."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from ontology.errors import ParameterError, PobratimError
from queries.asking.tokens import MOST_CHARACTERS
from queries.engine import QueryLimits
from queries.engine.errors import LimitExceededError
from queries.run import ask
from web.http.pages import page
from web.pages.questions import as_named, fields_of, shown_cell
from web.search import Found, Hit, find
from web.search.typed import typed_parts
from web.site import engine_of, explorer_of
from web.views.asking import asked, told
from web.views.view import View, render

router = APIRouter(tags=["search"])

KINDS = (
    "municipality", "partnership", "agreement", "event", "country", "place", "organisation", "person",
    "report", "entry",
)  # fmt: skip
"""What may be searched among."""
SUGGESTED = 8
SHOWN = 40
ANSWER_ROWS = 12
LIMITS = QueryLimits(seconds=1)
"""What was found is not kept waiting for the answer; the button beside it leads to the whole one."""


@router.get("/search", response_model=None)
def search(request: Request) -> Response:
    """The answer to what the text asks, and what was found, by kind, with the words around.

    The page is not kept: «в прошлом году» is another year tomorrow.
    """
    explorer = explorer_of(request)
    text = request.query_params.get("q", "").strip()
    kind = request.query_params.get("kind") or None
    if kind is not None and kind not in KINDS:
        raise ParameterError("no-kind", kind=kind, kinds=", ".join(KINDS))
    found = find(explorer.db, text, kind=kind, limit=SHOWN, partly=True) if text else Found()
    is_asked = text and kind is None and not typed_parts(text).has_operators
    question = _answered(request, text) if is_asked else {"asked": None}
    return render(request, "search.html", text=text, kind=kind, found=found, **question)


def _answered(request: Request, text: str) -> Mapping[str, Any]:
    """The text as a question, with the beginning of the answer to its best reading."""
    engine, view = engine_of(request), View(request)
    question = asked(engine, text, view)
    if question is None:
        return {"asked": None}
    try:
        best = question.best
        answer = ask(engine, best.question.name, lang=view.lang, limits=LIMITS, **best.parameters)
        answer, wrong = as_named(answer, request), ""
    except LimitExceededError:
        answer, wrong = None, view.speech.say("asking.slow")
    except PobratimError as error:
        answer, wrong = None, error.told(view.speech)
    cell = None if answer is None else partial(shown_cell, answer, question.best.parameters, request)
    fields = fields_of(engine, question.best.question, question.best.parameters, view.lang)
    found = {"asked": question, "answer": answer, "wrong": wrong, "shown": ANSWER_ROWS, "cell": cell}
    return found | {"fields": fields, "told": ()}


@router.get("/api/ask", response_model=None)
def ask_in_words(request: Request, q: str) -> Response:
    view = View(request)
    question = asked(engine_of(request), q[:MOST_CHARACTERS], view)
    return JSONResponse(None if question is None else told(question, view.lang))


@page(router, "/api/suggest", takes=("q", "kind"))
def suggest(request: Request) -> Response:
    """The best hits as JSON, those of one kind where it is named."""
    explorer, view = explorer_of(request), View(request)
    kind = request.query_params.get("kind") or None
    found = find(explorer.db, request.query_params.get("q", ""), kind=kind, limit=SUGGESTED)
    return JSONResponse({"hits": [_suggestion(view, hit) for hit in found.hits], "instead": found.instead})


def _suggestion(view: View, hit: Hit) -> dict[str, str | None]:
    is_foreign = view.lang != "ru" and hit.en is None
    return {
        "href": view.id_url(hit.path),
        "name": (hit.en if view.lang == "en" else None) or hit.ru,
        "kind": ", ".join(one for one in (view.speech.say(f"kind.{hit.kind}"), hit.post) if one),
        "lang": "ru" if is_foreign else None,
    }
