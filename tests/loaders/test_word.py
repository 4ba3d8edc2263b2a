"""Word as it really is: what a document says to a reader of the page."""

from pathlib import Path

import pytest

from loaders.documents.open import open_document
from ontology.model import Document, Paragraph, Table
from ontology.speech import ENGLISH
from tests.reports import Cell, build_document, paragraph, run, table


def read_table(path: Path, *rows: object) -> tuple[Document, Table]:
    """The document of one table with these rows, and that table as read."""
    document = open_document(build_document(path / "a.docx", list(rows)))  # type: ignore[arg-type]
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return document, found


def read_cell(path: Path, xml: str) -> str:
    """The text of a cell with these paragraphs."""
    return read_table(path, [Cell(xml=xml), "x"])[1].rows[0].cells[0].text


def test_paragraphs_and_tables_keep_their_order(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", "Отчет", [["1", "2"]], "Между", [["3", "4"]], "Конец")
    blocks = open_document(path).blocks
    assert [type(block) for block in blocks] == [Paragraph, Table, Paragraph, Table, Paragraph]
    assert [block.index for block in blocks if isinstance(block, Table)] == [1, 2]


def test_cells_stand_on_the_grid(tmp_path: Path) -> None:
    _, found = read_table(tmp_path, ["а", "б", "в"], [Cell("г", span=2), "д"], "раздел")
    assert found.columns == 3
    assert [[(c.text, c.column, c.span) for c in row.cells] for row in found.rows] == [
        [("а", 0, 1), ("б", 1, 1), ("в", 2, 1)],
        [("г", 0, 2), ("д", 2, 1)],
        [("раздел", 0, 3)],
    ]


def test_a_vertically_merged_cell_says_that_it_goes_on(tmp_path: Path) -> None:
    _, found = read_table(tmp_path, [Cell("а", merge="start"), "б"], [Cell(merge="continue"), "в"])
    assert [row.cells[0].continues_above for row in found.rows] == [False, True]


CELLS = [
    # tracked changes: inserted text counts, deleted does not
    (
        paragraph(run("г. "), '<w:ins w:id="1">' + run("Орша") + "</w:ins>"),
        "г. Орша",
    ),
    (
        paragraph(run("г. Орша"), '<w:del w:id="1"><w:r><w:delText> и Минск</w:delText></w:r></w:del>'),
        "г. Орша",
    ),
    (
        paragraph('<w:moveTo w:id="1">' + run("сюда") + "</w:moveTo>")
        + paragraph('<w:moveFrom w:id="1">' + run("отсюда") + "</w:moveFrom>"),
        "сюда\n",
    ),
    (
        paragraph(run("пер"), properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(run("вый")),
        "первый",
    ),
    # signs
    (paragraph("<w:r><w:t>Мно</w:t><w:softHyphen/><w:t>го</w:t></w:r>"), "Мно\u00adго"),
    (paragraph("<w:r><w:t>г.\u00a0Орша</w:t></w:r>"), "г.\u00a0Орша"),
    (paragraph("<w:r><w:t>5</w:t><w:br/><w:t>мая</w:t><w:tab/><w:t>2024</w:t></w:r>"), "5\nмая\t2024"),
    (paragraph("<w:r><w:t>24</w:t><w:noBreakHyphen/><w:t>25</w:t></w:r>"), "24-25"),
    # wrappers
    (paragraph('<w:hyperlink r:id="rId1">' + run("ссылка") + "</w:hyperlink>"), "ссылка"),
    (paragraph("<w:sdt><w:sdtContent>" + run("поле") + "</w:sdtContent></w:sdt>"), "поле"),
    (paragraph(run("да"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r>"), "да"),
    (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>',
            run("7"),
        ),
        "7",
    ),
    # a table in a cell
    (paragraph(run("Состав:")) + table(["Орша", "5"], ["Минск", "7"]), "Состав:\nОрша 5\nМинск 7"),
]


@pytest.mark.parametrize(("xml", "text"), CELLS)
def test_cell_text(tmp_path: Path, xml: str, text: str) -> None:
    assert read_cell(tmp_path, xml) == text


def test_list_numbers_are_counted_as_word_shows_them(tmp_path: Path) -> None:
    document, found = read_table(
        tmp_path,
        [Cell(numbered=True), "а"],
        ["раздел", "б"],
        [Cell(numbered=True), "в"],
        [Cell("г", numbered=True), "д"],
    )
    assert [row.cells[0].text for row in found.rows] == ["1.", "раздел", "2.", "3. г"]
    (finding,) = document.findings
    assert (finding.code, finding.table, finding.row) == ("list_numbers", 1, 1)


def test_a_deleted_row_is_not_there(tmp_path: Path) -> None:
    row = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p>' + run("нет") + "</w:p></w:tc></w:tr>"
    inner = table(["да", "да"]).replace("</w:tbl>", row + "</w:tbl>")
    assert read_cell(tmp_path, inner + paragraph()) == "да да\n"


def test_a_frame_of_one_cell_around_a_table_is_looked_through(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", [[Cell(xml=table(["а", "б", "в"]) + paragraph(run("после")))]])
    inner, after = open_document(path).blocks
    assert isinstance(inner, Table)
    assert [cell.text for cell in inner.rows[0].cells] == ["а", "б", "в"]
    assert after == Paragraph("после")


_TEXT_BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>в рамке</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
IGNORED = [
    (paragraph(run("да"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), "footnote_ignored"),
    (paragraph(run("да"), _TEXT_BOX), "text_box_ignored"),
    (paragraph(run("да"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r>"), "hidden_text_ignored"),
]


@pytest.mark.parametrize(("xml", "code"), IGNORED)
def test_what_is_passed_over_is_said(tmp_path: Path, xml: str, code: str) -> None:
    document, found = read_table(tmp_path, ["x", "y"], [Cell(xml=xml), "z"])
    assert found.rows[1].cells[0].text == "да"
    (finding,) = document.findings
    assert (finding.code, finding.table, finding.row) == (code, 1, 2)
    assert finding.remedy(ENGLISH)
