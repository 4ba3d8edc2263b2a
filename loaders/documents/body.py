"""The body of a Word document as a reader of the page sees it.

Inserted text counts, deleted text does not; what Word hides is passed over. Whatever shows text and was read
is marked, so that in the end the rest can be told with its place and its words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.documents.limits import MAX_COLUMNS
from loaders.documents.looks import Looks
from loaders.documents.numbering import ListNumbers
from loaders.documents.package import Package
from loaders.documents.signs import sign_of
from loaders.documents.table_parts import CELLS, cells_of, is_layout, merge_of, rows_of, span_of
from loaders.documents.unread import (
    NOT_TEXT,
    SHOWN,
    TEXTS,
    clear_placeholders,
    is_copy,
    pass_over,
    place_row,
    read_text,
    unread,
)
from loaders.documents.wordml import (
    Element,
    attribute,
    chosen,
    has_text,
    integer,
    mc,
    relation,
    shown_children,
    w,
)
from ontology.model import Finding, Paragraph, Severity, Table, TableCell, TableRow

_LITERAL = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "\u00ad",
}
_CHANGED = {w(name) for name in ("ins", "del", "moveFrom", "moveTo")}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_GRAPHICS = {w("drawing"), w("pict"), w("object"), mc("AlternateContent")}
_BLOCKS = frozenset((w("p"), w("tbl"), w("altChunk"), w("subDoc"), w("r"), w("t")))
_MOST_INNER = 20


@dataclass(slots=True)
class WordBody:
    """One pass over a document's body, noting what it passes over and where."""

    numbers: ListNumbers
    looks: Looks
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    inner: Mapping[str, Package | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    table: int | None = None
    row: int | None = None
    counted: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    struck: int = 0
    fields: int = 0
    inserted: int = 0

    def read(self, body: Element) -> Iterator[Paragraph | Table]:
        """All paragraphs that say something and all tables, in order; then what was not read is found."""
        clear_placeholders(body)
        yield from self.blocks(body)
        changes = sum(1 for one in body.iter(*_CHANGED))
        if changes:
            self.findings.append(Finding("tracked_changes", Severity.INFO, {"n": str(changes)}))
        self.findings += unread(body)

    def blocks(self, container: Element) -> Iterator[Paragraph | Table]:
        """Paragraphs that say something, and tables, in order."""
        for child in shown_children(container, _BLOCKS):
            if child.tag in (w("altChunk"), w("subDoc")):
                yield from self.inner_blocks(child)
            elif child.tag != w("tbl"):
                text = self.paragraph(child)
                if text.strip():
                    yield Paragraph(text)
                for box in self.taken_boxes():
                    yield from self.blocks(box)
            elif is_layout(child):
                for cell in cells_of(child):
                    yield from self.blocks(cell)
            else:
                yield self.read_table(child)

    def inner_blocks(self, element: Element) -> Iterator[Paragraph | Table]:
        """What a Word file inside the file says; a finding for a file of another kind or elsewhere."""
        package = self.inner.get(relation(element) or "")
        if package is None or self.inserted >= _MOST_INNER:
            self.note("part_unread", Severity.WARNING)
            return
        self.inserted += 1
        body = package.document()
        yield from self.blocks(body)
        self.findings += unread(body)

    def taken_boxes(self) -> list[Element]:
        """The text boxes met since they were last taken; their text is read where they are anchored."""
        boxes, self.boxes = self.boxes, []
        return boxes

    # ── tables ──────────────────────────────────────────────────────────────────────────────────

    def read_table(self, element: Element) -> Table:
        """The table with its cells on the grid."""
        self.tables += 1
        self.table = self.tables
        self.counted = []
        rows = []
        for index, row in enumerate(rows_of(element), start=1):
            self.row = index
            place_row(row, self.table, index)
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
        self.struck = 0
        for element in shown_children(row, CELLS):
            properties = element.find(w("tcPr"))
            span = span_of(properties)
            text = self.cell_text(element)
            if not cells and text and not has_text(element) and self.row is not None:
                self.counted.append(self.row)
            if cells and merge_of(properties, "hMerge") == "continue":
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
            else:
                cells.append(TableCell(text, column, span, merge_of(properties, "vMerge") == "continue"))
            column += span
        if self.struck:
            self.note("struck_text", Severity.WARNING, n=self.struck)
        return tuple(cells)

    def cell_text(self, cell: Element) -> str:
        """The cell's paragraphs, one a line; a nested table gives a line for each of its rows."""
        lines: list[str] = []
        joined = False
        for child in shown_children(cell, _BLOCKS):
            if child.tag in (w("altChunk"), w("subDoc")):
                lines += [line for block in self.inner_blocks(child) for line in lines_of(block)]
            elif child.tag == w("tbl"):
                lines += [self.nested_row(row) for row in rows_of(child)]
            else:
                text = self.paragraph(child)
                if joined and lines:
                    lines[-1] += text
                else:
                    lines.append(text)
                lines += [self.cell_text(box) for box in self.taken_boxes()]
            joined = child.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None
        return "\n".join(lines)

    def nested_row(self, row: Element) -> str:
        """A nested table's row on one line."""
        texts = (self.cell_text(cell).strip() for cell in shown_children(row, CELLS))
        return " ".join(text for text in texts if text)

    # ── paragraphs ──────────────────────────────────────────────────────────────────────────────

    def paragraph(self, paragraph: Element) -> str:
        """The paragraph as shown, its list number before it; a run outside any is one of its own."""
        if paragraph.tag == w("p"):
            label = self.numbers.label(paragraph)
            text = "".join(self.pieces(paragraph, paragraph))
        else:
            label, text = "", "".join(self.piece(paragraph, None))
        return f"{label} {text}" if label and text else label or text

    def pieces(self, node: Element, paragraph: Element | None) -> Iterator[str]:
        """The shown text of a paragraph's descendants, in order."""
        for child in node:
            if isinstance(child.tag, str) and child.tag not in NOT_TEXT:
                yield from self.piece(child, paragraph)

    def piece(self, child: Element, paragraph: Element | None) -> Iterator[str]:
        """The shown text of one of them."""
        if child.tag in TEXTS:
            yield read_text(child)
        elif child.tag in _LITERAL:
            yield _LITERAL[child.tag]
        elif child.tag == w("sym"):
            yield self.sign(child)
        elif child.tag in (w("instrText"), w("fldSimple")):
            yield from self.field(child, paragraph)
        elif child.tag in _NOTES:
            self.footnote(child)
        elif child.tag in _GRAPHICS:
            yield from self.graphic(child, paragraph)
        elif child.tag == w("r"):
            yield from self.run(child, paragraph)
        else:
            yield from self.pieces(child, paragraph)

    def run(self, run: Element, paragraph: Element | None) -> Iterator[str]:
        """The run's text, unless Word hides it; struck text is counted."""
        if self.looks.is_hidden(run, paragraph):
            pass_over(run)
            self.note("hidden_text_ignored")
            return
        text = "".join(self.pieces(run, paragraph))
        if text.strip() and self.looks.is_struck(run, paragraph):
            self.struck += len(text.strip())
        yield text

    def sign(self, element: Element) -> str:
        """A sign of a symbol font as the character that it looks like."""
        sign = sign_of(element)
        if sign is None:
            self.note("symbol_unread", Severity.WARNING, font=attribute(element, "font") or "?")
        return sign or "\ufffd"

    def field(self, element: Element, paragraph: Element | None) -> Iterator[str]:
        """What a field shows: its stored result, or the number that Word counts where it stores none."""
        told = (element.text if element.tag == w("instrText") else attribute(element, "instr")) or ""
        if told.split()[:1] == ["AUTONUM"]:
            self.fields += 1
            yield f"{self.fields}."
        elif element.tag == w("fldSimple"):
            yield from self.pieces(element, paragraph)

    def footnote(self, element: Element) -> None:
        """A finding with the words that stand at the foot of the page."""
        said = self.notes.get((_NOTES[str(element.tag)], attribute(element, "id") or ""), "")
        self.note("footnote_ignored", Severity.WARNING, words=said[:SHOWN] or "…")

    def graphic(self, element: Element, paragraph: Element | None) -> Iterator[str]:
        """The text of what stands in its place; text boxes are remembered, to be read after the paragraph."""
        element = chosen(element)
        boxes = [box for box in element.iter(w("txbxContent")) if has_text(box)]
        if boxes:
            self.boxes.append(boxes[0])
            self.boxes += [box for box in boxes[1:] if not is_copy(box, boxes[0])]
            self.note("text_box_read")
        elif element.tag not in _GRAPHICS:
            yield from self.pieces(element, paragraph)

    def note(self, code: str, severity: Severity = Severity.INFO, **values: object) -> None:
        """A finding, here."""
        told = {name: str(value) for name, value in values.items()}
        self.findings.append(Finding(code, severity, told, table=self.table, row=self.row))


def lines_of(block: Paragraph | Table) -> list[str]:
    """What a paragraph says, or each row of a table, one a line."""
    if isinstance(block, Paragraph):
        return [block.text]
    return [" ".join(cell.text for cell in row.cells if cell.text.strip()) for row in block.rows]


def _list_numbers_finding(table: int, rows: list[int]) -> Finding:
    return Finding("list_numbers", Severity.INFO, {"n": str(len(rows))}, table=table, row=rows[0])
