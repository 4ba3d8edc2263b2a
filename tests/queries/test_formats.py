"""Answers as files: right values, right types, and nothing that a spreadsheet would run."""

import csv
import json
from io import BytesIO, StringIO

import pyarrow.parquet
import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, Store

from ontology.errors import ParameterError
from queries.formats import FORMATS, write_answer
from queries.run import Answer, ask, ask_text
from tests.queries.small import ID, small_engine

ENGINE = small_engine()
HOSTILE = """SELECT ?text ?n { VALUES (?text ?n) { ('=HYPERLINK("x")' 1) ('@SUM(A1)' -2) ('-1+1' 3)
  ('a, "b"' 4) } }"""


@pytest.fixture(scope="module")
def partners() -> Answer:
    return ask(ENGINE, "partners", country="RS")


def test_table(partners: Answer) -> None:
    header, rule, row = write_answer(partners, "table", "ru").decode().splitlines()
    assert header.split()[:2] == ["Сторона", "региона"]
    assert set(rule) == {"─", " "}
    assert row.split("  ")[0] == "Вяземский муниципальный округ"


def test_csv_has_labels_and_iris(partners: Answer) -> None:
    record = next(csv.DictReader(StringIO(write_answer(partners, "csv").decode())))
    assert (record["partner"], record["partner_iri"]) == ("Валево", f"{ID}place/rs/valjevo")
    assert record["since"] == "2025-06-02"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_formulas_are_defused_in_text_but_numbers_stay(name: str) -> None:
    lines = write_answer(ask_text(ENGINE, HOSTILE), name).decode()
    rows = list(csv.reader(StringIO(lines), delimiter="," if name == "csv" else "\t"))
    assert rows[1:] == [['\'=HYPERLINK("x")', "1"], ["'@SUM(A1)", "-2"], ["'-1+1", "3"], ['a, "b"', "4"]]


def test_xlsx_has_typed_cells_and_no_formula(partners: Answer) -> None:
    sheet = load_workbook(BytesIO(write_answer(partners, "xlsx", "en"))).active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    assert header[:3] == ["Home side", "home_iri", "Partner"]
    row = dict(zip(header, [cell.value for cell in sheet[2]], strict=True))
    assert row["Events (in the sector, if one is named)"] == 1
    assert str(row["First contact"]).startswith("2025-06-02")
    hostile = load_workbook(BytesIO(write_answer(ask_text(ENGINE, HOSTILE), "xlsx"))).active
    assert hostile is not None
    assert [(cell.data_type, cell.value) for cell in hostile["A"]][1] == ("s", '=HYPERLINK("x")')


def test_parquet_keeps_types(partners: Answer) -> None:
    table = pyarrow.parquet.read_table(BytesIO(write_answer(partners, "parquet")))
    assert str(table.schema.field("since").type) == "date32[day]"
    assert table.column("events").to_pylist() == [1]


def test_json(partners: Answer) -> None:
    content = json.loads(write_answer(partners, "json", "en"))
    assert content["question"] == "partners"
    assert content["rows"][0]["since"] == "2025-06-02"
    assert content["truncated"] is False


def test_turtle_is_a_result_set(partners: Answer) -> None:
    store = Store()
    store.load(write_answer(partners, "ttl"), RdfFormat.TURTLE)
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    assert store.query(
        f"ASK {{ ?set <{rs}solution> [ <{rs}binding> [ <{rs}value> <{ID}place/rs/valjevo> ] ] }}"
    )


def test_an_unknown_format_is_told_with_the_known_ones(partners: Answer) -> None:
    with pytest.raises(ParameterError, match=", ".join(FORMATS)):
        write_answer(partners, "pdf")


def test_frames(partners: Answer) -> None:
    assert list(partners.to_pandas()["partner"]) == ["Валево"]
    assert partners.to_polars()["events"].to_list() == [1]


def test_an_empty_answer_is_still_a_file() -> None:
    nothing = ask(ENGINE, "signed-agreements", since="2030-01-01")
    assert all(write_answer(nothing, name) for name in FORMATS)
