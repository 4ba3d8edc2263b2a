"""A report's rows, read once from top to bottom.

Each row is a header, a heading, a statement or an event; `Rows` keeps what is in force while it reads: the
header, whether planned events follow. Events are `events`; under which headings one stands is said later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.cell import regular
from loaders.cell.text import squash
from loaders.dates.periods import starts_title, title_period
from loaders.dates.words import find_dates
from loaders.tables.columns import Header, headers_in, is_column_numbers, usual_header
from loaders.tables.events import EventRows
from loaders.tables.heading_words import NUMBER
from loaders.tables.headings import Heading, HeadingKind, read_heading
from loaders.tables.notes import Notes
from loaders.tables.numbers import counts_otherwise, is_nested_number, plain_number
from loaders.tables.row_words import row_words
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

_NOTHING = "–"
_SHOWN = 80
_SAME = 2

# A heading between two tables is a line, a sentence about a district is longer.
_LONGEST_HEADING = 150


@dataclass(slots=True)
class Plan:
    """Events to come: what announces them, and where they stand."""

    heading: str
    rows: list[tuple[int, int]] = field(default_factory=list)
    may_have_ended: bool = False


@dataclass(slots=True)
class ReportRows:
    """What has been read so far, and what is in force."""

    report: str
    title: Title = field(default_factory=Title)
    header: Header | None = None
    items: list[Item] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    below: list[str] = field(default_factory=list)
    taken_numbers: set[int] = field(default_factory=set)
    is_nested: bool = False
    plan: Plan | None = None
    events: EventRows = field(init=False)

    def __post_init__(self) -> None:
        self.events = EventRows(self.report, self.items, self.notes)

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
        elif is_plan(line):
            self._begin_plan(line)
        elif starts_title(line) and _names_period(line):
            self.below.append(line)
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
        """A heading; below a municipality that has not been met, planned events may have ended."""
        if self.plan is not None and heading.kind is HeadingKind.MUNICIPALITY and not self._has_met(heading):
            self.plan.may_have_ended = True
        self.items.append(heading)

    def _has_met(self, heading: Heading) -> bool:
        return any(isinstance(item, Heading) and item.named == heading.named for item in self.items)

    def _begin_plan(self, line: str) -> None:
        self._end_plan()
        self.plan = Plan(line)
        self.statements.append(Statement(line, None, None))

    def _end_plan(self) -> None:
        if self.plan is not None and self.plan.rows:
            table, row = self.plan.rows[0]
            told = {"plan": self.plan.heading[:_SHOWN], "n": str(len(self.plan.rows))}
            self.notes.findings.append(Finding("planned_rows", Severity.WARNING, told, table, row))
        self.plan = None

    def end(self) -> None:
        """Nothing follows: what was still open is closed."""
        self._end_plan()

    # ── tables ──────────────────────────────────────────────────────────────────────────────────

    def read_table(self, table: Table) -> None:
        """All rows of a table; one without a header continues the table before it, or is passed over."""
        rows = [row for row in table.rows if any(cell.text.strip() for cell in row.cells)]
        headers = headers_in(rows)
        if not headers and self.header is None:
            self._assume_header(table, rows)
        if not headers and not self._continues(rows):
            self._pass_over(table, rows)
            return
        self._see_how_rows_are_counted(rows)
        position = 0
        while position < len(rows):
            header = headers.get(position)
            self._read_next(table, rows[position], header)
            position += header.rows if header is not None else 1

    def _see_how_rows_are_counted(self, rows: Sequence[TableRow]) -> None:
        first = [(row.cells[0].text, row) for row in rows]
        self.events.counts_through = counts_otherwise([text for text, row in first if _fills_cells(row)])
        self.is_nested = any(is_nested_number(text) for text, _ in first)

    def _read_next(self, table: Table, row: TableRow, header: Header | None) -> None:
        if header is not None:
            self._use_header(header, table, row)
        elif self.header is None:
            self._read_before_header(row)
        elif not is_column_numbers(row):
            before = self._kept()
            self.read_row(table, row)
            if self._kept() == before:
                self._leave(table, row)

    def _kept(self) -> tuple[object, ...]:
        """What has been kept of the rows so far; the same after a row of which nothing was."""
        last = self.items[-1] if self.items else None
        planned = len(self.plan.rows) if self.plan is not None else 0
        sizes = (len(self.items), len(self.statements), len(self.notes.findings), planned)
        return (*sizes, self.plan, id(last))

    def _leave(self, table: Table, row: TableRow) -> None:
        text = " ".join(squash(cell.text) for cell in row.cells if not cell.continues_above)
        if text.strip():
            self.notes.add("unread_text", table, row, n=len(text), words=text[:_SHOWN])

    def read_row(self, table: Table, row: TableRow) -> None:
        """A heading, a statement, an event, or what an event's row left over."""
        assert self.header is not None
        row = self.events.with_own_merges(row)
        said = row_words(row, self.header.pick(row).get(NUMBER))
        alone = said.alone(self.is_nested)
        if alone is not None:
            self._read_alone(alone, table, row, said.written_number)
        elif said.words and is_statement_row(said.texts):
            self._read_statement_row(said.texts, table, row, said.number)
        elif said.cells:
            self._read_event(table, row)

    def _use_header(self, header: Header, table: Table, row: TableRow) -> None:
        repeated = self.header is not None and self.header.headings == header.headings
        self.header = header
        self.events.begin(header)
        if repeated:
            return
        for index, column in header.guessed.items():
            heading = squash(header.headings[index].text)[:_SHOWN]
            self.notes.add("guessed_column", table, row, heading=heading, column=column)
        for index in header.unknown:
            self.notes.add("unknown_column", table, row, heading=squash(header.headings[index].text)[:_SHOWN])
        for index in header.remarks:
            self.notes.add("remarks_column", table, row, heading=squash(header.headings[index].text)[:_SHOWN])
        for column in header.missing:
            self.notes.add("missing_column", table, row, column=column)

    def _assume_header(self, table: Table, rows: Sequence[TableRow]) -> None:
        header = usual_header(rows)
        if header is not None:
            self.header = header
            self.events.begin(header)
            self.notes.add("no_header", table, rows[0])

    def _continues(self, rows: Sequence[TableRow]) -> bool:
        """Whether a table without a header goes on with the one before: its first full row is an event."""
        full = [row for row in rows if _fills_cells(row) and not is_column_numbers(row)]
        return self.header is not None and bool(full) and self.events.is_event(full[0])

    def _pass_over(self, table: Table, rows: Sequence[TableRow]) -> None:
        if self.header is None:
            if sum(map(_fills_two_cells, rows)) > 1:
                self._ignore(table, rows)
            for row in rows:
                self._read_before_header(row)
        elif all(is_statement_row([cell.text for cell in row.cells]) for row in rows):
            for row in rows:
                self._read_statement_row([cell.text for cell in row.cells], table, row)
        elif rows:
            self._ignore(table, rows)

    def _ignore(self, table: Table, rows: Sequence[TableRow]) -> None:
        text = " ".join(squash(cell.text) for row in rows for cell in row.cells)
        self.notes.add("table_ignored", table, rows[0], n=len(text), words=text[:_SHOWN])

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

    def _read_alone(self, line: str, table: Table, row: TableRow, number: TableCell | None = None) -> None:
        self.events.above.clear()
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
            if heading.kind is HeadingKind.MUNICIPALITY and not is_total(said[0]):
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
        texts = self.events.texts(row)
        if self.plan is not None and not self._was_held(texts):
            self.plan.rows.append((table.index, row.index))
        else:
            self.events.read(texts, table, row)

    def _was_held(self, texts: Mapping[str, str]) -> bool:
        """Whether the plan has ended before this row, which tells a day in the report's own time."""
        period = self.title.period
        if self.plan is None or not self.plan.may_have_ended or period is None:
            return False
        found = find_dates(regular(texts[CellName.DATES]), period)
        if found.range is None or not period.start <= found.range.start <= period.end:
            return False
        self._end_plan()
        return True


def _fills_two_cells(row: TableRow) -> bool:
    return sum(1 for cell in row.cells if cell.text.strip()) > 1


def _fills_cells(row: TableRow) -> bool:
    return sum(1 for cell in row.cells if cell.text.strip()) > _SAME


def _names_period(line: str) -> bool:
    return title_period(line) is not None


def _is_heading_between_tables(heading: Heading) -> bool:
    if heading.kind in (HeadingKind.MUNICIPALITY, HeadingKind.SUBJECT):
        return True
    return heading.is_territory and len(heading.text) <= _LONGEST_HEADING
