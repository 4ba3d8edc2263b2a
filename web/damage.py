"""While a server runs, files may go bad: what is served is looked at now and then."""

import logging
from asyncio import sleep

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from graph.snapshots.snapshot import DataFolder
from ontology.errors import PobratimError
from ontology.speech import own_speech

FIRST_LOOK_SECONDS = 60.0
SECONDS_BETWEEN = 3600.0

_log = logging.getLogger("uvicorn.error")


async def watch_for_damage(app: FastAPI) -> None:
    """Looks at the served snapshot for as long as the application runs."""
    seconds = FIRST_LOOK_SECONDS
    while True:
        await sleep(seconds)
        await run_in_threadpool(look, app)
        seconds = SECONDS_BETWEEN


def look(app: FastAPI) -> None:
    """Serves the latest whole snapshot where the served one is damaged, and makes a damaged index anew."""
    site = app.state.site
    if site.settings.endpoint is not None:
        return
    try:
        served = DataFolder(site.settings.data).current_id()
        whole = DataFolder(site.settings.data).leave_damaged()
        if whole is not None:
            _log.error(own_speech().say("said.left-damaged", damaged=served, snapshot=whole.id))
        site.mend_index()
    except PobratimError as error:
        _log.error(error.told(own_speech()))
