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


@pytest.mark.parametrize("page", PAGES)
def test_a_list_says_which_parameters_it_does_not_know(client: TestClient, page: str) -> None:
    for _ in range(2):  # made, then kept
        odd = client.get(f"{page}?sector=culture&towwn=<i>&%3Cb%3E=1&utm_source=mail")
        note = re.search(r'<p class="note unknown".*?</p>', odd.text, re.DOTALL)
        assert note is not None
        assert "towwn, &lt;b&gt;." in note[0]
        assert "<b>" not in note[0]
        assert "etag" not in odd.headers
    assert "left out: towwn." in client.get(f"{page}?towwn=1&lang=en").text
    assert "note unknown" not in client.get(f"{page}?sector=culture&utm_source=mail").text


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/events?municipality=vyazemsky", "/events?home=municipality/smolensk/vyazemsky"),
        ("/agreements?sector=culture&place=by", "/agreements?sector=culture&partner=place/by"),
        ("/network?home=vyazemsky&place=-", "/network?home=municipality/smolensk/vyazemsky&partner=-"),
        ("/events.csv?event_type=visit", "/events.csv?type=visit"),
        ("/map?municipality=%25", "/map?home=%25"),
    ],
)  # fmt: skip
def test_filters_called_as_in_questions_lead_to_the_lists_own(
    client: TestClient, asked: str, own: str
) -> None:
    client.get(asked.partition("?")[0])  # what is kept of the list does not answer for it
    answer = client.get(asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, own)


def test_a_file_with_an_unknown_parameter_is_refused(client: TestClient) -> None:
    for file, known in (
        ("/events.csv", "attendance"),
        ("/agreements.xlsx", "status"),
        ("/questions/partners.csv", "strength"),
    ):
        answer = client.get(f"{file}?towwn=1")
        assert answer.status_code == 400
        assert "towwn" in answer.text
        assert known in answer.text
    assert client.get("/questions/partners.csv?utm_source=mail").status_code == 200


def test_the_page_of_a_question_says_which_parameters_it_does_not_know(client: TestClient) -> None:
    page = client.get("/questions/partners?towwn=1")
    assert page.status_code == 200
    assert "Не понято в адресе и не учтено: towwn." in page.text
