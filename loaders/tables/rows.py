"""A report's rows, read once from top to bottom.

Each row is a header, a heading, a statement or an event; `Rows` keeps what is in force while it reads: the
header, the cells above, whether planned events follow. Under which headings an event stands is said later.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cell.text import squash
from loaders.dates.periods import starts_title, title_period
from loaders.tables.columns import (
    COLUMNS,
    MUNICIPALITY,
    NUMBER,
    Header,
    is_column_numbers,
    read_header,
)
from loaders.tables.headings import Heading, Kind, read_heading
from loaders.tables.numbers import (
    counts_otherwise,
    is_any_number,
    is_nested_number,
    is_roman,
    plain_number,
)
from loaders.tables.sections import Item
from loaders.tables.statements import (
    is_blank,
    is_plan,
    is_statement,
    is_statement_row,
    is_total,
    says_nothing_was_held,
    stated_count,
)
from loaders.tables.title import Title
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
from ontology.read_only import read_only

_HAS_DAY = re.compile(r"\d{1,2}\.\d{1,2}|\d{4}|\d\s+[а-яё]{3}", re.IGNORECASE)

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NOTHING = "–"
_SHOWN = 80
_FEWEST_CELLS = 4
_SAME = 2

# A heading between two tables is a line, a sentence about a district is longer.
_LONGEST_HEADING = 150

_NOTES = {
    "unknown_column": Severity.WARNING,
    "remarks_column": Severity.INFO,
    "missing_column": Severity.WARNING,
    "table_ignored": Severity.WARNING,
    "planned_rows": Severity.WARNING,
    "numbered_otherwise": Severity.INFO,
    "empty_row": Severity.WARNING,
    "no_number": Severity.WARNING,
    "continued_row": Severity.INFO,
    "merged_cells": Severity.WARNING,
    "several_events": Severity.WARNING,
    "too_few_cells": Severity.WARNING,
    "too_many_cells": Severity.WARNING,
}
"""What a row may leave to be doubted."""


@dataclass(slots=True)
class Plan:
    """Events to come: what announces them, and where they stand."""

    heading: str
    rows: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """What has been read so far, and what is in force."""

    report: str
    title: Title = field(default_factory=Title)
    header: Header | None = None
    items: list[Item] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    above: dict[int, str] = field(default_factory=dict)
    highest: int = 0
    counts_itself: bool = False
    is_nested: bool = False
    taken_numbers: set[int] = field(default_factory=set)
    plan: Plan | None = None

    @property
    def entries(self) -> list[Entry]:
        """The events read so far."""
        return [item for item in self.items if not isinstance(item, Heading)]

    # ── between tables ──────────────────────────────────────────────────────────────────────────

    def read_paragraph(self, paragraph: Paragraph) -> None:
        """A line of the title before the first table; between tables, a heading, a statement or a plan."""
        line = squash(paragraph.text)
        if self.header is None:
            self._read_above(line)
        elif starts_title(line) and _names_period(line):
            self.below.append(line)
        elif is_plan(line):
            self._begin_plan(line)
        elif is_statement(line):
            self.add_statement(line, None, None)
        elif _is_heading_between_tables(heading := read_heading(line)):
            self._enter(heading)
        else:
            self.below.append(line)

    def _read_above(self, line: str) -> None:
        heading = (
            read_heading(line) if self.title.period is not None and len(line) < _LONGEST_HEADING else None
        )
        if heading is not None and _is_heading_between_tables(heading) and not _names_period(line):
            self._enter(heading)
        else:
            self.title.read(line)

    def _enter(self, heading: Heading) -> None:
        """A heading; planned events end where a municipality begins that has not been met."""
        if self.plan is not None and heading.kind is Kind.MUNICIPALITY and not self._has_met(heading):
            self._end_plan()
        self.items.append(heading)

    def _has_met(self, heading: Heading) -> bool:
        return any(isinstance(item, Heading) and item.named == heading.named for item in self.items)

    def _begin_plan(self, line: str) -> None:
        self._end_plan()
        self.plan = Plan(line)

    def _end_plan(self) -> None:
        if self.plan is not None and self.plan.rows:
            table, row = self.plan.rows[0]
            told = {"plan": self.plan.heading[:_SHOWN], "n": str(len(self.plan.rows))}
            self.findings.append(Finding("planned_rows", Severity.WARNING, told, table, row))
        self.plan = None

    def end(self) -> None:
        """Nothing follows: what was still open is closed."""
        self._end_plan()

    # ── tables ──────────────────────────────────────────────────────────────────────────────────

    def read_table(self, table: Table) -> None:
        """All rows of a table; one without a header continues the table before it, or is passed over."""
        rows = [row for row in table.rows if any(cell.text.strip() for cell in row.cells)]
        headers = {
            i: header for i in range(len(rows)) if (header := read_header(rows[i : i + 3])) is not None
        }
        if not headers and not self._continues(rows):
            self._pass_over(table, rows)
            return
        headers = {i: header.with_municipality(rows[i + header.rows :]) for i, header in headers.items()}
        self.counts_itself = counts_otherwise([row.cells[0].text for row in rows if _fills_cells(row)])
        self.is_nested = any(is_nested_number(row.cells[0].text) for row in rows)
        position = 0
        while position < len(rows):
            header = headers.get(position)
            if header is not None:
                self._use_header(header, table, rows[position])
            elif self.header is None:
                self._read_before_header(rows[position])
            elif not is_column_numbers(rows[position]):
                self.read_row(table, rows[position])
            position += header.rows if header is not None else 1

    def read_row(self, table: Table, row: TableRow) -> None:
        """A heading, a statement, an event, or what an event's row left over."""
        assert self.header is not None
        said = [cell for cell in row.cells if cell.text.strip() and not cell.continues_above]
        number = self.header.pick(row).get(NUMBER)
        words = [
            cell for cell in said if number is None or not is_any_number(number.text) or cell is not number
        ]
        texts = [cell.text for cell in words]
        if words and len(said) == 1 and self._stands_alone(said[0], row):
            self._read_alone(squash(said[0].text), table, row)
        elif len(said) > len(words) == 1 and self._is_section(words[0], number):
            self._read_alone(squash(words[0].text), table, row, number)
        elif len(said) > _SAME and len({squash(text) for text in texts}) == 1 and not is_blank(texts[0]):
            self._read_alone(squash(texts[0]), table, row)
        elif words and is_statement_row(texts):
            self._read_statement_row(texts, table, row, number)
        elif said:
            self._read_event(table, row)

    def _use_header(self, header: Header, table: Table, row: TableRow) -> None:
        repeated = self.header is not None and self.header.headings == header.headings
        self.header = header
        self.above.clear()
        if repeated:
            return
        for index in header.unknown:
            self._note("unknown_column", table, row, heading=squash(header.headings[index].text)[:_SHOWN])
        for index in header.remarks:
            self._note("remarks_column", table, row, heading=squash(header.headings[index].text)[:_SHOWN])
        for column in header.missing:
            self._note("missing_column", table, row, column=column)

    def _continues(self, rows: Sequence[TableRow]) -> bool:
        """Whether a table without a header goes on with the one before: a row of it is an event."""
        return self.header is not None and any(self._is_event(row) for row in rows)

    def _is_event(self, row: TableRow) -> bool:
        assert self.header is not None
        if len(row.cells) < min(_FEWEST_CELLS, len(self.header.headings)):
            return False
        cells = self.header.pick(row)
        has_number = NUMBER in cells and is_any_number(cells[NUMBER].text)
        has_day = CellName.DATES in cells and _HAS_DAY.search(cells[CellName.DATES].text) is not None
        return has_number or has_day

    def _pass_over(self, table: Table, rows: Sequence[TableRow]) -> None:
        if self.header is None:
            for row in rows:
                self._read_before_header(row)
        elif rows and all(is_statement_row([cell.text for cell in row.cells]) for row in rows):
            for row in rows:
                self._read_statement_row([cell.text for cell in row.cells], table, row)
        elif rows:
            text = " ".join(squash(cell.text) for row in rows for cell in row.cells)
            self._note("table_ignored", table, rows[0], n=len(text), words=text[:_SHOWN])

    def _read_before_header(self, row: TableRow) -> None:
        """The title may stand in the table; cells side by side are no headings."""
        said = [cell for cell in row.cells if cell.text.strip() and not cell.continues_above]
        for cell in said:
            for line in cell.text.split("\n"):
                if len(said) == 1:
                    self._read_above(squash(line))
                else:
                    self.title.read(squash(line))

    # ── rows that are no events ─────────────────────────────────────────────────────────────────

    def _stands_alone(self, cell: TableCell, row: TableRow) -> bool:
        """Whether the row's only words are a heading rather than an event with empty cells."""
        if is_any_number(cell.text):
            return False
        if len(row.cells) == 1 or cell.span > 2 or is_statement(cell.text):
            return True
        kind = read_heading(cell.text).kind
        return cell.column == 0 or kind in (Kind.MUNICIPALITY, Kind.SUBJECT)

    def _is_section(self, cell: TableCell, number: TableCell | None) -> bool:
        """Whether the words beside a number are a numbered heading or statement and no event."""
        kind = read_heading(cell.text).kind
        if kind is Kind.MUNICIPALITY or (kind is Kind.SUBJECT and cell.span > 2) or is_statement(cell.text):
            return True
        return number is not None and (
            is_roman(number.text) or (self.is_nested and plain_number(number.text) is not None)
        )

    def _read_alone(self, line: str, table: Table, row: TableRow, number: TableCell | None = None) -> None:
        self.above.clear()
        if is_plan(line):
            self._begin_plan(line)
        elif is_statement(line):
            self.add_statement(line, table.index, row.index)
            self._take_number(number)
        else:
            self._enter(read_heading(line))

    def _take_number(self, cell: TableCell | None) -> None:
        """The number of a row that is no event leaves no gap."""
        number = plain_number(cell.text) if cell is not None else None
        if number is not None:
            self.taken_numbers.add(number)

    def _read_statement_row(
        self, texts: Sequence[str], table: Table, row: TableRow, number: TableCell | None = None
    ) -> None:
        """«Вяземский район | не проводились» is a heading and what is said below it."""
        self._take_number(number)
        said = [squash(text) for text in texts if not is_blank(text)]
        for text in said:
            heading = read_heading(text)
            if heading.kind is Kind.MUNICIPALITY and not is_total(said[0]):
                self._enter(heading)
        if said or any(text.strip() for text in texts):
            self.add_statement(" ".join(said) or _NOTHING, table.index, row.index)

    def add_statement(self, text: str, table: int | None, row: int | None) -> None:
        """A sentence of the report about itself, kept with the number that it gives."""
        count = stated_count(text)
        nothing = text == _NOTHING or says_nothing_was_held(text)
        total = count.total if count is not None else 0 if nothing else None
        self.statements.append(Statement(text, table, row, total))

    # ── events ──────────────────────────────────────────────────────────────────────────────────

    def _read_event(self, table: Table, row: TableRow) -> None:
        assert self.header is not None
        picked = self.header.pick(row)
        texts = {column: self._text(picked[column]) if column in picked else "" for column in COLUMNS}
        if self.plan is not None:
            self.plan.rows.append((table.index, row.index))
        elif self._is_left_over(picked, texts):
            self._append_left_over(picked, table, row)
        elif is_any_number(texts[NUMBER]) and not any(texts[cell].strip() for cell in FIVE_CELLS):
            self._note("empty_row", table, row, self._number(texts[NUMBER], table, row))
        else:
            number = self._number(texts[NUMBER], table, row)
            self._check_cells(picked, texts, table, row, number)
            self.items.append(self._entry(number, texts, table, row))

    def _number(self, written: str, table: Table, row: TableRow) -> int:
        """The row's own number; the next one where it has none, or where rows are numbered otherwise."""
        stated = plain_number(written)
        if stated is not None and not self.counts_itself:
            number = stated
        else:
            number = self.highest + 1
            if not is_any_number(written):
                self._note("no_number", table, row, number)
            elif not any(finding.code == "numbered_otherwise" for finding in self.findings):
                self._note("numbered_otherwise", table, row, number, written=written.strip())
        self.highest = max(self.highest, number)
        return number

    def _text(self, cell: TableCell) -> str:
        """The cell's words, or those of the cell above that it is merged with."""
        if not cell.continues_above:
            self.above[cell.column] = cell.text
        return self.above.get(cell.column, cell.text) if cell.continues_above else cell.text

    def _is_left_over(self, picked: Mapping[str, TableCell], texts: Mapping[str, str]) -> bool:
        """Whether the row goes on with the event above: merged with its number, or without a title.

        A row with a title and dates of its own is an event, whatever its number is merged with.
        """
        if not self.items or isinstance(self.items[-1], Heading) or NUMBER not in picked:
            return False
        if picked[NUMBER].continues_above:
            return not all(_is_own(picked.get(cell)) for cell in (CellName.TITLE, CellName.DATES))
        return not texts[NUMBER].strip() and not texts[CellName.TITLE].strip()

    def _append_left_over(self, picked: Mapping[str, TableCell], table: Table, row: TableRow) -> None:
        last = self.items[-1]
        assert isinstance(last, Entry)
        cells = dict(last.cells)
        for name in FIVE_CELLS:
            cell = picked.get(name)
            if cell is not None and _is_own(cell):
                cells[name] = f"{cells[name]}\n{cell.text}" if cells[name].strip() else cell.text
        self.items[-1] = replace(last, cells=read_only(cells))
        self._note("continued_row", table, row, last.number)

    def _check_cells(
        self, picked: Mapping[str, TableCell], texts: dict[str, str], table: Table, row: TableRow, number: int
    ) -> None:
        assert self.header is not None
        given, expected = len(row.cells), len(self.header.headings)
        counts = {"given": given, "expected": expected}
        lacking = [str(column) for column in COLUMNS if column in self.header.cells and column not in picked]
        merged = self._merged(row)
        if lacking:
            self._note("too_few_cells", table, row, number, **counts, missing=", ".join(lacking))
        elif max(cell.column + cell.span for cell in row.cells) > self.header.width:
            self._note("too_many_cells", table, row, number, **counts)
        if merged:
            self._note("merged_cells", table, row, number, columns=", ".join(merged))
        if CellName.TITLE in merged and CellName.DATES in merged:
            texts.update({column: "" for column in merged if column != CellName.TITLE})
        events = _events_told(texts)
        if events > 1:
            self._note("several_events", table, row, number, n=events)

    def _merged(self, row: TableRow) -> list[str]:
        """The columns that one cell of the row covers together though the header parts them."""
        assert self.header is not None
        if len(row.cells) >= len(self.header.headings):
            return []
        by_cell: dict[int, list[str]] = {}
        for column, indexes in self.header.cells.items():
            cell = self.header.under(indexes[0], row)
            if cell is not None:
                by_cell.setdefault(cell.column, []).append(column)
        parted = (columns for columns in by_cell.values() if len({self.header.cells[c] for c in columns}) > 1)
        return [str(column) for columns in parted for column in columns]

    def _entry(self, number: int, texts: Mapping[str, str], table: Table, row: TableRow) -> Entry:
        place = squash(texts[MUNICIPALITY])
        return Entry(
            report=self.report,
            number=number,
            section=place or None,
            subsection=None,
            municipality=None,
            cells=read_only({cell: texts[cell] for cell in FIVE_CELLS}),
            table=table.index,
            row=row.index,
        )

    def _note(
        self, code: str, table: Table, row: TableRow, number: int | None = None, **values: object
    ) -> None:
        told = {"number": str(number), **{name: str(value) for name, value in values.items()}}
        self.findings.append(Finding(code, _NOTES[code], told, table.index, row.index, number))


def _is_own(cell: TableCell | None) -> bool:
    return cell is not None and not cell.continues_above and bool(cell.text.strip())


def _fills_cells(row: TableRow) -> bool:
    return sum(1 for cell in row.cells if cell.text.strip()) > _SAME


def _names_period(line: str) -> bool:
    return title_period(line) is not None


def _is_heading_between_tables(heading: Heading) -> bool:
    if heading.kind in (Kind.MUNICIPALITY, Kind.SUBJECT):
        return True
    return heading.is_territory and len(heading.text) <= _LONGEST_HEADING


def _events_told(texts: Mapping[str, str]) -> int:
    """How many events the row tells: as many lines of dates, each with its year, as lines of titles."""
    days = [line for line in texts[CellName.DATES].split("\n") if line.strip()]
    titles = [line for line in texts[CellName.TITLE].split("\n") if line.strip()]
    whole = all(_YEAR.search(line) and _HAS_DAY.search(line) for line in days)
    return len(days) if whole and len(days) == len(titles) and _begin_anew(titles) else 1


def _begin_anew(titles: Sequence[str]) -> bool:
    return all(line.lstrip(' «"-–•0123456789.)')[:1].isupper() for line in titles)
