"""Word as it really is: what a document says to a reader of the page."""

import zipfile
from pathlib import Path

import docx
import pytest

from loaders.documents.open import open_document
from ontology.model import Document, Paragraph, Table
from ontology.speech import ENGLISH
from ontology.speech.findings import finding_remedy
from tests.reports import Cell, build_document, paragraph, replace_part, run, table


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
    (
        paragraph(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{run('Место для ввода')}</w:sdtContent></w:sdt>"
        ),
        "",
    ),
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


def test_list_numbers_of_a_list_style_are_counted(tmp_path: Path) -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>'
    )
    numbering = (
        f'<w:numbering xmlns:w="{_MAIN}">'
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Mine"/>{level}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    path = build_document(tmp_path / "a.docx", [[Cell(xml=paragraph(properties=listed)), "x"]])
    parts = {
        "word/numbering.xml": numbering.encode(),
        "word/_rels/document.xml.rels": relations("numbering", "numbering.xml"),
    }
    (found,) = open_document(replace_part(path, parts)).blocks
    assert isinstance(found, Table)
    assert found.rows[0].cells[0].text == "1)"


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
    (paragraph(run("да"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r>"), "hidden_text_ignored"),
]


@pytest.mark.parametrize(("xml", "code"), IGNORED)
def test_what_is_passed_over_is_said(tmp_path: Path, xml: str, code: str) -> None:
    document, found = read_table(tmp_path, ["x", "y"], [Cell(xml=xml), "z"])
    assert found.rows[1].cells[0].text == "да"
    (finding,) = document.findings
    assert (finding.code, finding.table, finding.row) == (code, 1, 2)
    assert finding_remedy(finding, ENGLISH)


# ── text that is easily lost ────────────────────────────────────────────────────────────────────

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def alternate(first: str, second: str = "") -> str:
    """Content in two forms, of which a reader shows one."""
    choice = f'<mc:Choice Requires="w14">{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback>'
    return f"<mc:AlternateContent {_MC}>{choice}</mc:AlternateContent>"


SHOWN = [
    (paragraph(run("5"), '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', run("7 мая")), "5-7 мая"),
    (paragraph('<w:r><w:sym w:font="Arial" w:char="2116"/></w:r>', run(" 3")), "№ 3"),
    (paragraph(run("всего "), f"<m:oMath {_M}><m:r><m:t>40</m:t></m:r></m:oMath>"), "всего 40"),
    (alternate(paragraph(run("раз")), paragraph(run("раз"))), "раз"),
    (alternate("", paragraph(run("иначе"))), "иначе"),
    (paragraph(alternate(run("раз"), run("два"))), "раз"),
    ("<w:smartTag><w:p>" + run("внутри") + "</w:p></w:smartTag>", "внутри"),
    ("<w:other>" + run("без абзаца") + "</w:other>", "без абзаца"),
    (paragraph(run("да"), _TEXT_BOX), "да\nв рамке"),
    (paragraph(run("да"), alternate(_TEXT_BOX, _TEXT_BOX)), "да\nв рамке"),
    (paragraph("<w:r><w:instrText> AUTONUM </w:instrText></w:r>", run(" Встреча")), "1. Встреча"),
]


@pytest.mark.parametrize(("xml", "text"), SHOWN)
def test_all_that_word_shows_is_read_once(tmp_path: Path, xml: str, text: str) -> None:
    document, found = read_table(tmp_path, [Cell(xml=xml), "x"])
    assert found.rows[0].cells[0].text == text
    assert {finding.code for finding in document.findings} <= {"text_box_read"}


def test_alternate_rows_and_tables_are_read_once(tmp_path: Path) -> None:
    row = "<w:tr>" + "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in "вгд") + "</w:tr>"
    inner = table(["а", "б", "в"]).replace("</w:tbl>", alternate(row, row) + "</w:tbl>")
    path = build_document(tmp_path / "a.docx", [[Cell(xml=alternate(inner, inner) + paragraph())]])
    (found,) = [block for block in open_document(path).blocks if isinstance(block, Table)]
    assert [[cell.text for cell in one.cells] for one in found.rows] == [["а", "б", "в"], ["в", "г", "д"]]


def test_a_frame_of_two_columns_around_a_table_is_looked_through(tmp_path: Path) -> None:
    frame: list[list[str | Cell]] = [
        ["", Cell("УТВЕРЖДАЮ")],
        ["", Cell(xml=table(["а", "б", "в"]) + paragraph())],
    ]
    stamp, inner = open_document(build_document(tmp_path / "a.docx", frame)).blocks
    assert stamp == Paragraph("УТВЕРЖДАЮ")
    assert isinstance(inner, Table)


def test_what_is_not_read_is_told_with_its_place_and_words(tmp_path: Path) -> None:
    row = f"<w:tr><w:p>{run('не в ячейке')}</w:p><w:tc><w:p>{run('а')}</w:p></w:tc></w:tr>"
    inner = table(["x", "y", "z"]).replace("</w:tbl>", row + "</w:tbl>")
    path = build_document(tmp_path / "a.docx", [[Cell(xml=inner + paragraph())]])
    (finding,) = open_document(path).findings
    assert (finding.code, finding.table, finding.row) == ("unread_text", 1, 2)
    assert finding.values == {"n": "11", "words": "не в ячейке"}


def test_text_hidden_by_its_style_is_not_read(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{_MAIN}">'
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Note"><w:basedOn w:val="Secret"/></w:style></w:styles>'
    )
    hidden = '<w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:t>нет</w:t></w:r>'
    shown = '<w:r><w:rPr><w:rStyle w:val="Note"/><w:vanish w:val="0"/></w:rPr><w:t> и это</w:t></w:r>'
    path = build_document(tmp_path / "a.docx", [[Cell(xml=paragraph(run("да"), hidden, shown)), "x"]])
    document = open_document(replace_part(path, {"word/styles.xml": styles.encode()}))
    assert isinstance(document.blocks[0], Table)
    assert document.blocks[0].rows[0].cells[0].text == "да и это"
    assert [finding.code for finding in document.findings] == ["hidden_text_ignored"]


def test_struck_text_is_told_with_its_row(tmp_path: Path) -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>отменено</w:t></w:r>"
    document, _ = read_table(tmp_path, ["x", "y"], [Cell(xml=paragraph(struck)), "z"])
    (finding,) = document.findings
    assert (finding.code, finding.row, finding.values) == ("struck_text", 2, {"n": "8"})


def test_changes_that_nobody_accepted_are_told(tmp_path: Path) -> None:
    xml = paragraph('<w:ins w:id="1">' + run("Орша") + '</w:ins><w:del w:id="2"/>')
    document, _ = read_table(tmp_path, [Cell(xml=xml), "x"])
    (finding,) = document.findings
    assert (finding.code, finding.values) == ("tracked_changes", {"n": "2"})


def test_the_words_of_a_footnote_are_told(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    path = build_document(tmp_path / "a.docx", [[Cell(xml=paragraph(run("да"), note)), "x"]])
    text = f'<w:footnote w:id="2"><w:p>{run("кроме Минска")}</w:p></w:footnote>'
    parts = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_MAIN}">{text}</w:footnotes>'.encode(),
        "word/_rels/document.xml.rels": relations("footnotes", "footnotes.xml"),
    }
    (finding,) = open_document(replace_part(path, parts)).findings
    assert (finding.code, finding.values) == ("footnote_ignored", {"words": "кроме Минска"})


# ── Word's other forms ──────────────────────────────────────────────────────────────────────────

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(kind: str, target: str) -> bytes:
    """The relations of a document that has this one."""
    one = f'<Relationship Id="r9" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{one}</Relationships>'.encode()


def body_of(path: Path) -> str:
    """The XML of a document's main part."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm"])
def test_documents_with_macros_and_templates_are_documents(tmp_path: Path, suffix: str) -> None:
    path = build_document(tmp_path / "a.docx", "Отчет", [["а", "б"]])
    with zipfile.ZipFile(path) as archive:
        kinds = archive.read("[Content_Types].xml").replace(b"document.main", b"template.main")
    replace_part(path, {"[Content_Types].xml": kinds})
    assert len(open_document(path.rename(path.with_suffix(suffix))).blocks) == 2


def test_strict_open_xml_says_the_same(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", "Отчет", [["а", Cell("б", span=2)], "раздел"])
    usual = open_document(path).blocks
    strict = body_of(path).replace(_MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert open_document(replace_part(path, {"word/document.xml": strict.encode()})).blocks == usual


def test_a_flat_package_says_the_same(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", "Отчет", [["а", "б"]])
    body = body_of(path).partition("?>")[2]
    flat = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{body}</pkg:xmlData></pkg:part></pkg:package>'
    )
    (tmp_path / "flat.xml").write_text(flat, "utf-8")
    assert open_document(tmp_path / "flat.xml").blocks == open_document(path).blocks


def with_inner(path: Path, name: str, content: bytes) -> Document:
    """A document that ends with another file inside it."""
    body = body_of(path).replace("<w:sectPr", f'<w:altChunk xmlns:r="{_RELATIONS}" r:id="r9"/><w:sectPr', 1)
    parts = {"word/document.xml": body.encode(), f"word/{name}": content}
    return open_document(
        replace_part(path, {**parts, "word/_rels/document.xml.rels": relations("aFChunk", name)})
    )


def test_a_document_inside_the_document_is_read_and_another_file_told(tmp_path: Path) -> None:
    inner = build_document(tmp_path / "inner.docx", "Внутри").read_bytes()
    document = with_inner(build_document(tmp_path / "a.docx", "Отчет"), "inner.docx", inner)
    assert (document.blocks, document.findings) == ((Paragraph("Отчет"), Paragraph("Внутри")), ())
    document = with_inner(build_document(tmp_path / "b.docx", "Отчет"), "inner.html", b"<p>x</p>")
    assert [finding.code for finding in document.findings] == ["part_unread"]


# ── headers and footers of pages ────────────────────────────────────────────────────────────────


def with_margins(path: Path, header: str, footer: str, *blocks: str) -> Path:
    """A document whose pages have a header and a footer."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    for block in blocks:
        document.add_paragraph(block)
    document.save(str(path))
    return path


def test_lines_of_page_margins_that_the_body_does_not_say_are_read(tmp_path: Path) -> None:
    document = open_document(with_margins(tmp_path / "a.docx", "Угранский район", "Исп. Петров", "Отчет"))
    assert document.blocks == (Paragraph("Угранский район"), Paragraph("Отчет"), Paragraph("Исп. Петров"))
    again = open_document(with_margins(tmp_path / "b.docx", "Отчет", "Страница 1 из 3", "Отчет"))
    assert again.blocks == (Paragraph("Отчет"),)


def test_a_broken_page_margin_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    path = with_margins(tmp_path / "a.docx", "Угранский район", "", "Отчет")
    (header,) = [name for name in zipfile.ZipFile(path).namelist() if name.startswith("word/header")]
    document = open_document(replace_part(path, {header: b"<w:hdr"}))
    assert document.blocks == (Paragraph("Отчет"),)
    assert [finding.code for finding in document.findings] == ["part_unread"]
