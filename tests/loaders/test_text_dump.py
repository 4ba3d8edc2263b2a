"""Text dumps: which cells belong to which row, and what a converter left behind."""

from pathlib import Path

import pytest

from loaders.documents.open import open_document
from ontology.errors import DocumentError
from ontology.model import Document, Paragraph, Table
from tests.reports import HEADER, MUNICIPAL_TITLE, Cell, build_report, event


def dump(*rows: tuple[str, ...] | str, title: str = MUNICIPAL_TITLE) -> str:
    """The text that a converter makes of a report."""
    lines = [(row,) if isinstance(row, str) else row for row in (HEADER, *rows)]
    return f" {title}\n" + "".join("".join(f"\n\t{cell}" for cell in row) + "\n" for row in lines) + "\n\n"


def read(path: Path, text: str, encoding: str = "utf-8") -> Document:
    """The dump as a document."""
    path = path / "a.txt"
    path.write_bytes(text.encode(encoding))
    return open_document(path)


def cells(document: Document) -> list[list[str]]:
    """The texts of the table's cells."""
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


ROW = ("1. ", "Встреча", "г. Смоленск", "5 июля\n2024 года", "Обмен опытом", "Делегация г. Орши")


def test_rows_headings_and_title(tmp_path: Path) -> None:
    document = read(tmp_path, dump("Город Смоленск", ROW, ("2. ", *ROW[1:])))
    assert document.blocks[0] == Paragraph(MUNICIPAL_TITLE)
    assert cells(document) == [list(HEADER), ["Город Смоленск"], list(ROW), ["2. ", *ROW[1:]]]


def test_a_heading_covers_all_columns(tmp_path: Path) -> None:
    table = read(tmp_path, dump("Город Смоленск", ROW)).blocks[-1]
    assert isinstance(table, Table)
    assert (table.rows[1].cells[0].span, table.columns) == (6, 6)


ROWS = [
    # empty lines within cells end no row
    ("1. ", "Встреча\n", "г. Смоленск\n", "5 июля 2024 года", "Обмен\n\nопытом\n", "Делегация"),
    # an empty cell
    ("1. ", "Встреча", "г. Смоленск", "", "Обмен опытом", "Делегация"),
    # a number alone in the last cell
    ("1. ", "Встреча", "г. Смоленск", "5 июля 2024 года", "Обмен опытом", "32"),
]


@pytest.mark.parametrize("row", ROWS)
def test_what_looks_like_the_end_of_a_row_and_is_not(tmp_path: Path, row: tuple[str, ...]) -> None:
    found = cells(read(tmp_path, dump("Город Смоленск", row, ("2. ", *ROW[1:]))))
    assert found[2] == [cell.strip("\n") for cell in row]
    assert found[3] == ["2. ", *ROW[1:]]


def test_a_row_with_too_few_cells_ends_where_the_next_number_stands(tmp_path: Path) -> None:
    found = cells(read(tmp_path, dump(("1. ", "Встреча", "г. Смоленск"), ("2. ", *ROW[1:]))))
    assert [len(row) for row in found] == [6, 3, 6]


def test_a_tab_inside_a_cell_does_not_shift_the_rows_after_it(tmp_path: Path) -> None:
    cut = (*ROW[:4], "Обмен\n\tопытом", ROW[5])
    found = cells(read(tmp_path, dump(cut, ("2. ", *ROW[1:]))))
    assert [len(row) for row in found] == [6, 7, 6]


def test_a_heading_between_two_tables_is_no_part_of_a_cell(tmp_path: Path) -> None:
    text = dump(ROW).rstrip("\n") + "\n\nГород Смоленск\n\n" + dump(("2. ", *ROW[1:])).split("\n", 1)[1]
    _, first, heading, second = read(tmp_path, text).blocks
    assert heading == Paragraph("Город Смоленск")
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [row.cells[-1].text for row in (*first.rows, *second.rows)] == [
        HEADER[5],
        ROW[5],
        HEADER[5],
        ROW[5],
    ]


@pytest.mark.parametrize("artefact", ["[bookmark: _GoBack]", "[bookmark: OLE_LINK1]", "[image: image1.png]"])
def test_artefacts_of_converters_are_gone(tmp_path: Path, artefact: str) -> None:
    row = (ROW[0], f"{artefact}Встреча", *ROW[2:])
    document = read(tmp_path, dump(row, title=artefact + MUNICIPAL_TITLE))
    assert document.blocks[0] == Paragraph(MUNICIPAL_TITLE)
    assert cells(document)[1][1] == "Встреча"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, dump(ROW), encoding)
    assert cells(document)[1] == list(ROW)
    assert document.findings == ()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_older_encodings_are_guessed_and_said(tmp_path: Path, encoding: str) -> None:
    title = MUNICIPAL_TITLE.replace("–", "-")
    document = read(tmp_path, dump(ROW, title=title).replace("№", "N"), encoding)
    assert document.blocks[0] == Paragraph(title)
    assert [finding.code for finding in document.findings] == ["guessed_encoding"]


def test_a_dump_says_the_same_as_the_word_file(tmp_path: Path) -> None:
    rows = ["Город Смоленск", event(1), event(2), "Муниципальное образование «Вяземский район»", event(3)]
    word = open_document(build_report(tmp_path / "a.docx", *rows))
    texts = [row if isinstance(row, str) else tuple(map(_plain, row)) for row in rows]
    assert cells(read(tmp_path, dump(*texts))) == cells(word)


def _plain(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(DocumentError, match=r"a\.txt: is no text"):
        open_document(tmp_path / "a.txt")


# ── other texts that kept their table ───────────────────────────────────────────────────────────

HEADINGS = ("№", "Мероприятие", "Место", "Сроки", "Содержание", "Участники")


def tabbed(*rows: tuple[str, ...] | str) -> str:
    """Word's own plain text: a tab between cells, a line for each of their paragraphs."""
    lines = [row if isinstance(row, str) else "\t".join(row) for row in (HEADINGS, *rows)]
    return "\n".join([MUNICIPAL_TITLE, *lines, ""])


def test_cells_that_tabs_divide(tmp_path: Path) -> None:
    first = ("1.", "Встреча", "г. Орша", "5 июля", "Обмен опытом.\nПодписан протокол.", "Школы\nи вузы")
    second = ("2.", *ROW[1:3], "", "", "")
    document = read(tmp_path, tabbed("Город Смоленск", first, "Вяземский район", second))
    assert document.blocks[0] == Paragraph(MUNICIPAL_TITLE)
    assert cells(document) == [
        list(HEADINGS),
        ["Город Смоленск"],
        list(first),
        ["Вяземский район"],
        list(second),
    ]


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ";"), ("a.csv", ","), ("a.tsv", "\t")])
def test_quoted_cells(tmp_path: Path, name: str, sign: str) -> None:
    row = ["1.", '"Встреча, обед; ужин"', "г. Орша", '"5\nиюля"', "", ""]
    (tmp_path / name).write_text("\n".join(sign.join(one) for one in (HEADINGS, row)), "utf-8")
    assert cells(open_document(tmp_path / name))[1][1:4] == ["Встреча, обед; ужин", "г. Орша", "5\nиюля"]


@pytest.mark.parametrize(
    "text", ["Отчет\n\n|1. |Встреча |\n", "1. Встреча. г. Орша. 5 июля", " 1  Встреча   5 июля"]
)
def test_a_text_that_lost_its_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError, match="no table was kept"):
        read(tmp_path, text)
