"""Filters: what they leave of lists, facets, the matrix, the timeline and the network."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from ontology.errors import ParameterError
from tests.web.html import read, text_of
from web.index.periods import bounds
from web.pages.matrix import side_by_side


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 6),
        ("sector=culture", 4),
        ("sector=culture&sector=tourism", 5),
        ("country=BY", 6),
        ("country=CN", 0),
        ("country=BY&sector=tourism", 1),
        ("home=municipality/smolensk/vyazemsky", 1),
        ("partner=place/by/orsha", 2),
        ("type=festival", 5),
        ("type=signing", 0),
        ("since=2024-08&until=2024-08", 1),
        ("since=2030", 0),
    ],
)
def test_filters_leave_what_fits_all_of_them(client: TestClient, query: str, count: int) -> None:
    table = client.get(f"/events.csv?{query}").text.strip().splitlines()
    assert len(table) - 1 == count


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("home=municipality/smolensk/nowhere", "municipality/smolensk/nowhere"),
        ("type=forum", "forum"),
        ("country=XX", "XX"),
        ("country=Китай", "Китай"),
        ("country=CN&country=%F0%9F%98%80", "😀"),
    ],
)
def test_a_file_is_refused_for_a_value_that_nobody_knows(client: TestClient, query: str, value: str) -> None:
    answer = client.get(f"/events.csv?{query}")
    assert answer.status_code == 400
    assert value in answer.text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-Q2", ("2025-04-01", "2025-06-30")),
        ("2014-01..2025-12", ("2014-01-01", "2025-12-31")),
        ("18.04.2025", ("2025-04-18", "2025-04-18")),
    ],
)
def test_a_period_has_its_days(text: str, days: tuple[str, str]) -> None:
    assert bounds(text) == days


@pytest.mark.parametrize("text", ["2025-13", "2025-Q5", "..", "2025..", "2014..2015..2016", "вчера"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ParameterError):
        bounds(text)


@pytest.mark.parametrize(
    ("query", "told", "meant"),
    [
        (
            "home=municipality/smolensk/vyazemski",
            "Наша сторона: municipality/smolensk/vyazemski",
            "Вяземский",
        ),
        ("sector=cultura", "Сфера: cultura", "Культура"),
        ("type=festivals", "Вид события: festivals", "Фестиваль"),
        ("country=XX", "Страна: XX", ""),
    ],
)
def test_an_unknown_value_is_told_with_those_that_may_be_meant(
    client: TestClient, query: str, told: str, meant: str
) -> None:
    for page in ("/events", "/agreements", "/network", "/matrix"):
        seen = text_of(client.get(f"{page}?{query}").text)
        note = seen.partition(f"{told} – такого значения в графе нет.")
        assert note[1], page
        assert meant in note[2][:200], page


def test_a_known_value_is_not_told_of(client: TestClient) -> None:
    assert "такого значения" not in client.get("/events?sector=culture&partner=place/by/orsha").text


def test_a_facet_is_counted_as_if_it_were_not_filtered_itself(client: TestClient) -> None:
    seen = text_of(client.get("/events?sector=tourism").text)
    assert re.search(r"Культура\s+4", seen)
    assert re.search(r"Туризм\s+1", seen)


def test_a_facet_is_counted_under_the_other_filters(client: TestClient) -> None:
    seen = text_of(client.get("/events?home=municipality/smolensk/vyazemsky").text)
    assert not re.search(r"Туризм\s+1", seen)


@pytest.mark.parametrize("page", ["0", "2", "999999", "x"])
def test_a_page_beyond_the_list_shows_what_there_is(client: TestClient, page: str) -> None:
    assert "Ярмарка ремёсел" in client.get(f"/events?page={page}").text


def test_the_matrix_counts_under_filters(client: TestClient) -> None:
    whole = read(client.get("/matrix").text).links
    tourism = read(client.get("/matrix?sector=tourism").text).links
    cells = [
        {link for link in links if "country=BY" in link and "home=" in link} for links in (whole, tourism)
    ]
    assert len(cells[0]) == 2
    assert len(cells[1]) == 1


def test_a_wide_matrix_stands_in_parts_that_fit() -> None:
    columns = [(f"C{i}", f"Страна {i}") for i in range(49)]
    parts = side_by_side(columns)
    assert [column for part in parts for column in part] == columns
    assert [len(part) for part in parts] == [17, 17, 15]
    assert side_by_side(columns[:24]) == [columns[:24]]
    assert side_by_side([]) == []


def test_the_timeline_takes_its_days_from_what_fits(client: TestClient) -> None:
    summer = client.get("/timeline?home=municipality/smolensk/vyazemsky").text
    assert "Ярмарка ремёсел" in summer
    assert "Фестиваль книги" not in summer


def test_the_timeline_tells_where_nothing_fits(client: TestClient) -> None:
    assert 'class="timeline ' not in client.get("/timeline?country=CN").text


def test_organisations_are_linked_with_the_sides_whose_events_they_join(client: TestClient) -> None:
    whole = client.get("/api/network?level=organisation").json()
    some = client.get("/api/network?level=organisation&home=municipality/smolensk/vyazemsky").json()
    assert {node["name"] for node in some["nodes"]} < {node["name"] for node in whole["nodes"]}
    assert len(some["links"]) == 1


def test_an_organisation_is_drawn_as_firm_a_partner_as_the_graph_derives(client: TestClient) -> None:
    whole = client.get("/api/network?level=organisation").json()
    formal = client.get("/api/network?level=organisation&strength=formal").json()
    assert 0 < len(formal["links"]) <= len(whole["links"])


@pytest.mark.parametrize(("least", "count"), [(1, 3), (500, 2), (700, 2), (701, 1), (1201, 0)])
def test_events_are_filtered_by_how_many_came_at_least(client: TestClient, least: int, count: int) -> None:
    table = client.get(f"/events.csv?attendance={least}").text.strip().splitlines()
    assert len(table) - 1 == count


def test_the_largest_come_first_where_asked_and_are_told_in_the_list(client: TestClient) -> None:
    page: Any = html.fromstring(client.get("/events?order=attendance", headers={"accept": "text/html"}).text)
    cells = [one.text_content().strip() for one in page.xpath('//td[@data-label="Участники"]')]
    assert cells == ["1\xa0200", "500–700", "40", "", "", ""]
    facet = page.xpath('//nav[@id="filters"]//h2[.="Участники"]/following-sibling::ul//a')
    told = [[part.text_content() for part in one] for one in facet]
    assert told == [["от 100", "2"], ["от 500", "2"], ["от 1\xa0000", "1"]]
    assert "attendance=500" in facet[1].get("href")


@pytest.mark.parametrize("asked", ["много", "-5", "0", "1e3", "５００", "9" * 40])
def test_what_is_no_number_of_people_is_refused(client: TestClient, asked: str) -> None:
    answer = client.get(f"/events?attendance={asked}")
    assert answer.status_code == 400
    assert "число участников" in answer.text


def test_attendance_is_no_property_of_agreements(client: TestClient) -> None:
    agreements = [
        [arc[4] for arc in client.get(f"/api/map?{asked}").json()["arcs"]] for asked in ("", "attendance=1")
    ]
    assert sum(agreements[0]) > 0
    assert sum(agreements[1]) == 0
