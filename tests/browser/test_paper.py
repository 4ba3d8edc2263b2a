"""What comes out of the printer the moment a page is there: pictures drawn, heads said, nothing lost."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SMOLENSK = "municipality/smolensk/smolensk"
DRAWN = """() => [...document.querySelectorAll(".map-still use, .map-still .map-arc")]
  .map((one) => one.getBBox()).filter((box) => box.width > 0 && box.height > 0).length"""


@pytest.mark.parametrize("address", [f"/id/{SMOLENSK}", "/id/place/by"])
def test_a_thing_s_map_is_drawn_when_its_page_is_there(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    assert page.evaluate(DRAWN) >= 3, "land, borders and an arc at least"
    page.emulate_media(media="print")
    expect(page.locator(".map-still")).to_be_visible()


def test_the_map_is_drawn_without_its_script(page: Page) -> None:
    page.route("**/dist/map-*.js", lambda route: route.abort())
    page.goto("/map", wait_until="load")
    assert page.evaluate(DRAWN) >= 3
    expect(page.locator(".map-still .map-place.home").first).to_be_visible()
