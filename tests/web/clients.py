"""Clients of the explorer: a program over the small graph, a browser over any."""

from pathlib import Path

from fastapi.testclient import TestClient

from tests.queries.small import write_snapshot
from web.app import create_app
from web.settings import Limits, Settings

UNLIMITED = Limits(requests_per_minute=None, query_workers=1)


def small_client(data: Path, *, limits: Limits | None = None) -> TestClient:
    """A client of an application that serves the small graph from the folder."""
    write_snapshot(data, "small")
    return TestClient(create_app(Settings(data=data, limits=limits or UNLIMITED)), follow_redirects=False)


def browser_of(data: Path) -> TestClient:
    """A browser of the explorer over a data folder: it accepts HTML, and has no rate limit."""
    app = create_app(Settings(data=data, limits=Limits(requests_per_minute=None)))
    return TestClient(app, headers={"accept": "text/html"})
