"""Word documents: paragraphs and tables as a reader of the page sees them.

python-docx opens the package; the text is walked here, because its own leaves out what was inserted under
tracked changes. Inserted text counts, deleted text does not; hidden text, footnotes and text boxes are
passed over with a finding.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from loaders.documents.archive import check_archive
from loaders.documents.limits import MAX_COLUMNS
from loaders.documents.numbering import ListNumbers, list_numbers
from loaders.documents.source import Source
from loaders.documents.wordml import Element, attribute, integer, is_on, mc, w
from ontology.model import Document, Finding, Paragraph, Severity, Table, TableCell, TableRow

_LITERAL = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "\u00ad",
}
_PASSED_OVER = {
    w(name) for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "fldData", "rt")
}
_IGNORED = {
    w("footnoteReference"): "footnote_ignored",
    w("endnoteReference"): "footnote_ignored",
}
_GRAPHICS = {w("drawing"), w("pict"), w("object"), mc("AlternateContent")}


def read_word(source: Source) -> Document:
    """The .docx as paragraphs and tables in reading order; raises DocumentError where it is none."""
    check_archive(source)
    try:
        opened = docx.Document(io.BytesIO(source.data))
        body = opened.element.body
    except (OpcError, KeyError, ValueError, AttributeError, NotImplementedError, etree.XMLSyntaxError):
        raise source.refused("no-word") from None
    reader = _Reader(list_numbers(_part(opened, "NUMBERING"), _part(opened, "STYLES")))
    blocks = tuple(reader.blocks(body))
    return Document(source.name, source.sha256, blocks, tuple(reader.findings))


def _part(opened: WordDocument, kind: str) -> Element | None:
    try:
        part = opened.part.part_related_by(getattr(RELATIONSHIP_TYPE, kind))
    except KeyError:
        return None
    element = getattr(part, "element", None)
    return element if isinstance(element, etree._Element) else None


@dataclass(slots=True)
class _Reader:
    """One pass over a document's body, noting what it passes over and where."""

    numbers: ListNumbers
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    table: int | None = None
    row: int | None = None
    counted: list[int] = field(default_factory=list)

    def blocks(self, container: Element) -> Iterator[Paragraph | Table]:
        """Paragraphs that say something, and tables, in order."""
        for child in container:
            if child.tag == w("p"):
                text = self.paragraph(child)
                if text.strip():
                    yield Paragraph(text)
            elif child.tag == w("tbl") and _is_layout(child):
                for cell in _cells_of(child):
                    yield from self.blocks(cell)
            elif child.tag == w("tbl"):
                yield self.read_table(child)
            elif child.tag not in _PASSED_OVER:
                yield from self.blocks(child)

    def read_table(self, element: Element) -> Table:
        """The table with its cells on the grid."""
        self.tables += 1
        self.table = self.tables
        self.counted = []
        rows = []
        for index, row in enumerate(_rows_of(element), start=1):
            self.row = index
            rows.append(TableRow(index, self.read_row(row)))
        self.table = self.row = None
        if self.counted:
            self.findings.append(_list_numbers_finding(self.tables, self.counted))
        declared = len(element.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        widest = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        return Table(self.tables, tuple(rows), max(min(declared, MAX_COLUMNS), widest))

    def read_row(self, row: Element) -> tuple[TableCell, ...]:
        """The row's cells; a row whose first cell is nothing but a list number is remembered as counted."""
        column = min(integer(row.find(f"{w('trPr')}/{w('gridBefore')}"), "val"), MAX_COLUMNS)
        cells: list[TableCell] = []
        for element in _children(row, w("tc")):
            properties = element.find(w("tcPr"))
            span = _span(properties)
            text = self.cell_text(element)
            if not cells and text and _is_bare_number(element) and self.row is not None:
                self.counted.append(self.row)
            if cells and _merge(properties, "hMerge") == "continue":
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
            else:
                cells.append(TableCell(text, column, span, _merge(properties, "vMerge") == "continue"))
            column += span
        return tuple(cells)

    def cell_text(self, cell: Element) -> str:
        """The cell's paragraphs, one a line; a nested table gives a line for each of its rows."""
        lines: list[str] = []
        joined = False
        for child in _children(cell, w("p"), w("tbl")):
            if child.tag == w("tbl"):
                lines += [self.nested_row(row) for row in _rows_of(child)]
                joined = False
                continue
            text = self.paragraph(child)
            if joined and lines:
                lines[-1] += text
            else:
                lines.append(text)
            joined = child.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None
        return "\n".join(lines)

    def nested_row(self, row: Element) -> str:
        """A nested table's row on one line."""
        texts = (self.cell_text(cell).strip() for cell in _children(row, w("tc")))
        return " ".join(text for text in texts if text)

    def paragraph(self, paragraph: Element) -> str:
        """The paragraph as shown, its list number before it."""
        label = self.numbers.label(paragraph)
        text = "".join(self.pieces(paragraph))
        return f"{label} {text}" if label and text else label or text

    def pieces(self, node: Element) -> Iterator[str]:
        """The shown text of a paragraph's descendants, in order."""
        for child in node:
            if child.tag == w("t"):
                yield child.text or ""
            elif child.tag in _LITERAL:
                yield _LITERAL[child.tag]
            elif child.tag in _IGNORED:
                self.note(_IGNORED[child.tag])
            elif child.tag in _GRAPHICS:
                yield from self.graphic(child)
            elif child.tag == w("r") and is_on(child.find(f"{w('rPr')}/{w('vanish')}")):
                self.note("hidden_text_ignored")
            elif child.tag not in _PASSED_OVER and isinstance(child.tag, str):
                yield from self.pieces(child)

    def graphic(self, element: Element) -> Iterator[str]:
        """Nothing of a picture or text box; the plain alternative of anything else."""
        if any((t.text or "").strip() for box in element.iter(w("txbxContent")) for t in box.iter(w("t"))):
            self.note("text_box_ignored")
        elif element.tag == mc("AlternateContent"):
            chosen = element.find(mc("Choice"))
            yield from self.pieces(chosen if chosen is not None else element)

    def note(self, code: str) -> None:
        """A finding, here."""
        self.findings.append(Finding(code, Severity.INFO, table=self.table, row=self.row))


def _children(element: Element, *tags: str) -> Iterator[Element]:
    """Children with one of the tags, also those wrapped in content controls or tracked insertions."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")):
            yield from _children(child, *tags)


def _rows_of(table: Element) -> Iterator[Element]:
    for row in _children(table, w("tr")):
        if row.find(f"{w('trPr')}/{w('del')}") is None:
            yield row


def _cells_of(table: Element) -> Iterator[Element]:
    for row in _rows_of(table):
        yield from _children(row, w("tc"))


def _is_layout(table: Element) -> bool:
    """Whether it is a frame of single cells put around other tables."""
    rows = [list(_children(row, w("tc"))) for row in _rows_of(table)]
    return all(len(cells) == 1 for cells in rows) and any(
        len(list(_children(row, w("tc")))) > 2
        for cells in rows
        for nested in _children(cells[0], w("tbl"))
        for row in _rows_of(nested)
    )


def _span(properties: Element | None) -> int:
    if properties is None:
        return 1
    return max(1, min(integer(properties.find(w("gridSpan")), "val", 1), MAX_COLUMNS))


def _merge(properties: Element | None, kind: str) -> str | None:
    merged = properties.find(w(kind)) if properties is not None else None
    return None if merged is None else attribute(merged, "val") or "continue"


def _is_bare_number(cell: Element) -> bool:
    return not any((t.text or "").strip() for t in cell.iter(w("t")))


def _list_numbers_finding(table: int, rows: list[int]) -> Finding:
    return Finding("list_numbers", Severity.INFO, {"n": str(len(rows))}, table=table, row=rows[0])
