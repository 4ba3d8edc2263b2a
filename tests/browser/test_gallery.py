"""Every page as its readers see it: pictures in both languages and themes, wide and on a phone.

The pictures are left in `artefacts/pages` for people to look at; the tests hold what a machine can tell.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from graph.iris import slug
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parents[2] / "artefacts" / "pages"
ALSO = (
    "/network?level=organisation", "/matrix?by=sector", "/id/place/ru/smolensk-oblast", "/browse/event",
    "/browse/agreement", "/sparql",
)  # fmt: skip
SIZES = {"wide": (1360, 900), "phone": (390, 844)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def visit(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """One visit for all pictures, so that scripts and styles are fetched once."""
    context = chromium.new_context(base_url=site)
    yield context
    context.close()


@pytest.fixture
def tab(visit: BrowserContext) -> Iterator[Page]:
    """A tab of its own."""
    page = visit.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("address", [*PAGES, *ALSO])
def test_a_page_is_whole_in_every_dress(tab: Page, site: str, address: str, lang: str) -> None:
    strangers: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda one: None if _is_own(one.url, site) else strangers.append(one.url))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.set_viewport_size({"width": 1360, "height": 900})
    response = tab.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    if tab.locator("[data-network], [data-map]").count():
        tab.wait_for_selector("[data-ready]")
    if tab.locator("#desk").count():
        tab.wait_for_selector(".yasqe_queryButton")
    assert response is not None
    assert response.status == (404 if address == "/nowhere" else 200)
    for size, (width, height) in SIZES.items():
        tab.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            tab.emulate_media(color_scheme=theme)
            picture = PICTURES / f"{slug(address) or 'start'}-{lang}-{theme}-{size}.png"
            assert tab.screenshot(path=picture, animations="disabled").startswith(b"\x89PNG")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert strangers == []
    assert [one for one in complaints if "404" not in one] == []


def _is_own(url: str, site: str) -> bool:
    return url.startswith((site, "data:", "blob:"))
