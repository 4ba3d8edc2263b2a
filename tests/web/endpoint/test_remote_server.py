"""The explorer over another server: which graph is asked, and what happens when it does not answer."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

from ontology.errors import StoreError
from queries.engine import Answering, Engine, Query
from tests.web.clients import UNLIMITED
from web.app import create_app
from web.settings import Settings

MERGED = "http://example.org/merged"


@contextmanager
def empty_server(asked: list[dict[str, list[str]]]) -> Iterator[str]:
    """A SPARQL server without data that notes what it is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(parse_qs(self.rfile.read(int(self.headers["content-length"])).decode()))
            self.send_response(200)
            self.send_header("content-type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_every_query_asks_the_graph_that_was_named(tmp_path: Path) -> None:
    asked: list[dict[str, list[str]]] = []
    with empty_server(asked) as endpoint:
        settings = Settings(data=tmp_path, endpoint=endpoint, default_graph=MERGED, limits=UNLIMITED)
        with TestClient(create_app(settings)) as client:
            client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
            client.get("/questions/active-organisations")
            client.get("/")
    assert len(asked) > 3
    assert {tuple(one.get("default-graph-uri", ())) for one in asked} == {(MERGED,)}


class Silent(Engine):
    """A server that never answers; notes whether a request that waited for it held up all the others."""

    def __init__(self) -> None:
        self.held_up_all = False

    @property
    def snapshot(self) -> str:
        try:
            asyncio.get_running_loop()
            self.held_up_all = True
        except RuntimeError:
            pass
        raise StoreError("server-silent", address="http://localhost/sparql", reason="no answer")

    @property
    def known_snapshot(self) -> str | None:
        return None

    def answer(self, query: Query) -> Answering:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing to end."""


@pytest.mark.parametrize("address", ["/", "/events", "/id/place/by", "/sparql?query=ASK%20%7B%7D"])
def test_a_silent_server_is_told_of_and_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    engine = Silent()
    monkeypatch.setattr("web.site.open_engine", lambda *_, **__: engine)
    with TestClient(create_app(Settings(data=tmp_path, limits=UNLIMITED))) as client:
        accept = "application/json" if address.startswith("/sparql") else "text/html"
        assert client.get(address, headers={"accept": accept}).status_code == 503
    assert not engine.held_up_all
