"""Pictures in frames of other sites: of those the server was started for, and nothing but pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.office.clients import with_people
from web.app import create_app
from web.embedding import is_origin
from web.settings import Limits, Settings

PORTAL = "https://portal.example"


@pytest.fixture(scope="module")
def portal(data: Path) -> Iterator[TestClient]:
    """A server that lets one site show its pictures."""
    settings = Settings(data=data, embed=frozenset((PORTAL,)), limits=Limits(requests_per_minute=None))
    with TestClient(create_app(settings), headers={"accept": "text/html"}) as client:
        yield client


def ancestors(client: TestClient, address: str) -> str:
    return client.get(address).headers["content-security-policy"].rpartition("frame-ancestors ")[2]


@pytest.mark.parametrize("address", ["/network", "/map", "/timeline", "/matrix", "/flow"])
def test_a_picture_may_be_shown_by_the_site_that_was_named(portal: TestClient, address: str) -> None:
    assert ancestors(portal, f"{address}?sector=culture&embed=1") == PORTAL
    assert ancestors(portal, address) == "'none'"
    page = portal.get(f"{address}?embed=1").text
    assert "site-head" not in page
    assert "Открыть в Побратиме" in page
    assert "Показать на другом сайте" in portal.get(address).text


@pytest.mark.parametrize(
    "address", ["/", "/sign-in", "/reports", "/events", "/network/table", "/id/place/by"]
)
def test_nothing_else_stands_in_a_frame(portal: TestClient, address: str) -> None:
    assert ancestors(portal, f"{address}?embed=1") == "'none'"


def test_without_a_site_nothing_stands_in_a_frame(client: TestClient) -> None:
    assert ancestors(client, "/network?embed=1") == "'none'"
    assert "Показать на другом сайте" not in client.get("/network").text


@pytest.mark.slow
def test_in_a_frame_nobody_is_signed_in(data: Path, tmp_path: Path) -> None:
    people = with_people(tmp_path)
    app = create_app(Settings(data=data, token="t", embed=frozenset((PORTAL,))))
    client = TestClient(app, headers={"accept": "text/html"})
    client.get("/sign-in?token=t")
    assert people
    assert 'name="csrf"' in client.get("/matrix").text
    assert 'name="csrf"' not in client.get("/matrix?embed=1").text


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("https://portal.example", True), ("http://localhost:3000", True), ("https://[::1]:8443", True),
        ("https://portal.example/", False), ("https://portal.example/a", False), ("portal.example", False),
        ("*", False), ("https://*.example", False), ("https://a.example; script-src *", False),
        ("https://a.example https://b.example", False), ("https://u@a.example", False),
        ("javascript://a.example", False), ("https://a.example:x", False), ("https://", False),
    ],
)  # fmt: skip
def test_what_is_the_origin_of_a_site(told: str, holds: bool) -> None:
    assert is_origin(told) is holds
