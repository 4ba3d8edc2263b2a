"""The first visitor finds the explorer warm, at start-up and after each new snapshot."""

from asyncio import Event, wait_for
from contextlib import suppress

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

from ontology.errors import PobratimError
from queries.asking.reading import prepare, ranking
from web.http.pages import cached
from web.pages.finding import search
from web.pages.start import start
from web.views.view import environment

ANY_WORDS = b"q=partners"
LOOKS_EVERY = 1.0
"""So many seconds pass between two looks at which snapshot is served."""


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
            prepare(app.state.site.engine)
            search(_asking(app, "/search", ANY_WORDS))


async def keep_warm(app: FastAPI, ended: Event) -> None:
    """Warms what is served, at first and whenever another snapshot is published, until all is ended."""
    warmed: str | None = None
    while True:
        with suppress(PobratimError):  # a folder that cannot be read is told to who asks
            served = app.state.site.served_here
            if served != warmed:
                await run_in_threadpool(warm, app)
                if app.state.when_warm is not None:
                    app.state.when_warm()
            warmed = served
        if ended.is_set():
            return
        with suppress(TimeoutError):
            await wait_for(ended.wait(), LOOKS_EVERY)


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
