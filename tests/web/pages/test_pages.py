"""What a reader finds on the explorer's pages."""

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from ontology.speech import Speech
from queries.engine import QueryLimits
from queries.engine.errors import LimitExceededError
from queries.run import Answer
from tests.web.html import path_of, read, text_of
from tests.web.reports import FORMULA
from web.pages.browse import KINDS

PAGES = (
    "/", "/network", "/map", "/map?view=world", "/agreements", "/events", "/timeline", "/matrix",
    "/matrix?by=sector", "/compare", "/news", "/brief?country=BY", "/browse",
    "/search?q=Полоцк", "/help", "/sector/culture",
)  # fmt: skip
THINGS = (
    "municipality", "place", "country", "organisation", "person", "event", "agreement", "report", "entry",
    "partnership",
)  # fmt: skip
ESCAPED = "&lt;span"
"""Markup of ours that a reader would see, written into a sentence as if it were words."""


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_each_page_speaks_both_languages(client: TestClient, address: str, lang: str) -> None:
    response = client.get(address, params=None if lang == "ru" else {**_query(address), "lang": "en"})
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.text
    assert ("Побратим" in response.text) == (lang == "ru")
    assert ESCAPED not in response.text


def _query(address: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("kind", THINGS)
def test_each_kind_of_thing_has_a_page(client: TestClient, data: Path, kind: str, lang: str) -> None:
    response = client.get(f"/id/{path_of(data, kind)}", params={"lang": lang})
    assert response.status_code == 200
    assert Speech(lang).say(f"kind.{kind}.many") in text_of(response.text)
    assert ESCAPED not in response.text


def test_a_row_outside_any_section_has_a_page(client: TestClient) -> None:
    assert client.get("/id/report/2024-Q4-municipal/entry/2").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_list(client: TestClient, kind: str) -> None:
    assert client.get(f"/browse/{kind}").status_code == 200


@pytest.mark.slow
def test_no_link_of_the_main_pages_is_broken(client: TestClient, data: Path) -> None:
    places = [f"/id/{path_of(data, kind)}" for kind in THINGS]
    links = {
        link.partition("#")[0]
        for page in (*PAGES, *places)
        for link in read(client.get(page).text).links
        if link.startswith("/")
    }
    assert len(links) > 60
    broken = {link: status for link in sorted(links) if (status := client.get(link).status_code) != 200}
    assert broken == {}


def test_the_start_page_counts_rows_events_and_agreements_apart(client: TestClient) -> None:
    seen = text_of(client.get("/").text)
    assert "6 строк отчётов" in seen
    assert "6 событий" in seen
    assert "1 соглашение" in seen
    assert "III квартал 2024 года – IV квартал 2024 года" in seen


def test_the_start_page_tells_what_the_last_snapshot_added(client: TestClient) -> None:
    seen = text_of(client.get("/").text)
    assert "Что нового по сравнению с графом от" in seen
    assert "2 события" in seen


def test_the_news_list_what_the_last_snapshot_added_and_nothing_older(client: TestClient) -> None:
    page = client.get("/news").text
    assert "Осенний турнир" in page
    assert "Вечер дружбы" in page
    assert "Фестиваль книги" not in page


def test_a_fact_opens_the_words_it_was_read_from(client: TestClient, data: Path) -> None:
    page = client.get(f"/id/{path_of(data, 'event', 'Фестиваль книги')}").text
    assert "<mark>Полоцк</mark>" in page
    assert "place_name" in page
    assert "уверенность 97" in page


def test_an_event_of_one_day_tells_its_day_once(client: TestClient, data: Path) -> None:
    page = text_of(client.get(f"/id/{path_of(data, 'event', 'Фестиваль книги')}").text)
    assert "День 5 июля 2024" in page
    assert "Окончание" not in page


def test_a_row_is_shown_verbatim_with_its_readings(client: TestClient, data: Path) -> None:
    name = "Отчёт муниципалитетов за III квартал 2024 года, №\u00a01"
    page = text_of(client.get(f"/id/{path_of(data, 'entry', name)}").text)
    assert f"{' '.join(name.split())} · Побратим" in page
    assert "Гости приехали из г. Полоцк ." in page
    assert "Откуда участники Полоцк" in page
    assert "place_name" in page


def test_an_event_leads_up_to_the_list_with_filters(client: TestClient, data: Path) -> None:
    page = client.get(f"/id/{path_of(data, 'event', 'Фестиваль книги')}").text
    assert '<a href="/events">События</a>' in page
    assert "/browse/event" not in page


def test_an_answer_calls_rows_as_the_pages_do_and_writes_days_in_words(client: TestClient) -> None:
    page = client.get("/questions/signed-agreements").text
    assert ">Отчёт муниципалитетов за III квартал 2024 года, №\u00a01</a>" in page
    assert ">5 июля 2024</td>" in page


def test_an_agreement_tells_its_stages_and_number(client: TestClient, data: Path) -> None:
    page = text_of(client.get(f"/id/{path_of(data, 'agreement')}").text)
    assert "Подписано" in page
    assert "Как менялось состояние" in page


def test_filters_narrow_a_list_and_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/events?sector=sport").text
    assert "Осенний турнир" in page
    assert "Фестиваль книги" not in page
    assert "Убрать фильтр: Сфера: Спорт" in page


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("since=2024-Q4", {"Осенний турнир", "Вечер дружбы"}),
        ("until=2024-07", {"Фестиваль книги", "Встреча"}),
        ("since=2024-08-01&until=2024-08-31", {"Летняя школа гончаров"}),
        ("since=01.08.2024&until=08.2024", {"Летняя школа гончаров"}),
        ("period=2024-Q4", {"Осенний турнир", "Вечер дружбы"}),
        ("period=2024-Q4&since=01.11.2024", {"Вечер дружбы"}),
    ],
)
def test_a_period_is_a_year_quarter_month_or_day(client: TestClient, asked: str, titles: set[str]) -> None:
    page = client.get(f"/events?{asked}").text
    every = {
        "Осенний турнир",
        "Вечер дружбы",
        "Фестиваль книги",
        "Встреча",
        "Летняя школа гончаров",
        "Ярмарка",
    }
    assert {title for title in every if title in page} == titles


def test_a_period_that_reports_cover_is_one_click_and_one_chip(client: TestClient) -> None:
    page = client.get("/agreements").text
    assert 'href="/agreements?period=2024-Q3"' in page
    assert "Убрать фильтр: Период: III квартал 2024 года" in client.get("/agreements?period=2024-Q3").text
    assert "Period: Q3 2024" in client.get("/agreements?since=2024-07-01&until=2024-Q3&lang=en").text


@pytest.mark.parametrize(
    ("lang", "told"), [("ru", "«вчера» – не дата и не период."), ("en", "“вчера” is neither")]
)
def test_a_wrong_date_is_told_in_the_reader_s_language(client: TestClient, lang: str, told: str) -> None:
    assert told in client.get(f"/events?since=вчера&lang={lang}").text


@pytest.mark.parametrize("address", ["/events?since=вчера", "/network?level=street", "/agreements?order=x"])
def test_a_wrong_parameter_is_told_kindly(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "Так спросить нельзя" in response.text


def test_an_unknown_address_offers_search(client: TestClient) -> None:
    response = client.get("/id/place/by/nowhere")
    assert response.status_code == 404
    assert 'action="/search"' in response.text


def test_what_is_found_waits_for_no_slow_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object, limits: QueryLimits, **__: object) -> Answer:
        assert limits.seconds <= 1
        raise LimitExceededError("time", f"{limits.seconds:g} s")

    monkeypatch.setattr("web.pages.finding.ask", too_slow)
    response = client.get("/search?q=события по месяцам")
    assert response.status_code == 200
    assert "Ответ считается дольше секунды" in response.text
    assert "/questions/events-by-month" in response.text


def test_the_register_comes_as_csv_that_spreadsheets_read(client: TestClient) -> None:
    response = client.get("/agreements.csv")
    assert response.content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Документ"
    assert rows[1][0].startswith("'="), "a text that looks like a formula stays a text"


def test_the_register_comes_as_xlsx(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/agreements.xlsx?lang=en").content))
    assert [cell.value for cell in book.worksheets[0][3]][:3] == [
        "Document", "Title in the report", "Kind of document",
    ]  # fmt: skip
    first = book.worksheets[0]["B4"]
    assert (first.data_type, first.value) == ("s", FORMULA), "a text that looks like a formula stays as it is"


def test_days_of_the_list_are_days_in_xlsx(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/events.xlsx").content))
    days = [cell.value for cell in book.worksheets[0]["B"][3:]]
    assert date(2024, 7, 20) in [day.date() for day in days if isinstance(day, datetime)]


@pytest.mark.parametrize("extension", ["graphml", "gexf", "svg"])
def test_the_network_comes_as_files(client: TestClient, extension: str) -> None:
    response = client.get(f"/network.{extension}?sector=culture")
    assert response.status_code == 200
    assert "Полоцк" in response.text
    assert "attachment" in response.headers["content-disposition"]


def test_the_stand_alone_network_asks_no_other_machine(client: TestClient) -> None:
    page = client.get("/network.html").text
    sources = [
        str(attributes[name])
        for _, attributes in read(page).tags
        for name in ("src", "href")
        if attributes.get(name)
    ]
    assert [source for source in sources if "//" in source] == []


def test_filtered_edges_are_counted_anew(client: TestClient) -> None:
    whole = client.get("/api/network").json()
    sport = client.get("/api/network?sector=sport").json()
    assert len(whole["links"]) == 4
    assert [(link["events"], link["agreements"]) for link in sport["links"]] == [(1, 0)]


def test_nodes_keep_their_places_when_a_quarter_is_added(data: Path) -> None:
    import sqlite3

    from graph.snapshots.snapshot import DataFolder
    from web.site import INDEX

    now, before = DataFolder(data).snapshots()
    places = []
    for snapshot in (before, now):
        db = sqlite3.connect(f"file:{snapshot.path / INDEX}?mode=ro", uri=True)
        rows = db.execute("SELECT picture, shape, id, x, y, width, height FROM box")
        places.append({(picture, shape, id): box for picture, shape, id, *box in rows})
        db.close()
    shared = places[0].keys() & places[1].keys()
    assert len(shared) > 4
    moved = [mark for mark in shared if places[0][mark] != places[1][mark]]
    assert moved == []


def test_the_map_has_arcs_between_places_with_coordinates(client: TestClient) -> None:
    found = client.get("/api/map").json()
    names = {place[1] for place in found["places"]}
    assert {"Полоцк", "Орша", "Витебск"} <= names
    assert len(found["arcs"]) == 4


def test_the_timeline_marks_events_known_to_the_month(client: TestClient) -> None:
    page = client.get("/timeline?since=2024-07-01&until=2024-09-30").text
    assert page.count('class="event vague"') == 1
    assert page.count('class="stage stage-signed"') == 1


def test_the_matrix_tells_contact_from_agreement(client: TestClient) -> None:
    page = client.get("/matrix?by=sector").text
    assert 'class="spot-both"' in page
    assert 'class="spot-contact"' in page
    assert 'class="spot-none"' in page


def test_a_page_known_to_the_browser_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/matrix")
    again = client.get("/matrix", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 событие"),
        (2, "2 события"),
        (5, "5 событий"),
        (11, "11 событий"),
        (21, "21 событие"),
        (1500, "1\xa0500 событий"),
    ],
)
def test_russian_plurals(count: int, told: str) -> None:
    assert Speech("ru").count("count.events", count) == told


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2024-07-05", "2024-07-05", "day", "5 июля 2024"),
        ("2024-07-05", "2024-07-08", "day", "5–8 июля 2024"),
        ("2024-07-05", "2024-08-08", "day", "5 июля – 8 августа 2024"),
        ("2024-07-01", "2024-07-31", "month", "июль 2024"),
    ],
)
def test_dates_are_told_briefly(start: str, end: str, precision: str, told: str) -> None:
    assert Speech("ru").dates(start, end, precision) == told


def test_a_broken_zip_is_never_sent_as_a_workbook(client: TestClient) -> None:
    assert zipfile.is_zipfile(io.BytesIO(client.get("/events.xlsx").content))
    assert client.get(f"/events.{quote('exe')}").status_code == 404
