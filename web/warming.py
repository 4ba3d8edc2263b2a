"""The first visitor finds the explorer warm: languages, templates, words and index are loaded at start-up."""

from contextlib import suppress

from fastapi import FastAPI, Request

from ontology.errors import PobratimError
from queries.asking.reading import ranking
from web.http.pages import cached
from web.pages.finding import search
from web.pages.start import start
from web.views.view import environment

ANY_WORDS = b"q=partners"


def load() -> None:
    """Loads what no graph is needed for: processes that are forked afterwards have it already."""
    environment()
    ranking()


def warm(app: FastAPI) -> None:
    """The start page is kept before anybody asks, and words are understood at once.

    Neither where an index would have to be made for it, or a server asked.
    """
    with suppress(PobratimError):  # the first request tells what is wrong
        if app.state.site.is_ready:
            cached(_asking(app, "/"), start)
            search(_asking(app, "/search", ANY_WORDS))


def _asking(app: FastAPI, path: str, query: bytes = b"") -> Request:
    scope = {
        "type": "http",
        "app": app,
        "method": "GET",
        "scheme": "http",
        "server": ("localhost", None),
        "path": path,
        "query_string": query,
        "headers": [],
    }
    return Request(scope)
