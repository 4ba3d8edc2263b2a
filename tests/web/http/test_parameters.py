"""What pages take from an address: what they declare, no more and no less."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.testclient import TestClient

from tests.web.clients import UNLIMITED
from web.app import create_app
from web.http.pages import page
from web.http.parameters import UndeclaredParameterError, known_query, taken
from web.settings import Settings

router = APIRouter()


@page(router, "/longest", takes=("top",))
def longest(request: Request) -> Response:
    """The longest events, `top` of them."""
    return PlainTextResponse("x" * int(request.query_params.get("top", "3")))


@page(router, "/longest/{kind}", takes=("top",))
def longest_of(request: Request, kind: str) -> Response:
    """The longest of one kind."""
    return PlainTextResponse(kind * int(request.query_params.get("top", "1")))


@page(router, "/forgetful")
def forgetful(request: Request) -> Response:
    """A page that declares nothing and reads something."""
    return PlainTextResponse(request.query_params.get("top", "nothing"))


@page(router, "/forgetful-list")
def forgetful_list(request: Request) -> Response:
    """A page that declares nothing and reads a list."""
    return PlainTextResponse(str(request.query_params.getlist("home")))


@page(router, "/forgetful-test")
def forgetful_test(request: Request) -> Response:
    """A page that declares nothing and asks whether something was given."""
    return PlainTextResponse(str("home" in request.query_params))


@pytest.fixture(scope="module")
def pages(data: Path) -> Iterator[TestClient]:
    """The explorer with the pages above."""
    app = create_app(Settings(data=data, limits=UNLIMITED))
    app.include_router(router)
    with TestClient(app) as client:
        yield client


def test_what_a_page_declares_it_gets(pages: TestClient) -> None:
    for _ in range(2):  # made, then kept
        assert [pages.get(f"/longest?top={top}").text for top in (1, 5)] == ["x", "xxxxx"]
        assert pages.get("/longest/ab?top=2").text == "abab"


@pytest.mark.parametrize("path", ["/forgetful", "/forgetful-list", "/forgetful-test"])
def test_reading_what_was_not_declared_is_an_error(pages: TestClient, path: str) -> None:
    with pytest.raises(UndeclaredParameterError, match="does not declare it"):
        pages.get(f"{path}?top=1")


def test_what_a_page_does_not_take_makes_no_page_of_its_own(pages: TestClient) -> None:
    plain = pages.get("/longest?top=5")
    for _ in range(2):
        odd = pages.get("/longest?x=1&top=5&utm_source=mail")
        assert odd.headers["etag"] == plain.headers["etag"]
        assert odd.headers["link"] == '</longest?top=5>; rel="canonical"'
    assert "link" not in plain.headers
    assert pages.get("/longest?x=1").headers["link"] == '</longest>; rel="canonical"'


def test_a_parameter_of_another_page_is_unknown_too(client: TestClient) -> None:
    odd = client.get("/events?sector=sport&q=word")
    assert odd.headers["link"] == '</events?sector=sport>; rel="canonical"'
    assert "q=word" not in odd.text


def test_the_page_of_a_thing_tells_its_own_address_beside_its_other_forms(client: TestClient) -> None:
    links = client.get("/id/place/by?utm_source=mail").headers.get_list("link")
    assert '</id/place/by>; rel="canonical"' in links
    assert any('rel="alternate"' in link for link in links)


@pytest.mark.parametrize(
    ("query", "known"),
    [
        (b"", b""),
        (b"x=1", b""),
        (b"sector=a&x=1&sector=b", b"sector=a&sector=b"),
        (b"q=%D0%B0%26x&y", b"q=%D0%B0%26x"),
        (b"home%5Fa=x&since", b"home%5Fa=x&since"),
        (b"lang=en", b"lang=en"),
    ],
)
def test_known_parameters_stay_as_they_were_written(query: bytes, known: bytes) -> None:
    assert known_query(query, taken(("sector", "q", "home_a", "since"))) == known


@pytest.mark.slow
def test_what_pages_link_to_is_taken_there(client: TestClient) -> None:
    """A page that loses a parameter of a link would answer something else than the link promised."""
    lost = set()
    for address in ("/", "/events", "/agreements", "/timeline", "/matrix", "/network", "/map", "/compare"):
        links = {
            link.split('"')[0].partition("#")[0] for link in client.get(address).text.split('href="')[1:]
        }
        for link in links:
            path, _, query = link.replace("&amp;", "&").partition("?")
            if query and not path.startswith(("/sparql", "/questions")):
                lost |= {
                    one
                    for one in client.get(f"{path}?{query}").headers.get_list("link")
                    if "canonical" in one
                }
    assert lost == set()
