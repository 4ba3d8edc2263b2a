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
from loaders.documents.wordml import (
    Element,
    attribute,
    chosen,
    has_text,
    integer,
    is_on,
    m,
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
_PASSED_OVER = {w(name) for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "fldData", "rt")}
_CHANGED = {w(name) for name in ("ins", "del", "moveFrom", "moveTo")}
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_TEXTS = (w("t"), m("t"))
_GRAPHICS = {w("drawing"), w("pict"), w("object"), mc("AlternateContent")}
_BLOCKS = frozenset((w("p"), w("tbl"), w("altChunk"), w("subDoc"), w("r"), w("t")))
_ROWS, _CELLS = frozenset((w("tr"),)), frozenset((w("tc"),))
_READ, _PLACE = "read", "place"
_SHOWN = 80
_MOST_INNER = 20
_FRAME = 3


@dataclass(slots=True)
class Body:
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
        _clear_placeholders(body)
        yield from self.blocks(body)
        changes = sum(1 for one in body.iter(*_CHANGED))
        if changes:
            self.findings.append(Finding("tracked_changes", Severity.INFO, {"n": str(changes)}))
        self.findings += _unread(body)

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
            elif _is_layout(child):
                for cell in _cells_of(child):
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
        self.findings += _unread(body)

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
        for index, row in enumerate(_rows_of(element), start=1):
            self.row = index
            row.set(_PLACE, f"{self.table} {index}")
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
        for element in shown_children(row, _CELLS):
            properties = element.find(w("tcPr"))
            span = _span(properties)
            text = self.cell_text(element)
            if not cells and text and not has_text(element) and self.row is not None:
                self.counted.append(self.row)
            if cells and _merge(properties, "hMerge") == "continue":
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
            else:
                cells.append(TableCell(text, column, span, _merge(properties, "vMerge") == "continue"))
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
                lines += [_line(block) for block in self.inner_blocks(child)]
            elif child.tag == w("tbl"):
                lines += [self.nested_row(row) for row in _rows_of(child)]
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
        texts = (self.cell_text(cell).strip() for cell in shown_children(row, _CELLS))
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
            if isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
                yield from self.piece(child, paragraph)

    def piece(self, child: Element, paragraph: Element | None) -> Iterator[str]:
        """The shown text of one of them."""
        if child.tag in _TEXTS:
            child.set(_READ, "1")
            yield child.text or ""
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
            _mark(run)
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
        self.note("footnote_ignored", Severity.WARNING, words=said[:_SHOWN] or "…")

    def graphic(self, element: Element, paragraph: Element | None) -> Iterator[str]:
        """The text of what stands in its place; text boxes are remembered, to be read after the paragraph."""
        element = chosen(element)
        boxes = [box for box in element.iter(w("txbxContent")) if has_text(box)]
        if boxes:
            self.boxes.append(boxes[0])
            self.boxes += [box for box in boxes[1:] if not _is_copy(box, boxes[0])]
            self.note("text_box_read")
        elif element.tag not in _GRAPHICS:
            yield from self.pieces(element, paragraph)

    def note(self, code: str, severity: Severity = Severity.INFO, **values: object) -> None:
        """A finding, here."""
        told = {name: str(value) for name, value in values.items()}
        self.findings.append(Finding(code, severity, told, table=self.table, row=self.row))


# ── what was not read ───────────────────────────────────────────────────────────────────────────


def _unread(body: Element) -> Iterator[Finding]:
    """A finding for every row, and for all that is outside rows, in which shown text was not read."""
    texts: dict[str, list[str]] = {}
    for place, text in _left(body, ""):
        texts.setdefault(place, []).append(text)
    for place, said in texts.items():
        words = "".join(said).strip()
        table, row = map(int, place.split()) if place else (None, None)
        if words:
            told = {"n": str(len(words)), "words": words[:_SHOWN]}
            yield Finding("unread_text", Severity.WARNING, told, table=table, row=row)


def _left(node: Element, place: str) -> Iterator[tuple[str, str]]:
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _PASSED_OVER or _is_deleted(child):
            continue
        inner = chosen(child)
        if inner.tag in _TEXTS and inner.get(_READ) is None and inner.text:
            yield place, inner.text
        yield from _left(inner, inner.get(_PLACE) or place)


def _is_deleted(element: Element) -> bool:
    return element.tag == w("tr") and element.find(f"{w('trPr')}/{w('del')}") is not None


def _mark(element: Element) -> None:
    for text in element.iter(*_TEXTS):
        text.set(_READ, "1")


def _is_copy(box: Element, other: Element) -> bool:
    """Whether a text box is told again for older versions of Word."""
    if _words(box) != _words(other):
        return False
    _mark(box)
    return True


def _words(element: Element) -> list[str]:
    return [text.text or "" for text in element.iter(*_TEXTS)]


def _clear_placeholders(body: Element) -> None:
    """Takes away the words that a form shows where nobody has filled it in."""
    for control in body.iter(w("sdt")):
        if is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            for text in control.iter(*_TEXTS):
                text.text = ""


# ── parts of tables ─────────────────────────────────────────────────────────────────────────────


def _rows_of(table: Element) -> Iterator[Element]:
    for row in shown_children(table, _ROWS):
        if not _is_deleted(row):
            yield row


def _cells_of(table: Element) -> Iterator[Element]:
    for row in _rows_of(table):
        yield from shown_children(row, _CELLS)


def _is_layout(table: Element) -> bool:
    """Whether it is a frame of up to three columns put around wider tables."""
    rows = [list(shown_children(row, _CELLS)) for row in _rows_of(table)]
    widest = max((len(cells) for cells in rows), default=0)
    return widest <= _FRAME and any(
        len(list(shown_children(row, _CELLS))) > max(2, widest)
        for cells in rows
        for cell in cells
        for nested in shown_children(cell, frozenset((w("tbl"),)))
        for row in _rows_of(nested)
    )


def _span(properties: Element | None) -> int:
    if properties is None:
        return 1
    return max(1, min(integer(properties.find(w("gridSpan")), "val", 1), MAX_COLUMNS))


def _merge(properties: Element | None, kind: str) -> str | None:
    merged = properties.find(w(kind)) if properties is not None else None
    return None if merged is None else attribute(merged, "val") or "continue"


def _line(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(" ".join(cell.text for cell in row.cells if cell.text.strip()) for row in block.rows)


def _list_numbers_finding(table: int, rows: list[int]) -> Finding:
    return Finding("list_numbers", Severity.INFO, {"n": str(len(rows))}, table=table, row=rows[0])
