"""The description of the service for programs."""

from pathlib import Path

from tests.web.clients import small_client


def test_head_is_answered_though_not_described(tmp_path: Path) -> None:
    client = small_client(tmp_path)
    assert client.head("/events").status_code == 200
    assert client.head("/sparql?query=ASK%7B%7D").status_code == 200
    assert "head" not in client.get("/api/openapi.json").json()["paths"]["/sparql"]
