"""What a deputy opens in a spreadsheet: a title, real days, sides apart, words of the row, links."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook


def sheet_of(client: TestClient, address: str) -> Any:
    """The sheet of a workbook that the address answers with."""
    return load_workbook(BytesIO(client.get(address).content)).worksheets[0]


def column(sheet: Any, heading: str) -> list[Any]:
    """The values under a heading, whose row is the third."""
    headings = [cell.value for cell in sheet[3]]
    return [row[headings.index(heading)].value for row in sheet.iter_rows(min_row=4)]


def test_a_workbook_says_what_it_is_and_how_it_was_filtered(client: TestClient) -> None:
    sheet = sheet_of(client, "/events.xlsx?period=2024-Q3&sector=culture")
    assert sheet["A1"].value == "События"
    assert "III квартал 2024 года" in sheet["A2"].value
    assert "Культура" in sheet["A2"].value
    assert "Побратим" in sheet["A2"].value
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"


def test_rows_of_a_workbook_have_room_for_their_words_and_paper_no_addresses(client: TestClient) -> None:
    sheet = sheet_of(client, "/events.xlsx")
    headings = [cell.value for cell in sheet[3]]
    printed = sheet.print_area.rpartition(":")[2].replace("$", "").rstrip("0123456789")
    assert sheet[f"{printed}3"].value == "Слова строки"
    assert headings.index("Страница") > headings.index("Слова строки")
    at = {name: sheet.cell(3, column + 1).column_letter for column, name in enumerate(headings)}
    for row in range(4, sheet.max_row + 1):
        words = str(sheet[f"{at['Слова строки']}{row}"].value)
        room = sheet.column_dimensions[at["Слова строки"]].width * (sheet.row_dimensions[row].height / 15)
        assert room >= len(words)


def test_each_side_of_an_agreement_has_a_column_and_each_row_its_proof(client: TestClient) -> None:
    sheet = sheet_of(client, "/agreements.xlsx")
    ours, theirs = column(sheet, "Наша сторона"), column(sheet, "Другая сторона")
    assert theirs == ["Полоцкая городская библиотека"]
    assert "Смоленск" in ours[0]
    assert all(isinstance(day, datetime) for day in column(sheet, "Подписано"))
    assert "№\u00a01" in column(sheet, "Строка отчёта")[0]
    assert "Фестиваль книги" in column(sheet, "Слова строки")[0]


def test_a_link_opens_on_the_server_that_made_the_file(client: TestClient) -> None:
    sheet = sheet_of(client, "/agreements.xlsx")
    link = column(sheet, "Страница")[0]
    assert link.startswith(str(client.base_url))
    assert client.get(link).status_code == 200
    links = [cell.hyperlink.target for row in sheet.iter_rows(min_row=4) for cell in row if cell.hyperlink]
    assert links == [link]


@pytest.mark.parametrize(("lang", "separator"), [("ru", ";"), ("en", ",")])
def test_csv_has_the_separator_that_spreadsheets_of_the_language_expect(
    client: TestClient, lang: str, separator: str
) -> None:
    text = client.get(f"/events.csv?lang={lang}").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=separator))
    assert len({len(row) for row in rows}) == 1
    assert len(rows[0]) > 10


def test_a_file_is_called_by_what_is_in_it(client: TestClient) -> None:
    told = client.get("/events.xlsx?period=2024-Q3").headers["content-disposition"]
    name = unquote(told.rpartition("''")[2])
    assert name == "События – Период III квартал 2024 года.xlsx"
