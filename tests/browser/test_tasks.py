"""What policy staff come for, done by clicks and keys from the start page: the answer, and in how many steps.

Putting a fact right and adding a report are in `test_office`.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, expect

pytestmark = pytest.mark.browser


@dataclass
class Reader:
    """Somebody at the start page, who counts what they click, choose and type."""

    page: Page
    steps: int = 0

    def click(self, where: Locator) -> None:
        """One click."""
        self.steps += 1
        where.first.click()

    def follow(self, name: str, within: str = "body") -> None:
        """A click on a link."""
        self.click(self.page.locator(within).get_by_role("link", name=name))

    def choose(self, label: str, value: str) -> None:
        """One value of a list."""
        self.steps += 1
        self.page.get_by_label(label, exact=True).select_option(label=value)

    def search(self, words: str) -> None:
        """Words typed into the search box, and Enter."""
        self.steps += 1
        self.page.locator(".site-head input[type=search]").fill(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def save(self, name: str) -> Download:
        """A click that saves a file."""
        with self.page.expect_download() as found:
            self.follow(name, "main")
        return found.value


@pytest.fixture
def reader(page: Page) -> Reader:
    """At the start page, no step made."""
    page.goto("/")
    return Reader(page)


def sheet_of(download: Download) -> Any:
    """The sheet of a saved workbook."""
    return load_workbook(BytesIO(Path(download.path()).read_bytes())).worksheets[0]


def main_text(page: Page) -> str:
    """What the page says, with plain spaces."""
    return " ".join(page.locator("main").inner_text().replace("\xa0", " ").split())


def test_who_works_with_a_town_in_a_sector_and_since_when(reader: Reader) -> None:
    reader.search("Витебск культура")
    reader.click(reader.page.locator("main a", has_text=re.compile("^Витебск$")))
    row = reader.page.locator("table tr", has_text="город Смоленск")
    expect(row.first).to_be_visible()
    reader.click(row.get_by_role("link", name=re.compile("Основания партнёрства")))
    told = main_text(reader.page)
    assert "Летняя школа гончаров" in told
    assert "август" in told.casefold()
    assert "Вечер дружбы" in told
    assert reader.steps <= 4


def test_what_was_signed_in_a_quarter_as_a_workbook(reader: Reader) -> None:
    reader.follow("Соглашения", "header")
    reader.follow("III квартал 2024 года", "nav.facets")
    download = reader.save("XLSX")
    assert "III квартал 2024 года" in download.suggested_filename
    rows = list(sheet_of(download).iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == ["=1+1 Соглашение о дружбе библиотек"]
    assert reader.steps <= 3


def test_what_is_new_against_the_quarter_before(reader: Reader) -> None:
    reader.follow("Что нового", "footer")
    told = main_text(reader.page)
    assert "IV квартал 2024 года" in told
    expect(reader.page.locator("[id='partnerships.silent']")).to_contain_text("город Смоленск – Орша")
    assert reader.steps <= 1


def test_a_brief_on_a_municipality_of_two_pages_at_most(reader: Reader) -> None:
    reader.search("Смоленск")
    reader.click(reader.page.locator("main a", has_text=re.compile("^город Смоленск$")))
    reader.follow("Справка для печати и Word", "main")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Смоленск")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", reader.page.pdf()))
    assert pages <= 2
    assert reader.steps <= 3


def test_which_municipalities_have_no_contact_with_a_country(reader: Reader) -> None:
    reader.search("какие районы не работают с Беларусью")
    told = main_text(reader.page)
    assert "25 строк" in told, "27 municipalities, of which two have met it"
    found = reader.page.locator("main table").first.inner_text()
    assert "Новодугинский" in found
    assert "Вяземский" not in found
    assert reader.steps <= 1


def test_what_was_signed_and_fell_silent(reader: Reader) -> None:
    reader.search("подписанные соглашения, по которым ничего не происходит")
    told = main_text(reader.page)
    assert "Соглашения, о которых не слышно" in told
    assert "0 строк" in told, "the town of the one document came again in October"
    assert reader.steps <= 1


def test_who_holds_a_post(reader: Reader) -> None:
    reader.search("директор библиотеки")
    hit = reader.page.locator("main a", has_text=re.compile("И.И.\\s?Иваненко"))
    expect(hit.first).to_be_visible()
    reader.click(hit)
    assert "директор библиотеки" in main_text(reader.page)
    assert reader.steps <= 2


@pytest.mark.parametrize("typed", ["polotsk", "полацк", "gjkjwr", "Полоцку", "полоц"])
def test_a_place_is_found_however_it_is_typed(reader: Reader, typed: str) -> None:
    reader.search(typed)
    expect(reader.page.locator("main a", has_text=re.compile("^Полоцк$")).first).to_be_visible()
    assert reader.steps == 1


def test_one_municipality_as_a_picture(reader: Reader) -> None:
    reader.search("Вяземский")
    reader.click(reader.page.locator("main a", has_text=re.compile("^Вяземский муниципальный округ$")))
    reader.follow("Сеть", "main")
    reader.click(reader.page.locator(".save-menu summary"))
    download = reader.save("SVG")
    picture = Path(download.path()).read_text(encoding="utf-8")
    assert "Вяземский" in picture
    assert "Орша" in picture
    assert "Полоцк" not in picture
    assert reader.steps <= 5


def test_whether_a_number_is_right(reader: Reader) -> None:
    reader.click(reader.page.locator("main ul.counts a", has_text="событ"))
    expect(reader.page.locator("main .lede")).to_contain_text("6")
    reader.follow("Осенний турнир", "main")
    expect(reader.page.locator("mark.mark-place", has_text="Полоцк").first).to_be_visible()
    assert reader.steps <= 2


def test_a_link_to_a_picture_shows_the_same_picture(reader: Reader) -> None:
    page = reader.page
    reader.follow("Сеть", "header")
    node = page.locator(".drawing .node").first
    before = node.bounding_box()
    reader.click(page.locator(".network-zoom button").first)
    page.wait_for_url("**/network?*")
    page.wait_for_timeout(400)
    zoomed = node.bounding_box()
    other = page.context.new_page()
    other.set_viewport_size({"width": 1280, "height": 860})
    other.goto(page.url, wait_until="networkidle")
    assert other.locator(".drawing .node").first.bounding_box() == pytest.approx(zoomed, abs=1)
    assert zoomed != before
    assert reader.steps <= 2


def test_two_municipalities_in_two_periods(reader: Reader) -> None:
    reader.follow("Сравнение", "header")
    reader.choose("Первая сторона", "город Смоленск")
    reader.choose("Вторая сторона", "Вяземский муниципальный округ")
    reader.choose("Первый период", "III квартал 2024 года")
    reader.choose("Второй период", "IV квартал 2024 года")
    reader.click(reader.page.get_by_role("button", name="Сравнить"))
    row = reader.page.locator("table").first.locator("tr", has_text="События")
    assert row.locator("td").all_inner_texts() == ["3", "2", "−1", "1", "0", "−1"]
    assert reader.steps <= 6


def test_where_many_came_as_a_workbook(reader: Reader) -> None:
    reader.follow("События", "header")
    reader.follow("от 500", "nav.facets")
    rows = list(sheet_of(reader.save("XLSX")).iter_rows(min_row=4, values_only=True))
    assert sorted(row[0] for row in rows) == ["Осенний турнир", "Фестиваль книги"]
    assert reader.steps <= 3
