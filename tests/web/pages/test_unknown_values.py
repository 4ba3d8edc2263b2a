"""A value that the graph does not know is told with the likely ones, never answered by a zero."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.web.html import text_of

PAGES = ("/events", "/agreements", "/network", "/map", "/timeline", "/matrix", "/flow")
FILES = (
    "/events.csv", "/agreements.xlsx", "/network.svg", "/network.nodes.csv", "/network.gexf", "/flow.csv",
    "/api/network", "/api/map",
)  # fmt: skip
UNKNOWN = {
    "home": ("municipality/smolensk/smolenks", "Смоленск"), "partner": ("place/by/orhsa", "Орша"),
    "country": ("BX", "Беларусь"), "sector": ("cultur", "Культура"), "type": ("festivall", "Фестиваль"),
    "strength": ("formall", "Закреплено"), "status": ("sigend", "Подписано"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_page_tells_it_and_suggests(client: TestClient, name: str) -> None:
    value, meant = UNKNOWN[name]
    for page in PAGES:
        text = client.get(f"{page}?{name}={value}").text
        note = re.search(r'<p class="note unknown".*?</p>', text, re.DOTALL)
        assert note is not None, page
        assert value in note[0]
        assert meant in note[0], (page, note[0])


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_file_is_refused_with_suggestions(client: TestClient, name: str) -> None:
    value, meant = UNKNOWN[name]
    for file in FILES:
        answer = client.get(f"{file}?{name}={value}")
        assert answer.status_code == 400, file
        assert value in answer.text
        assert meant in answer.text, file


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/compare?home_a=municipality/smolensk/smolenks", "Смоленск"),
        (f"/search?q={quote('орша')}&kind=villages", "municipality, partnership"),
        ("/network?level=galaxy", "country, region"),
        ("/matrix?by=moon", "country, sector"),
        ("/events?order=size", "date, attendance"),
    ],
)
def test_what_a_page_cannot_do_is_told_with_what_it_can(client: TestClient, address: str, meant: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert meant in text_of(answer.text)
