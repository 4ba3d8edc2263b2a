"""By what name the server may be asked, and what scripts of other sites may read."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.queries.small import write_snapshot
from tests.web.clients import UNLIMITED
from web.app import create_app
from web.settings import Settings

ASK = {"query": "ASK {}"}


def client_of(data: Path, *, cors: bool = False) -> TestClient:
    write_snapshot(data, "small")
    settings = Settings(data=data, hosts=frozenset({"graph.example"}), cors=cors, limits=UNLIMITED)
    return TestClient(create_app(settings), follow_redirects=False)


@pytest.mark.parametrize(
    "host",
    [
        "graph.example",
        "GRAPH.example:8000",
        "graph.example.",
        "localhost:8000",
        "127.0.0.1",
        "[::1]:8000",
        "10.0.0.7:80",
    ],
)
def test_its_own_names_are_answered(tmp_path: Path, host: str) -> None:
    assert client_of(tmp_path).get("/health", headers={"host": host}).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "graph.example.evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:80",
        "",
        "[",
        "a b",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/sparql?query=ASK%7B%7D", "/events.csv", "/static/icon.svg", "/health"]
)
def test_another_name_is_refused(tmp_path: Path, host: str, path: str) -> None:
    answer = client_of(tmp_path).get(path, headers={"host": host, "accept-language": "ru"})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
    assert "не знает имени" in answer.json()["detail"]


def test_a_kept_answer_is_refused_to_another_name_too(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    own = {"host": "localhost"}
    assert [client.get("/sparql", params=ASK, headers=own).status_code for _ in range(2)] == [200, 200]
    assert client.get("/sparql", params=ASK, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.slow
def test_scripts_of_other_sites_read_nothing_unless_asked_for(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=bad", "/data/place/by.ttl", "/.well-known/void"):
        headers = client.get(path, headers={"host": "localhost", "origin": "http://evil.example"}).headers
        assert not [name for name in headers if name.startswith("access-control")], path


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=ASK%7B%7D",
        "/sparql?query=bad",
        "/sparql?query=" + "x" * 9_000,
        "/data/place/by.ttl",
        "/data/none.ttl",
        "/.well-known/void",
    ],
)
def test_where_asked_for_they_read_what_is_for_programs_and_its_errors(tmp_path: Path, path: str) -> None:
    answer = client_of(tmp_path, cors=True).get(path, headers={"host": "localhost"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "retry-after" in answer.headers["access-control-expose-headers"]


def test_pages_are_for_no_script_of_another_site(tmp_path: Path) -> None:
    answer = client_of(tmp_path, cors=True).get("/help", headers={"host": "localhost"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "///evil.example",
        "/%5Cevil.example/",
        "/%2Fevil.example/",
    ],
)
def test_what_is_not_there_leads_to_no_other_server(tmp_path: Path, path: str) -> None:
    answer = client_of(tmp_path).get("http://localhost" + path, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "evil" not in answer.text
