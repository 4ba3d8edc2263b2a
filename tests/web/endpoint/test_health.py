"""Whoever watches the server is told how it is."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.clients import small_client
from web.app import create_app
from web.settings import Limits, Settings

pytestmark = pytest.mark.slow


def test_a_server_over_a_graph_is_alive_and_ready(tmp_path: Path) -> None:
    client = small_client(tmp_path)
    assert client.get("/health").json()["status"] == "alive"
    assert client.get("/ready").json() == {"status": "ready", "snapshot": "small"}


def test_how_full_the_caches_are_is_told(tmp_path: Path) -> None:
    client = small_client(tmp_path, limits=Limits(cached_bytes=100_000))
    client.get("/events")
    client.get("/sparql", params={"query": "ASK {}"})
    kept = client.get("/health").json()["kept"]
    assert kept["pages"]["most"] == 100_000
    assert 0 < kept["pages"]["bytes"] <= 100_000
    assert 0 < kept["answers"]["bytes"] < kept["answers"]["most"]


def test_without_a_graph_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=tmp_path)))
    assert client.get("/health").status_code == 200
    answer = client.get("/ready")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_a_store_that_does_not_open_is_not_ready(tmp_path: Path) -> None:
    client = small_client(tmp_path)
    for file in (tmp_path / "snapshots" / "small" / "store").glob("MANIFEST-*"):
        file.write_bytes(b"damaged")
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_watching_uses_up_nobody_s_allowance(tmp_path: Path) -> None:
    client = small_client(tmp_path, limits=Limits(requests_per_minute=6, query_workers=1))
    assert {client.get("/health").status_code for _ in range(20)} == {200}
    assert {client.get("/ready").status_code for _ in range(20)} == {200}
