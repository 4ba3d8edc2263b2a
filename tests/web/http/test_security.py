"""What comes from outside stays text, and no request may ask for too much."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.html import path_of, read
from tests.web.reports import SCRIPT
from web.app import create_app
from web.http.security import HEADERS
from web.settings import Limits, Settings

ESCAPED = SCRIPT.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")
SHOWING_IT = (
    "/events", "/timeline", "/search?q=мастеров", "/browse/event", "/panel?thing=place/by/orsha",
)  # fmt: skip
KINDS = ("municipality", "partnership", "event", "entry", "agreement", "country", "place", "organisation",
         "person", "report")  # fmt: skip


@pytest.mark.parametrize("address", SHOWING_IT)
def test_a_script_in_a_cell_is_shown_as_it_was_written(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert SCRIPT not in page
    assert ESCAPED in page


@pytest.mark.parametrize("kind", ["event", "entry"])
def test_a_script_in_a_title_is_shown_as_it_was_written(client: TestClient, data: Path, kind: str) -> None:
    path = path_of(data, "event", "мастеров") if kind == "event" else "report/2024-Q3-municipal/entry/2"
    page = client.get(f"/id/{path}").text
    assert SCRIPT not in page
    assert ESCAPED in page


@pytest.mark.parametrize("address", ["/search?q=", "/sparql?query="])
def test_a_script_in_an_address_is_shown_as_it_was_written(client: TestClient, address: str) -> None:
    page = client.get(address + SCRIPT).text
    assert SCRIPT not in page
    assert ESCAPED in page


@pytest.mark.parametrize("address", ["/events?home=", "/network?country=", "/timeline?since="])
def test_a_script_for_a_filter_stays_out_of_the_page(client: TestClient, address: str) -> None:
    assert SCRIPT not in client.get(address + SCRIPT).text


def pages(client: TestClient, data: Path) -> set[str]:
    """An address of every kind of page that there is; /network.html is a file that stands alone."""
    app = client.app
    assert isinstance(app, FastAPI)
    fixed = {path for path in app.openapi()["paths"] if "{" not in path and not path.startswith("/api/")}
    things = {f"/id/{path_of(data, kind)}" for kind in KINDS}
    lists = {f"/browse/{kind}" for kind in (*KINDS, "sector")}
    others = {"/sector/culture", "/questions/partners", "/panel?thing=place/by/orsha", "/nowhere"}
    return (fixed | things | lists | others) - {"/network.html"}


@pytest.mark.slow
def test_no_page_has_an_inline_script_or_style(client: TestClient, data: Path) -> None:
    read_pages = 0
    for address in sorted(pages(client, data)):
        answer = client.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        read_pages += 1
        for tag, attributes in read(answer.text).tags:
            assert tag != "style", address
            assert "style" not in attributes, address
            is_data = attributes.get("type") == "application/ld+json"
            assert tag != "script" or is_data or "src" in attributes, address
            assert not [name for name in attributes if name.startswith("on")], address
            links = (attributes.get("href") or "", attributes.get("src") or "")
            assert not [link for link in links if link.strip().lower().startswith("javascript:")], address
    assert read_pages > 35, "pages of all kinds are HTML"


@pytest.mark.parametrize("address", ["/", "/api/network", "/nope", "/network.svg", "/static/icon.svg"])
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_the_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "address", ["/", "/events.csv", "/browse/event", "/network.svg", "/id/place/by/orsha"]
)
def test_head_is_answered_as_get_without_a_body(client: TestClient, address: str) -> None:
    head, got = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize(("lang", "told"), [("ru", "Так спросить нельзя"), ("en", "That cannot be asked")])
def test_another_method_is_refused_with_those_allowed(client: TestClient, lang: str, told: str) -> None:
    response = client.post(f"/events?lang={lang}")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert told in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/id/place/by/%00", "/id/%3Cscript%3E", "/id/..%2f..%2fetc", "/id/a%20b%22", "/static/%2e%2e/app.py",
        "/static/..%2f..%2fsettings.py", "/s/..%2fx", "/panel?thing=../..", "/browse/%00", "/events.exe",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/timeline?since=0001&until=9999", "/events?page=99999999999", "/events?page=-1", "/search?q=%00",
        "/events?country=%ff", "/api/map?country=%F0%9F%98%80", "/network?node=%3Cscript%3E",
        "/events?" + "&".join(f"home=h{i}" for i in range(40)),
    ],
)  # fmt: skip
def test_strange_addresses_are_answered_or_told_what_is_wrong(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200 or (answer.status_code == 400 and "😀" in answer.text)


def test_too_many_filters_are_refused(client: TestClient) -> None:
    assert client.get("/events?" + "&".join(f"sector=s{i}" for i in range(41))).status_code == 400


@pytest.mark.parametrize("address", ["/api/network", "/api/map", "/network.graphml", "/network.gexf"])
def test_a_script_in_a_cell_stays_data_in_files(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert "html" not in response.headers["content-type"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ["/network.html", "/network.svg", "/panel?thing=place/by/orsha"])
def test_a_script_in_a_cell_stays_text_in_pictures(client: TestClient, address: str) -> None:
    assert SCRIPT not in client.get(address).text


def test_a_defect_shows_a_page_with_the_headers(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(data=data))
    monkeypatch.setattr("web.pages.matrix._spots", lambda *_: 1 / 0)
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/matrix")
    assert response.status_code == 500
    assert "Что-то сломалось" in response.text
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_built_files_may_be_kept_and_pages_are_asked_for_again(client: TestClient) -> None:
    assert client.get("/static/icon.svg").headers["cache-control"] == "no-cache"
    assert client.get("/events").headers["cache-control"] == "no-cache"
    known = client.get("/events", headers={"if-none-match": client.get("/events").headers["etag"]})
    assert known.status_code == 304


@pytest.fixture
def strict(data: Path) -> Iterator[TestClient]:
    """An explorer with tight limits."""
    limits = Limits(body_bytes=1_000, url_bytes=500, requests_per_minute=6)
    with TestClient(create_app(Settings(data=data, limits=limits))) as client:
        yield client


def test_a_long_address_is_refused(strict: TestClient) -> None:
    assert strict.get("/search?q=" + "а" * 400).status_code == 414


def test_a_large_body_is_refused_whether_announced_or_not(strict: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"query=" + b"x" * 600
        yield b"x" * 600

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert strict.post("/sparql", content=b"x" * 2_000).status_code == 413
    assert strict.post("/sparql", content=pieces(), headers=form).status_code == 413


def test_a_client_that_asks_too_fast_must_wait(strict: TestClient) -> None:
    answers = [strict.get("/help") for _ in range(8)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert strict.get("/static/icon.svg").status_code == 200


def test_without_a_graph_the_page_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        response = client.get("/")
    assert response.status_code == 503
    assert "Здесь пока пусто" in response.text
