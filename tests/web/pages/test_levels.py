"""A place with all that lies in it, or only what names it itself; a partnership among its levels."""

import re
from typing import cast

from fastapi.testclient import TestClient

from tests.web.html import read, text_of
from web.index.filters import Filters
from web.index.lists import Record
from web.pages.kinds import filters_of

SMOLENSK = "municipality/smolensk/smolensk"


def listed(client: TestClient, address: str) -> int:
    found = re.search(r'class="lede">\D*(\d+)', client.get(address).text)
    return int(found[1]) if found else 0


def test_a_country_named_itself_is_less_than_all_that_lies_in_it(client: TestClient) -> None:
    whole, named = (listed(client, f"/events?country=BY{more}") for more in ("", "&direct=1"))
    assert named < whole
    assert named == listed(client, "/events?partner=place/by&direct=1")


def test_the_switch_stands_on_every_page_with_filters_and_keeps_what_was_asked(client: TestClient) -> None:
    for page in ("/network", "/map", "/timeline", "/matrix", "/events", "/agreements"):
        text = client.get(f"{page}?country=BY").text
        assert "Только названное прямо" in text_of(text), page


def test_the_matrix_counts_only_what_names_the_country_where_that_is_asked(client: TestClient) -> None:
    whole, named = (read(client.get(f"/matrix{query}").text) for query in ("", "?direct=1"))
    counts = [[link for link in page.links if link.startswith("/events?")] for page in (whole, named)]
    assert len(counts[1]) < len(counts[0])
    assert all("direct=1" in link for link in counts[1])


def test_a_place_page_switches_to_what_names_it(client: TestClient) -> None:
    page = client.get("/id/place/by").text
    assert "/id/place/by?direct=1" in read(page).links
    named = client.get("/id/place/by?direct=1").text
    assert "Со всем, что внутри" in text_of(named)
    assert client.get("/id/place/by?other=1").headers["link"].startswith("</id/place/by>")


def test_a_partnership_tells_of_the_levels_above(client: TestClient) -> None:
    page = text_of(client.get("/id/partnership/smolensk/by-orsha").text)
    assert "Шире: с тем, во что входит партнёр" in page
    above = page.partition("Шире")[2]
    assert "Витебская область" in above
    assert "Беларусь" in above
    region = listed(client, f"/events?home={SMOLENSK}&partner=place/by/vitebsk-oblast")
    assert f"{region} событ" in above


def test_the_panel_of_a_country_tells_of_what_lies_in_it(client: TestClient) -> None:
    panel = text_of(client.get("/panel?thing=place/by").text)
    assert f"{listed(client, '/events?country=BY')} событ" in panel
    assert "Орша" in panel


def test_a_number_is_explained_where_it_stands(client: TestClient) -> None:
    hints = {
        "/id/place/by": "названо оно или то, что в нём",
        "/id/place/by?direct=1": "названо оно само, без места в нём",
        f"/id/{SMOLENSK}": "строки называют её нашей стороной",
        "/id/partnership/smolensk/by-orsha": "названы оба, и ничего внутри партнёра",
        "/sector/culture": "основная сфера и прочие",
    }
    assert {page: hint in text_of(client.get(page).text) for page, hint in hints.items()} == dict.fromkeys(
        hints, True
    )


def test_a_country_without_a_code_has_its_page_and_its_lists() -> None:
    country = cast("Record", {"kind": "country", "path": "place/abkhazia", "country": None})
    assert filters_of(country, "home") == Filters(country=("ABKHAZIA",))


def test_the_page_of_the_home_country_counts_what_lies_in_it() -> None:
    home = cast("Record", {"kind": "country", "path": "place/ru", "country": "RU"})
    assert filters_of(home, "home") == Filters(partner=("place/ru",))
