"""What events and documents are called on English pages, beside the words of the report."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.web.pages.test_files import column, sheet_of
from web.index.english import called, quoted_name


def test_the_name_that_a_title_quotes_is_told_in_latin_letters() -> None:
    assert quoted_name("XII фестиваль «Белая ладья» в Полоцке") == "“Belaya ladya”"
    assert quoted_name("Рабочая встреча") == ""


def test_a_name_is_made_of_what_was_read() -> None:
    assert called("Visit", "Рабочая встреча", "Sport", ["Polotsk", "Orsha"]) == (
        "Visit – Sport, Polotsk, Orsha"
    )
    assert called("Visit", "Турнир «Белая ладья»", "Sport", ["Poland"]) == "Visit – “Belaya ladya”, Poland"
    assert called("Event", "Встреча", None, []) == "Event"
    assert called("Contract No. 5", "Договор", None, ["Smolensk – Minsk"]) == (
        "Contract No. 5, Smolensk – Minsk"
    )


@pytest.mark.parametrize(
    "address", ["/events", "/agreements", "/timeline", "/id/municipality/smolensk/smolensk"]
)
def test_no_link_of_an_english_page_speaks_russian(client: TestClient, address: str) -> None:
    page = client.get(f"{address}?lang=en").text
    links = re.findall(r'<a [^>]*href="[^"]*/(?:event|agreement)/[^>]*>.*?</a>', page, re.DOTALL)
    assert links
    assert [one for one in links if re.search("[А-Яа-яЁё]", one)] == []


def test_an_english_page_has_the_report_s_words_beneath_the_name(client: TestClient) -> None:
    events = client.get("/events?lang=en").text
    path = events.partition('href="/id/event/')[2].partition('"')[0].partition("?")[0]
    page = client.get(f"/id/event/{path}?lang=en").text
    assert re.search(r'<p class="lede" lang="ru">[А-Я]', page)
    assert "own words" in page
    assert "own words" not in client.get(f"/id/event/{path}").text


def test_a_municipality_has_a_short_name_in_english(client: TestClient) -> None:
    assert ">Vyazemsky<" in client.get("/matrix?lang=en").text
    assert ">Vyazemsky<" in client.get("/timeline?lang=en").text


def test_an_english_workbook_has_both_names(client: TestClient) -> None:
    sheet = sheet_of(client, "/events.xlsx?lang=en")
    assert "Фестиваль книги" in column(sheet, "Title in the report")
    assert not any(re.search("[А-Яа-я]", name) for name in column(sheet, "Event"))
    assert not any(re.search("[А-Яа-я]", row) for row in column(sheet, "Row of a report"))
    assert "Название в отчёте" not in [cell.value for cell in sheet_of(client, "/events.xlsx")[3]]
