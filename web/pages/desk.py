"""The SPARQL desk: the editor's page, what it completes from, labels for its results, and short links."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException

from ontology.speech import ENGLISH, Speech, messages
from queries.catalog import questions
from queries.engine.addresses import prefixes_with
from queries.engine.text import declare_prefixes
from queries.run import labels_of
from web.http.origins import origin_of
from web.http.parameters import is_iri
from web.http.security import client_of
from web.shares import Shares
from web.site import engine_of
from web.views.builder import offered
from web.views.view import language, render
from web.views.vocabulary import read_terms

router = APIRouter(tags=["sparql"])

LABELS_AT_MOST = 1_000


class Labelled(BaseModel):
    """IRIs whose labels are wanted."""

    iris: list[str] = Field(max_length=LABELS_AT_MOST)


class Shared(BaseModel):
    """A query to keep under a short link."""

    query: str


def desk_page(request: Request, query: str | None) -> HTMLResponse:
    """The editor with a query in it, or with the first example."""
    groups: dict[str, list[Any]] = {}
    for question in questions().values():
        groups.setdefault(question.group, []).append(question)
    page = render(
        request, "desk.html", query=_declared(request, query or ""), groups=groups, limits=_limits(request)
    )
    page.headers["vary"] = "accept"
    page.headers["link"] = '</.well-known/void>; rel="describedby"; type="text/turtle"'
    return page


@router.get("/sparql/desk.json", response_model=None)
def desk_data(request: Request) -> Response:
    base, lang = request.app.state.settings.base, language(request)
    terms = read_terms(engine_of(request))
    return JSONResponse(
        {
            "base": base,
            "prefixes": prefixes_with(base),
            "terms": [
                {
                    "iri": term.iri,
                    "name": term.curie,
                    "label": term.label(lang),
                    "definition": term.definition(lang),
                    "kind": _kind(term.kinds),
                }
                for term in terms.values()
            ],
            "examples": {one.name: _declared(request, one.sparql) for one in questions().values()},
            **_editor_words(Speech(lang)),
        },
        headers={"cache-control": "no-cache"},
    )


@router.get("/sparql/builder.json", response_model=None)
def builder_data(request: Request) -> Response:
    lang = language(request)
    return JSONResponse(
        {
            "classes": offered(engine_of(request), lang),
            "prefixes": prefixes_with(request.app.state.settings.base),
            "words": dict(messages("desk.builder.", Speech(lang))),
        },
        headers={"cache-control": "no-cache"},
    )


@router.post("/sparql/labels", response_model=None)
def labels(request: Request, wanted: Labelled) -> Response:
    nodes = [[NamedNode(iri)] for iri in wanted.iris if is_iri(iri)]
    return JSONResponse(labels_of(engine_of(request), nodes, language(request)))


@router.post("/s", response_model=None)
def share(request: Request, shared: Shared) -> Response:
    if not request.app.state.share_allowances.take(client_of(request.scope)):
        seconds = str(int(1 / request.app.state.share_allowances.per_second) + 1)
        raise HTTPException(429, Speech(language(request)).say("refusal.too-fast"), {"retry-after": seconds})
    key = Shares.of(request.app.state.settings.data).keep(shared.query)
    return JSONResponse({"link": f"{origin_of(request)}/s/{key}"}, status_code=201)


@router.get("/s/{key}", response_model=None)
def shared_query(request: Request, key: str) -> Response:
    query = Shares.of(request.app.state.settings.data).find(key)
    if query is None:
        raise HTTPException(404)
    if "application/sparql-query" in request.headers.get("accept", ""):
        return Response(query, media_type="application/sparql-query")
    return desk_page(request, query)


def _declared(request: Request, query: str) -> str:
    """The query with the prefixes it uses declared, a line each, so that it runs in any client."""
    return declare_prefixes(query, prefixes_with(request.app.state.settings.base), "\n")


def _editor_words(speech: Speech) -> dict[str, Any]:
    """What the editor, which speaks English alone, says in this language."""
    own = dict(messages("desk.editor.", speech))
    patterns = messages("desk.pattern.", speech)
    spoken = {ENGLISH.say(f"desk.editor.{name}"): said for name, said in own.items()}
    return {
        "words": {} if speech == ENGLISH else spoken,
        "patterns": [(ENGLISH.say(f"desk.pattern.{name}"), said) for name, said in patterns],
        "names": dict(messages("desk.name.", speech)),
        "part": dict(messages("desk.part.", speech)),
        "views": dict(messages("desk.view.", speech)),
    }


def _limits(request: Request) -> dict[str, float]:
    limits = request.app.state.settings.limits
    return {"seconds": limits.query_seconds, "rows": limits.query_rows}


def _kind(kinds: set[str]) -> str:
    names = {kind.rpartition("#")[2] for kind in kinds}
    if "Class" in names:
        return "class"
    return "property" if any(name.endswith("Property") for name in names) else "concept"
