"""The help page."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology.speech import Speech, messages
from web.http.pages import page
from web.index import lists
from web.site import explorer_of
from web.views.view import STATIC, View, render

router = APIRouter(tags=["help"])


@page(router, "/help")
def help_page(request: Request) -> Response:
    """How to read the explorer, with pictures where they have been made."""
    strengths = lists.concepts(explorer_of(request).db, "strength")
    pictures = (STATIC / "help" / "network.png").exists()
    terms = list(glossary(View(request).speech))
    return render(request, "help.html", strengths=strengths, pictures=pictures, terms=terms)


def glossary(speech: Speech) -> Iterator[tuple[str, str, str]]:
    """Every word that has a hint: its key, the word, what it means."""
    for rest, told in messages("glossary.", speech):
        key, _, part = rest.partition(".")
        if part == "name":
            yield key, told, speech.say(f"glossary.{key}")
