"""Pages that are kept: which addresses are one page, for how long, and in how much room."""

from pathlib import Path

import pytest
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

from tests.web.clients import UNLIMITED
from web.app import create_app
from web.http.addresses import PARAMETERS, known_query
from web.http.cache import Kept, PageCache
from web.settings import Settings

EVENTS, NEWS = ("/events", b""), ("/news", b"")


def page(text: str) -> Kept:
    return Kept(HTMLResponse(text), text.encode())


def test_a_page_made_from_the_snapshot_before_is_not_kept() -> None:
    cache = PageCache(10_000)
    cache.get("old", EVENTS)
    made_of_old = page("old")
    cache.get("new", EVENTS)
    cache.put("old", EVENTS, made_of_old)
    assert cache.get("new", EVENTS) is None


def test_pages_asked_for_longest_ago_make_room_for_bytes() -> None:
    cache = PageCache(3 * page("x" * 400).size)
    cache.get("one", EVENTS)
    for number in range(4):
        cache.put("one", (f"/{number}", b""), page("x" * 400))
    assert [cache.get("one", (f"/{number}", b"")) is not None for number in range(4)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_page_kept_again_takes_its_room_once() -> None:
    cache = PageCache(3 * page("x" * 400).size)
    cache.get("one", EVENTS)
    cache.put("one", NEWS, page("x" * 400))
    for _ in range(5):
        cache.put("one", EVENTS, page("x" * 400))
    assert cache.get("one", NEWS) is not None


def test_what_no_page_knows_makes_no_page_of_its_own(client: TestClient) -> None:
    plain, odd = client.get("/events?sector=sport"), client.get("/events?x=1&sector=sport&utm_source=mail")
    assert odd.headers["etag"] == plain.headers["etag"]
    assert "utm_source" not in odd.text


@pytest.mark.parametrize(
    ("query", "known"),
    [
        (b"", b""),
        (b"x=1", b""),
        (b"sector=a&x=1&sector=b", b"sector=a&sector=b"),
        (b"q=%D0%B0%26x&y", b"q=%D0%B0%26x"),
        (b"home%5Fa=x&since", b"home%5Fa=x&since"),
    ],
)
def test_known_parameters_stay_as_they_were_written(query: bytes, known: bytes) -> None:
    assert known_query(query) == known


def test_every_parameter_that_pages_link_to_is_known(client: TestClient) -> None:
    """A page that loses a parameter of its own links would answer something else than it promised."""
    lost = set()
    for address in ("/", "/events", "/agreements", "/timeline", "/matrix", "/network", "/map", "/compare"):
        links = client.get(address).text.split('href="')[1:]
        queries = (link.split('"')[0].partition("?")[2].partition("#")[0] for link in links)
        lost |= {pair.partition("=")[0] for query in queries for pair in query.split("&amp;") if pair}
    assert lost - PARAMETERS <= {"query"}


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
