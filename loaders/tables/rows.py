"""A report's rows, read once from top to bottom.

Each row is a header, a heading, a statement or an event; `Rows` keeps what is in force while it reads: the
header, the section, the cells above.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from loaders.cell.text import squash
from loaders.dates.periods import starts_title, title_period
from loaders.tables.columns import COLUMNS, NUMBER, Header, is_column_numbers, read_header
from loaders.tables.headings import Heading, Kind, is_statement, read_heading, stated_count
from loaders.tables.sections import Item
from ontology.model import (
    FIVE_CELLS,
    CellName,
    Entry,
    Finding,
    Paragraph,
    Severity,
    Statement,
    Table,
    TableCell,
    TableRow,
)

_NUMBER = re.compile(r"\s*(?:№\s*)?(\d{1,4})\s*[.)]?\s*")

# A heading between two tables is a line, a sentence about a district is longer.
_LONGEST_HEADING = 150

_NOTES = {
    "unknown_column": Severity.INFO,
    "missing_column": Severity.WARNING,
    "table_ignored": Severity.INFO,
    "empty_row": Severity.WARNING,
    "no_number": Severity.WARNING,
    "continued_row": Severity.INFO,
    "too_few_cells": Severity.WARNING,
    "too_many_cells": Severity.WARNING,
}
"""What a row may leave to be doubted."""


@dataclass(slots=True)
class Rows:
    """What has been read so far, and what is in force."""

    report: str
    header: Header | None = None
    title: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    highest: int = 0

    @property
    def entries(self) -> list[Entry]:
        """The events read so far."""
        return [item for item in self.items if not isinstance(item, Heading)]

    def read_paragraph(self, paragraph: Paragraph) -> None:
        """Title lines before the first table; between tables, headings and statements."""
        line = squash(paragraph.text)
        if is_statement(line) and self.header is not None:
            self.add_statement(line, None, None)
            return
        heading = read_heading(line)
        if _is_heading_between_tables(heading) and (self.header is not None or self._after_title(line)):
            self.items.append(heading)
        elif self.header is None:
            self.add_title(line)

    def _after_title(self, line: str) -> bool:
        """Whether the title has named its period before this line, which names none itself."""
        return self._period_code() is not None and title_period(line) is None

    def _period_code(self) -> str | None:
        period = title_period(" ".join(self.title))
        return period.code if period is not None else None

    def add_title(self, line: str) -> None:
        """One more line of the title, which begins at «Отчет …» and ends with a period finer than a year."""
        code = self._period_code()
        if code is not None and not code.isdecimal():
            return
        if starts_title(line) and code is None:
            self.title.clear()
        self.title.append(line)

    def read_table(self, table: Table) -> None:
        """All rows of a table; one without a header continues the table before it, or is passed over."""
        headers = {row.index: read_header(row) for row in table.rows}
        if not any(headers.values()) and not self._continues(table):
            self._pass_over(table)
            return
        for row in table.rows:
            header = headers[row.index]
            if header is not None:
                self._use_header(header, table, row)
            elif self.header is None:
                self._read_before_header(row)
            elif not (is_column_numbers(row) or self._continues_header(row)):
                self.read_row(table, row)

    def read_row(self, table: Table, row: TableRow) -> None:
        """A heading, a statement, an event, or what an event's row left over."""
        said = [cell for cell in row.cells if cell.text.strip()]
        if not said:
            return
        if len(said) == 1 and self._stands_alone(said[0], row):
            self._read_alone(squash(said[0].text), table, row)
            return
        self._read_event(table, row)

    def _use_header(self, header: Header, table: Table, row: TableRow) -> None:
        repeated = self.header is not None and self.header.headings == header.headings
        self.header = header
        self.above.clear()
        if repeated:
            return
        for heading in header.unknown:
            self._note("unknown_column", table, row, heading=heading)
        for column in header.missing:
            self._note("missing_column", table, row, column=column)

    def _continues_header(self, row: TableRow) -> bool:
        """Whether it is the second row of a header that has two."""
        return not self.above and any(cell.continues_above for cell in row.cells)

    def _continues(self, table: Table) -> bool:
        return self.header is not None and any(
            len(row.cells) == len(self.header.headings) and self._is_event(row) for row in table.rows
        )

    def _is_event(self, row: TableRow) -> bool:
        cells = self.header.pick(row) if self.header is not None else {}
        return NUMBER in cells and _NUMBER.fullmatch(cells[NUMBER].text) is not None

    def _pass_over(self, table: Table) -> None:
        if self.header is not None:
            self._note("table_ignored", table, table.rows[0])
        else:
            for row in table.rows:
                self._read_before_header(row)

    def _read_before_header(self, row: TableRow) -> None:
        for cell in row.cells:
            if cell.text.strip() and not cell.continues_above:
                self.read_paragraph(Paragraph(cell.text))

    def _stands_alone(self, cell: TableCell, row: TableRow) -> bool:
        """Whether the row's only words are a heading rather than an event with empty cells."""
        if _NUMBER.fullmatch(cell.text) is not None:
            return False
        if len(row.cells) == 1 or cell.span > 2:
            return True
        kind = read_heading(cell.text).kind
        return cell.column == 0 or kind in (Kind.MUNICIPALITY, Kind.SUBJECT)

    def _read_alone(self, line: str, table: Table, row: TableRow) -> None:
        if is_statement(line):
            self.add_statement(line, table.index, row.index)
        else:
            self.items.append(read_heading(line))

    def add_statement(self, text: str, table: int | None, row: int | None) -> None:
        """A sentence of the report about itself, kept with the number that it gives."""
        count = stated_count(text)
        self.statements.append(Statement(text, table, row, count.total if count is not None else None))

    def _read_event(self, table: Table, row: TableRow) -> None:
        assert self.header is not None
        picked = self.header.pick(row)
        texts = {column: self._text(picked[column]) if column in picked else "" for column in COLUMNS}
        if self._is_left_over(picked, texts):
            self._append_left_over(picked, table, row)
            return
        stated = _NUMBER.fullmatch(texts[NUMBER])
        if stated is not None and not any(texts[cell].strip() for cell in FIVE_CELLS):
            self._note("empty_row", table, row, int(stated[1]))
            return
        number = int(stated[1]) if stated is not None else self._next_number()
        if stated is None:
            self._note("no_number", table, row, number)
        self._check_cells(picked, table, row, number)
        self.items.append(self._entry(number, {cell: texts[cell] for cell in FIVE_CELLS}, table, row))

    def _text(self, cell: TableCell) -> str:
        """The cell's words, or those of the cell above that it is merged with."""
        if not cell.continues_above:
            self.above[cell.column] = cell.text
        return self.above.get(cell.column, cell.text) if cell.continues_above else cell.text

    def _is_left_over(self, picked: Mapping[str, TableCell], texts: Mapping[str, str]) -> bool:
        """Whether the row goes on with the event above: merged with its number, or without a title."""
        if not self.items or isinstance(self.items[-1], Heading) or NUMBER not in picked:
            return False
        if picked[NUMBER].continues_above:
            return True
        return not texts[NUMBER].strip() and not texts[CellName.TITLE].strip()

    def _append_left_over(self, picked: Mapping[str, TableCell], table: Table, row: TableRow) -> None:
        last = self.items[-1]
        assert isinstance(last, Entry)
        cells = dict(last.cells)
        for name in FIVE_CELLS:
            cell = picked.get(name)
            if cell is not None and not cell.continues_above and cell.text.strip():
                cells[name] = f"{cells[name]}\n{cell.text}" if cells[name].strip() else cell.text
        self.items[-1] = replace(last, cells=MappingProxyType(cells))
        self._note("continued_row", table, row, last.number)

    def _next_number(self) -> int:
        return self.highest + 1

    def _check_cells(self, picked: Mapping[str, TableCell], table: Table, row: TableRow, number: int) -> None:
        assert self.header is not None
        given, expected = len(row.cells), len(self.header.headings)
        lacking = [str(column) for column in COLUMNS if column in self.header.cells and column not in picked]
        if lacking:
            self._note(
                "too_few_cells",
                table,
                row,
                number,
                given=given,
                expected=expected,
                missing=", ".join(lacking),
            )
        elif max(cell.column + cell.span for cell in row.cells) > self.header.width:
            self._note("too_many_cells", table, row, number, given=given, expected=expected)

    def _entry(self, number: int, cells: dict[CellName, str], table: Table, row: TableRow) -> Entry:
        self.highest = max(self.highest, number)
        return Entry(
            report=self.report,
            number=number,
            section=None,
            subsection=None,
            municipality=None,
            cells=MappingProxyType(cells),
            table=table.index,
            row=row.index,
        )

    def _note(
        self, code: str, table: Table, row: TableRow, number: int | None = None, **values: object
    ) -> None:
        told = {"number": str(number), **{name: str(value) for name, value in values.items()}}
        self.findings.append(Finding(code, _NOTES[code], told, table.index, row.index, number))


def _is_heading_between_tables(heading: Heading) -> bool:
    if heading.kind in (Kind.MUNICIPALITY, Kind.SUBJECT):
        return True
    return heading.is_territory and len(heading.text) <= _LONGEST_HEADING
