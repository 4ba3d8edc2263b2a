"""The help page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.http.pages import page
from web.index import lists
from web.site import explorer_of
from web.views.view import STATIC, render

router = APIRouter(tags=["help"])


@page(router, "/help")
def help_page(request: Request) -> Response:
    """How to read the explorer, with pictures where they have been made."""
    strengths = lists.concepts(explorer_of(request).db, "strength")
    pictures = (STATIC / "help" / "network.png").exists()
    return render(request, "help.html", strengths=strengths, pictures=pictures)
