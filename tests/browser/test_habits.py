"""What a reader does: search from the keyboard, sort, switch, follow the network."""

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SMOLENSK = "municipality/smolensk/smolensk"


def test_search_answers_as_one_types_and_opens_from_the_keyboard(page: Page) -> None:
    page.goto("/matrix")
    page.keyboard.press("/")
    page.keyboard.type("полоцк", delay=20)
    options = page.locator(".site-head [role=option]")
    expect(options.first).to_contain_text("Полоцк")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/**")
    expect(page.locator("h1")).to_have_text("Полоцк")


def test_a_table_sorts_by_a_column_both_ways(page: Page) -> None:
    page.goto("/browse/municipality")
    head = page.locator("th", has_text="События")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    counts = [int(cell) for cell in page.locator("tbody td.number:nth-of-type(2)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")


def test_the_theme_is_remembered(page: Page) -> None:
    page.goto("/")
    page.locator("[data-theme-toggle]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/help")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_language_changes_and_the_rest_stays(page: Page) -> None:
    page.goto("/events?sector=sport")
    page.locator(".site-tools a[hreflang=en]").click()
    page.wait_for_url("**/events?sector=sport&lang=en")
    expect(page.locator("h1")).to_have_text("Events")


def test_the_skip_link_leads_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()


@pytest.mark.parametrize("width", [1024, 1280, 1400, 1536])
def test_sections_and_registers_fit_the_page_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    for address in ("/agreements", "/events"):
        page.goto(address)
        for section in ("Сеть", "Соглашения", "Матрица", "Вопросы", "Справка"):
            link = page.get_by_role("navigation", name="Разделы").get_by_role("link", name=section)
            assert link.is_visible(), (width, section)
        table = page.locator("table.register").first
        box = table.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
        overflowing = "one => one.scrollWidth > one.clientWidth + 1"
        assert not table.evaluate(overflowing), (address, width)


WIDER_THAN_THEIR_BOX = """() => [...document.querySelectorAll(".table-wrap")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.ariaLabel)"""


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_tables_and_charts_fit_a_small_laptop(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    both = f"home_a={SMOLENSK}&home_b=municipality/smolensk/vyazemsky&period_a=2024-Q3&period_b=2024-Q4"
    for address in (
        "/?",
        f"/compare?{both}",
        "/questions/partners?",
        "/id/place/by?",
        f"/id/{SMOLENSK}?",
        "/matrix?all=1",
        "/browse/person?",
    ):
        page.goto(f"{address}&lang={lang}")
        assert page.evaluate(WIDER_THAN_THEIR_BOX) == [], address


def test_the_head_of_a_register_stays_while_its_rows_go_by(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("/events")
    page.locator("table.register tbody tr").last.scroll_into_view_if_needed()
    head = page.locator("table.register thead th").first.bounding_box()
    assert head is not None
    assert 0 <= head["y"] < 300


def _open_network(page: Page, address: str = "/network") -> None:
    page.goto(address)
    page.wait_for_selector("[data-network][data-ready]")


def test_a_node_found_by_name_opens_its_panel_and_the_address_keeps_it(page: Page) -> None:
    _open_network(page)
    page.locator("#network-find").fill("Полоцк")
    page.locator("#network-find").press("Enter")
    panel = page.locator(".network-panel")
    expect(panel).to_contain_text("Полоцк")
    expect(panel).to_contain_text("Фестиваль книги")
    assert "node=place/by/polotsk" in page.url


def test_the_saved_image_has_room_for_its_caption(page: Page, tmp_path: Path) -> None:
    _open_network(page, f"/network?focus={SMOLENSK}")
    canvas = page.locator(".network-canvas").bounding_box()
    page.locator(".save-menu summary").click()
    with page.expect_download() as download:
        page.locator("[data-save=png]").click()
    image = tmp_path / "network.png"
    download.value.save_as(image)
    width, height = struct.unpack(">II", image.read_bytes()[16:24])
    assert canvas is not None
    assert width == pytest.approx(2 * canvas["width"], abs=2)
    assert height > 2 * canvas["height"] + 150


def test_files_of_the_network_are_of_what_the_address_says_by_now(page: Page) -> None:
    _open_network(page, f"/network?node={SMOLENSK}")
    page.locator(".network-panel").get_by_role("button", name="Скрыть", exact=True).click()
    page.locator(".save-menu summary").click()
    with page.expect_download() as download:
        page.locator("[data-file]", has_text="SVG").click()
    assert f"hide={SMOLENSK}" in download.value.url


def test_the_network_focuses_hides_and_finds_a_path(page: Page) -> None:
    _open_network(page, f"/network?node={SMOLENSK}")
    panel = page.locator(".network-panel")
    panel.get_by_role("button", name="Только окружение").click()
    page.wait_for_url(re.compile("focus="))
    panel.get_by_role("button", name="Найти путь отсюда").click()
    page.locator("#network-find").fill("Вяземский")
    page.locator("#network-find").press("Enter")
    expect(page.locator(".network-note")).to_have_text("Смоленск → Орша → Вяземский")
    assert page.url.count("via=") == 3


def test_a_link_with_state_shows_the_same_picture(page: Page) -> None:
    _open_network(page, f"/network?node={SMOLENSK}&color=community&hide=place/by/orsha")
    expect(page.locator("[data-colour=community]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".network-panel h2")).to_have_text("город Смоленск")
    assert "hide=place/by/orsha" in page.url


def test_the_network_saves_as_a_picture(page: Page, tmp_path: Path) -> None:
    _open_network(page)
    page.locator(".save-menu summary").click()
    with page.expect_download() as download:
        page.locator("[data-save=png]").click()
    saved = tmp_path / "network.png"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert saved.stat().st_size > 5_000


def test_the_map_names_home_sides_and_links_places(page: Page) -> None:
    page.goto("/map")
    page.wait_for_selector("[data-map][data-ready]")
    expect(page.locator(".map-place.home text", has_text="Смоленск").first).to_be_visible()
    assert page.locator(".map-arc").count() == 4
    href = page.locator(".map-place", has_text="Полоцк").first.get_attribute("href")
    assert href == "/id/place/by/polotsk"


def test_a_proof_opens_in_place(page: Page) -> None:
    page.goto("/events")
    page.get_by_role("link", name="Фестиваль книги").click()
    proof = page.locator("details.proof").filter(has_text="Полоцк").first
    proof.locator("summary").click()
    expect(proof.locator("mark").first).to_be_visible()


def test_the_other_language_shows_the_same_picture(page: Page) -> None:
    _open_network(page)
    page.locator("#network-find").fill("Полоцк")
    page.locator("#network-find").press("Enter")
    expect(page.locator(".network-panel")).to_be_visible()
    page.locator(".site-tools a[hreflang=en]").click()
    page.wait_for_selector("[data-network][data-ready]")
    expect(page.locator(".network-panel h2")).to_have_text("Polotsk")


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    summary = page.locator(".site-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".site-menu a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".site-menu nav")).to_be_hidden()
    expect(summary).to_be_focused()


def test_escape_closes_the_panel_from_within_it(page: Page) -> None:
    _open_network(page, f"/network?node={SMOLENSK}")
    link = page.locator(".network-panel .plain-list a").first
    link.focus()
    page.keyboard.press("ArrowDown")
    expect(link).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".network-panel")).to_be_hidden()
    assert "node=" not in page.url


LENGTHEN = """() => {
  const table = document.querySelector("#table table");
  const body = table.tBodies[0];
  while (body.rows.length < 20) body.append(body.rows[0].cloneNode(true));
  body.rows[19].cells[1].textContent = "Редкий город";
  table.classList.add("folded");
}"""


def test_a_long_table_shows_its_first_rows_on_screen_and_all_on_paper(page: Page) -> None:
    page.goto("/network")
    page.evaluate(LENGTHEN)
    rows = page.locator("#table tbody tr")
    assert rows.filter(visible=True).count() == 12
    page.emulate_media(media="print")
    assert rows.filter(visible=True).count() == 20


def test_the_system_s_theme_is_followed_until_the_reader_chooses(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.locator("[data-theme-toggle]").click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_paper_is_white_and_without_menus(page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto("/network")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".site-head")).to_be_hidden()


@pytest.mark.parametrize(
    "storage",
    [
        f"localStorage.setItem('pin:{SMOLENSK}', '{{broken')",
        f"localStorage.setItem('pin:{SMOLENSK}', '[null, \"x\"]')",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no storage'); } })",
    ],
)
def test_the_network_opens_whatever_the_browser_keeps(page: Page, storage: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script(storage)
    _open_network(page, f"/network?node={SMOLENSK}")
    expect(page.locator(".network-panel h2")).to_have_text("город Смоленск")
    page.locator("[data-theme-toggle]").click()
    assert wrong == []
