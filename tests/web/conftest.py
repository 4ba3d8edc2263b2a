"""One built data folder for all tests of the explorer, and a client that asks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from tests.web.clients import browser_of
from tests.web.reports import autumn, summer
from web.site import index_snapshot


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots: the first has the summer alone, the served one both quarters."""
    folder = DataFolder(tmp_path_factory.mktemp("explorer"))
    for reports in ([summer()], [summer(), autumn()]):
        build_snapshot(
            [ReportInput.of(one) for one in reports],
            folder,
            prepare=lambda snapshot: index_snapshot(folder, snapshot, DEFAULT_BASE),
        )
    return folder.path


@pytest.fixture(scope="session")
def client(data: Path) -> Iterator[TestClient]:
    """A browser that accepts HTML, without a rate limit."""
    with browser_of(data) as client:
        yield client
