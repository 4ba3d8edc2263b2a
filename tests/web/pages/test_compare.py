"""Two sides, two periods, or two sides in two periods: the numbers, what differs, and whom with."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

SMOLENSK, VYAZMA = "municipality/smolensk/smolensk", "municipality/smolensk/vyazemsky"
QUARTERS = "&period_a=2024-Q3&period_b=2024-Q4"


def page_of(client: TestClient, query: str) -> Any:
    answer = client.get(f"/compare?{query}", headers={"accept": "text/html"})
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def table_of(page: Any, number: int = 0) -> dict[str, list[str]]:
    """The numbers of each line of a table."""
    rows = page.xpath("//table")[number].xpath(".//tbody/tr")
    return {row[0].text_content(): [one.text_content().strip() for one in row[1:]] for row in rows}


def partners_of(page: Any, title: str) -> dict[str, list[str]]:
    """The partners under a heading, by group."""
    section = page.xpath(f'//section[h2[.="{title}"]]')[0]
    return {
        one.xpath("h3/text()")[0].strip(): [link.text for link in one.xpath(".//li/a")]
        for one in section.xpath(".//section")
    }


def test_two_sides_in_two_periods_are_four_cells_with_differences(client: TestClient) -> None:
    page = page_of(client, f"home_a={SMOLENSK}&home_b={VYAZMA}{QUARTERS}")
    assert [one.text for one in page.xpath("//table[1]//th[@scope='colgroup']")][:2] == [
        "город Смоленск", "Вяземский муниципальный округ",
    ]  # fmt: skip
    told = table_of(page)
    assert told["События"] == ["3", "2", "−1", "1", "0", "−1"]
    assert told["Соглашения"] == ["1", "0", "−1", "0", "0", "0"]
    assert told["Партнёры"] == ["3", "2", "−1", "1", "0", "−1"]
    sectors = table_of(page, 1)
    assert sectors["Культура"] == ["2", "1", "−1", "1", "0", "−1"]
    assert sectors["Спорт"] == ["0", "1", "+1", "0", "0", "0"]
    assert partners_of(page, "Партнёры: город Смоленск") == {
        "Прервались": ["Орша"], "Сохранились": ["Витебск", "Полоцк"], "Новые": [],
    }  # fmt: skip
    assert partners_of(page, "Партнёры: Вяземский муниципальный округ")["Прервались"] == ["Орша"]


def test_every_number_leads_to_as_many(client: TestClient) -> None:
    page = page_of(client, f"home_a={SMOLENSK}&home_b={VYAZMA}{QUARTERS}")
    links = [one for one in page.xpath("//table//td/a") if one.get("href").startswith("/events")]
    assert len(links) > 10
    for link in links:
        rows = client.get(link.get("href").replace("/events", "/events.csv")).text.strip().splitlines()
        assert len(rows) - 1 == int(link.text)


def test_the_earlier_period_comes_first_however_they_are_asked(client: TestClient) -> None:
    one = page_of(client, f"home_a={SMOLENSK}{QUARTERS}")
    other = page_of(client, f"home_a={SMOLENSK}&period_a=2024-Q4&period_b=2024-Q3")
    assert table_of(one) == table_of(other)
    assert table_of(one)["События"] == ["3", "2", "−1"]


def test_two_sides_are_compared_in_one_period(client: TestClient) -> None:
    page = page_of(client, f"home_a={SMOLENSK}&home_b={VYAZMA}&period_a=2024-Q3")
    assert table_of(page)["События"] == ["3", "1", "−2"]
    assert partners_of(page, "Партнёры: III квартал 2024 года") == {
        "Только город Смоленск": ["Витебск", "Полоцк"], "Общие": ["Орша"],
        "Только Вяземский муниципальный округ": [],
    }  # fmt: skip


def test_one_side_alone_is_compared_with_all_together(client: TestClient) -> None:
    page = page_of(client, f"home_a={VYAZMA}")
    assert [one.text for one in page.xpath("//table[1]//th[@scope='col']")][:2] == [
        "Вяземский муниципальный округ", "Все вместе",
    ]  # fmt: skip
    assert table_of(page)["События"][:2] == ["1", "6"]


def test_all_together_are_compared_in_two_periods(client: TestClient) -> None:
    page = page_of(client, "since_a=2024-Q3&until_a=2024-Q3&since_b=2024-Q4&until_b=2024-Q4")
    assert table_of(page)["События"] == ["4", "2", "−2"]
    assert partners_of(page, "Партнёры: Все вместе")["Сохранились"] == ["Витебск", "Полоцк"]


@pytest.mark.parametrize("query", ["", "home_a=all", f"home_a={SMOLENSK}&home_b=all&lang=en"])
def test_the_form_is_there_whatever_is_asked(client: TestClient, query: str) -> None:
    page = page_of(client, query)
    assert page.xpath("//form//select[@name='home_b']")


def test_a_side_that_nobody_knows_is_told_above_the_form(client: TestClient) -> None:
    answer = client.get("/compare?home_a=nowhere&home_b=all", headers={"accept": "text/html"})
    assert answer.status_code == 400
    page: Any = html.fromstring(answer.text)
    assert "nowhere" in page.xpath("string(//p[@role='alert'])")
    assert page.xpath("//form//select[@name='home_b']/option[@selected]/@value") == ["all"]
