"""A row's page: what was read, thing by thing; the technical part is folded; people have posts."""

from typing import Any

from fastapi.testclient import TestClient
from lxml import html


def test_what_was_read_from_a_row_is_told_thing_by_thing(client: TestClient) -> None:
    page = client.get("/id/report/2024-Q3-municipal/entry/1").text
    groups = page.split('<section class="reading-group">')[1:]
    assert len(groups) >= 3
    assert "Фестиваль книги" in groups[0].partition("</h3>")[0], "the event comes first"
    assert any("Полоцкая городская библиотека" in one.partition("</h3>")[0] for one in groups)
    folded = page.partition('<details class="technical')[2].partition("</details>")[0]
    assert "<table" in folded
    assert "<table" not in "".join(groups).partition('<details class="technical')[0]


def test_each_value_of_a_property_is_told_once(client: TestClient) -> None:
    page = client.get("/id/report/2024-Q3-municipal/entry/1").text
    event = page.split('<section class="reading-group">')[1]
    for property_of_it in event.split("<dt>")[1:]:
        values = [part.partition("</dd>")[0] for part in property_of_it.split('<dd class="fact">')[1:]]
        assert len(values) == len(set(values))


def test_people_are_listed_with_their_posts(client: TestClient) -> None:
    page = client.get("/browse/person").text
    assert "Должность" in page
    assert "директор библиотеки" in page


def test_a_printed_page_says_its_filters_and_source(client: TestClient) -> None:
    page = client.get("/events?period=2024-Q3").text
    head = page.partition('<p class="print-only print-head">')[2].partition("</p>")[0]
    assert "III квартал 2024 года" in head
    assert "Побратим" in head


def test_a_fact_leads_to_its_words_which_tell_their_kind(client: TestClient) -> None:
    page: Any = html.fromstring(client.get("/id/report/2024-Q3-municipal/entry/1").text)
    marked = page.xpath("//dl[contains(@class, 'row-cells')]//mark[contains(., 'Полоцк')]")[0]
    assert marked.get("class") == "mark-place"
    leading = [one for one in page.xpath("//a[@class='words small serif']") if "Полоцк" in one.text_content()]
    assert leading
    for one in leading:
        anchor = page.get_element_by_id(one.get("href").removeprefix("#"))
        assert "Полоцк" in anchor.getparent().text_content()
    numbers = leading[0].getparent().get("data-reads").split()
    assert set(numbers) <= set(marked.get("data-said").split())
    legend = page.xpath("//p[contains(@class, 'mark-legend')]")[0].text_content()
    assert "место" in legend
    assert "дата" in legend
