"""The picture of the network under the reader's hand: opened, walked by keys, moved, sent to others."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SMOLENSK = "municipality/smolensk/smolensk"
BELARUS = "place/by"
PLACES = """() => Object.fromEntries([...document.querySelectorAll('a.node')].map(one => {
  const box = one.querySelector('circle:not(.reach)').getBoundingClientRect();
  return [one.dataset.id, [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]];
}))"""


def open_network(page: Page, query: str = "level=country") -> None:
    page.goto(f"/network?{query}")
    page.wait_for_selector("[data-network][data-ready=true]")


def node(page: Page, id: str) -> Any:
    return page.locator(f'a.node[data-id="{id}"]')


def test_opening_a_country_moves_no_other_mark_by_a_pixel(page: Page) -> None:
    open_network(page)
    before = page.evaluate(PLACES)
    node(page, BELARUS).click()
    expect(node(page, "place/by/orsha").or_(node(page, "place/by/vitebsk-oblast")).first).to_be_visible()
    after = page.evaluate(PLACES)
    others = before.keys() - {BELARUS}
    assert len(others) >= 2
    assert {id: after[id] for id in others} == {id: before[id] for id in others}
    assert f"open={BELARUS}" in page.url
    expect(page.locator(".network-note")).to_contain_text("Раскрыто: Беларусь")


def test_the_fullest_group_is_at_hand_before_it_is_opened(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opening = f"open={BELARUS}&w="
    with page.expect_response(lambda answer: opening in answer.url):
        open_network(page)
    node(page, BELARUS).dispatch_event("click")
    expect(node(page, BELARUS)).to_have_count(0)
    assert len([one for one in asked if opening in one]) == 1


def test_marks_are_walked_opened_read_and_folded_from_the_keyboard(page: Page) -> None:
    open_network(page)
    stops = page.locator("a.node[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("End")
    for _ in range(12):
        if page.evaluate("document.activeElement.dataset.id") == BELARUS:
            break
        page.keyboard.press("ArrowLeft")
    expect(node(page, BELARUS)).to_be_focused()
    expect(node(page, BELARUS)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".network-note")).to_contain_text("Беларусь")
    page.keyboard.press("Enter")
    expect(node(page, BELARUS)).to_have_count(0)
    inner = page.evaluate("document.activeElement.dataset.outer")
    assert inner == BELARUS
    page.keyboard.press(" ")
    panel = page.locator(".network-panel")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Escape")
    expect(node(page, BELARUS)).to_be_focused()
    assert f"open={BELARUS}" not in page.url


def test_a_copied_link_shows_the_same_picture_zoom_included(page: Page, site: str) -> None:
    open_network(page, "level=place")
    page.locator("[data-zoom=in]").click()
    page.wait_for_url(re.compile("at="))
    page.wait_for_timeout(300)
    box = node(page, SMOLENSK).locator("circle").last.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 45, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("pin="))
    page.wait_for_timeout(300)
    seen, address = page.evaluate(PLACES), page.url
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector("[data-network][data-ready=true]")
    assert other.evaluate(PLACES) == seen
    other.close()


def test_the_panel_covers_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_network(page, f"level=place&node={SMOLENSK}")
    page.wait_for_timeout(400)
    panel = page.locator(".network-panel").bounding_box()
    marks = page.evaluate(PLACES)
    assert panel is not None
    assert all(x < panel["x"] for x, _ in marks.values())


def test_on_a_laptop_the_picture_comes_first(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_network(page, "sector=culture")
    canvas = page.locator(".network-canvas").bounding_box()
    assert canvas is not None
    assert canvas["y"] < 260
    assert min(720, canvas["y"] + canvas["height"]) - canvas["y"] > 400


def test_the_table_follows_the_picture(page: Page) -> None:
    open_network(page)
    expect(page.locator("[data-holds=table]")).not_to_contain_text("область")
    node(page, BELARUS).click()
    expect(page.locator("[data-holds=table]")).to_contain_text("область")


def test_a_name_in_the_picture_is_a_way_to_its_mark(page: Page) -> None:
    open_network(page, "level=place")
    page.locator("g.name", has_text="Орша").click()
    expect(page.locator(".network-panel h2")).to_have_text("Орша")


def test_without_scripts_the_picture_has_links(page: Page, site: str, chromium: Any) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/network?level=place")
    href = plain.locator("a.node", has_text="Орша").first.get_attribute("href")
    assert href == "/id/place/by/orsha"
    context.close()
