"""The description of the service for programs."""

from collections import Counter
from pathlib import Path

from tests.web.clients import small_client


def test_every_operation_has_a_name_of_its_own(tmp_path: Path) -> None:
    """FastAPI warns of a name given twice, and a warning fails the test."""
    described = small_client(tmp_path).get("/api/openapi.json").json()
    operations = [
        operation["operationId"]
        for methods in described["paths"].values()
        for operation in methods.values()
        if "operationId" in operation
    ]
    assert {"sparql_get", "sparql_post"} <= set(operations)
    twice = [name for name, times in Counter(operations).items() if times > 1]
    assert not twice, f"give operation_id to the routes {twice}"


def test_head_is_answered_though_not_described(tmp_path: Path) -> None:
    client = small_client(tmp_path)
    assert client.head("/events").status_code == 200
    assert client.head("/sparql?query=ASK%7B%7D").status_code == 200
    assert "head" not in client.get("/api/openapi.json").json()["paths"]["/sparql"]
