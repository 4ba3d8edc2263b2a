"""The first visitor finds the explorer warm: languages, templates and the index are loaded at start-up."""

from contextlib import suppress

from fastapi import FastAPI, Request

from ontology.errors import PobratimError
from web.http.pages import cached
from web.pages.start import start


def warm(app: FastAPI) -> None:
    """The start page is kept before anybody asks, unless an index would have to be made or a server asked."""
    with suppress(PobratimError):  # the first request tells what is wrong
        if app.state.site.is_ready:
            cached(_asking_for_start(app), start)


def _asking_for_start(app: FastAPI) -> Request:
    scope = {
        "type": "http",
        "app": app,
        "method": "GET",
        "scheme": "http",
        "server": ("localhost", None),
        "path": "/",
        "query_string": b"",
        "headers": [],
    }
    return Request(scope)
