"""What comes out of the printer the moment a page is there: pictures drawn, heads said, nothing lost."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SMOLENSK = "municipality/smolensk/smolensk"
DRAWN = """() => [...document.querySelectorAll(".map-still use, .map-still .map-arc")]
  .map((one) => one.getBBox()).filter((box) => box.width > 0 && box.height > 0).length"""


@pytest.mark.parametrize(
    "address", [f"/id/{SMOLENSK}", "/id/place/by", "/questions/partners-of-municipality?sector="]
)
def test_a_thing_s_map_is_drawn_when_its_page_is_there(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")
    assert page.evaluate(DRAWN) >= 3, "land, borders and an arc at least"
    page.emulate_media(media="print")
    expect(page.locator(".map-still").first).to_be_visible()


def test_the_map_is_drawn_without_its_script(page: Page) -> None:
    page.route("**/dist/map-*.js", lambda route: route.abort())
    page.goto("/map", wait_until="load")
    assert page.evaluate(DRAWN) >= 3
    expect(page.locator(".map-still .map-place.home").first).to_be_visible()


UPRIGHT, BROADSIDE = 703, 1030
"""How many pixels A4 has between its margins."""
RUN_OVER = """() => {
  const words = (cell) => { const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect(); };
  const wrong = [];
  for (const row of document.querySelectorAll("table.register tr")) {
    const boxes = [...row.cells].filter((cell) => cell.innerText.trim()).map((cell) => [cell.innerText, words(cell)]);
    boxes.slice(1).forEach(([text, box], i) => { if (box.left < boxes[i][1].right - 0.5) wrong.push(`${boxes[i][0]} | ${text}`); });
  }
  return wrong;
}"""  # noqa: E501


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("address", "width"),
    [
        (f"/id/{SMOLENSK}", UPRIGHT),
        ("/id/place/by", UPRIGHT),
        ("/agreements", BROADSIDE),
        ("/events", BROADSIDE),
    ],
)
def test_no_word_of_a_printed_register_runs_into_the_next_column(
    page: Page, address: str, width: int, lang: str
) -> None:
    page.goto(f"{address}?lang={lang}")
    page.evaluate(LONG_STATE)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(RUN_OVER) == []


LONG_STATE = """() => document.querySelectorAll("table.register .status")
  .forEach((one) => { one.textContent = "Договорённость достигнута"; })"""


@pytest.mark.parametrize("address", ["/", "/events", "/matrix", f"/id/{SMOLENSK}", "/questions/partners"])
def test_every_sheet_says_what_it_is_of_and_when(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    head = page.locator(".print-head")
    expect(head).to_contain_text("Отчёты: III квартал 2024 года – IV квартал 2024 года")
    expect(head).to_contain_text("Побратим, ")


def test_what_was_asked_for_stands_on_the_sheet(page: Page) -> None:
    page.goto("/search?q=фестиваль книги")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_have_text("Поиск: фестиваль книги")
    page.goto("/questions/partners?country=BY")
    expect(page.locator("main .print-only", has_text="Беларусь")).to_be_visible()
    expect(page.locator("main details", has_text="SPARQL")).to_be_hidden()
    page.goto("/events?sector=culture")
    expect(page.locator(".print-head")).to_contain_text("Культура")


def test_a_sheet_is_of_the_size_that_offices_print_on(page: Page) -> None:
    page.goto(f"/id/{SMOLENSK}")
    upright = page.pdf(prefer_css_page_size=True)
    page.goto("/events")
    broad = page.pdf(prefer_css_page_size=True)
    sizes = [re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)", one)[0] for one in (upright, broad)]
    (width, height), (length, breadth) = ([round(float(side)) for side in size] for size in sizes)
    assert (width, height) == (595, 842)
    assert (length, breadth) == (842, 595)
