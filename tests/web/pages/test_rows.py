"""A row's page: what was read, thing by thing; the technical part is folded; people have posts."""

from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from web.pages.reported import thing_of


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


def test_facts_of_a_row_stand_in_the_order_of_the_page_of_their_thing(client: TestClient) -> None:
    page: Any = html.fromstring(client.get("/id/report/2024-Q3-municipal/entry/1").text)
    groups = page.xpath("//section[@class='reading-group']")
    told = [one.text_content() for one in groups[0].xpath(".//dt")]
    order = ["Вид события", "Формат", "Наша сторона", "Где", "Страны", "Кто участвует"]
    assert [one for one in told if one in order] == [one for one in order if one in told]
    assert told[0] in ("День", "Начало"), "a name that heads its group is not told again"
    kinds = [one.xpath("string(.//h3/span)").strip() for one in groups]
    ranks = ["событие", "соглашение", "организация", "человек"]
    assert kinds == sorted(kinds, key=lambda one: ranks.index(one) if one in ranks else len(ranks))


def test_what_is_said_of_a_post_or_a_stage_is_told_of_its_person_or_agreement() -> None:
    assert thing_of("person/by/ivanenko-i-i/post/76b6c5") == "person/by/ivanenko-i-i"
    assert thing_of("agreement/2024/dogovor-6c94d6/stage/1") == "agreement/2024/dogovor-6c94d6"
    assert thing_of("event/2024/festival-6c94d6") == "event/2024/festival-6c94d6"


def test_a_table_on_paper_has_no_column_of_links(client: TestClient) -> None:
    page: Any = html.fromstring(client.get("/id/municipality/smolensk/smolensk").text)
    table = page.xpath("//section[@id='partners']//table")[0]
    for cell in table.xpath(".//tr/*[last()]"):
        assert "no-print" in cell.get("class")
