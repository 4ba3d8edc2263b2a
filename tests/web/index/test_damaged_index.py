"""An index that is damaged is made anew: when it is opened, or when a page stumbles over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.snapshots.checksums import is_sealed
from graph.snapshots.snapshot import DataFolder
from web.app import create_app
from web.damage import look
from web.settings import Limits, Settings
from web.site import INDEX

PAGES = ("/events", "/agreements", "/timeline", "/matrix", "/map")


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return shutil.copytree(data, tmp_path / "data", symlinks=True)


@pytest.fixture
def client(copy: Path) -> Iterator[TestClient]:
    settings = Settings(data=copy, limits=Limits(requests_per_minute=None, cached_bytes=0))
    with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
        yield client


def index_of(data: Path) -> Path:
    return DataFolder(data).current().path / INDEX


def spoil(index: Path) -> None:
    """Everything but the beginning of the index, in place as a failing disk does."""
    size = index.stat().st_size
    with index.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def test_a_page_that_stumbles_over_damage_is_whole_the_next_time(copy: Path, client: TestClient) -> None:
    assert client.get("/events").status_code == 200
    spoil(index_of(copy))
    first = [client.get(page).status_code for page in PAGES]
    assert set(first) <= {200, 503}
    assert {client.get(page).status_code for page in PAGES} == {200}
    assert is_sealed(index_of(copy))


def test_a_damaged_index_is_made_anew_when_it_is_opened(copy: Path) -> None:
    spoil(index_of(copy))
    with TestClient(create_app(Settings(data=copy))) as client:
        assert client.get("/events").status_code == 200
    assert is_sealed(index_of(copy))


def test_a_running_server_leaves_a_damaged_snapshot(copy: Path, client: TestClient) -> None:
    served, older = DataFolder(copy).snapshots()
    assert client.get("/ready").json()["snapshot"] == served.id
    store = max(served.store_path.glob("*.sst"), key=lambda one: one.stat().st_size)
    store.write_bytes(store.read_bytes()[:-1] + b"\x00")
    look(client.app)  # type: ignore[arg-type]
    assert client.get("/ready").json()["snapshot"] == older.id
    assert client.get("/events").status_code == 200
