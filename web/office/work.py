"""The process that prepares a draft: started here, and waited for by whoever looks."""

import os
import subprocess
import time
from pathlib import Path

from fastapi import Request

from graph.office.drafts import DraftDesk, Progress
from ontology.errors import StoreError

LOG = "worker.log"
STARTING_SECONDS = 20.0

_started: list["subprocess.Popen[bytes]"] = []
"""Processes that were started and may have ended; each is asked, so that none stays a zombie."""


def desk_of(request: Request) -> DraftDesk:
    """Where the draft of this server's data folder lies."""
    return DraftDesk(data_of(request))


def data_of(request: Request) -> Path:
    """The data folder; raises StoreError where the server shows another one's graph."""
    settings = request.app.state.settings
    if settings.endpoint is not None:
        raise StoreError("no-office")
    data: Path = settings.data
    return data


def start_worker(request: Request) -> None:
    """Starts the process and waits until it has the draft in hand, or has ended."""
    desk = desk_of(request)
    _started[:] = [one for one in _started if one.poll() is None]
    desk.forget_state()
    settings = request.app.state.settings
    command = [*settings.worker, str(desk.data), settings.base]
    try:
        with (desk.folder / LOG).open("ab") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            )  # fmt: skip
    except OSError as error:
        raise StoreError("no-drafting", reason=error) from error
    _started.append(process)
    until = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and not desk.is_worked_on() and time.monotonic() < until:
        if desk.state().progress is Progress.READY:
            return
        time.sleep(0.05)
