"""What an address that cannot be answered says: a page to people, problem+json to programs."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from web.app import create_app
from web.settings import Settings

ANY = {"accept": "*/*"}
PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/", "GET, HEAD"),
        ("PUT", "/events", "GET, HEAD"),
        ("PATCH", "/sparql", "GET, HEAD, OPTIONS, POST"),
        ("GET", "/s", "POST"),
        ("TRACE", "/static/x.js", "GET, HEAD"),
    ],
)
def test_another_method_is_refused_with_those_that_are_allowed(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/data/none/none.ttl", "*/*"),
        ("/data/none/none", "text/turtle"),
        ("/id/none/none", "application/ld+json"),
        ("/s/000000000000", "application/sparql-query"),
        ("/api/none", "*/*"),
        ("/nowhere", "application/json"),
    ],
)
def test_a_program_is_told_of_what_is_missing_in_json(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/help#missing",
        "title": "missing",
        "status": 404,
        "detail": "Такой страницы нет",
    }


@pytest.mark.parametrize("path", ["/data/none/none.ttl", "/id/none/none", "/s/000000000000", "/nowhere"])
def test_people_are_told_by_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": PAGE})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_too_many_short_links_are_refused_in_json(data: Path) -> None:
    client = TestClient(create_app(Settings(data=data)))  # one of its own, whose links are soon used up
    answers = [client.post("/s", json={"query": f"ASK {{ ?s{n} ?p ?o }}"}, headers=ANY) for n in range(80)]
    refused = answers[-1]
    assert {answer.status_code for answer in answers} == {201, 429}
    assert refused.json()["status"] == 429
    assert int(refused.headers["retry-after"]) > 0


def test_a_query_that_is_no_text_is_refused_in_json(client: TestClient) -> None:
    answer = client.post(
        "/s", content=b'{"query": "\\ud800"}', headers={"content-type": "application/json", **ANY}
    )
    assert (answer.status_code, answer.json()["title"]) == (400, "bad")


def test_an_address_of_sixty_thousand_characters_is_taken(client: TestClient) -> None:
    query = f"ASK {{}} #{'a' * 60_000}"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": "application/json"})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/", "/events", "/ready", "/snapshots", "/sparql?query=ASK%7B%7D"])
def test_a_data_folder_that_cannot_be_read_is_told_and_answers_again(
    data: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "no permission")

    with TestClient(create_app(Settings(data=data))) as client:
        with monkeypatch.context() as refused:
            refused.setattr("pathlib.Path.is_symlink", refuse)
            refused.setattr("os.readlink", refuse)
            answer = client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 503
        assert "data folder" in answer.text.casefold() or "папку данных" in answer.text.casefold()
        assert client.get("/").status_code == 200
