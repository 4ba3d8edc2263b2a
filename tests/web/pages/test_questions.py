"""Forms over the stored questions: narrow, read, take away."""

import csv
import json
import re
from datetime import datetime
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from csvw import Table
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from queries.catalog import questions
from tests.queries.small import ID
from tests.web.clients import small_client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return small_client(tmp_path_factory.mktemp("data"))


def test_the_list_has_every_question_in_either_language(client: TestClient) -> None:
    russian, english = client.get("/questions").text, client.get("/questions?lang=en").text
    for question in questions().values():
        assert question.title.ru in russian
        assert question.title.en in english


@pytest.mark.parametrize("name", questions())
def test_each_question_has_a_page(client: TestClient, name: str) -> None:
    page = client.get(f"/questions/{name}")
    assert page.status_code == 200
    question = questions()[name]
    for parameter in question.parameters:
        assert f'name="{parameter.name}"' in page.text
    for column in question.columns:
        assert column.title.ru in page.text


def test_a_narrowed_page_shows_the_answer_and_links_to_things(client: TestClient) -> None:
    page = client.get("/questions/partners", params={"country": "RS"}).text
    assert 'href="/id/place/rs/valjevo"' in page
    assert "Шклов" not in page
    assert '<option value="RS" selected>' in page
    assert "/questions/partners.xlsx?country=RS" in page


def test_the_number_of_a_row_opens_the_question_of_what_it_counts(client: TestClient) -> None:
    page = client.get("/questions/white-spots", params={"sector": "education"}).text
    (address,) = re.findall(r'href="(/questions/white-spot-pairs[^"]*)"', page)
    assert unescape(address) == "/questions/white-spot-pairs?sector=education&municipality=monastyrshchinsky"
    assert client.get(unescape(address)).status_code == 200


def test_the_sparql_behind_the_answer_is_shown_and_opens_in_the_desk(client: TestClient) -> None:
    page = client.get("/questions/partners", params={"country": "RS"}).text
    assert "VALUES ?country { &lt;https://w3id.org/pobratim/id/place/rs&gt; }" in page
    assert "/sparql?query=" in page


def test_a_picture_carries_its_data(client: TestClient) -> None:
    page = client.get("/questions/shared-partners").text
    assert "data-picture=" in page
    assert f"{ID}" in page.partition("data-picture=")[2].partition(">")[0]


@pytest.mark.parametrize("name", ["partners-of-municipality", "venues", "origins"])
def test_an_answer_on_a_map_is_drawn_before_any_script(client: TestClient, name: str) -> None:
    page = client.get(f"/questions/{name}").text
    assert "data-picture=" not in page
    assert 1 <= page.count('class="map-still"') <= 2
    assert 'class="map-place' in page
    assert "map-still" not in client.get("/questions/partners").text


def test_an_answer_calls_rules_twins_and_ways_of_meeting_by_words(client: TestClient) -> None:
    for name in ("rules", "doubtful-facts"):
        page = client.get(f"/questions/{name}?confidence=1").text
        body = page.partition("<tbody>")[2].partition("</tbody>")[0]
        assert body.count("<tr>") > 0
        told = re.findall(r">\s*([^<>]*?)\s*</(?:a|td)>", body)
        assert [one for one in told if "://" in one] == [], "an address is no name"
        assert not any(re.fullmatch(r"[a-z]+(_[a-z]+)+", one) for one in told), "a code is no name"


def test_twins_are_called_by_both_and_read_of_with_their_partnership(client: TestClient) -> None:
    twins = f"{ID}twinning/mstislavl"
    labels = client.post("/sparql/labels", json={"iris": [twins]}).json()
    assert labels == {twins: "Монастырщинский муниципальный округ – Мстиславль"}
    page = client.get("/id/twinning/mstislavl", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"].startswith("/id/partnership/")


def test_a_wrong_value_is_a_sentence_not_a_page_of_errors(client: TestClient) -> None:
    page = client.get("/questions/partners", params={"country": "<script>"})
    assert page.status_code == 400
    assert "Можно: BY (Беларусь)" in page.text
    assert "Allowed: BY" in client.get("/questions/partners", params={"country": "?", "lang": "en"}).text
    assert "<script>" not in page.text.split("<main")[-1]


def test_an_empty_value_opens_a_default(client: TestClient) -> None:
    assert "Визит делегации Шклова" in client.get("/questions/events", params={"since": ""}).text
    assert "Визит делегации Шклова" not in client.get("/questions/events").text


def test_the_csv_of_an_answer_is_for_people_in_russian_and_for_programs_that_ask_for_csv(
    client: TestClient,
) -> None:
    asked = "/questions/partners.csv?country=RS"
    shown = client.get(asked)
    named = unquote(shown.headers["content-disposition"]).rpartition("''")[2]
    assert named.endswith("Сербия.csv")
    assert shown.content.startswith("\ufeff".encode())
    first, *rows = csv.reader(StringIO(shown.content.decode("utf-8-sig")), delimiter=";")
    assert first[0] == "Сторона региона"
    assert any("Валево" in row for row in rows)
    for read in (client.get(asked, headers={"accept": "text/csv"}), client.get(f"{asked}&lang=en")):
        assert read.headers["content-disposition"] == 'attachment; filename="partners.csv"'
        assert {"home", "home_iri"} <= set(next(csv.reader(StringIO(read.text))))
        assert read.text.count("\r\n") == len(rows) + 1


def test_the_workbook_of_an_answer_is_for_people(client: TestClient) -> None:
    answer = client.get("/questions/partners.xlsx?lang=en&country=BY")
    named = unquote(answer.headers["content-disposition"]).rpartition("''")[2]
    assert named.endswith(" – Partner's country Belarus.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert named.startswith(str(sheet["A1"].value))
    assert "Partner's country: Belarus" in str(sheet["A2"].value)
    header, *rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3))
    assert header[0] == "Home side"
    assert [name for name in header if "_iri" in str(name)] == []
    assert rows
    assert all(isinstance(row[header.index("Last contact")], datetime) for row in rows)
    links = [str(row[-1]) for row in rows]
    assert all(link.startswith(str(client.base_url)) for link in links)
    assert client.get(links[0], headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/questions/none", "/questions/partners.exe", "/questions/none/complete?parameter=a"]
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_names_complete_in_any_form(client: TestClient) -> None:
    found = client.get(
        "/questions/partnership-history/complete", params={"parameter": "partner", "q": "мстислав"}
    )
    assert found.json() == [{"value": "mstislavl", "label": "Мстиславль"}]


def test_a_question_takes_days_as_the_reader_types_them(client: TestClient) -> None:
    page = client.get("/questions/signed-agreements?since=06.07.2034").text
    assert 'value="06.07.2034"' in page
    assert "Ничего не нашлось" in page
    assert "Ничего не нашлось" not in client.get("/questions/signed-agreements?since=05.07.2004").text


def test_the_addresses_of_the_script_in_r_answer_with_tables(client: TestClient) -> None:
    docs = (Path(__file__).parents[3] / "docs" / "queries.md").read_text(encoding="utf-8")
    script = docs.partition("```r\n")[2].partition("```")[0]
    (stored,) = re.findall(r'"(/questions/[^"]+)"', script)
    (query,) = re.findall(r'query <- "([^"]+)"', script)
    partners = list(csv.DictReader(StringIO(client.get(stored).text)))
    assert {"home", "events"} <= partners[0].keys()
    ties = list(
        csv.DictReader(StringIO(client.get("/sparql", params={"format": "csv", "query": query}).text))
    )
    assert ties[0].keys() == {"country", "ties"}


def test_a_table_is_described_beside_it(client: TestClient, tmp_path: Path) -> None:
    table = client.get("/questions/partners.csv?country=BY", headers={"accept": "text/csv"})
    link = table.headers["link"]
    assert 'rel="describedby"' in link
    described = client.get(link.partition("<")[2].partition(">")[0]).json()
    (tmp_path / "partners.csv").write_bytes(table.content)
    (tmp_path / "partners.csv-metadata.json").write_text(json.dumps({**described, "url": "partners.csv"}))
    rows = list(Table.from_file(tmp_path / "partners.csv-metadata.json").iterdicts(strict=True))
    assert rows
    assert all(isinstance(row["events"], int) for row in rows)
    assert described["url"] == "partners.csv?country=BY"
