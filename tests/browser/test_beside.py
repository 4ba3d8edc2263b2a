"""Things of the map and of the timeline, opened beside it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

PANEL = "aside.network-panel"


def test_a_place_of_the_map_opens_beside_it(page: Page) -> None:
    page.goto("/map")
    page.locator("a.map-place").filter(has_text="Орша").click()
    panel = page.locator(PANEL)
    expect(panel.get_by_role("heading", name="Орша", level=2)).to_be_visible()
    expect(panel).to_contain_text("Ярмарка ремёсел")
    assert "node=place/by/orsha" in page.url


def test_the_address_opens_the_same_beside_the_map(page: Page) -> None:
    page.goto("/map?node=place/by/orsha&sector=tourism")
    expect(page.locator(PANEL)).to_contain_text("мастеров")
    expect(page.locator(PANEL)).not_to_contain_text("Ярмарка ремёсел")


def test_an_event_of_the_timeline_opens_with_its_row(page: Page) -> None:
    page.goto("/timeline")
    mark = page.locator("svg.timeline a[aria-label*='Ярмарка']")
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Гости приехали")
    expect(panel.get_by_role("button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()
    assert "node=" not in page.url


@pytest.mark.parametrize("address", ["/map", "/timeline"])
def test_nothing_stands_beside_before_it_is_asked_for(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(PANEL)).to_be_hidden()
