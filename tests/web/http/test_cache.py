"""What is kept for a snapshot: for how long, and in how much room."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.clients import UNLIMITED
from web.app import create_app
from web.http.cache import SnapshotCache
from web.settings import Settings


def test_what_was_made_from_the_snapshot_before_is_not_kept() -> None:
    cache = SnapshotCache[str, str](100)
    cache.get("old", "/events")
    made_of_old = "page"
    cache.get("new", "/events")
    cache.put("old", "/events", made_of_old, 10)
    assert cache.get("new", "/events") is None


def test_all_is_forgotten_when_the_snapshot_changes() -> None:
    cache = SnapshotCache[str, str](100)
    cache.get("old", "/events")
    cache.put("old", "/events", "page", 10)
    assert cache.get("old", "/events") == "page"
    assert cache.get("new", "/events") is None
    assert cache.get("old", "/events") is None


def test_what_was_asked_for_longest_ago_makes_room_for_bytes() -> None:
    cache = SnapshotCache[str, str](30)
    cache.get("one", "/0")
    for name in "abc":
        cache.put("one", name, name, 10)
    assert cache.get("one", "a") == "a"
    cache.put("one", "d", "d", 10)
    assert [cache.get("one", name) for name in "abcd"] == ["a", None, "c", "d"]


def test_what_is_kept_again_takes_its_room_once() -> None:
    cache = SnapshotCache[str, str](30)
    cache.get("one", "/news")
    cache.put("one", "/news", "news", 10)
    for _ in range(5):
        cache.put("one", "/events", "events", 20)
    assert cache.get("one", "/news") == "news"


def test_what_has_no_room_is_not_kept_and_drives_nothing_out() -> None:
    cache = SnapshotCache[str, str](30)
    cache.get("one", "/news")
    cache.put("one", "/news", "news", 10)
    cache.put("one", "/events", "events", 31)
    assert (cache.get("one", "/news"), cache.get("one", "/events")) == ("news", None)


@pytest.mark.slow
def test_the_start_page_is_kept_before_anybody_asks(data: Path) -> None:
    app = create_app(Settings(data=data, limits=UNLIMITED))
    with TestClient(app):
        pass  # what was begun at the start is over at the end
    kept = app.state.cache.get(app.state.site.explorer.snapshot, ("/", b""))
    assert kept is not None
    assert "Полоцк" in kept.response.body.decode()


def test_an_explorer_without_a_graph_starts_and_tells_of_it(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path, limits=UNLIMITED))) as client:
        assert client.get("/").status_code == 503
