"""No name in any picture lies over another, wherever it is looked at."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.overlaps import cut, overlaps

pytestmark = pytest.mark.browser

PICTURES = (
    "/network?level=country", "/network?level=region", "/network?level=place", "/network?level=organisation",
    "/network?level=place&period=2024-Q4&versus=2024-Q3", "/map", "/map?view=world",
    "/map?node=place/by/orsha", "/timeline", "/timeline?since=2024-07-01&until=2024-07-31", "/flow", "/",
    "/matrix", "/matrix?by=sector", "/id/place/by", "/id/municipality/smolensk/smolensk",
    "/id/partnership/smolensk/by-polotsk", "/sector/culture",
)  # fmt: skip
SIZES = ((1280, 720), (1400, 900), (390, 844))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_two_names_of_a_picture_share_room_and_none_is_cut(
    chromium: Browser, site: str, size: tuple[int, int], theme: Any
) -> None:
    context = chromium.new_context(
        base_url=site, viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page = context.new_page()
    found = {}
    for address in PICTURES:
        page.goto(address)
        if page.locator("[data-network], [data-map], [data-flow]").count():
            page.wait_for_selector("[data-ready]")
        page.wait_for_timeout(150)
        count, pairs = overlaps(page)
        assert count > 0 or address.startswith("/id/"), address
        found[address] = [*pairs, *cut(page)]
    context.close()
    assert {address: pairs for address, pairs in found.items() if pairs} == {}


def test_the_measure_finds_names_that_do(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<main><svg width='200' height='80'><text x='10' y='40'>Полоцк</text>"
        "<text x='20' y='42'>Орша</text><text x='120' y='42'>Лиозно</text></svg></main>"
    )
    assert (overlaps(page), cut(page)) == ((3, ["Полоцк / Орша"]), [])
    page.set_content("<main><svg width='60' height='80'><text x='40' y='40'>Полоцк</text></svg></main>")
    assert cut(page) == ["Полоцк"]
    page.close()
