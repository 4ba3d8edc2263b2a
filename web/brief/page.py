"""The pages of briefs: what to ask for, a brief to print, the same as a Word document."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import QueryParams

from ontology.speech import Speech
from web.brief.gather import brief_of
from web.brief.model import Brief
from web.brief.scope import ASKED, scope_of
from web.brief.word import TEMPLATE, subtitle_of, write_brief
from web.http.pages import page
from web.index.filters import Filters
from web.pages.filtering import choices
from web.site import explorer_of
from web.views.sheets import file_name, saved_as
from web.views.view import View, render

router = APIRouter(tags=["briefs"])

CHOSEN = ("home", "partner", "country", "sector", "period")
"""What the form offers to choose from."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(router, "/brief", takes=(*ASKED, "q"))
def brief_page(request: Request) -> Response:
    """A brief on what the address asks for; without that, what can be asked for."""
    explorer, view = explorer_of(request), View(request)
    asked = any(request.query_params.get(name) for name in ASKED)
    brief = _brief(request, view.speech) if asked else None
    return render(
        request,
        "brief.html",
        brief=brief,
        subtitle=subtitle_of(brief, view.speech) if brief is not None else "",
        choices=choices(explorer, view, Filters(), CHOSEN) if brief is None else {},
        query=request.url.query,
    )


@router.get("/brief.docx", response_model=None)
def brief_file(request: Request) -> Response:
    """The same brief as a Word document."""
    speech = View(request).speech
    brief = _brief(request, speech)
    settings = request.app.state.settings
    body = write_brief(brief, speech, settings.data / TEMPLATE if settings.endpoint is None else None)
    name = file_name(" – ".join(part for part in (brief.title, brief.period) if part), "docx")
    return Response(body, media_type=WORD, headers=saved_as(name))


def _brief(request: Request, speech: Speech) -> Brief:
    params = QueryParams([pair for pair in request.query_params.multi_items() if pair[0] in ASKED])
    return brief_of(scope_of(explorer_of(request), params, speech), date.today())
