"""Clients of the explorer: a program over the small graph, a browser over any."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn
from fastapi.testclient import TestClient

from tests.browser.served import running
from tests.queries.small import write_snapshot
from web.app import create_app
from web.http.connection import Patience, connections_with
from web.settings import Limits, Settings

UNLIMITED = Limits(requests_per_minute=None, query_workers=1)


def small_client(data: Path, *, limits: Limits | None = None) -> TestClient:
    """A client of an application that serves the small graph from the folder."""
    write_snapshot(data, "small")
    return TestClient(create_app(Settings(data=data, limits=limits or UNLIMITED)), follow_redirects=False)


@contextmanager
def connected_client(folder: Path, *, limits: Limits | None = None) -> Iterator[httpx2.Client]:
    """The same client on connections as `pobratim serve` has them, under the same address."""
    write_snapshot(folder / "data", "small")
    app = create_app(Settings(data=folder / "data", limits=limits or UNLIMITED))
    connections = connections_with(Patience(), app.state.counts, app.state.lane)
    config = uvicorn.Config(app, http=connections, ws="none", log_level="error", lifespan="off")
    path = str(folder / "socket")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        transport = httpx2.HTTPTransport(uds=path)
        with (
            running(config, listener),
            httpx2.Client(transport=transport, base_url="http://testserver", timeout=60) as client,
        ):
            yield client
    app.state.site.close()


def browser_of(data: Path) -> TestClient:
    """A browser of the explorer over a data folder: it accepts HTML, and has no rate limit."""
    app = create_app(Settings(data=data, limits=Limits(requests_per_minute=None)))
    return TestClient(app, headers={"accept": "text/html"})
