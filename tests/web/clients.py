"""The explorer over the small graph, as tests of the endpoint and its neighbours use it."""

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
