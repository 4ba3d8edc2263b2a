"""The explorer as a browser shows it: accessible, whole at every width, and silent towards other machines."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
COLOURS = ["color-contrast"]
"""What a theme decides on."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/", "/network", "/map", "/map?view=world", "/agreements", "/events?sector=culture", "/timeline",
    "/matrix", "/flow", "/compare?home_a=municipality/smolensk/smolensk", "/search?q=полоцк", "/browse",
    "/browse/organisation", "/sector/culture", "/help", "/api", "/nowhere",
    "/id/place/by", "/id/place/by/polotsk",
    "/id/municipality/smolensk/smolensk", "/id/report/2024-Q3-municipal",
    "/id/report/2024-Q3-municipal/entry/1", "/questions", "/news",
)  # fmt: skip


PLAIN = (
    "/browse/person", "/browse/partnership", "/browse/sector", "/questions/signed-agreements", "/brief",
    "/brief?country=BY", "/reports", "/snapshots", "/sign-in", "/api", "/ontology", "/events?home=nobody",
    "/search?q=с+кем+дружит+Смоленск",
)  # fmt: skip
"""Pages that are made of the same pieces."""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds wrong, each with the elements it is about."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, { runOnly: rules }).then(result => result.violations)", list(rules)
    )
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("address", (*PAGES, *PLAIN))
def test_pages_are_accessible_light_and_dark(chromium: Browser, site: str, address: str) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert violations(page, COLOURS) == []
    context.close()


KINDS = ("person", "partnership", "organisation", "agreement", "event")
IN_ENGLISH = ("/", "/news?period=2024-Q3&versus=2024-Q4", "/matrix", "/questions/venues", "/brief?country=BY")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_thing_of_each_kind_is_accessible_in_both_languages(
    chromium: Browser, site: str, lang: str
) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()
    for kind in KINDS:
        page.goto(f"/browse/{kind}?lang={lang}")
        page.locator("main tbody a").first.click()
        expect(page).to_have_url(re.compile("/id/"))
        assert violations(page) == [], page.url
    for address in IN_ENGLISH:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert violations(page) == [], page.url
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_a_phone(chromium: Browser, site: str, address: str) -> None:
    context = chromium.new_context(base_url=site, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


READABLE = 9
"""Pixels that letters need at least."""


def test_a_line_through_time_can_be_read_on_a_phone(chromium: Browser, site: str) -> None:
    context = chromium.new_context(base_url=site, viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto("/questions/events-by-month", wait_until="networkidle")
    letters = page.locator(".picture svg text")
    expect(letters.first).to_be_attached()
    heights = letters.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= READABLE
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_pages_ask_no_other_machine_and_break_no_rule(page: Page, site: str, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert [one for one in complaints if "404" not in one] == []


SHIFTED = """() => new Promise(answer => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => answer(sum), 50);
})"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", PAGES)
def test_pages_do_not_jump_while_they_load(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    page.goto(address, wait_until="networkidle")
    assert page.evaluate(SHIFTED) < 0.01


@pytest.mark.parametrize("address", ["/", "/network", "/map", "/timeline", "/agreements", "/events"])
def test_pages_read_without_scripts(chromium: Browser, site: str, address: str) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("main a", has_text=re.compile("Полоцк|Фестиваль книги|Соглашение")).count() > 0
    context.close()
