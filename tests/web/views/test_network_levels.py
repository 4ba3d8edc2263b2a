"""The network by levels: what is folded, what opening shows, and that nothing else moves."""

import csv
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.html import text_of, texts_at
from web.views.network.state import MOST_AT_FIRST

BELARUS = "place/by"
SMOLENSK = "municipality/smolensk/smolensk"


def shown(client: TestClient, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/network?{query}").json()
    return found


def places(drawing: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {node["id"]: (node["x"], node["y"]) for node in drawing["nodes"]}


def test_a_country_is_one_mark_until_it_is_opened(client: TestClient) -> None:
    folded = shown(client, "level=country")
    country = next(node for node in folded["nodes"] if node["id"] == BELARUS)
    assert country["folded"] >= 3
    assert len(folded["nodes"]) <= MOST_AT_FIRST
    page = text_of(client.get("/network?level=country").text)
    assert f"Сложено: Беларусь ({country['folded']})" in page

    opened = shown(client, f"level=country&open={BELARUS}")
    assert BELARUS not in places(opened)
    assert [hull["id"] for hull in opened["hulls"]] == ["home", BELARUS]


def test_opening_moves_nothing_else(client: TestClient) -> None:
    before = places(shown(client, "level=country"))
    for query in (f"level=country&open={BELARUS}", "level=place", "level=region"):
        after = places(shown(client, query))
        assert {id: after[id] for id in before if id in after} == {
            id: before[id] for id in before if id in after
        }


def test_what_was_opened_can_be_closed_again_also_against_the_level(client: TestClient) -> None:
    assert BELARUS in places(shown(client, f"level=place&close={BELARUS}"))
    homes = shown(client, "level=country&close=home")
    assert [node["name"] for node in homes["nodes"] if node["home"]] == ["Наши стороны"]


def test_a_folded_country_counts_what_its_list_lists(client: TestClient) -> None:
    folded = shown(client, "level=country")
    country = next(node for node in folded["nodes"] if node["id"] == BELARUS)
    listed = text_of(client.get("/events?country=BY").text)
    assert re.search(rf"\b{country['events']} событ", listed)
    line = next(link for link in folded["links"] if link["source"] == SMOLENSK)
    listed = text_of(client.get(f"/events?country=BY&home={SMOLENSK}").text)
    assert re.search(rf"\b{line['events']} событ", listed)


def test_an_event_with_two_towns_of_a_country_counts_once_in_it(client: TestClient) -> None:
    opened, folded = shown(client, "level=place"), shown(client, "level=country")
    within = [node["events"] for node in opened["nodes"] if not node["home"]]
    country = next(node for node in folded["nodes"] if node["id"] == BELARUS)
    assert max(within) <= country["events"] <= sum(within)


def test_what_is_chosen_or_in_focus_is_opened(client: TestClient) -> None:
    for query in ("node=place/by/orsha", "focus=place/by/orsha", f"via={SMOLENSK}&via=place/by/orsha"):
        assert "place/by/orsha" in places(shown(client, f"level=country&{query}")), query


def test_a_focus_leaves_no_group_out_for_want_of_room(client: TestClient) -> None:
    assert shown(client, f"level=place&focus={SMOLENSK}&node={SMOLENSK}")["left_out"] == 0


def test_the_legend_tells_of_groups_where_any_is_folded(client: TestClient) -> None:
    told = "двойной круг раскрывается"
    assert told in client.get("/network?level=country").text
    assert told not in client.get("/network?level=place").text


def test_bodies_are_told_with_their_country_in_the_table(client: TestClient) -> None:
    partners = texts_at(client.get("/network?level=organisation").text, "//*[@id='table']//tbody/tr/td[1]")
    assert partners
    assert all(one.endswith("Беларусь") for one in partners)


def test_a_pinned_mark_stands_where_it_was_left_and_zoom_moves_all(client: TestClient) -> None:
    usual = places(shown(client, "level=place"))
    pinned = places(shown(client, f"level=place&pin={SMOLENSK},0.5,0.5"))
    assert pinned[SMOLENSK] != usual[SMOLENSK]
    assert {id: pinned[id] for id in usual if id != SMOLENSK} == {
        id: usual[id] for id in usual if id != SMOLENSK
    }
    near, far = (places(shown(client, f"level=place&at={factor},1.6,0.8")) for factor in ("2", "1"))
    one, other = SMOLENSK, "place/by/orsha"
    assert near[one][0] - near[other][0] == pytest.approx(2 * (far[one][0] - far[other][0]), abs=0.5)


@pytest.mark.parametrize("query", ["at=nonsense", "at=1,2", "pin=x", "pin=,,", "open=nothing", "at=inf,0,0"])
def test_an_address_that_says_nonsense_shows_the_usual_picture(client: TestClient, query: str) -> None:
    assert places(shown(client, query)) == places(shown(client))


def test_an_unknown_level_is_told_with_those_there_are(client: TestClient) -> None:
    response = client.get("/network?level=galaxy")
    assert response.status_code == 400
    assert "country, region, place, organisation" in text_of(response.text)


def test_organisations_stand_by_country_and_kind_with_short_names(client: TestClient) -> None:
    found = shown(client, "level=organisation")
    names = {node["name"]: node["short"] for node in found["nodes"]}
    assert names["Полоцкая городская библиотека"] == "Полоцкая городская библиотека"
    assert names["Хор «Криница»"] == "Хор «Криница», Орша"


def test_everything_can_be_found_by_name_folded_or_not(client: TestClient) -> None:
    names = dict(client.get("/api/network/names?level=country").json())
    assert names["place/by/orsha"] == "Орша"
    assert names[BELARUS] == "Беларусь"


# ── two periods ──


def test_two_periods_tell_what_is_kept_new_and_gone(client: TestClient) -> None:
    query = "level=place&period=2024-Q4&versus=2024-Q3"
    found = shown(client, query)
    changes = {(link["source"], link["target"]): link["change"] for link in found["links"]}
    now = {(one["source"], one["target"]) for one in shown(client, "level=place&period=2024-Q4")["links"]}
    then = {(one["source"], one["target"]) for one in shown(client, "level=place&period=2024-Q3")["links"]}
    assert changes == {
        pair: "kept" if pair in now and pair in then else "new" if pair in now else "gone"
        for pair in now | then
    }
    assert len(set(changes.values())) > 1
    svg = client.get(f"/network.svg?{query}").text
    assert svg.count("stroke-dasharray") >= list(changes.values()).count("gone")
    page = text_of(client.get(f"/network?{query}").text)
    assert "ушло" in page
    assert "Сравнение периодов: III квартал 2024 года → IV квартал 2024 года" in page


def test_a_period_compared_with_none_other_is_the_latest_and_said_to_be(client: TestClient) -> None:
    page = text_of(client.get("/network?level=place&versus=2023").text)
    assert "Сравнение периодов: 2023 → IV квартал 2024 года" in page


def test_saved_tables_of_two_periods_tell_the_figures_of_both(client: TestClient) -> None:
    query = "level=place&period=2024-Q4&versus=2024-Q3"
    text = client.get(f"/network.edges.csv?{query}").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    links = shown(client, query)["links"]
    told = [row["Событий раньше"] for row in rows[: len(links)]]
    assert "1" in told
    assert sorted(told) == sorted(str(link["events_before"]) for link in links)


def test_the_picture_of_two_periods_is_the_usual_one_frozen(client: TestClient) -> None:
    usual = places(shown(client, "level=place"))
    compared = places(shown(client, "level=place&period=2024-Q4&versus=2024-Q3"))
    assert compared.items() <= usual.items()
